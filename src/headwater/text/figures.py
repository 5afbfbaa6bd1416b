"""Do two figures say the same? Units are converted, roundings and bounds are allowed for."""

from __future__ import annotations

import math

from headwater.stylebook.figures import unit_factors
from headwater.vocabulary.figure import Agreement, Bound, Figure, FigureKind, FigureVerdict

# 'about 100' covers 91 and 109: reporters round to one or two digits.
_ABOUT = 0.1
# 1,234 rounds to 1,200; 149,000 is no 100,000, though it rounds so to one digit.
_ROUNDING_UP_TO = 0.05
_MOST_DIGITS = 15
_LOOSE = (FigureKind.COUNT, FigureKind.BARE)


def compare_figures(a: Figure, b: Figure) -> FigureVerdict:
    """How two figures stand to each other: the same, the same when rounded, one within the other's bound, or different.

    Kilometres and miles, grams and tonnes are converted; money of two currencies, a percentage and percentage points,
    a rate and a total cannot be compared. What the figures count is not looked at: the caller pairs them.
    """
    fault = _not_comparable(a, b)
    if fault is not None:
        return FigureVerdict(Agreement.NOT_COMPARABLE, fault)
    factor = _factor(a) / _factor(b)
    if a.number is None or b.number is None or Bound.EXACT not in (a.bound, b.bound):
        return _compare_limits(a, b, factor)
    if a.bound is b.bound:
        return _compare_exact(a.number * factor, b.number)
    exact, bounded = (a.number * factor, b) if a.bound is Bound.EXACT else (b.number / factor, a)
    return _compare_bounded(exact, bounded)


def _not_comparable(a: Figure, b: Figure) -> str | None:
    if a.per != b.per:
        return f"per {a.per or 'nothing'} against per {b.per or 'nothing'}"
    if a.change is not b.change and "none" not in (a.change, b.change):
        return "one is a rise, the other a fall"
    if a.kind in _LOOSE and b.kind in _LOOSE:
        return None
    if a.kind is not b.kind:
        return f"a {a.kind} against a {b.kind}"
    if a.unit != b.unit and _base(a) != _base(b):
        return f"{a.unit} against {b.unit}"
    return None


def _base(figure: Figure) -> str | None:
    return unit_factors().get(figure.unit or "", (figure.unit, 1.0))[0]


def _factor(figure: Figure) -> float:
    return unit_factors().get(figure.unit or "", ("", 1.0))[1]


def _compare_exact(a: float, b: float) -> FigureVerdict:
    if math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12):
        return FigureVerdict(Agreement.SAME, f"both are {_printed(a)}")
    for fine, coarse in ((a, b), (b, a)):
        if _rounds_to(fine, coarse):
            return FigureVerdict(Agreement.SAME_WHEN_ROUNDED, f"{_printed(fine)} rounds to {_printed(coarse)}")
    return FigureVerdict(Agreement.DIFFERENT, f"{_printed(a)} against {_printed(b)}")


def _rounds_to(fine: float, coarse: float) -> bool:
    if not coarse or abs(fine - coarse) > _ROUNDING_UP_TO * abs(coarse):
        return False
    digits = _significant_digits(coarse)
    if _significant_digits(fine) <= digits:
        return False
    places = digits - 1 - math.floor(math.log10(abs(fine))) if fine else 0
    # Half a unit either way: 86.5 is 86 to one desk and 87 to another.
    return abs(fine - coarse) <= 0.5 * math.pow(10, -places) * (1 + 1e-9)


def _significant_digits(number: float) -> int:
    text = f"{abs(number):.{_MOST_DIGITS}g}"
    mantissa = text.split("e")[0].lstrip("0").replace(".", "")
    return max(1, len(mantissa.strip("0") if "." not in text else mantissa.lstrip("0")))


def _compare_bounded(exact: float, bounded: Figure) -> FigureVerdict:
    value = bounded.number if bounded.number is not None else 0.0
    words = bounded.bound.value.replace("-", " ")
    if bounded.bound is Bound.ABOUT:
        fits = abs(exact - value) <= _ABOUT * abs(value)
    else:
        low, high = bounded.low, bounded.high
        fits = (low is None or exact >= low) and (high is None or exact <= high)
    if fits:
        return FigureVerdict(Agreement.WITHIN_BOUND, f"{_printed(exact)} is {words} {_printed(value)}")
    return FigureVerdict(Agreement.DIFFERENT, f"{_printed(exact)} is not {words} {_printed(value)}")


def _compare_limits(a: Figure, b: Figure, factor: float) -> FigureVerdict:
    first = (_scaled(a.low, factor), _scaled(a.high, factor))
    second = (b.low, b.high)
    if first == second:
        return FigureVerdict(Agreement.SAME, "the same limits")
    low = max((each for each in (first[0], second[0]) if each is not None), default=-math.inf)
    high = min((each for each in (first[1], second[1]) if each is not None), default=math.inf)
    if low <= high or (Bound.ABOUT in (a.bound, b.bound) and low - high <= _ABOUT * abs(low)):
        return FigureVerdict(Agreement.WITHIN_BOUND, "their limits overlap")
    return FigureVerdict(Agreement.DIFFERENT, "their limits do not meet")


def _scaled(number: float | None, factor: float) -> float | None:
    return None if number is None else number * factor


def _printed(number: float) -> str:
    return f"{number:,.12g}"
