"""Passages: every sentence of a story with all that is known of it, laid out once for the steps of `weigh/`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from headwater.stylebook.events import event_classes
from headwater.text.tokens import fold
from headwater.text.weights import stems_of
from headwater.vocabulary.entity import EntityId, EntityKind
from headwater.vocabulary.figure import Figure, FigureKind
from headwater.vocabulary.lineage import LinkKind, OriginId
from headwater.vocabulary.moment import Moment, Precision
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import ReportId, Span, Stretch
from headwater.vocabulary.statement import Speaker, Statement
from headwater.vocabulary.story import Story


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a report: `place` among its sentences, who and what is named, which days and figures stand in it,
    which kinds of events it tells of, and the statements whose content it holds."""

    report: ReportId
    place: int
    span: Span
    text: str
    stems: tuple[str, ...]
    entities: frozenset[EntityId]
    people: frozenset[EntityId]
    moments: tuple[Moment, ...]
    figures: tuple[Figure, ...]
    events: frozenset[str]
    statements: tuple[Statement, ...]
    origin: OriginId

    @property
    def days(self) -> frozenset[date]:
        """The single days that the sentence names."""
        return frozenset(moment.first_day for moment in self.moments if moment.is_day and moment.first_day)

    @property
    def speaker(self) -> EntityId | None:
        """Who says all of it, if the sentence is a statement's and its speaker is known."""
        for statement in self.statements:
            if isinstance(statement.speaker, Speaker) and statement.speaker.entity:
                return statement.speaker.entity
        return None


def passages_of(story: Story) -> list[Passage]:
    """The sentences of a story's reports, in the order of the reports and of their text."""
    return [passage for report in story.reports for passage in _of_report(story, report)]


def _of_report(story: Story, report: Report) -> list[Passage]:
    paired = _origins_of_sentences(story, report.id)
    own = OriginId(report.id)
    return [
        _passage(story, report, place, span, _origin(story, report, span, paired.get(place, own)))
        for place, span in enumerate(report.sentences)
    ]


def _passage(story: Story, report: Report, place: int, span: Span, origin: OriginId) -> Passage:
    named = {e.id: e.kind for e in story.entities if any(span.covers(mention) for mention in e.mentions)}
    text = span.of(report.text)
    return Passage(
        report=report.id,
        place=place,
        span=span,
        text=text,
        stems=tuple(stems_of(report.text, Stretch(span.start, span.end))),
        entities=frozenset(named),
        people=frozenset(entity for entity, kind in named.items() if kind is EntityKind.PERSON),
        moments=tuple(
            m for m in report.moments if m.span and span.covers(m.span) and m.precision is not Precision.VAGUE
        ),
        figures=tuple(f for f in report.figures if span.covers(f.span) and f.kind is not FigureKind.ORDINAL),
        events=event_classes(fold(text)),
        statements=tuple(s for s in report.statements if any(span.overlaps(piece) for piece in s.content)),
        origin=origin,
    )


def _origin(story: Story, report: Report, span: Span, written_by: OriginId) -> OriginId:
    """Who a sentence rests on: the agency that relays it, else whoever wrote it first."""
    unseen = {origin.name: origin.id for origin in story.lineage.unseen}
    relays = [relay for s in report.statements if any(span.overlaps(piece) for piece in s.content) for relay in s.relay]
    return next((unseen[relay.agency] for relay in relays if relay.agency in unseen), written_by)


def _origins_of_sentences(story: Story, report: ReportId) -> dict[int, OriginId]:
    """For each sentence of a copy that was taken over, the report it was first written in."""
    link = next(
        (each for each in story.lineage.links if each.child == report and each.kind is not LinkKind.CREDITS), None
    )
    if link is None:
        root = _root_origin(story, report)
        return {} if root == OriginId(report) else dict.fromkeys(range(len(story.report(report).sentences)), root)
    above = _origins_of_sentences(story, ReportId(link.parent))
    return {pair.child_sentence: above.get(pair.parent_sentence, link.parent) for pair in link.pairs}


def _root_origin(story: Story, report: ReportId) -> OriginId:
    """The unseen origin that a report only passes on, else the report itself."""
    supplied = (story.report(report).masthead.agency or "").casefold()
    for origin in story.lineage.unseen:
        if origin.id in story.lineage.origins and origin.name.casefold() == supplied:
            return origin.id
    return OriginId(report)
