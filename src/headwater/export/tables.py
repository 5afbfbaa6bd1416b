"""Briefs as tables: what every column is called, what type it has, and the rows of one story.

Each row knows its story and, where it stands in a text, its report, span_start and span_end (code points of the
report's `text`, half-open), so that the tables join without anything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from headwater.export.people import StoryPeople, people_of
from headwater.export.shown import encodable
from headwater.vocabulary.brief import Brief
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import Trace
from headwater.vocabulary.statement import Speaker, Statement
from headwater.vocabulary.story import Story


class ColumnType(StrEnum):
    """What a column holds; every column may be empty."""

    TEXT = "text"
    INTEGER = "integer"
    REAL = "real"
    YES_NO = "yes-no"
    DAY = "day"
    INSTANT = "instant"


Cell = str | int | float | bool | date | datetime | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The name of a table and its columns in order, each with its type."""

    name: str
    columns: tuple[tuple[str, ColumnType], ...]


_TYPES = {
    "span_start": "integer", "span_end": "integer", "number": "integer", "reports": "integer", "mentions": "integer",
    "independent_origins": "integer", "confidence": "real", "coverage": "real", "order_kept": "real", "value": "real",
    "low": "real", "high": "real", "is_sure": "yes-no", "is_origin": "yes-no",
    "is_background": "yes-no", "first_on": "day", "last_on": "day",
    "published_on": "day", "dateline_on": "day", "fetched_at": "instant",
}  # fmt: skip


def _table(name: str, columns: str) -> Table:
    return Table(name, tuple((column, ColumnType(_TYPES.get(column, "text"))) for column in columns.split()))


STORIES = _table("stories", "story title reports independent_origins first_on last_on")
REPORTS = _table(
    "reports",
    "story report address sha256 media_type fetched_at outlet agency language headline byline dateline_place "
    "dateline_on published_on published_at is_origin root text",
)
STATEMENTS = _table(
    "statements",
    "story report statement speaker entity doubt cue content span_start span_end mode stance part addressee relay "
    "said_from said_until confidence is_sure",
)
FIGURES = _table("figures", "story report span_start span_end words value low high bound unit counts per kind change")
MOMENTS = _table(
    "moments",
    "story report span_start span_end words starts_at ends_at first_on last_on precision timex "
    "timex_type derived_from unresolved",
)
ENTITIES = _table("entities", "story entity kind name variants roles mentions")
MENTIONS = _table("mentions", "story entity report span_start span_end words")
LINKS = _table("links", "story child parent kind coverage order_kept confidence evidence")
CLAIMS = _table("claims", "story claim words entity reports independent_origins")
FINDINGS = _table("findings", "story finding kind summary before after confidence")
TIMELINE = _table(
    "timeline",
    "story event words starts_at ends_at first_on last_on precision status independent_origins is_background",
)
TOLD = _table("told", "story told part number words independent_origins")
TRACES = _table("traces", "story of kind report span_start span_end words")

TABLES = (
    STORIES, REPORTS, STATEMENTS, FIGURES, MOMENTS, ENTITIES, MENTIONS, LINKS, CLAIMS, FINDINGS, TIMELINE, TOLD, TRACES,
)  # fmt: skip


def rows_of(brief: Brief) -> Iterator[tuple[Table, Row]]:
    """Every row of every table for one story, text safe for UTF-8."""
    people = people_of(brief.story)
    for table, row in _rows(brief, people):
        yield table, tuple(encodable(cell) if isinstance(cell, str) else cell for cell in row)


def _rows(brief: Brief, people: StoryPeople) -> Iterator[tuple[Table, Row]]:
    story = brief.story
    days = [day for report in story.reports if (day := report.masthead.day) is not None]
    first, last = (min(days), max(days)) if days else (None, None)
    origins = story.lineage.independent_origins
    yield STORIES, (story.id, brief.title, len(story.reports), origins, first, last)
    for report in story.reports:
        yield from _report(report, story, people)
    for entity in story.entities:
        variants, roles = _listed(entity.variants), _listed(entity.roles)
        yield ENTITIES, (story.id, entity.id, entity.kind.value, entity.name, variants, roles, len(entity.mentions))
        for span in entity.mentions:
            yield MENTIONS, (story.id, entity.id, span.report, span.start, span.end, story.words(span))
    for link in story.lineage.links:
        sure, why = link.direction.confidence, _listed(link.direction.evidence)
        yield LINKS, (story.id, link.child, link.parent, link.kind.value, link.coverage, link.order, sure, why)
    yield from _told(brief, people)


