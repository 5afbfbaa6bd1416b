"""The ledgers of words: quotations, and who said what, each once with every page that carries it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import TypeVar

from headwater.export.people import StoryPeople, people_of
from headwater.export.same import SameSentences, grouped, same_sentences
from headwater.text.diff import diff_words
from headwater.text.tokens import fold, words_of
from headwater.vocabulary.brief import Brief, FindingKind, WordDiff
from headwater.vocabulary.entity import Entity
from headwater.vocabulary.span import Span
from headwater.vocabulary.statement import Mode, Quotation, Relay, Speaker, Statement
from headwater.vocabulary.story import Story

T = TypeVar("T")

MOST_ROLES = 2

_MARKS = ' "\u201c\u201d\u201e\u00ab\u00bb'


class Sameness(StrEnum):
    """How one page's wording of a quotation stands to the first page's."""

    FIRST = "first"
    SAME = "same"
    PART = "part"
    ALTERED = "altered"


@dataclass(frozen=True, slots=True)
class Wording:
    """One page's wording of a quotation; `diff` walks to it from the wording of the first page."""

    span: Span
    words: str
    sameness: Sameness
    diff: tuple[WordDiff, ...]
    relay: tuple[Relay, ...]


@dataclass(frozen=True, slots=True)
class QuotationLine:
    """One quotation with the wording of every page that prints it, the first page first."""

    speaker: str | None
    wordings: tuple[Wording, ...]

    @property
    def is_altered(self) -> bool:
        """Whether any page changed the words."""
        return any(wording.sameness is Sameness.ALTERED for wording in self.wordings)


@dataclass(frozen=True, slots=True)
class SaidLine:
    """One statement with every page that carries it, the first page first."""

    statements: tuple[Statement, ...]
    words: str

    @property
    def first(self) -> Statement:
        """The statement as the first page has it."""
        return self.statements[0]

    @property
    def quoted(self) -> str:
        """The words, in quotation marks where they are the speaker's own."""
        is_direct = self.first.mode is Mode.DIRECT
        words = self.words.strip(_MARKS).rstrip(", ")
        return f"\N{LEFT DOUBLE QUOTATION MARK}{words}\N{RIGHT DOUBLE QUOTATION MARK}" if is_direct else self.words


@dataclass(frozen=True, slots=True)
class SpeakerLines:
    """What one speaker is said to have said; `unresolved` says why where nobody is named."""

    speaker: str | None
    roles: tuple[str, ...]
    unresolved: str | None
    lines: tuple[SaidLine, ...]


def quotation_ledger(brief: Brief) -> tuple[QuotationLine, ...]:
    """The quotations of a story: what each page printed inside the marks.

    Quotations belong together if their sentences go back to one sentence, if their words are the same, or if a
    finding says that one was altered from the other. Those that two pages print, or altered, come first.
    """
    story, people = brief.story, people_of(brief.story)
    quotations = [quotation for report in story.reports for quotation in report.quotations]
    saying = {quotation: _statement_of(quotation, story) for quotation in quotations}
    altered = [finding.evidence for finding in brief.findings if finding.kind is FindingKind.ALTERED_QUOTATION]
    families = _families(story, quotations, altered)

    def printed(quotation: Quotation) -> str:
        # "We go on," he said: that comma is the reporter's.
        return story.words(quotation.span).rstrip(", ")

    def line(family: list[Quotation]) -> QuotationLine:
        base = printed(family[0])
        said = [statement for quotation in family if (statement := saying[quotation])]
        return QuotationLine(
            speaker=next((name for statement in said if (name := speaker_name(statement, people))), None),
            wordings=tuple(
                Wording(
                    quotation.span,
                    printed(quotation),
                    Sameness.FIRST if quotation is family[0] else _sameness(base, printed(quotation)),
                    diff_words(base, printed(quotation)),
                    statement.relay if (statement := saying[quotation]) else (),
                )
                for quotation in family
            ),
        )

    return tuple(
        sorted((line(family) for family in families), key=lambda one: (not one.is_altered, -len(one.wordings)))
    )


def _statement_of(quotation: Quotation, story: Story) -> Statement | None:
    statements = story.report(quotation.span.report).statements
    named = (one for one in statements if one.id == quotation.statement)
    about = (one for one in statements if any(span.overlaps(quotation.span) for span in one.content))
    return next(named, None) or next(about, None)


