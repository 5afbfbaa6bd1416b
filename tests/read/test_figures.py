from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.read.figures import find_figures
from headwater.read.moments import find_moments
from headwater.read.prose import prose_of
from headwater.text.figures import compare_figures
from headwater.vocabulary.figure import Agreement, Bound, Change, Figure, FigureKind
from headwater.vocabulary.moment import Derivation, day_moment


def figures(text: str) -> list[Figure]:
    prose = prose_of(text)
    return list(find_figures(prose, find_moments(prose, day_moment(date(2025, 3, 14), Derivation.DATELINE))))


def only(text: str) -> Figure:
    (figure,) = figures(text)
    return figure


def test_a_share_knows_what_it_is_a_share_of():
    share = only("She won with 61.4 per cent of the votes.")

    assert (share.number, share.unit, share.kind, share.counts) == (61.4, "percent", FigureKind.PERCENTAGE, "the votes")


def test_the_subject_before_is_what_a_bare_percentage_measures():
    assert "turnout" in (only("The turnout was 70.25 percent.").counts or "")


def test_more_than_is_a_lower_bound_and_up_to_an_upper_one():
    most, least = (
        only("A party needs more than 50 per cent of the vote."),
        only("The yard can build up to 1,200 boats."),
    )

    assert (most.bound, most.low, most.high) == (Bound.MORE_THAN, 50, None)
    assert (least.bound, least.low, least.high) == (Bound.UP_TO, None, 1200)


def test_a_counted_noun_is_the_unit_in_the_singular_and_a_rate_its_period():
    boats = only("The yard builds 1,200 small boats annually.")

    assert (boats.number, boats.unit, boats.counts, boats.per) == (1200, "small boat", "small boats", "year")
    assert boats.kind is FigureKind.COUNT


def test_an_anniversary_is_a_place_in_a_row_not_a_count():
    ordinal = only("The town marked the 80th anniversary of the flood.")

    assert (ordinal.number, ordinal.kind, ordinal.unit) == (80, FigureKind.ORDINAL, "anniversary")


def test_a_third_of_something_is_a_fraction_of_it():
    third = only("We have read only a third of our letters.")

    assert third.kind is FigureKind.FRACTION
    assert third.number == pytest.approx(1 / 3)
    assert third.counts == "our letters"


def test_money_carries_its_currency_and_its_scale():
    assert (only("The bridge cost €4.5 million.").number, only("The bridge cost €4.5 million.").unit) == (
        4_500_000,
        "EUR",
    )
    assert only("It fetched US$30bn.").number == 30e9


def test_percent_and_percentage_points_are_kept_apart():
    kinds = [figure.kind for figure in figures("Support rose by 3 percentage points to 41%.")]

    assert kinds == [FigureKind.PERCENTAGE_POINT, FigureKind.PERCENTAGE]


def test_a_rise_is_a_change_and_where_it_ended_is_not():
    rise, level = figures("Rents rose by 5% to 900 euros.")

    assert (rise.change, level.change) == (Change.UP, Change.NONE)


def test_a_range_has_two_ends_and_no_number():
    spread = only("Between 5 and 10 million people live there.")

    assert (spread.number, spread.low, spread.high, spread.bound) == (None, 5_000_000, 10_000_000, Bound.BETWEEN)


def test_numbers_of_moments_are_no_figures_but_lengths_of_time_are():
    assert figures("They voted on 26 January 2025 and in 2019.") == []
    assert only("The strike lasted 12 days.").unit == "day"


@pytest.mark.parametrize(
    "text",
    ["He drives a Boeing 737.", "See Article 5.", "They won 3-2.", "Call 020-7946-0958.", "It was 3:15.", "the 90s"],
)
def test_numbers_that_name_things_are_no_figures(text: str):
    assert figures(text) == []


def test_words_count_like_digits():
    assert only("Twenty-one sailors were rescued.").number == 21
    assert only("Two dozen houses burnt.").number == 24


def verdict(a: str, b: str) -> Agreement:
    return compare_figures(only(a), only(b)).agreement


def test_figures_are_compared_through_rounding_bounds_and_units():
    assert verdict("It was 61.4 per cent.", "It was 61.4%.") is Agreement.SAME
    assert verdict("It was 61.4 per cent.", "It was 61%.") is Agreement.SAME_WHEN_ROUNDED
    assert verdict("There were 61 dead.", "There were at least 50 dead.") is Agreement.WITHIN_BOUND
    assert verdict("There were 61 dead.", "There were 16 dead.") is Agreement.DIFFERENT
    assert verdict("The road is 5 kilometres long.", "The road is 5,000 metres long.") is Agreement.SAME
    assert verdict("It cost 5 euros.", "It cost 5 dollars.") is Agreement.NOT_COMPARABLE


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_no_text_raises_and_every_span_lies_inside_it(text: str):
    for figure in figures(text):
        assert 0 <= figure.span.start < figure.span.end <= len(text)


_PIECES = st.sampled_from(
    "1 1,000 1.000,5 99999999999999999999 $ € % per cent - to between and 3/4 half a third of dozens the -5 ²".split()
)


@settings(max_examples=100, deadline=None)
@given(st.lists(_PIECES, max_size=20).map(" ".join))
def test_every_mixture_of_separators_is_survived_and_a_figure_is_the_same_as_itself(text: str):
    for figure in figures(text):
        assert compare_figures(figure, figure).agreement is Agreement.SAME


def test_a_number_of_five_thousand_digits_takes_no_time():
    started = time.process_time()

    figures("9" * 5_000 + " people " + "1," * 10_000)

    assert time.process_time() - started < 40
