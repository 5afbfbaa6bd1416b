from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.text.figures import print_number
from headwater.text.numbers import parse_number, parse_ordinal, value_of_digits


@pytest.mark.parametrize(
    ("phrase", "number"),
    [
        ("1,234,567.8", 1234567.8),
        ("1.234.567,8", 1234567.8),
        ("12,34,567", 1234567),
        ("1\u202f234\u202f567", 1234567),
        ("3,5", 3.5),
        ("1,234", 1234),
        ("1.234", 1.234),
        ("7 3/4", 7.75),
        ("3/4", 0.75),
        ("1½", 1.5),
        ("½", 0.5),
        (".25", 0.25),
        ("16.4 million", 16400000),
        ("2bn", 2e9),
        ("two and a half million", 2.5e6),
        ("a million and a half", 1.5e6),
        ("one hundred and twenty-one", 121),
        ("three million four hundred thousand", 3.4e6),
        ("two dozen", 24),
    ],
)
def test_numbers_are_read_in_every_usual_print(phrase: str, number: float):
    assert parse_number(phrase) == number


@pytest.mark.parametrize("phrase", ["", "boats", "5 boats", "a boat", "and"])
def test_what_is_no_number_has_no_value(phrase: str):
    assert parse_number(phrase) is None


def test_a_division_by_nothing_is_nothing():
    assert parse_number("3/0") == 0


@given(st.integers(0, 10**15 - 1))
def test_grouped_digits_give_the_number_back_in_three_countries(number: int):
    grouped = f"{number:,}"

    assert value_of_digits(grouped) == number
    assert value_of_digits(grouped.replace(",", "\u202f")) == number
    assert value_of_digits(f"{grouped.replace(',', '.')},5") == number + 0.5


@given(st.decimals(0, 10**9, places=3))
def test_what_is_printed_is_read_back(number):
    assert parse_number(print_number(float(number))) == pytest.approx(float(number), rel=1e-12, abs=1e-9)


@given(st.integers(1, 999))
def test_ordinals_in_digits_are_read(number: int):
    assert parse_ordinal(f"{number}th") == number
