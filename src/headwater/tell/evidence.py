"""Evidence: what a span of a report holds, word by word, with the people and times that its words mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from headwater.stylebook.modality import Modality
from headwater.text.details import Detail, details_of
from headwater.text.tokens import stem, words_of
from headwater.vocabulary.entity import EntityKind
from headwater.vocabulary.moment import Moment
from headwater.vocabulary.span import Span
from headwater.vocabulary.story import Story

_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()


@dataclass(frozen=True, slots=True)
class Held:
    """What one span holds: its details with places in the span's own words, the words of every name of those who are
    mentioned in it (`bodies`: of those who are no people), and the times that are meant in it."""

    span: Span
    text: str
    details: tuple[Detail, ...]
    forms: tuple[str, ...]
    words: frozenset[str]
    named: tuple[frozenset[str], ...]
    bodies: tuple[frozenset[str], ...]
    moments: tuple[Moment, ...]
    moods: frozenset[Modality]

    def trace_of(self, start: int, end: int) -> Span:
        """The span of the report at a place of this text."""
        return Span(self.span.report, self.span.start + start, self.span.start + end)


def held_at(story: Story, span: Span) -> Held:
    """What a span of one of the story's reports holds."""
    report = story.report(span.report)
    text = span.of(report.text)
    details = details_of(text)
    mentioned = {entity.id: entity for _, entity in story.mentions.inside(span)}
    names = [(entity.kind, _words_of_names((entity.name, *entity.variants))) for entity in mentioned.values()]
    return Held(
        span=span,
        text=text,
        details=details,
        forms=tuple(detail.form for detail in details),
        words=_compared(text),
        named=tuple(words for _, words in names),
        bodies=tuple(words for kind, words in names if kind is not EntityKind.PERSON),
        moments=tuple(m for m in report.moments if m.span and m.start is not None and span.overlaps(m.span)),
        moods=frozenset(detail.modality for detail in details if detail.modality),
    )


def _compared(text: str) -> frozenset[str]:
    """Words as they stand and their stems: 'Russia' is held where 'Russian' stands."""
    found = {part for word in words_of(text) for part in (word, *word.split("-"))}
    found |= {word.removesuffix("'s") for word in found}
    return frozenset(found | {stem(word) for word in found})


@lru_cache(maxsize=4096)
def _words_of_names(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(part for name in names for word in words_of(name) for part in (word, *word.split("-")))


def means(form: str, moment: Moment) -> bool:
    """Whether a date in the form of `details_of` is the time a moment means, or a coarser word for it.

    >>> from headwater.vocabulary.moment import Derivation, day_moment
    >>> friday = day_moment(date(2025, 3, 14), Derivation.EXPLICIT)
    >>> [means(form, friday) for form in ("@2025-03-14", "@03-14", "@friday", "@2025-03", "@2024", "@03-15")]
    [True, True, True, True, False, False]
    """
    first, last = moment.first_day, moment.last_day
    if first is None or last is None:
        return False
    told = form[1:]
    if told in _WEEKDAYS:
        return moment.is_day and _WEEKDAYS[first.weekday()] == told
    return any(_is_part(told, day) for day in (first, last))


def _is_part(told: str, day: date) -> bool:
    iso = day.isoformat()
    if len(told) == 2 or (len(told) == 5 and told[2] == "-"):
        return iso[5:].startswith(told)
    return iso == told or iso.startswith(f"{told}-")