def _report(report: Report, story: Story, people: StoryPeople) -> Iterator[tuple[Table, Row]]:
    masthead, page = report.masthead, report.page
    published = masthead.published_at
    fetched = page.fetched_at.astimezone(UTC) if page.fetched_at and page.fetched_at.tzinfo else None
    dateline = masthead.dateline
    yield (
        REPORTS,
        (
            story.id, report.id, page.address, page.sha256, page.media_type, fetched, masthead.outlet, masthead.agency,
            report.language, report.headline, _listed(masthead.byline), dateline.place if dateline else None,
            dateline.date if dateline else None, _day(published), published.isoformat() if published else None,
            str(report.id) in map(str, story.lineage.origins), story.lineage.root_of(report.id), report.text,
        ),
    )  # fmt: skip
    for statement in report.statements:
        yield STATEMENTS, _statement(statement, report, story, people)
    for figure in report.figures:
        words, per = figure.span.of(report.text), figure.per
        told = (figure.number, figure.low, figure.high, figure.bound.value, figure.unit, figure.counts, per)
        place = (story.id, report.id, figure.span.start, figure.span.end, words)
        yield FIGURES, (*place, *told, figure.kind.value, figure.change.value)
    for moment in report.moments:
        if moment.span is None:
            continue
        place = (story.id, report.id, moment.span.start, moment.span.end, moment.span.of(report.text))
        meant = (_iso(moment.start), _iso(moment.end), moment.first_day, moment.last_day, moment.precision.value)
        how = (moment.timex, moment.timex_type, moment.derived_from.value, moment.unresolved)
        yield MOMENTS, (*place, *meant, *how)


def _statement(statement: Statement, report: Report, story: Story, people: StoryPeople) -> Row:
    speaker = statement.speaker
    who, doubt = (speaker, speaker.doubt) if isinstance(speaker, Speaker) else (None, speaker.reason)
    start = min((span.start for span in statement.content), default=None)
    end = max((span.end for span in statement.content), default=None)
    said = statement.said
    return (
        story.id, report.id, statement.id, who.text if who else None,
        people.id_of(who.entity) if who else None, doubt,
        statement.cue.of(report.text) if statement.cue else None,
        " … ".join(span.of(report.text) for span in statement.content), start, end, statement.mode.value,
        statement.stance.value, statement.part.value, statement.addressee.text if statement.addressee else None,
        _listed(relay.agency for relay in statement.relay), _iso(said.start) if said else None,
        _iso(said.end) if said else None, statement.confidence, statement.is_sure,
    )  # fmt: skip


def _told(brief: Brief, people: StoryPeople) -> Iterator[tuple[Table, Row]]:
    story = brief.story
    for claim in brief.claims:
        who = people.id_of(claim.said_by)
        yield CLAIMS, (story.id, claim.id, claim.text, who, claim.reports, claim.independent_origins)
        yield from _traces(story, claim.id, "claim", claim.support)
    for number, finding in enumerate(brief.findings, 1):
        id_ = f"{story.id}.f{number}"
        found = (finding.kind.value, finding.summary, finding.before, finding.after, finding.confidence)
        yield FINDINGS, (story.id, id_, *found)
        yield from _traces(story, id_, "finding", finding.evidence)
    for number, event in enumerate(brief.timeline, 1):
        id_ = f"{story.id}.e{number}"
        when = (event.start.isoformat(), event.end.isoformat(), _day(event.start), _day(event.end))
        how = (event.precision.value, event.status.value, event.independent_origins, event.is_background)
        yield TIMELINE, (story.id, id_, event.text, *when, *how)
        yield from _traces(story, id_, "event", event.sources)
    for part, sentences in (("synopsis", brief.synopsis), ("takeaways", brief.takeaways)):
        for number, told in enumerate(sentences, 1):
            id_ = f"{story.id}.{part}{number}"
            yield TOLD, (story.id, id_, part, number, told.text, told.independent_origins)
            yield from _traces(story, id_, part, told.sources)


def _traces(story: Story, of: str, kind: str, trace: Trace) -> Iterator[tuple[Table, Row]]:
    for span in trace:
        yield TRACES, (story.id, of, kind, span.report, span.start, span.end, story.words(span))


def _listed(several: Iterable[str]) -> str | None:
    return "; ".join(several) or None


def _day(instant: date | datetime | None) -> date | None:
    return instant.date() if isinstance(instant, datetime) else instant


def _iso(instant: date | datetime | None) -> str | None:
    return instant.isoformat() if instant else None
