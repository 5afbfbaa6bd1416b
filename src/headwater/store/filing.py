"""Filing: one transaction's worth of reports with their pages, analyses, search entries and places in stories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from headwater.errors import BrokenFiling, UnknownReport
from headwater.store.board import Board
from headwater.store.database import Entry, Transaction, address_key, one_value, storable
from headwater.store.instants import as_number, report_at
from headwater.store.loading import load_text, numbers_of
from headwater.store.packing import (
    REPORTS,
    SUBJECTS,
    compress,
    pack_analysis,
    pack_body,
    pack_ids,
    pack_text,
    unpack_body,
    words_of_body,
)
from headwater.store.words import folded_words, outlet_key
from headwater.vocabulary.archive import AnalysisKey, Filing
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import ReportId
from headwater.vocabulary.statement import Speaker

_REPORT = (
    "INSERT INTO reports (number, id, original, is_current, address, address_key, at, filed_at, headline, outlet,"
    " agency, outlet_key, agency_key, speakers, body, text) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_PAGE = "INSERT INTO pages (report, sha256, media_type, fetched_at, charset, content) VALUES (?, ?, ?, ?, ?, ?)"
_ANALYSIS = "INSERT INTO analyses (report, analysed_with, layout, content) VALUES (?, ?, ?, ?)"
_SUBJECT = "INSERT INTO subjects (report, layout, content) VALUES (?, ?, ?)"
_EVENT = "INSERT INTO events (number, at, story, change, other, reports, evidence) VALUES (?, ?, ?, ?, ?, ?, ?)"


def file(archive: Transaction, where: str, filings: Sequence[Filing], at: datetime) -> None:
    """Keep those of some reports that are not held yet, in the order given."""
    fresh = _fresh(archive, filings)
    if not fresh:
        return
    ((number, event_number, last_at),) = archive.rows(
        "SELECT coalesce((SELECT max(number) FROM reports), 0), coalesce((SELECT max(number) FROM events), 0),"
        " coalesce((SELECT at FROM events ORDER BY number DESC LIMIT 1), 0)"
    )
    # A clock that was put back must not turn the log round.
    filed_at = max(as_number(at), last_at)
    numbers = {one.report.id: number + place for place, one in enumerate(fresh, 1)}
    _write(archive, fresh, numbers, filed_at)
    _supersede(archive, where, fresh, numbers)

    events = [event for one in fresh for event in one.events]
    board = Board(archive, events, numbers)
    unknown = next((one for event in events for one in event.reports if one not in board.reports), None)
    if unknown is not None:
        raise UnknownReport(unknown, where)
    logged = list(enumerate(events, event_number + 1))
    for place, event in logged:
        board.apply(event, place)
    if placeless := board.nowhere():
        raise BrokenFiling(placeless[0], "its events give it no story", "an event that places it in one")
    board.finish()
    archive.run(
        _EVENT,
        [
            (place, filed_at, one.story, one.change.value, one.other, pack_ids(one.reports), pack_ids(one.evidence))
            for place, one in logged
        ],
    )


def refile(archive: Transaction, where: str, reports: Sequence[Report], key: AnalysisKey) -> None:
    """Put newer analyses, texts and search entries in the place of older ones; the briefs that told them go."""
    numbers = numbers_of(archive, [report.id for report in reports])
    made, layout = _made_with(archive, key), layout_number(archive, REPORTS.layout)
    for report in reports:
        if report.id not in numbers:
            raise UnknownReport(report.id, where)
        number = numbers[report.id]
        ((sha256, filed_at),) = archive.rows(
            "SELECT p.sha256, r.filed_at FROM reports r JOIN pages p ON p.report = r.number WHERE r.number = ?",
            (number,),
        )
        _check_page(report, bytes(sha256))
        archive.unindex([_kept_entry(archive, where, number)])
        at, *shown = _shown(report, filed_at)
        archive.run(
            "UPDATE reports SET at = ?, headline = ?, outlet = ?, agency = ?, outlet_key = ?, agency_key = ?,"
            " speakers = ?, body = ?, text = ? WHERE number = ?",
            [(at, *shown, number)],
        )
        archive.run("UPDATE memberships SET at = ? WHERE report = ?", [(at, number)])
        archive.run(
            "UPDATE stories SET first_at = (SELECT min(m.at) FROM memberships m WHERE m.story = stories.number"
            " AND m.is_current = 1), newest_at = (SELECT max(m.at) FROM memberships m WHERE m.story = stories.number"
            " AND m.is_current = 1) WHERE number = (SELECT m.story FROM memberships m WHERE m.report = ?)",
            [(number,)],
        )
        archive.run(
            "UPDATE analyses SET analysed_with = ?, layout = ?, content = ? WHERE report = ?",
            [(made, layout, pack_analysis(report), number)],
        )
        archive.index([_entry(number, report, shown)])
        archive.run(
            "DELETE FROM briefs WHERE story = (SELECT m.story FROM memberships m WHERE m.report = ?)", [(number,)]
        )


def _fresh(archive: Transaction, filings: Sequence[Filing]) -> list[Filing]:
    """The filings whose pages are not held yet, each page once."""
    held = numbers_of(archive, [one.report.id for one in filings])
    fresh: dict[ReportId, Filing] = {}
    for one in filings:
        before = fresh.get(one.report.id)
        if before is not None:
            _check_page(one.report, bytes.fromhex(before.report.page.sha256))
        elif one.report.id in held:
            sha256 = one_value(archive, "SELECT sha256 FROM pages WHERE report = ?", (held[one.report.id],))
            _check_page(one.report, bytes(sha256))
        else:
            fresh[one.report.id] = one
    return list(fresh.values())


def _check_page(report: Report, sha256: bytes) -> None:
    # An id has the first ten digits of its page's digest: among a million pages two have the same, by chance.
    if bytes.fromhex(report.page.sha256) != sha256:
        raise BrokenFiling(report.id, "another page has this id", "the page that was filed under it")


def _write(archive: Transaction, fresh: Sequence[Filing], numbers: dict[ReportId, int], filed_at: int) -> None:
    reports, pages, analyses, subjects, entries = [], [], [], [], []
    made = {key: _made_with(archive, key) for key in {one.analysed_with for one in fresh}}
    report_layout, subject_layout = layout_number(archive, REPORTS.layout), layout_number(archive, SUBJECTS.layout)
    for one in fresh:
        report, page, number = one.report, one.report.page, numbers[one.report.id]
        at, *shown = _shown(report, filed_at)
        address = (storable(page.address), address_key(page.address))
        reports.append((number, report.id, number, *address, at, filed_at, *shown))
        fetched_at = None if page.fetched_at is None else page.fetched_at.isoformat()
        sha256, packed = bytes.fromhex(page.sha256), compress(page.content)
        pages.append((number, sha256, storable(page.media_type), fetched_at, storable(page.charset), packed))
        analyses.append((number, made[one.analysed_with], report_layout, pack_analysis(report)))
        subjects.append((number, subject_layout, SUBJECTS.pack(one.subject)))
        entries.append(_entry(number, report, shown))
    for sql, rows in ((_REPORT, reports), (_PAGE, pages), (_ANALYSIS, analyses), (_SUBJECT, subjects)):
        archive.run(sql, rows)
    archive.index(entries)


def _supersede(archive: Transaction, where: str, fresh: Sequence[Filing], numbers: dict[ReportId, int]) -> None:
    """Put newer versions in the place of all that came before of the same report."""
    for one in fresh:
        if one.supersedes is None:
            continue
        original = one_value(archive, "SELECT original FROM reports WHERE id = ?", (one.supersedes,))
        if original is None:
            raise UnknownReport(one.supersedes, where)
        number = numbers[one.report.id]
        archive.run("UPDATE reports SET original = ? WHERE number = ?", [(original, number)])
        older = (original, number)
        archive.run("UPDATE reports SET is_current = 0 WHERE original = ? AND number < ?", [older])
        archive.run(
            "UPDATE memberships SET is_current = 0 WHERE report IN"
            " (SELECT number FROM reports WHERE original = ? AND number < ?)",
            [older],
        )


def _shown(report: Report, filed_at: int) -> tuple[object, ...]:
    """The columns of a report that lists and searches show."""
    masthead = report.masthead
    names = {one.speaker.text: None for one in report.statements if isinstance(one.speaker, Speaker)}
    by_id = {entity.id: entity.name for entity in report.entities}
    for one in report.statements:
        if isinstance(one.speaker, Speaker) and one.speaker.entity in by_id:
            names[by_id[one.speaker.entity]] = None
    return (
        report_at(report, filed_at),
        storable(report.headline),
        storable(masthead.outlet),
        storable(masthead.agency),
        outlet_key(masthead.outlet),
        outlet_key(masthead.agency),
        storable("; ".join(names)),
        pack_body(report),
        pack_text(report),
    )


def _entry(number: int, report: Report, shown: Sequence[object]) -> Entry:
    headline, outlet, agency, _, _, speakers, _, _ = shown
    body = words_of_body(report.text, [(span.start, span.end) for span in report.prose.paragraphs])
    return Entry(number, _key(headline), body, _key(outlet), _key(agency), _key(speakers))


def _kept_entry(archive: Transaction, where: str, number: int) -> Entry:
    ((headline, outlet, agency, speakers, body),) = archive.rows(
        "SELECT headline, outlet, agency, speakers, body FROM reports WHERE number = ?", (number,)
    )
    words = words_of_body(load_text(archive, where, number), unpack_body(bytes(body)))
    return Entry(number, _key(headline), words, _key(outlet), _key(agency), _key(speakers))


def _key(text: object) -> str:
    return " ".join(folded_words(str(text))) if text else ""


def _made_with(archive: Transaction, key: AnalysisKey) -> int:
    """The number of a step, version and options; given if they are new."""
    values = (key.step, key.version, key.options)
    found = "SELECT number FROM analysed_with WHERE step = ? AND version = ? AND options = ?"
    number = one_value(archive, found, values)
    if number is None:
        number = int(one_value(archive, "SELECT coalesce(max(number), 0) + 1 FROM analysed_with"))
        archive.run(
            "INSERT INTO analysed_with (number, step, version, options) VALUES (?, ?, ?, ?)", [(number, *values)]
        )
    return int(number)


def layout_number(archive: Transaction, layout: str) -> int:
    """The number of a layout; given if it is new."""
    number = one_value(archive, "SELECT number FROM layouts WHERE content = ?", (layout,))
    if number is None:
        number = int(one_value(archive, "SELECT coalesce(max(number), 0) + 1 FROM layouts"))
        archive.run("INSERT INTO layouts (number, content) VALUES (?, ?)", [(number, layout)])
    return int(number)
