"""Small invented reports as they go into an archive, made by hand so that no reader is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from headwater.relate.subjects import subject_of
from headwater.vocabulary.archive import AnalysisKey, Filing, StoryChange, StoryEvent
from headwater.vocabulary.brief import Brief, Told
from headwater.vocabulary.entity import Entity, EntityId, EntityKind
from headwater.vocabulary.lineage import Lineage, OriginId
from headwater.vocabulary.page import Page
from headwater.vocabulary.report import Block, BlockKind, Masthead, Prose, Report
from headwater.vocabulary.span import ReportId, Span
from headwater.vocabulary.statement import Mode, Speaker, Statement, StatementId
from headwater.vocabulary.story import Story, StoryId
from headwater.vocabulary.subject import Subject

NOON = datetime(2024, 5, 3, 12, tzinfo=UTC)
KEY = AnalysisKey("read", 1, "en_core_web_sm")


def written(
    text: str,
    *,
    headline: str | None = None,
    outlet: str | None = "The Morning Lantern",
    agency: str | None = None,
    speaker: str | None = None,
    published: date | datetime | None = NOON,
    address: str | None = None,
) -> Report:
    """A report: its headline, then a blank line, then its paragraphs, one a line."""
    whole = f"{headline}\n\n{text}" if headline else text
    start = len(whole) - len(text)
    page = Page(address or f"https://lantern.example/{len(whole)}/{whole[:20]}", whole.encode(), "text/plain")
    report = ReportId(f"r{page.sha256[:10]}")
    paragraphs, place = [], start
    for line in text.split("\n"):
        paragraphs.append(Span(report, place, place + len(line)))
        place += len(line) + 1
    said = whole.find(speaker) if speaker else -1
    statements = ()
    entities: tuple[Entity, ...] = ()
    if speaker and said >= 0:
        span = Span(report, said, said + len(speaker))
        entities = (
            Entity(
                EntityId(f"{report}.e1"), EntityKind.PERSON, speaker, (speaker,), ("mayor",), (span,), ("printed so",)
            ),
        )
        statements = (
            Statement(
                StatementId(f"{report}.s1"), Speaker(speaker, span, entities[0].id), None, (paragraphs[0],),
                Mode.INDIRECT, None, (), None, 0.9,
            ),
        )  # fmt: skip
    head = Span(report, 0, len(headline)) if headline else None
    blocks = [Block(BlockKind.BODY, Span(report, start, len(whole)), "the rest")]
    if head is not None:
        blocks.insert(0, Block(BlockKind.HEADLINE, Span(report, 0, start), "the first line"))
    prose = Prose(report, whole, tuple(paragraphs), tuple(paragraphs), ())
    masthead = Masthead(outlet, agency, head, ("Jana Mala",), None, published, ())
    return Report(report, page, whole, "en", masthead, tuple(blocks), prose, entities, statements, (), (), ())


def filed_subject(report: Report) -> Subject:
    """What grouping would need to know of a report."""
    return subject_of(report.headline, report.text, report.masthead.published_at, report.masthead.outlet)


def filed(report: Report, *events: StoryEvent, supersedes: ReportId | None = None, key: AnalysisKey = KEY) -> Filing:
    """A report with what filing it did to stories."""
    return Filing(report, filed_subject(report), key, events, supersedes)


def opening(report: Report, story: str | None = None) -> Filing:
    """A report that opens a story of its own."""
    return filed(report, StoryEvent(StoryId(story or f"s-{report.id}"), StoryChange.OPENED, (report.id,)))


def joining(report: Report, story: str) -> Filing:
    """A report that joins a story."""
    return filed(report, StoryEvent(StoryId(story), StoryChange.JOINED, (report.id,), None, ("the same tram",)))


def event(story: str, change: StoryChange, *reports: Report, other: str | None = None) -> StoryEvent:
    """An event of the log."""
    return StoryEvent(StoryId(story), change, tuple(one.id for one in reports), StoryId(other) if other else None)


def told(story: str, reports: Sequence[Report], title: str = "The tram") -> Brief:
    """A short brief of some reports, each an origin."""
    origins = tuple(OriginId(one.id) for one in reports)
    whole = Story(StoryId(story), tuple(reports), (), Lineage(origins, (), (), ()))
    synopsis = Told("A tram left the rails.", (reports[0].prose.paragraphs[0],), len(origins))
    return Brief(whole, title, (), (), (), (synopsis,), ())


def moved(report: Report, address: str) -> Report:
    """The report as it came from another address."""
    return replace(report, page=replace(report.page, address=address))
