"""Passages: every sentence of a story with all that is known of it, laid out once for the steps of `weigh/`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from headwater.stylebook.events import event_classes
from headwater.stylebook.modality import Modality, find_modality
from headwater.text.tokens import fold
from headwater.text.weights import stems_of, weight_of
from headwater.vocabulary.entity import EntityId, EntityKind
from headwater.vocabulary.figure import Figure, FigureKind
from headwater.vocabulary.lineage import LinkKind, OriginId
from headwater.vocabulary.moment import Moment, Precision
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import ReportId, Span, Stretch
from headwater.vocabulary.statement import Speaker, Stance, Statement
from headwater.vocabulary.story import Story


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a report: `place` among its sentences, who and what is named, which days and figures stand in it,
    which kinds of events it tells of, and the statements whose content it holds.

    `stems` leave out who said it and by which verb: 'X said' is the same beside all that X said. `telling` are the
    rarer of them that are nobody's name: what two sentences must share to say the same. `counted_as` is the origin that
    stands for its own where origins are counted: of outlets under one owner the first.
    """

    report: ReportId
    place: int
    span: Span
    text: str
    stems: tuple[str, ...]
    telling: frozenset[str]
    looks_ahead: bool
    entities: frozenset[EntityId]
    people: frozenset[EntityId]
    moments: tuple[Moment, ...]
    figures: tuple[Figure, ...]
    events: frozenset[str]
    statements: tuple[Statement, ...]
    origin: OriginId
    counted_as: OriginId

    @property
    def days(self) -> frozenset[date]:
        """The single days that the sentence names."""
        return frozenset(moment.first_day for moment in self.moments if moment.is_day and moment.first_day)

    @property
    def speaker(self) -> EntityId | None:
        """Who says all of it, if the sentence is surely a statement's and its speaker is known."""
        for statement in self.statements:
            is_said = statement.is_sure and statement.stance is not Stance.REFUSED
            if is_said and isinstance(statement.speaker, Speaker) and statement.speaker.entity:
                return statement.speaker.entity
        return None

    @property
    def is_denial(self) -> bool:
        """Whether the sentence tells that somebody denied a thing: what it holds is then not said but denied."""
        return any(statement.is_sure and statement.stance is Stance.DENIED for statement in self.statements)


# Lighter stems stand in more than one of twelve news texts.
_TELLING_FROM = 2.5


def passages_of(story: Story) -> list[Passage]:
    """The sentences of a story's reports, in the order of the reports and of their text."""
    names = frozenset(stem for entity in story.entities for name in entity.variants for stem in stems_of(name))
    return [passage for report in story.reports for passage in _of_report(story, report, names)]


def _of_report(story: Story, report: Report, names: frozenset[str]) -> list[Passage]:
    origins = origins_of_sentences(story, report.id)
    return [_passage(report, story, names, place, span, origins[place]) for place, span in enumerate(report.sentences)]


def _passage(report: Report, story: Story, names: frozenset[str], place: int, span: Span, origin: OriginId) -> Passage:
    named = {entity.id: entity.kind for _, entity in story.mentions.inside(span)}
    text = span.of(report.text)
    statements = tuple(s for s in report.statements if any(span.overlaps(piece) for piece in s.content))
    stems = tuple(stem for piece in _beside_attribution(span, statements) for stem in stems_of(report.text, piece))
    return Passage(
        report=report.id,
        place=place,
        span=span,
        text=text,
        stems=stems,
        telling=frozenset(stem for stem in stems if stem not in names and weight_of(stem) >= _TELLING_FROM),
        looks_ahead=any(marker.modality is Modality.FUTURE for marker in find_modality(fold(text))),
        entities=frozenset(named),
        people=frozenset(entity for entity, kind in named.items() if kind is EntityKind.PERSON),
        moments=tuple(
            m for m in report.moments if m.span and span.covers(m.span) and m.precision is not Precision.VAGUE
        ),
        figures=tuple(f for f in report.figures if span.covers(f.span) and f.kind is not FigureKind.ORDINAL),
        events=event_classes(fold(text)),
        statements=statements,
        origin=origin,
        counted_as=story.lineage.counted_as(origin),
    )


def _beside_attribution(span: Span, statements: Sequence[Statement]) -> list[Stretch]:
    """The pieces of a sentence without the words that say who said it, to whom and through whom."""
    cut = [
        part
        for statement in statements
        for part in (
            statement.cue,
            *(each.span for each in (statement.speaker, statement.addressee) if isinstance(each, Speaker)),
            *(relay.span for relay in statement.relay),
        )
        if part is not None and span.covers(part) and not any(piece.overlaps(part) for piece in statement.content)
    ]
    pieces, at = [], span.start
    for part in sorted(cut):
        pieces.append(Stretch(at, max(at, part.start)))
        at = max(at, part.end)
    return [*pieces, Stretch(at, span.end)]


def origins_of_sentences(story: Story, report_id: ReportId) -> list[OriginId]:
    """On whom each sentence of a report rests: the agency that relays it, the unseen text it is a passage of, the
    report it was taken over from, or itself.

    What was relayed to the parent was relayed to the copy, whether the copy says so or not.
    """
    report = story.report(report_id)
    link = next((x for x in story.lineage.links if x.child == report_id and x.kind is not LinkKind.CREDITS), None)
    written = [_root_origin(story, report_id)] * len(report.sentences)
    if link is not None:
        above = origins_of_sentences(story, ReportId(link.parent))
        written = [OriginId(report_id)] * len(report.sentences)
        for pair in sorted(link.pairs, key=lambda pair: pair.score):
            written[pair.child_sentence] = above[pair.parent_sentence]
    relays = _relays(story, report)
    return [
        _relayed_by(relays, span) or _passage_of(story, span) or origin
        for span, origin in zip(report.sentences, written, strict=True)
    ]


def _passage_of(story: Story, sentence: Span) -> OriginId | None:
    """The unseen text that most of a sentence is a passage of."""
    for origin in story.lineage.unseen:
        taken = (
            min(p.end, sentence.end) - max(p.start, sentence.start) for p in origin.passages if p.overlaps(sentence)
        )
        if 2 * sum(taken) > len(sentence):
            return origin.id
    return None


def _relays(story: Story, report: Report) -> list[tuple[Statement, OriginId]]:
    """The statements of a report that came through an agency or outlet whose text is not held, each with that text."""
    unseen = {origin.name: origin.id for origin in story.lineage.unseen}
    return [
        (each, unseen[relay.agency]) for each in report.statements for relay in each.relay if relay.agency in unseen
    ]


def _relayed_by(relays: Sequence[tuple[Statement, OriginId]], sentence: Span) -> OriginId | None:
    for statement, origin in relays:
        if any(sentence.overlaps(piece) for piece in statement.content):
            return origin
    return None


def _root_origin(story: Story, report: ReportId) -> OriginId:
    """The unseen origin that a report only passes on, else the report itself."""
    supplied = (story.report(report).masthead.agency or "").casefold()
    for origin in story.lineage.unseen:
        if origin.id in story.lineage.origins and origin.name.casefold() == supplied:
            return origin.id
    return OriginId(report)
