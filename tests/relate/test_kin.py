"""Pages that cannot be analysed are laid beside the others by names and numbers."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from headwater.relate.kin import find_kin, names_and_numbers

ENGLISH = (
    "A ferry with 43 people on board sank off Harrow on Friday. The harbour office of Port Alder said that Captain "
    "Jonas Weller had called for help at once and that two boats from Port Alder came within minutes."
)
GERMAN = (
    "Eine Fähre mit 43 Menschen ist am Freitag gesunken. Wie das Amt in Port Alder sagte, rief Kapitän Jonas Weller "
    "sofort um Hilfe; zwei Boote kamen nach Harrow."
)
OTHER = "The council of Velhaven will vote on trams. Mayor Ida Holt told the Velhaven Herald it would cost 40 million."


def test_a_german_page_is_laid_beside_the_english_one_of_its_story() -> None:
    kin = find_kin([OTHER, ENGLISH, GERMAN], [2])

    assert kin[2].place == 1
    assert {"Jonas", "Weller", "43"} <= set(kin[2].shared)


def test_a_page_that_shares_no_names_stands_alone() -> None:
    assert find_kin([OTHER, GERMAN], [1]) == {}


def test_names_are_found_in_other_scripts() -> None:
    assert "lukashenko" in names_and_numbers("Вчера президент Лукашенко прибыл.")


@given(st.lists(st.text(max_size=200), max_size=6))
def test_any_texts_can_be_asked_for(texts: list[str]) -> None:
    for place, kin in find_kin(texts, range(len(texts))).items():
        assert kin.place != place
        assert len(kin.shared) >= 3


def test_thousands_of_pages_with_the_same_names_take_seconds() -> None:
    started = time.process_time()
    find_kin([GERMAN] * 3_000, range(3_000))
    assert time.process_time() - started < 60
