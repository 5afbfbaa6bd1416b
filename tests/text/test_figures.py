"""Whether two figures say the same: units, roundings, bounds, and what cannot be compared."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.read.figures import find_figures
from headwater.read.prose import prose_of
from headwater.stylebook.figures import unit_conversions, units
from headwater.text.figures import compare_figures, print_number
from headwater.vocabulary.figure import Agreement, Bound, Change, Figure, FigureKind
from headwater.vocabulary.span import ReportId, Span


def only(text: str) -> Figure:
    (figure,) = find_figures(prose_of(text), ())
    return figure


def verdict(a: str, b: str) -> Agreement:
    return compare_figures(only(f"It had {a}."), only(f"It had {b}.")).agreement


@pytest.mark.parametrize(
    ("a", "b", "agreement"),
    [
        ("10 miles", "16 kilometres", Agreement.SAME_WHEN_ROUNDED),
        ("100 feet", "30.48 metres", Agreement.SAME),
        ("100 feet", "30 metres", Agreement.SAME_WHEN_ROUNDED),
        ("100 feet", "40 metres", Agreement.DIFFERENT),
        ("5 kilometres", "5,000 metres", Agreement.SAME),
        ("41 degrees Fahrenheit", "5 degrees Celsius", Agreement.SAME),
        ("247 acres", "100 hectares", Agreement.SAME_WHEN_ROUNDED),
        ("100 tonnes", "100 tons", Agreement.SAME),
        ("100 tonnes", "110 tons", Agreement.SAME_WHEN_ROUNDED),
        ("100 tonnes", "150 tons", Agreement.DIFFERENT),
        ("two thirds of the seats", "67 per cent", Agreement.WITHIN_BOUND),
        ("half of the seats", "50 per cent", Agreement.SAME),
        ("a third of the seats", "60 per cent", Agreement.DIFFERENT),
        ("50 cents", "$0.50", Agreement.SAME),
        ("61.4 per cent", "61 per cent", Agreement.SAME_WHEN_ROUNDED),
        ("61 boats", "at least 50 boats", Agreement.WITHIN_BOUND),
        ("61 boats", "dozens of boats", Agreement.WITHIN_BOUND),
        ("600 boats", "dozens of boats", Agreement.DIFFERENT),
        ("61 boats", "about 58 boats", Agreement.WITHIN_BOUND),
        ("61 boats", "fewer than 50 boats", Agreement.DIFFERENT),
        ("5 euros", "5 dollars", Agreement.NOT_COMPARABLE),
        ("5 per cent", "5 percentage points", Agreement.NOT_COMPARABLE),
        ("5 kilometres", "5 kilograms", Agreement.NOT_COMPARABLE),
        ("5 euros a day", "5 euros", Agreement.NOT_COMPARABLE),
    ],
)
def test_figures_are_compared_through_units_roundings_and_bounds(a: str, b: str, agreement: Agreement):
    assert verdict(a, b) is agreement
    assert verdict(b, a) is agreement


def test_a_rise_in_fahrenheit_is_converted_without_the_offset_of_the_scale():
    rise = replace(only("It had 9 degrees Fahrenheit."), change=Change.UP)
    other = replace(only("It had 5 degrees Celsius."), change=Change.UP)

    assert compare_figures(rise, other).agreement is Agreement.SAME


def test_a_rise_is_not_compared_with_a_fall():
    figure = only("It had 5 per cent.")

    found = compare_figures(replace(figure, change=Change.UP), replace(figure, change=Change.DOWN))

    assert found.agreement is Agreement.NOT_COMPARABLE


def test_every_unit_that_is_converted_is_a_unit_we_find():
    assert set(unit_conversions()) <= {unit.unit for unit in units()}
    assert all(each.factor > 0 for meanings in unit_conversions().values() for each in meanings)


def figure(
    number: float | None, low: float | None, high: float | None, bound: Bound, unit: str, kind: FigureKind
) -> Figure:
    return Figure(Span(ReportId("r"), 0, 1), number, low, high, bound, unit, None, None, None, kind)


_UNITS = st.sampled_from(
    [("mile", FigureKind.MEASURE), ("kilometre", FigureKind.MEASURE), ("ton", FigureKind.MEASURE),
     ("tonne", FigureKind.MEASURE), ("celsius", FigureKind.MEASURE), ("fahrenheit", FigureKind.MEASURE),
     ("USD", FigureKind.MONEY), ("EUR", FigureKind.MONEY), ("boat", FigureKind.COUNT),
     ("percent", FigureKind.PERCENTAGE), ("seat", FigureKind.FRACTION)]
)  # fmt: skip
_NUMBERS = st.floats(-1e9, 1e9, allow_nan=False).map(lambda number: round(number, 3))


@st.composite
def any_figures(draw: st.DrawFn) -> Figure:
    unit, kind = draw(_UNITS)
    bound = draw(st.sampled_from(list(Bound)))
    if bound in (Bound.BETWEEN, Bound.DOZENS):
        low, high = sorted((draw(_NUMBERS), draw(_NUMBERS)))
        return figure(None, low, high, bound, unit, kind)
    number = draw(_NUMBERS)
    low = None if bound in (Bound.LESS_THAN, Bound.UP_TO) else number
    high = None if bound in (Bound.MORE_THAN, Bound.AT_LEAST) else number
    return figure(number, low, high, bound, unit, kind)


@settings(max_examples=400)
@given(any_figures(), any_figures())
def test_the_agreement_does_not_depend_on_which_figure_comes_first(a: Figure, b: Figure):
    assert compare_figures(a, b).agreement is compare_figures(b, a).agreement


@given(any_figures())
def test_every_figure_agrees_with_itself(a: Figure):
    assert compare_figures(a, a).agreement is Agreement.SAME


@given(st.integers(1001, 999_999), st.integers(2, 3))
def test_a_number_rounded_to_fewer_digits_is_the_same_when_rounded(number: int, digits: int):
    rounded = float(f"{number:.{digits}g}")
    fine = figure(number, number, number, Bound.EXACT, "boat", FigureKind.COUNT)
    coarse = figure(rounded, rounded, rounded, Bound.EXACT, "boat", FigureKind.COUNT)

    expected = Agreement.SAME if rounded == number else Agreement.SAME_WHEN_ROUNDED

    assert compare_figures(fine, coarse).agreement is expected


@given(st.decimals(1, 10**9, places=2))
def test_a_figure_printed_is_found_again_with_its_value(number):
    found = only(f"The pier cost {print_number(float(number))} euros.")

    assert found.number == pytest.approx(float(number), rel=1e-12)