def _sameness(first: str, other: str) -> Sameness:
    # A wire gives the whole of a sentence that a local paper quotes half of: that is a part, not an altered quotation.
    older, newer = f" {' '.join(words_of(first))} ", f" {' '.join(words_of(other))} "
    if older == newer:
        return Sameness.SAME
    return Sameness.PART if newer in older or older in newer else Sameness.ALTERED


def speaker_name(statement: Statement, people: StoryPeople) -> str | None:
    """The name by which the story knows a statement's speaker; null where nobody is resolved."""
    if not isinstance(statement.speaker, Speaker):
        return None
    entity = people.find(statement.speaker.entity)
    return entity.name if entity else statement.speaker.text


def who_said_what(story: Story) -> tuple[SpeakerLines, ...]:
    """The statements of a story by speaker, those with most to say first, the unresolved last."""
    people, same = people_of(story), same_sentences(story)

    def speaker_key(statement: Statement) -> tuple[str, str]:
        speaker = statement.speaker
        if not isinstance(speaker, Speaker):
            return ("unresolved", speaker.reason)
        entity = people.find(speaker.entity)
        return ("entity", entity.id) if entity else ("name", fold(speaker.text))

    by_speaker = grouped((one for report in story.reports for one in report.statements), speaker_key)
    groups = [_speaker_lines(list(said), story, people, same) for said in by_speaker]
    return tuple(sorted(groups, key=lambda group: (group.unresolved is not None, -len(group.lines))))


def _speaker_lines(said: list[Statement], story: Story, people: StoryPeople, same: SameSentences) -> SpeakerLines:
    speaker = said[0].speaker
    entity = people.find(speaker.entity) if isinstance(speaker, Speaker) else None

    def words_said(statement: Statement) -> str:
        return " ".join(word for span in statement.content for word in words_of(story.words(span)))

    at_one_place = _at_same_place(said, lambda one: one.content[0] if one.content else one.cue, same)
    families = [list(chain(*alike)) for alike in grouped(at_one_place, lambda family: words_said(family[0]))]
    return SpeakerLines(
        speaker=speaker_name(said[0], people),
        roles=_roles(entity) if entity else (),
        unresolved=None if isinstance(speaker, Speaker) else speaker.reason,
        lines=tuple(
            SaidLine(tuple(family), " \N{HORIZONTAL ELLIPSIS} ".join(story.words(span) for span in family[0].content))
            for family in families
        ),
    )


def _roles(entity: Entity) -> tuple[str, ...]:
    # 'The mayor' and 'the mayor' are one role.
    told = {fold(role).removeprefix("the "): role for role in reversed(entity.roles)}
    return tuple(reversed(told.values()))[:MOST_ROLES]


def _families(story: Story, quotations: list[Quotation], altered: list[tuple[Span, ...]]) -> list[list[Quotation]]:
    same = same_sentences(story)
    family = list(range(len(quotations)))

    def find(place: int) -> int:
        while family[place] != place:
            family[place] = family[family[place]]
            place = family[place]
        return place

    def join(places: Iterable[int]) -> None:
        first, *others = [find(place) for place in places] or [0]
        for other in others:
            family[max(find(first), find(other))] = min(find(first), find(other))

    numbered = list(enumerate(quotations))
    words = {place: " ".join(words_of(story.words(quotation.span))) for place, quotation in numbered}
    for group in grouped(range(len(quotations)), words.__getitem__):
        join(group)
    for group in _at_same_place(range(len(quotations)), lambda place: quotations[place].span, same):
        join(group)
    for evidence in altered:
        join([place for place, quotation in numbered if any(span.overlaps(quotation.span) for span in evidence)])
    return [[quotations[place] for place in group] for group in grouped(range(len(quotations)), find)]


def _at_same_place(items: Iterable[T], span_of: Callable[[T], Span | None], same: SameSentences) -> list[list[T]]:
    """Items whose sentences go back to one sentence, matched by their turn in it: the second with the second."""
    turns: dict[Hashable, int] = {}

    def key(item: T) -> Hashable:
        span = span_of(item)
        if span is None:
            return id(item)
        own = (span.report, same.place_of(span) or span)
        turns[own] = turns.get(own, -1) + 1
        return same.first_of(span), turns[own]

    return grouped(items, key)
