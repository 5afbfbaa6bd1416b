"""Briefs, kept until their story changes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from headwater.store.database import Transaction, one_value, storable
from headwater.store.filing import layout_number
from headwater.store.instants import as_number
from headwater.store.loading import damage_named, load_reports, members
from headwater.store.packing import BRIEFS, OldPack, pack_brief, pack_ids, unpack_brief, unpack_ids, unpack_story
from headwater.vocabulary.brief import Brief, Finding, FindingKind
from headwater.vocabulary.span import ReportId
from headwater.vocabulary.story import StoryId, StoryOutline

_CHANGES = "brief changes"


def save(archive: Transaction, brief: Brief, of: Sequence[ReportId], at: datetime) -> None:
    """Keep a brief, if the reports it was made of are still those of its story."""
    story = brief.story
    if set(of) != set(members(archive, story.id)) or not of:
        return
    ((number,),) = archive.rows("SELECT number FROM stories WHERE id = ?", (story.id,))
    reports = pack_ids([report.id for report in story.reports])
    archive.run(
        "INSERT INTO briefs (story, reports, layout, content) VALUES (?, ?, ?, ?) ON CONFLICT (story) DO UPDATE SET"
        " reports = excluded.reports, layout = excluded.layout, content = excluded.content,"
        " shown_as = NULL, shown = NULL",
        [(number, reports, layout_number(archive, BRIEFS.layout), pack_brief(brief))],
    )
    archive.run(
        "UPDATE stories SET title = ?, origins = ? WHERE number = ?",
        [(storable(brief.title), story.lineage.independent_origins, number)],
    )
    _save_findings(archive, number, brief.findings, as_number(at))
    count_change(archive)


def _save_findings(archive: Transaction, story: int, findings: Sequence[Finding], at: int) -> None:
    """Put a story's findings in the place of its former; one that says what a former said keeps that one's time."""
    told = [one for one in findings if one.kind is not FindingKind.ONLY_IN]
    known = {
        bytes(key): since for key, since in archive.rows("SELECT key, found_at FROM findings WHERE story = ?", (story,))
    }
    archive.run("DELETE FROM findings WHERE story = ?", [(story,)])
    archive.run(
        "INSERT INTO findings (story, place, key, kind, summary, confidence, found_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (story, place, key, one.kind, storable(one.summary), round(1_000 * one.confidence), known.get(key, at))
            for place, one in enumerate(told)
            for key in (_key(one),)
        ],
    )


def _key(finding: Finding) -> bytes:
    said = "\0".join((finding.kind, finding.summary, finding.before or "", finding.after or ""))
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def changes(archive: Transaction) -> int:
    """How often a brief was kept or let go of without an event of the log."""
    counted = one_value(archive, "SELECT content FROM states WHERE name = ?", (_CHANGES,))
    return 0 if counted is None else int(bytes(counted))


def count_change(archive: Transaction) -> None:
    """Count one more, under the lock of who writes."""
    sql = "INSERT INTO states (name, content) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET content = excluded.content"
    archive.run(sql, [(_CHANGES, str(changes(archive) + 1).encode())])


def load(archive: Transaction, where: str, story: StoryId) -> Brief | None:
    """The brief that is kept of a story; one of an older form is as good as none, since it can be told again."""
    found = archive.rows(_KEPT, (story,))
    if not found:
        return None
    ((reports, layout, content, _),) = found
    try:
        with damage_named(where, f"(brief of story {story})"):
            return unpack_brief(content, layout, load_reports(archive, where, unpack_ids(reports)))
    except OldPack:
        return None


def load_outline(archive: Transaction, where: str, story: StoryId) -> StoryOutline | None:
    """What the brief that is kept of a story says of its reports, without the reports."""
    found = archive.rows(_KEPT, (story,))
    if not found:
        return None
    ((reports, layout, content, title),) = found
    try:
        with damage_named(where, f"(brief of story {story})"):
            told = unpack_story(content, layout)
            return StoryOutline(story, title or "", unpack_ids(reports), told.entities, told.lineage)
    except OldPack:
        return None


_KEPT = (
    "SELECT b.reports, l.content, b.content, s.title FROM stories s JOIN briefs b ON b.story = s.number"
    " JOIN layouts l ON l.number = b.layout WHERE s.id = ?"
)


def stamp(archive: Transaction, story: StoryId) -> str | None:
    """A digest of the brief that is kept of a story and of what its reports were analysed with."""
    found = archive.rows(
        "SELECT b.content, (SELECT MAX(a.analysed_with) FROM memberships m JOIN analyses a ON a.report = m.report"
        " WHERE m.story = s.number) FROM stories s JOIN briefs b ON b.story = s.number WHERE s.id = ?",
        (story,),
    )
    if not found:
        return None
    ((content, analysed_with),) = found
    return hashlib.blake2b(bytes(content), digest_size=12, salt=str(analysed_with).encode()[:16]).hexdigest()


def save_shown(archive: Transaction, story: StoryId, of: str, shown_as: str, page: bytes) -> None:
    """Keep a page beside the brief it was made from, if that is still the one."""
    if stamp(archive, story) == of:
        sql = "UPDATE briefs SET shown_as = ?, shown = ? WHERE story = (SELECT number FROM stories WHERE id = ?)"
        archive.run(sql, [(shown_as, page, story)])


def load_shown(archive: Transaction, story: StoryId, shown_as: str) -> bytes | None:
    """The page that is kept beside a brief, if it was made so."""
    sql = "SELECT b.shown FROM stories s JOIN briefs b ON b.story = s.number WHERE s.id = ? AND b.shown_as = ?"
    found = one_value(archive, sql, (story, shown_as))
    return None if found is None else bytes(found)


def unshown(archive: Transaction, shown_as: str, most: int) -> list[StoryId]:
    """The newest stories with a brief and no page made so beside it."""
    sql = (
        "SELECT s.id FROM briefs b JOIN stories s ON s.number = b.story WHERE b.shown_as IS NULL OR b.shown_as <> ?"
        " ORDER BY s.newest_at DESC, s.number DESC LIMIT ?"
    )
    return [story for (story,) in archive.rows(sql, (shown_as, most))]
