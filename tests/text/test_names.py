from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.text.names import SAME_PERSON_FROM, compare_names, compare_organisation_names, romanise


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Alexander Moroshko", "Аляксандр Марошка"),
        ("Aleksandr Moroshko", "President Alyaksandr Moroshka"),
        ("Valentina Petriyenko", "Валентина Петриенко"),
        ("Yevgeny Lindin", "Evgeniy Lindin"),
        ("Oh Min-jun", "Oh Min Jun"),
        ("Çağan Öz", "Cagan Oz"),
        ("Volodymyr Kassarenko", "Vladimir Kassarenko"),
        ("Lund, Ada", "Ada Lund"),
    ],
)
def test_spellings_and_scripts_of_one_name_are_one(a: str, b: str):
    assert compare_names(a, b) >= SAME_PERSON_FROM


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Oh Min-jun", "Oh Min-ho"),
        ("Ada Lund", "Alan Lund"),
        ("George H. W. Brask", "George W. Brask"),
        ("Dmitry Orlin", "Daniil Orlin"),
        ("Sergei Lavrin", "Sergei Lazarin"),
        ("Vladimir Orlin", "Vladimir Medin"),
    ],
)
def test_people_who_share_a_part_of_their_name_are_two(a: str, b: str):
    assert compare_names(a, b) < SAME_PERSON_FROM


def test_a_surname_alone_is_not_sure_but_likely():
    assert 0.5 < compare_names("Lund", "Ada Lund") < SAME_PERSON_FROM


def test_bodies_are_compared_without_legal_forms_and_word_order():
    assert compare_organisation_names("Ministry of Transport", "Transport Ministry") == 1.0
    assert compare_organisation_names("Lund Shipyards Ltd.", "Lund Shipyards Limited") == 1.0
    assert compare_organisation_names("Bank of Arland", "Bank of Brask") < 0.9


@given(st.text(max_size=40), st.text(max_size=40))
def test_comparing_is_even_handed_and_stays_between_nothing_and_sure(a: str, b: str):
    assert 0.0 <= compare_names(a, b) <= 1.0
    assert compare_names(a, b) == pytest.approx(compare_names(b, a), abs=0.3)


@given(st.text(max_size=40))
def test_romanised_words_are_plain_latin(word: str):
    assert romanise(word).isascii()
