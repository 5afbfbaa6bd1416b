"""Reprints among many texts: seen on the texts' own words, never by way of third texts."""

from __future__ import annotations

import time

from headwater.relate.reprints import find_reprints
from headwater.text.sketches import sketch_texts

WIRE = (
    "A tram left the rails in Velhaven on Monday morning and hurt eleven people, the city's transport office said. "
    "The driver braked hard at the Salt Gate when a lorry crossed the line, a witness told the agency. Two of the "
    "injured are in hospital. Service on lines 4 and 9 stays closed until Wednesday while the track is laid again. "
    "It is the third such accident in the city since the spring, when the council put off the renewal of the curve."
)
OTHER = (
    "Velhaven's council will vote next week on new trams. The finance office puts the price at 40 million crowns, "
    "twice what was planned two years ago. The opposition wants to keep the old cars and lay new track first. "
    "A citizens' group has gathered nine thousand names against the sale of the Harbour depot that is to pay for it."
)


def pairs(*texts: str) -> list[tuple[int, int]]:
    return [(pair.a, pair.b) for pair in find_reprints(sketch_texts(texts))]


def test_a_reprint_under_another_dateline_and_without_its_last_sentence_is_found() -> None:
    assert pairs(WIRE, OTHER, "VELHAVEN (Herald) - " + WIRE.rsplit("It is", 1)[0]) == [(0, 2)]


def test_a_page_that_mixes_two_texts_is_paired_with_each_and_they_stay_apart() -> None:
    assert pairs(WIRE, OTHER, f"{WIRE} {OTHER}") == [(0, 2), (1, 2)]


def test_one_sentence_in_common_makes_no_reprint() -> None:
    shared = "The mayor, who came to the scene, told reporters that the city would pay for every ride of the injured. "

    assert pairs(shared + WIRE, shared + OTHER) == []


def test_the_share_of_each_side_is_told() -> None:
    (pair,) = find_reprints(sketch_texts([f"{WIRE} {OTHER}", WIRE]))

    assert pair.of_b == 1
    assert 0.4 < pair.of_a < 0.6


def test_five_thousand_copies_cost_no_more_than_linear_time() -> None:
    started = time.process_time()
    few = len(find_reprints(sketch_texts([WIRE] * 500)))
    middle = time.process_time()
    many = len(find_reprints(sketch_texts([WIRE] * 5_000)))
    ended = time.process_time()

    assert many <= 11 * few
    assert ended - middle < 30 * max(middle - started, 0.02)


def test_no_text_and_texts_without_words_have_no_reprints() -> None:
    assert pairs() == []
    assert pairs("") == []
    assert pairs("", "", "three words here", "three words here") == []
