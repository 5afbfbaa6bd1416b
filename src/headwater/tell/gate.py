"""The gate: nothing is told that the cited spans do not hold.

A told sentence passes if every name, number, date, quotation, negation and modality in it stands in the spans it cites,
as printed or as resolved there (a name of the entity mentioned, the day a time word means). The gate knows nothing of
how the sentence was made, so it judges our own wording and anybody else's alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from headwater.stylebook.modality import Modality, find_modality
from headwater.text.marks import find_quoted
from headwater.text.tokens import fold, words_of
from headwater.vocabulary.span import Span, Stretch, Trace
from headwater.vocabulary.story import Story

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_DATE = re.compile(rf"\b(\d{{1,2}}) ({_MONTH})(?: (\d{{4}}))?\b|\b({_MONTH}) (\d{{1,2}})\b(?:,? (\d{{4}})\b)?")
_MONTH_YEAR = re.compile(rf"\b({_MONTH}) (\d{{4}})\b")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"[^\W\d_a-z][\w'’-]*(?:\s+[^\W\d_a-z][\w'’-]*)*")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MODAL = frozenset({Modality.NEGATION, Modality.OBLIGATION, Modality.POSSIBILITY, Modality.HEDGE, Modality.FUTURE})


class Checked(StrEnum):
    """What the gate looks for."""

    NAME = "name"
    NUMBER = "number"
    DATE = "date"
    QUOTATION = "quotation"
    MODALITY = "modality"
    TRACE = "trace"


@dataclass(frozen=True, slots=True)
class Unsupported:
    """Words of a told sentence that its spans do not hold."""

    what: Checked
    words: str


def check_sentence(told: str, sources: Trace, story: Story) -> tuple[Unsupported, ...]:
    """What a told sentence says that the cited spans do not; empty if it may pass.

    A sentence that cites nothing never passes.
    """
    if not sources:
        return (Unsupported(Checked.TRACE, told),)
    cited = [story.words(span) for span in sources]
    return (
        *_unsupported_dates(told, sources, story),
        *_unsupported_numbers(told, sources, story, cited),
        *_unsupported_names(told, sources, story, cited),
        *_unsupported_quotations(told, cited),
        *_unsupported_modality(told, cited),
    )


def _cited_days(sources: Trace, story: Story) -> Iterator[str]:
    """Every day, month and year that a time word in the spans means, as ISO."""
    for moment in (m for s in sources for m in story.report(s.report).moments if m.span and s.covers(m.span)):
        if moment.first_day:
            yield moment.first_day.isoformat()
        if moment.last_day:
            yield moment.last_day.isoformat()
    for span in sources:
        for match in _DATE.finditer(story.words(span)):
            yield _iso(match)


def _unsupported_dates(told: str, sources: Trace, story: Story) -> Iterator[Unsupported]:
    known = set(_cited_days(sources, story))
    for match in _DATE.finditer(told):
        day = _iso(match)
        if not any(each.endswith(day.lstrip("-")) if day.startswith("--") else each == day for each in known):
            yield Unsupported(Checked.DATE, match.group())
    for match in _MONTH_YEAR.finditer(_DATE.sub(" ", told)):
        month = f"{match.group(2)}-{_month(match.group(1)):02}"
        if not any(each.startswith(month) for each in known) and match.group() not in " ".join(
            map(story.words, sources)
        ):
            yield Unsupported(Checked.DATE, match.group())


def _iso(match: re.Match[str]) -> str:
    day, month, year = match.group(1), match.group(2), match.group(3)
    if day is None:
        month, day, year = match.group(4), match.group(5), match.group(6)
    return f"{year or '-'}-{_month(month):02}-{int(day):02}"


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _unsupported_numbers(told: str, sources: Trace, story: Story, cited: Iterable[str]) -> Iterator[Unsupported]:
    held = {number.rstrip(".,") for text in cited for number in _NUMBER.findall(text)}
    held |= {day[:4] for day in _cited_days(sources, story)}
    for match in _NUMBER.finditer(_MONTH_YEAR.sub(" ", _DATE.sub(" ", told))):
        if match.group().rstrip(".,") not in held:
            yield Unsupported(Checked.NUMBER, match.group())


def _unsupported_names(told: str, sources: Trace, story: Story, cited: Iterable[str]) -> Iterator[Unsupported]:
    meant = [entity for span in sources for _, entity in story.mentions.inside(span)]
    held = {w for text in cited for w in words_of(text)} | {
        word for entity in meant for name in (entity.name, *entity.variants) for word in words_of(name)
    }
    for match in _NAME.finditer(_MONTH_YEAR.sub(" ", _DATE.sub(" ", told))):
        opens = match.start() == 0 or told[match.start() - 2 : match.start()].strip() in (".", "!", "?")
        missing = [word for word in words_of(match.group()) if word not in held and word.removesuffix("'s") not in held]
        if missing and not (opens and len(missing) == 1 and missing[0] in _OPENERS):
            yield Unsupported(Checked.NAME, match.group())


# Words that our wording may set before a report's own: "On 13 March 2025, ...".
_OPENERS = frozenset({"on", "in"})


def _unsupported_quotations(told: str, cited: Iterable[str]) -> Iterator[Unsupported]:
    held = " ".join(" ".join(words_of(text)) for text in cited)
    for quoted in find_quoted(told, [Stretch(0, len(told))]):
        words = told[quoted.inner.start : quoted.inner.end]
        if f" {' '.join(words_of(words))} " not in f" {held} ":
            yield Unsupported(Checked.QUOTATION, words)


def _unsupported_modality(told: str, cited: Iterable[str]) -> Iterator[Unsupported]:
    """A marker that the spans do not have; and a mood or negation of all the spans that the sentence lost."""
    classes = [{marker.modality for marker in find_modality(fold(text))} for text in cited]
    held = set().union(*classes)
    mine = find_modality(fold(told))
    for marker in mine:
        if marker.modality not in held:
            yield Unsupported(Checked.MODALITY, marker.words)
    lost = _MODAL.intersection(*classes) - {marker.modality for marker in mine}
    if lost and len(told.split()) > 0.8 * min(len(text.split()) for text in cited):
        yield Unsupported(Checked.MODALITY, f"without {', '.join(sorted(lost))}")


def covers_all(sources: Iterable[Span], story: Story) -> bool:
    """Whether every span stands in a report of the story and inside its text."""
    lengths = {report.id: len(report.text) for report in story.reports}
    return all(span.report in lengths and span.end <= lengths[span.report] for span in sources)
