"""Do two figures say the same? Units are converted, roundings and bounds are allowed for."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from headwater.stylebook.figures import Conversion, unit_conversions
from headwater.vocabulary.figure import Agreement, Bound, Change, Figure, FigureKind, FigureVerdict

# 'about 100' covers 91 and 109: reporters round to one or two digits.
_ABOUT = 0.1
# 1,234 rounds to 1,200; 149,000 is no 100,000, though it rounds so to one digit.
_ROUNDING_UP_TO = 0.05
_MOST_DIGITS = 15
_MOST_DECIMALS = 9
_LOOSE = (FigureKind.COUNT, FigureKind.BARE)
_SHARES = (FigureKind.PERCENTAGE, FigureKind.FRACTION)
_BEST_FIRST = (Agreement.SAME, Agreement.SAME_WHEN_ROUNDED, Agreement.WITHIN_BOUND, Agreement.DIFFERENT)
_ITSELF = (Conversion("", 1.0, 0.0),)
_PERCENT = (Conversion("", 100.0, 0.0),)


class _Value(NamedTuple):
    """What a figure holds, in the unit of the figure it is compared with."""

    number: float | None
    low: float | None
    high: float | None
    bound: Bound


def compare_figures(a: Figure, b: Figure) -> FigureVerdict:
    """How two figures stand to each other: the same, the same when rounded, one within the other's bound, or different.

    Kilometres and miles, grams and tonnes, degrees of both scales are converted, a third is 33.3 per cent; money of two
    currencies, a percentage and percentage points, a rate and a total cannot be compared. A unit of several meanings
    ('tons', 'gallons') gets the one that agrees best: the writer's is not known. The agreement does not depend on which
    figure comes first. What the figures count is not looked at: the caller pairs them.
    """
    fault = _not_comparable(a, b)
    if fault is not None:
        return FigureVerdict(Agreement.NOT_COMPARABLE, fault)
    return min(_verdicts(a, b), key=lambda verdict: _BEST_FIRST.index(verdict.agreement))


def print_number(number: float) -> str:
    """A number as the English press prints it: all its digits, thousands apart, no exponent.

    >>> print_number(1234567.5), print_number(3e15)
    ('1,234,567.5', '3,000,000,000,000,000')
    """
    printed = format(Decimal(repr(round(number, _MOST_DECIMALS))), ",f")
    return printed.rstrip("0").rstrip(".") if "." in printed else printed


def _not_comparable(a: Figure, b: Figure) -> str | None:
    if a.per != b.per:
        return f"per {a.per or 'nothing'} against per {b.per or 'nothing'}"
    if a.change is not b.change and Change.NONE not in (a.change, b.change):
        return "one is a rise, the other a fall"
    for alike in (_LOOSE, _SHARES):
        if a.kind in alike and b.kind in alike:
            return None
    if a.kind is not b.kind:
        return f"a {a.kind} against a {b.kind}"
    if a.unit != b.unit and not _share_a_base(a, b):
        return f"{a.unit} against {b.unit}"
    return None


def _share_a_base(a: Figure, b: Figure) -> bool:
    mine, theirs = unit_conversions().get(a.unit or ""), unit_conversions().get(b.unit or "")
    return bool(mine and theirs) and (mine or _ITSELF)[0].base == (theirs or _ITSELF)[0].base


def _verdicts(a: Figure, b: Figure) -> Iterator[FigureVerdict]:
    """A verdict for every pair of meanings of two units, in the unit of either: 10 miles are 16 km both ways."""
    if a.unit == b.unit or (a.kind in _LOOSE and b.kind in _LOOSE):
        yield _compare(_value(a), _value(b))
        return
    is_change = Change.NONE not in (a.change, b.change)
    if a.kind is not b.kind:
        # Who writes "a third" has rounded: 34 per cent is about that.
        a, b = (_rounded(each) if each.kind is FigureKind.FRACTION else each for each in (a, b))
    for mine, theirs in product(_conversions(a), _conversions(b)):
        yield _compare(_converted(a, mine, theirs, is_change=is_change), _value(b))
        yield _compare(_value(a), _converted(b, theirs, mine, is_change=is_change))


def _rounded(figure: Figure) -> Figure:
    return replace(figure, bound=Bound.ABOUT) if figure.bound is Bound.EXACT else figure


def _conversions(figure: Figure) -> tuple[Conversion, ...]:
    if figure.kind in _SHARES:
        return _PERCENT if figure.kind is FigureKind.FRACTION else _ITSELF
    return unit_conversions().get(figure.unit or "", _ITSELF)


def _value(figure: Figure) -> _Value:
    return _Value(figure.number, figure.low, figure.high, figure.bound)


def _converted(figure: Figure, mine: Conversion, theirs: Conversion, *, is_change: bool) -> _Value:
    """A figure in the unit of another. A rise of 9 degrees Fahrenheit is one of 5 Celsius: changes have no offset."""
    offset = 0.0 if is_change else mine.offset - theirs.offset
    held = (figure.number, figure.low, figure.high)
    number, low, high = (None if each is None else (each * mine.factor + offset) / theirs.factor for each in held)
    return _Value(number, low, high, figure.bound)


def _compare(a: _Value, b: _Value) -> FigureVerdict:
    if a.number is None or b.number is None or Bound.EXACT not in (a.bound, b.bound):
        return _compare_limits(a, b)
    if a.bound is b.bound:
        return _compare_exact(a.number, b.number)
    if Bound.ABOUT in (a.bound, b.bound) and math.isclose(a.number, b.number, rel_tol=1e-9):
        return FigureVerdict(Agreement.SAME, f"both are {print_number(b.number)}, one of them rounded")
    return _compare_bounded(a.number, b) if a.bound is Bound.EXACT else _compare_bounded(b.number, a)


def _compare_exact(a: float, b: float) -> FigureVerdict:
    if math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12):
        return FigureVerdict(Agreement.SAME, f"both are {print_number(a)}")
    for fine, coarse in ((a, b), (b, a)):
        if _rounds_to(fine, coarse):
            return FigureVerdict(Agreement.SAME_WHEN_ROUNDED, f"{print_number(fine)} rounds to {print_number(coarse)}")
    return FigureVerdict(Agreement.DIFFERENT, f"{print_number(a)} against {print_number(b)}")


def _rounds_to(fine: float, coarse: float) -> bool:
    if not coarse or not fine or abs(fine - coarse) > _ROUNDING_UP_TO * abs(coarse) * (1 + 1e-9):
        return False
    digits = _significant_digits(coarse)
    if _significant_digits(fine) <= digits:
        return False
    # 99.6 rounds up to 100, whose last digit stands a place higher.
    places = digits - 1 - max(_magnitude(fine), _magnitude(coarse))
    # Half a unit either way: 86.5 is 86 to one desk and 87 to another.
    return abs(fine - coarse) <= 0.5 * math.pow(10, -places) * (1 + 1e-9)


def _magnitude(number: float) -> int:
    return math.floor(math.log10(abs(number)))


def _significant_digits(number: float) -> int:
    text = f"{abs(number):.{_MOST_DIGITS}g}"
    mantissa = text.split("e")[0].lstrip("0").replace(".", "")
    return max(1, len(mantissa.strip("0") if "." not in text else mantissa.lstrip("0")))


def _compare_bounded(exact: float, bounded: _Value) -> FigureVerdict:
    value = bounded.number if bounded.number is not None else 0.0
    words = bounded.bound.value.replace("-", " ")
    if bounded.bound is Bound.ABOUT:
        fits = abs(exact - value) <= _ABOUT * abs(value)
    else:
        low, high = bounded.low, bounded.high
        fits = (low is None or exact >= low) and (high is None or exact <= high)
    if fits:
        return FigureVerdict(Agreement.WITHIN_BOUND, f"{print_number(exact)} is {words} {print_number(value)}")
    return FigureVerdict(Agreement.DIFFERENT, f"{print_number(exact)} is not {words} {print_number(value)}")


def _compare_limits(a: _Value, b: _Value) -> FigureVerdict:
    if _are_close(a.low, b.low) and _are_close(a.high, b.high):
        return FigureVerdict(Agreement.SAME, "the same limits")
    low = max((each for each in (a.low, b.low) if each is not None), default=-math.inf)
    high = min((each for each in (a.high, b.high) if each is not None), default=math.inf)
    if low <= high or (Bound.ABOUT in (a.bound, b.bound) and low - high <= _ABOUT * max(abs(low), abs(high))):
        return FigureVerdict(Agreement.WITHIN_BOUND, "their limits overlap")
    return FigureVerdict(Agreement.DIFFERENT, "their limits do not meet")


def _are_close(a: float | None, b: float | None) -> bool:
    return a is b if a is None or b is None else math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12)
