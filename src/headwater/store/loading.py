"""Loading: reports as they were filed, their pages, stories and subjects."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager

from headwater.errors import DamagedArchive, OutdatedAnalysis, UnknownReport
from headwater.store.board import chunks
from headwater.store.database import Row, Transaction, marks, one_value
from headwater.store.packing import (
    REPORTS,
    SUBJECTS,
    DamagedPack,
    KeptPage,
    OldPack,
    unpack_page,
    unpack_report,
    unpack_text,
)
from headwater.vocabulary.archive import AnalysisKey, FiledSubject
from headwater.vocabulary.page import Page
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import ReportId
from headwater.vocabulary.story import StoryId

_REPORT = (
    "SELECT r.id, p.content, p.sha256, r.text, a.content, l.content"
    " FROM reports r JOIN pages p ON p.report = r.number JOIN analyses a ON a.report = r.number"
    " JOIN layouts l ON l.number = a.layout WHERE r.id IN (%s)"
)
_TEXT = "SELECT r.id, r.text, p.content FROM reports r JOIN pages p ON p.report = r.number WHERE r.id IN (%s)"
_PAGE = (
    "SELECT r.id, r.address, p.media_type, p.fetched_at, p.charset, p.content, p.sha256"
    " FROM reports r JOIN pages p ON p.report = r.number WHERE r.id IN (%s)"
)
_MEMBERS = (
    "SELECT r.id FROM stories s JOIN memberships m ON m.story = s.number JOIN reports r ON r.number = m.report"
    " WHERE s.id = ? AND m.is_current = 1 ORDER BY r.original, r.number"
)
_ANY_SUBJECTS = (
    "SELECT r.number, r.id, s.id, l.content, u.content FROM memberships m JOIN stories s ON s.number = m.story"
    " JOIN reports r ON r.number = m.report JOIN subjects u ON u.report = m.report"
    " JOIN layouts l ON l.number = u.layout WHERE m.is_current = 1"
)
_SUBJECTS = f"{_ANY_SUBJECTS} AND s.changed > ? AND m.report > ? ORDER BY m.report LIMIT ?"
_SUBJECTS_OF = f"{_ANY_SUBJECTS} AND s.id IN (%s) ORDER BY m.report"


def load_reports(archive: Transaction, where: str, reports: Sequence[ReportId]) -> list[Report]:
    """Reports with their pages, in the order asked for."""
    return [_report(row, where) for row in _rows_of(archive, where, _REPORT, reports)]


def load_pages(archive: Transaction, where: str, reports: Sequence[ReportId]) -> list[Page]:
    """Pages without what was found in them, in the order of the reports asked for."""
    return [_page(row, where) for row in _rows_of(archive, where, _PAGE, reports)]


def load_texts(archive: Transaction, where: str, reports: Sequence[ReportId]) -> list[str]:
    """The texts of reports, in the order asked for."""
    texts = []
    for report, text, page in _rows_of(archive, where, _TEXT, reports):
        with damage_named(where, report):
            texts.append(unpack_text(text, page))
    return texts


def load_text(archive: Transaction, where: str, number: int) -> str:
    """The text of the report with that number."""
    ((report, text, page),) = archive.rows(
        "SELECT r.id, r.text, p.content FROM reports r JOIN pages p ON p.report = r.number WHERE r.number = ?",
        (number,),
    )
    with damage_named(where, report):
        return unpack_text(text, page)


def numbers_of(archive: Transaction, reports: Collection[ReportId]) -> dict[ReportId, int]:
    """The numbers of those of some reports that are held."""
    found: dict[ReportId, int] = {}
    for ids in chunks(reports):
        found.update(archive.rows(f"SELECT id, number FROM reports WHERE id IN ({marks(len(ids))})", ids))
    return found


def story_of(archive: Transaction, where: str, report: ReportId) -> StoryId:
    """The story that a report belongs to now."""
    story = one_value(
        archive,
        "SELECT s.id FROM reports r JOIN memberships m ON m.report = r.number JOIN stories s ON s.number = m.story"
        " WHERE r.id = ?",
        (report,),
    )
    if story is None:
        raise UnknownReport(report, where)
    return StoryId(story)


def members(archive: Transaction, story: StoryId) -> tuple[ReportId, ...]:
    """The reports of a story in their newest versions; a version stands where the first one came."""
    return tuple(report for (report,) in archive.rows(_MEMBERS, (story,)))


def subjects(archive: Transaction, where: str, after: int, last: int, most: int) -> list[tuple[int, FiledSubject]]:
    """Some subjects in the order they came, each with its report's number, of those behind a number."""
    return _filed(archive.rows(_SUBJECTS, (after, last, most)), where)


