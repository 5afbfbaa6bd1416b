"""Figures: numbers with their unit, their bound and what they count."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from headwater.vocabulary.span import Span


class Bound(StrEnum):
    """How firmly the text holds a number; DOZENS are all of which only the size is told ('hundreds of boats')."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more-than"
    AT_LEAST = "at-least"
    LESS_THAN = "less-than"
    UP_TO = "up-to"
    BETWEEN = "between"
    DOZENS = "dozens"


class Change(StrEnum):
    """Whether the number is a change, and which way."""

    NONE = "none"
    UP = "up"
    DOWN = "down"


class FigureKind(StrEnum):
    """What sort of number it is."""

    COUNT = "count"
    ORDINAL = "ordinal"
    PERCENTAGE = "percentage"
    PERCENTAGE_POINT = "percentage-point"
    MONEY = "money"
    MEASURE = "measure"
    FRACTION = "fraction"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number in a report.

    `number` is the printed value with its scale applied (a range has `low` and `high` and no `number`).
    `low` and `high` are what the bound allows: "more than 50" has low 50 and no high, "up to 100" no low and high 100.
    `unit` is the plain unit ("percent", "USD", "kilometre", or the counted noun in the singular), `counts` the words
    that say what is counted ("the votes", "turnout") with `counts_span` where they stand, `per` a rate ("year").
    """

    span: Span
    number: float | None
    low: float | None
    high: float | None
    bound: Bound
    unit: str | None
    counts: str | None
    counts_span: Span | None
    per: str | None
    kind: FigureKind
    change: Change = Change.NONE


class Agreement(StrEnum):
    """How two figures stand to each other."""

    SAME = "same"
    SAME_WHEN_ROUNDED = "same-when-rounded"
    WITHIN_BOUND = "within-bound"
    DIFFERENT = "different"
    NOT_COMPARABLE = "not-comparable"


@dataclass(frozen=True, slots=True)
class FigureVerdict:
    """How two figures stand to each other, and why, in words for a reader."""

    agreement: Agreement
    reason: str
