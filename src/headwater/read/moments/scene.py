"""What a rule sees when it reads a time expression, and what it answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from headwater.stylebook.calendar import Tense, tense_cues
from headwater.text.numbers import any_of
from headwater.vocabulary.moment import Derivation
from headwater.vocabulary.span import Span

_AHEAD = re.compile(rf"(?<!\w)(?:{any_of(tense_cues(Tense.AHEAD))})\b")
_JUST_SAID = re.compile(r"\b(?:said|told|reported|announced)\b[^,.]{0,12}$")
_LIMIT = re.compile(r"\bby (?:the )?$")  # "by the end of November" is a limit that lies ahead
_LONG_PAST = re.compile(r"\bhad\b")  # 'had been due to expire Friday'
_CLAUSE_END = re.compile(r"[,;:—–“”\"]\s")
_SAYING = re.compile(rf"\b(?:{any_of(tense_cues(Tense.SAYING))})\b")

_HALF_A_YEAR = 6


@dataclass(slots=True)
class Scene:
    """The sentence around a time expression and the days it can lean on.

    `day` is the day now: the report's own, or inside a quotation the day it was spoken; `derived_from` says which.
    `last_day` is the last event day mentioned, `last` the start of the last date of any precision that the story has
    got to, `mentioned` that of the last date named at all; each with the span it stands in, null while there is none.
    `is_history` tells a text about the past, whose days without a year belong to the year its story has got to and not
    to the day now. `before_christ` is the year a story told in years before Christ has got to. `compares_years` tells
    results that set a year or nine months beside those a year before, and no quarter.
    """

    day: date
    derived_from: Derivation
    is_history: bool
    sentence: str = ""
    start: int = 0
    end: int = 0
    last: date | None = None
    last_span: Span | None = None
    last_is_year: bool = False
    mentioned: date | None = None
    mentioned_span: Span | None = None
    before_christ: int | None = None
    compares_years: bool = False
    last_quarter: date | None = None
    last_quarter_span: Span | None = None
    last_day: date | None = None
    last_day_span: Span | None = None
    last_day_is_here: bool = False

    @property
    def near(self) -> date:
        """The day that periods named alone lie near: now, or in a history the date mentioned last."""
        return self.last if self.is_history and self.last is not None else self.day

    def year_of_month(self, month: int) -> int:
        """The year of a month named alone: behind us, or ahead where the clause looks ahead.

        A history goes forward: after December 1941, 'January' is that of 1942.
        """
        if self.is_history and self.before_christ is not None:
            return -self.before_christ
        if self.is_history and self.last is not None:
            apart = 0 if self.last_is_year else month - self.last.month
            return self.last.year + (1 if apart < -_HALF_A_YEAR else -1 if apart > _HALF_A_YEAR else 0)
        if self.looks_ahead:
            return self.day.year + (1 if month < self.day.month else 0)
        return self.day.year - (1 if month > self.day.month else 0)

    @property
    def left(self) -> str:
        """The words of the sentence before the expression."""
        return self.sentence[max(0, self.start - 80) : self.start]

    @property
    def right(self) -> str:
        """The words of the sentence after the expression."""
        return self.sentence[self.end : self.end + 60]

    @property
    def looks_ahead(self) -> bool:
        """Whether the clause tells of what is still to come; 'said Friday that it will' has its Friday behind it.

        Only words of the same clause count: 'Hale, who came on Sunday, said it would close' has its Sunday behind it.
        """
        left, right = _CLAUSE_END.split(self.left[-45:])[-1], _CLAUSE_END.split(self.right[:30])[0]
        is_ahead = _AHEAD.search(left) or _AHEAD.search(right) or _LIMIT.search(left)
        return bool(is_ahead) and not _JUST_SAID.search(left) and not _LONG_PAST.search(left)

    @property
    def is_time_of_saying(self) -> bool:
        """Whether the expression closes a clause of saying: 'as the mayor remarked the day before: "..."'."""
        clause = re.split(r"[;:.“”\"]", self.left)[-1]
        return bool(_SAYING.search(clause)) and re.match(r"\s*(?:[,.;:\"”“]|that\b|$)", self.right) is not None


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means: its TIMEX3 value and type, and from what it was worked out.

    `cut` and `cut_end` are signs of the match that do not belong to the expression. `bare` is the value without what
    had to be guessed from the day now, for reports whose day nobody knows.
    """

    timex: str
    timex_type: str = "DATE"
    derived_from: Derivation = Derivation.EXPLICIT
    anchor: Span | None = None
    bare: str = "XXXX-XX-XX"
    cut: int = 0
    cut_end: int = 0


Read = Callable[[re.Match[str], Scene], Reading | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One form of time expression: its pattern, and what a match of it means.

    The pattern's named groups are read by `read`; a `cased` one tells 'May' from 'may'.
    """

    pattern: str
    read: Read
    cased: bool = False


def lasting(timex: str | None) -> Reading | None:
    """A duration."""
    return None if timex is None else Reading(timex, "DURATION", Derivation.NONE)


def repeated(timex: str) -> Reading:
    """A set: every week, on Mondays."""
    return Reading(timex, "SET", Derivation.NONE)


def vague(timex: str) -> Reading:
    """A vague word: recently, now, soon."""
    return Reading(timex, "DATE", Derivation.NONE)


def counted_from_day(
    timex: str | None, scene: Scene, timex_type: str = "DATE", bare: str = "XXXX-XX-XX"
) -> Reading | None:
    """A value worked out from the day now."""
    return None if timex is None else Reading(timex, timex_type, scene.derived_from, bare=bare)


def counted_from_last_day(timex: str | None, scene: Scene, timex_type: str = "DATE") -> Reading | None:
    """A value worked out from the last event day, or from the day now where none was mentioned."""
    if scene.last_day is None:
        return counted_from_day(timex, scene, timex_type)
    return None if timex is None else Reading(timex, timex_type, Derivation.ANCHOR, scene.last_day_span)


def counted_near(timex: str | None, scene: Scene, timex_type: str = "DATE", bare: str = "XXXX-XX-XX") -> Reading | None:
    """A value worked out from the day that periods named alone lie near."""
    if scene.is_history and (scene.last is not None or scene.before_christ is not None):
        return counted_from_last(timex, scene, timex_type)
    return counted_from_day(timex, scene, timex_type, bare)


def counted_from_last(timex: str | None, scene: Scene, timex_type: str = "DATE") -> Reading | None:
    """A value worked out from the last date mentioned, or from the day now where none was."""
    if scene.last is None and scene.before_christ is None:
        return counted_from_day(timex, scene, timex_type)
    return None if timex is None else Reading(timex, timex_type, Derivation.ANCHOR, scene.last_span)


def counted_from_mentioned(timex: str | None, scene: Scene) -> Reading | None:
    """A value worked out from the date named last, be it in passing: 'that year', 'the following month'."""
    if scene.mentioned is None:
        return counted_from_day(timex, scene)
    return None if timex is None else Reading(timex, "DATE", Derivation.ANCHOR, scene.mentioned_span)


def year_value(year: int) -> str:
    """The TIMEX3 value of a year; those before Christ are negative here."""
    return f"{year:04d}" if year > 0 else f"BC{-year:04d}"