def subjects_of(archive: Transaction, where: str, stories: Sequence[StoryId]) -> list[FiledSubject]:
    """The subjects of the current reports of some stories, in the order they came."""
    found = [
        each for ids in chunks(stories) for each in _filed(archive.rows(_SUBJECTS_OF % marks(len(ids)), ids), where)
    ]
    return [subject for _, subject in sorted(found, key=lambda each: each[0])]


def _filed(rows: Iterable[Row], where: str) -> list[tuple[int, FiledSubject]]:
    found = []
    for number, report, story, layout, content in rows:
        with damage_named(where, report):
            found.append((number, FiledSubject(report, story, SUBJECTS.unpack(content, layout))))
    return found


def stale(archive: Transaction, key: AnalysisKey, last: int | None, most: int) -> list[tuple[int, ReportId]]:
    """Some current reports that were analysed with something else, or whose analysis is read no more."""
    unread = [
        number for number, layout in archive.rows("SELECT number, content FROM layouts") if not REPORTS.reads(layout)
    ]
    used = "SELECT number FROM analysed_with WHERE step = ? AND version = ? AND options = ?"
    key_number = one_value(archive, used, (key.step, key.version, key.options)) or 0
    # Numbers are our own; there are as many layouts as releases that changed the vocabulary.
    older = f" OR a.layout IN ({', '.join(map(str, unread))})" if unread else ""
    before, values = ("AND r.number < ?", (last,)) if last is not None else ("", ())
    sql = (
        "SELECT r.number, r.id FROM reports r JOIN analyses a ON a.report = r.number WHERE r.is_current = 1"
        f" AND (a.analysed_with <> ?{older}) {before} ORDER BY r.number DESC LIMIT ?"
    )
    return [(number, report) for number, report in archive.rows(sql, (key_number, *values, most))]


@contextmanager
def damage_named(where: str, report: str) -> Iterator[None]:
    """What cannot be unpacked, as an error that names the archive and the report."""
    try:
        yield
    except DamagedPack as fault:
        raise DamagedArchive(where, f"report {report}: {fault}") from fault
    except OldPack as fault:
        raise OutdatedAnalysis(where, report, str(fault)) from fault


def _rows_of(archive: Transaction, where: str, sql: str, reports: Sequence[ReportId]) -> Iterator[Row]:
    found: dict[str, Row] = {}
    for ids in chunks(dict.fromkeys(reports)):
        found.update((row[0], row) for row in archive.rows(sql % marks(len(ids)), ids))
    for report in reports:
        if report not in found:
            raise UnknownReport(report, where)
        yield found[report]


def _report(row: Row, where: str) -> Report:
    report, content, sha256, text, analysis, layout = row
    with damage_named(where, report):
        whole = unpack_report(analysis, layout, text, content)
    _check_digest(whole.page, bytes(sha256), where, report)
    return whole


def _page(row: Row, where: str) -> Page:
    report, address, media_type, fetched_at, charset, content, sha256 = row
    with damage_named(where, report):
        page = unpack_page(KeptPage(address, media_type, fetched_at, charset, content))
    _check_digest(page, bytes(sha256), where, report)
    return page


def _check_digest(page: Page, sha256: bytes, where: str, report: str) -> None:
    if hashlib.sha256(page.content).digest() != sha256:
        raise DamagedArchive(where, f"report {report}: the bytes of its page have another digest")
