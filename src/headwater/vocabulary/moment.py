"""Moments: resolved times, each an interval with its precision and how it was derived."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from headwater.vocabulary.span import Span


class Precision(StrEnum):
    """How fine a moment is; never finer than the phrase ("in March" stays a month)."""

    INSTANT = "instant"
    HOUR = "hour"
    PART_OF_DAY = "part-of-day"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF_YEAR = "half-year"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    DURATION = "duration"
    SET = "set"
    VAGUE = "vague"


class Derivation(StrEnum):
    """From what a moment was worked out."""

    EXPLICIT = "explicit"
    DATELINE = "dateline"
    PUBLISHED = "published"
    ANCHOR = "anchor"
    SPOKEN = "spoken"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Moment:
    """A time expression and the interval it means.

    `start` and `end` are both inclusive and are null for durations, sets and vague words, and where `unresolved`
    says why they could not be worked out. `timex` is the TIMEX3 value, `timex_type` its DATE, TIME, DURATION or SET.
    `derived_from` names what it was worked out from; `anchor` is the mention it leans on, if it leans on one.
    `span` is null only for moments that stand in no text (a page's metadata).
    """

    span: Span | None
    start: date | datetime | None
    end: date | datetime | None
    precision: Precision
    timex: str
    timex_type: str
    derived_from: Derivation
    anchor: Span | None = None
    unresolved: str | None = None

    @property
    def first_day(self) -> date | None:
        """The first day of the interval."""
        return _day(self.start)

    @property
    def last_day(self) -> date | None:
        """The last day of the interval."""
        return _day(self.end)

    @property
    def is_day(self) -> bool:
        """Whether the moment lies within one known day."""
        return self.first_day is not None and self.first_day == self.last_day


def _day(instant: date | datetime | None) -> date | None:
    return instant.date() if isinstance(instant, datetime) else instant


def day_moment(day: date, derived_from: Derivation, span: Span | None = None, anchor: Span | None = None) -> Moment:
    """A moment that is one whole day."""
    return Moment(span, day, day, Precision.DAY, day.isoformat(), "DATE", derived_from, anchor)
