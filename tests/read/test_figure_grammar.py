"""Numbers as they are printed: separators, words, ranges, parts, units, and what is no figure at all."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.read.figures import find_figures
from headwater.read.moments import find_moments
from headwater.read.prose import prose_of
from headwater.vocabulary.figure import Bound, Change, Figure, FigureKind
from headwater.vocabulary.moment import Derivation, day_moment


def figures(text: str) -> list[Figure]:
    prose = prose_of(text)
    return list(find_figures(prose, find_moments(prose, day_moment(date(2025, 3, 14), Derivation.DATELINE))))


def only(text: str) -> Figure:
    (figure,) = figures(text)
    return figure


@pytest.mark.parametrize(
    ("printed", "number", "unit"),
    [
        ("1,234.5 tonnes", 1234.5, "tonne"),
        ("1.234.567,8 euros", 1234567.8, "EUR"),
        ("12,34,567 rupees", 1234567, "INR"),
        ("35 lakh rupees", 3500000, "INR"),
        ("12\u00a0345 euros", 12345, "EUR"),
        ("1\u202f234,5 million euros", 1234500000, "EUR"),
        ("3,5 million euros", 3500000, "EUR"),
        (".5 per cent", 0.5, "percent"),
        ("A$15", 15, "AUD"),
        ("Rs 500", 500, "INR"),
        ("RMB 20", 20, "CNY"),
        ("EUR 3.5bn", 3.5e9, "EUR"),
        ("50 million USD", 5e7, "USD"),
        ("$5m", 5e6, "USD"),
        ("£3k", 3000, "GBP"),
        ("$-31.6bn", -31.6e9, "USD"),
        ("two and a half million dollars", 2.5e6, "USD"),
        ("one hundred and five miles", 105, "mile"),
        ("7 3/4 per cent", 7.75, "percent"),
        ("1½ miles", 1.5, "mile"),
        ("half a mile", 0.5, "mile"),
        ("a quarter of a percentage point", 0.25, "percentage point"),
        ("1/16 of a US pint", 0.0625, "pint"),
        ("140 km/h", 140, "kilometre per hour"),
        ("14 FEET", 14, "foot"),
        ("20 (kg)", 20, "kilogram"),
        ("1640 sq m", 1640, "square metre"),
        ("52,000-square-foot", 52000, "square foot"),
        ("five straight weeks", 5, "week"),
        ("19.5″", 19.5, "inch"),
    ],
)
def test_a_number_is_read_with_its_unit_however_it_is_printed(printed: str, number: float, unit: str):
    figure = only(f"The thing had {printed}.")

    assert (figure.number, figure.unit) == (pytest.approx(number), unit)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("It grew by between 10 and 12 per cent.", 10, 12, "percent"),
        ("Some 5-7 million live there.", 5e6, 7e6, None),
        ("They want $71 to $75 billion.", 71e9, 75e9, "USD"),
        ("They want $200 to $4 million.", 200, 4e6, "USD"),
        ("It cost from 14 to 17 billion euros.", 14e9, 17e9, "EUR"),
        ("The wall grew from 12 metres in 2011 to 15 m in 2022.", 12, 15, "metre"),
        ("Five or six boats came.", 5, 6, "boat"),
        ("There were 10 to 12 boats.", 10, 12, "boat"),
        ("It cooled by 2 to 2.5 degrees Celsius.", 2, 2.5, "celsius"),
    ],
)
def test_two_ends_are_one_range(text: str, low: float, high: float, unit: str | None):
    figure = only(text)

    assert (figure.low, figure.high, figure.unit, figure.bound) == (low, high, unit, Bound.BETWEEN)


def test_from_much_to_little_is_a_fall():
    figure = only("The price went from 340 dollars to 290.")

    assert (figure.low, figure.high, figure.change, figure.unit) == (290, 340, Change.DOWN, "USD")


def test_the_noun_after_a_percentage_tells_the_way():
    assert only("They saw a 5 per cent increase.").change is Change.UP
    assert only("Shares were 2% lower.").change is Change.DOWN


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Fewer than 30 boats came.", Bound.LESS_THAN),
        ("More than a million boats came.", Bound.MORE_THAN),
        ("Over 500 boats came.", Bound.MORE_THAN),
        ("500+ boats came.", Bound.AT_LEAST),
        ("30 boats or so came.", Bound.ABOUT),
        ("No more than 12 boats came.", Bound.UP_TO),
        ("An estimated 12 boats came.", Bound.ABOUT),
    ],
)
def test_the_words_around_a_number_bound_it(text: str, bound: Bound):
    assert only(text).bound is bound


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("It sells 5 boats a day.", "day"),
        ("It costs $80 per sq m.", "square metre"),
        ("They earn 3,000 euros per capita.", "person"),
        ("It makes 4 million crowns ($170,000) a year.", "year"),
        ("A 7,000 barrel-a-day plant opened.", "day"),
        ("It burns 400 gallons of jet fuel an hour.", "hour"),
        ("It gave 12 euros per pupil.", "pupil"),
    ],
)
def test_a_rate_tells_per_what(text: str, per: str):
    assert figures(text)[0].per == per


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("Two-thirds of the seats went to them.", 2 / 3, "seat"),
        ("Half of the boats sank.", 0.5, "boat"),
        ("One in five adults agreed.", 0.2, "adult"),
        ("Nine out of ten doctors agreed.", 0.9, "doctor"),
    ],
)
def test_a_part_is_a_fraction_of_its_noun(text: str, number: float, unit: str):
    figure = only(text)

    assert (figure.number, figure.unit, figure.kind) == (pytest.approx(number), unit, FigureKind.FRACTION)


@pytest.mark.parametrize("text", ["He was aged 41.", "Lena Orvik, 41, said so.", "She turned 41.", "He is 41."])
def test_an_age_needs_no_unit(text: str):
    assert (only(text).number, only(text).unit) == (41, "year of age")


def test_metres_and_millions_are_told_apart_by_what_follows():
    tower, income, people = (
        only("The mast is 37m tall."),
        only("It made 37m dollars."),
        only("It serves 37m people."),
    )

    assert (tower.number, tower.unit) == (pytest.approx(37), "metre")
    assert (income.number, income.unit, people.number, people.unit) == (37e6, "USD", 37e6, "people")


def test_a_length_of_time_is_a_figure_inside_a_time_too():
    assert [figure.unit for figure in figures("Two years later it shut.")] == ["year"]
    assert figures("It shut on 4 July 2019.") == []


@pytest.mark.parametrize(
    "text",
    [
        "They flew the 747 Jumbo.",
        "He bought an iPhone 15.",
        "An F-16 crashed.",
        "They took Highway 61.",
        "It is No. 10.",
        "He lives at 41 Harbour Road.",
        "She lives near 9 E 33rd St.",
        "In the 2100 block of Mill Street it stopped.",
        "They met at 10.45pm.",
        "Call 1-800-555-1234.",
        "Leaders of the Group of 20 met.",
        "It shall be so by 2120.",
        "Image 4 of 12",
        "The MS-13 gang fled.",
        "It was version 2.0.1 of it.",
    ],
)
def test_what_a_number_only_names_is_no_figure(text: str):
    assert figures(text) == []


def test_a_model_inside_a_counted_noun_is_no_second_figure():
    jets = only("They parked three old 747 Jumbo liners.")

    assert (jets.number, jets.unit) == (3, "old 747 jumbo liner")


def test_arabic_digits_and_right_to_left_text_are_read_and_point_into_the_text():
    text = "وصل ١٢٣ people و ١٬٢٣٤ إلى 45% هناك"

    found = figures(text)

    assert found[0].number == 123
    assert all(0 <= figure.span.start < figure.span.end <= len(text) for figure in found)


_HOSTILE = {
    "digits": "9" * 60_000,
    "digits and commas": "1," * 30_000,
    "numbers": "12 boats and " * 5_000,
    "bare numbers": "12 " * 20_000,
    "parts": "one in five " * 5_000,
    "halves": "half the " * 7_000,
    "hyphens": "5-" * 30_000,
    "modifiers": "5 " + "red and " * 8_000,
    "ranges": "from $5 in a b c d e to " * 2_500,
    "signs": "$" * 60_000,
}


@pytest.mark.parametrize("name", _HOSTILE)
def test_a_long_line_takes_time_in_line_with_its_length(name: str):
    text = _HOSTILE[name]

    def seconds(part: str) -> float:
        prose = prose_of(part)
        began = time.process_time()
        find_figures(prose, ())
        return time.process_time() - began

    seconds(text[:6_000])
    short, long = seconds(text[: len(text) // 4]), seconds(text)

    # Four times the text: a square would take sixteen times as long.
    assert long < 9 * short + 0.2


_MIXED = st.lists(
    st.sampled_from(
        [*"0123456789٣٤½²", ".", ",", " ", "\u00a0", "\u202f", "-", "–", "/", "$", "€", "%", "m", "bn", "to"]
    ),
    max_size=30,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(_MIXED)
def test_every_mixture_of_digits_and_separators_is_survived(text: str):
    for figure in figures(text):
        assert 0 <= figure.span.start < figure.span.end <= len(text)
        assert figure.low is None or figure.high is None or figure.low <= figure.high
        assert figure.counts_span is None or figure.counts_span.end <= len(text)
