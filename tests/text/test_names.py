from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.text.bodies import SAME_BODY_FROM, compare_organisation_names, is_same_body, is_short_for
from headwater.text.names import SAME_PERSON_FROM, compare_names, is_same_name
from headwater.text.romanise import romanise


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
        ("Liu Tse-tung", "Liu Zedong"),
        ("Moammar Qassari", "Muammar Gassari"),
        ("Mohammed al-Badri", "Muhammad El Badri"),
        ("Abd el-Rahman Nour", "Abdulrahman Nour"),
        ("Bill Harrow", "William Harrow"),
        ("JP Morlaix", "Jean-Pierre Morlaix"),
        ("Ада Лунд", "Ada Lund"),
        ("金志明", "Jin Zhiming"),
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
        ("Sergei Morov", "Sergei Mozarev"),
        ("Vladimir Orlin", "Vladimir Medin"),
    ],
)
def test_people_who_share_a_part_of_their_name_are_two(a: str, b: str):
    assert compare_names(a, b) < SAME_PERSON_FROM


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Sergei Moroz", "Сергей Викторович Мороз"),
        ("S. Moroz", "Sergei Moroz"),
        ("Nour Abdulrahman", "Nour Abd el-Rahman"),
        ("Lund", "LUND"),
    ],
)
def test_a_spelling_of_a_name_is_the_same_name(a: str, b: str):
    assert is_same_name(a, b) and is_same_name(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ada Lund", "Lund"),
        ("Olaf Scholm", "Olaf Schulme"),
        ("Oh Min-jun", "Oh Min-jin-ho"),
        ("", ""),
        ("Ada Lund", ""),
    ],
)
def test_a_surname_a_slip_or_nothing_is_not_the_same_name(a: str, b: str):
    assert not is_same_name(a, b) and not is_same_name(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ministry of Transport", "Transport Ministry"),
        ("Lund Shipyards Ltd.", "Lund Shipyards Limited"),
        ("Lund Shipyards S.A.R.L.", "Lund Shipyards"),
        ("First Harbour Bank Int'l", "First International Harbor Bank"),
        ("World Ferry Organisation", "World Ferry Organization"),
        ("Latvian Central Ferry Commission", "Central Ferry Commission of Latvia"),
        ("van der Brask AG", "Vanderbrask AG"),
        ("BFU", "Baltic Ferry Union"),
        ("LatFA", "Latvian Ferry Agency"),
    ],
)
def test_bodies_are_compared_without_legal_forms_spelling_and_word_order(a: str, b: str):
    assert compare_organisation_names(a, b) >= SAME_BODY_FROM


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Bank of Latvia", "Bank of Estonia"),
        ("Lund Solutions Inc.", "Lund Solutions II, Inc."),
        ("Central Ferry Commission", "Central Road Commission"),
        ("Baltic Ferry Union", "BRT"),
    ],
)
def test_bodies_of_other_countries_numbers_or_words_are_two(a: str, b: str):
    assert compare_organisation_names(a, b) < SAME_BODY_FROM
    assert not is_same_body(a, b)


def test_a_body_with_or_without_its_country_is_the_same_body_unless_only_a_head_is_left():
    assert is_same_body("Latvian Ferry Council", "Ferry Council")
    assert not is_same_body("Bank of Latvia", "Bank")


def test_an_abbreviation_takes_the_initials_or_the_beginnings_of_all_words():
    assert is_short_for("PFA", "People's Ferry Army")
    assert not is_short_for("PFA", "Ferry Army") and not is_short_for("P", "Port") and not is_short_for("", "Port")


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_bodies_compare_alike_from_both_sides(a: str, b: str):
    assert 0.0 <= compare_organisation_names(a, b) <= 1.0
    assert compare_organisation_names(a, b) == pytest.approx(compare_organisation_names(b, a))
    assert is_same_body(a, b) == is_same_body(b, a)


def test_names_of_thousands_of_letters_and_words_are_compared_at_once():
    for long in ("Lund" * 5_000, "Ada Lund " * 2_000, "A. " * 3_000, "а́" * 4_000):
        assert 0.0 <= compare_names(long, "Ada " + long) <= 1.0
        assert 0.0 <= compare_organisation_names(long, "Ada " + long) <= 1.0


@given(st.text(max_size=40), st.text(max_size=40))
def test_comparing_is_even_handed_and_stays_between_nothing_and_sure(a: str, b: str):
    assert 0.0 <= compare_names(a, b) <= 1.0
    assert compare_names(a, b) == pytest.approx(compare_names(b, a))


@given(st.text(max_size=40))
def test_romanised_words_are_plain_latin(word: str):
    assert romanise(word).isascii()
