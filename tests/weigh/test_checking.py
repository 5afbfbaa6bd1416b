"""Who had it first, in which variants, on how many origins: some words laid beside the reports of a story."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from headwater.vocabulary.check import Carried, VariantKind
from headwater.vocabulary.story import Story
from headwater.weigh.checking import carried_by, find_said, pieces_to_check, telling_words
from tests.scenes.news import TRAM_LOCAL, TRAM_REWRITE, TRAM_WIRE, report, story

WIRE, REWRITE, LOCAL = report("AFP", *TRAM_WIRE), report("Daily Echo", *TRAM_REWRITE), report("Courier", *TRAM_LOCAL)


def checked(words: str, among: Story) -> Carried:
    said = [found for each in among.reports if (found := find_said(words, each)) is not None]
    return carried_by(words, among, "trams", said)


def test_a_copy_carries_a_claim_but_is_no_second_origin() -> None:
    carried = checked("Eleven people were hurt when a tram left the rails in Brno", story(REWRITE, WIRE))
    assert [variant.report for variant in carried.variants] == [WIRE.id, REWRITE.id]
    assert carried.first.outlet == WIRE.name
    assert carried.origins == (WIRE.id,)


def test_an_independent_report_of_the_same_is_a_second_origin() -> None:
    carried = checked("a tram left the rails in Brno and eleven people were hurt", story(WIRE, LOCAL))
    assert set(carried.origins) <= {WIRE.id, LOCAL.id} and WIRE.id in carried.origins


def test_changed_words_are_shown_word_by_word_with_their_speaker() -> None:
    asked = "We heard a loud bang and then the windows came in"
    carried = checked(asked, story(WIRE))
    assert carried.first.kind is VariantKind.REWORDED and carried.first.is_quoted
    assert carried.first.said_by is not None and "Hruby" in carried.first.said_by
    assert [(run.before, run.after) for run in carried.first.diff if run.before != run.after] == [("loud", "")]


def test_the_contrary_is_shown_and_counts_for_nothing() -> None:
    one = report("Gazette", "The council will not close the Ullen bridge in May, the mayor said.", day=date(2024, 5, 2))
    carried = checked("The council will close the Ullen bridge in May", story(one))
    assert carried.first.kind is VariantKind.NEGATED
    assert carried.independent_origins == 0


def test_the_earlier_page_is_first_whatever_order_the_reports_came_in() -> None:
    late = report("Late Post", "The Ullen bridge will be closed in May, the council decided.", day=date(2024, 5, 9))
    early = report("Early Post", "Councillors voted that the Ullen bridge will be closed in May.", day=date(2024, 5, 2))
    assert checked("The Ullen bridge will be closed in May", story(late, early)).first.report == early.id


def test_a_page_without_a_zone_is_earlier_by_the_clock_of_the_others() -> None:
    told = "The Ullen bridge will be closed in May, the council decided."
    zoned, bare = (
        report("Late Post", told),
        report("Early Post", "Councillors voted that the Ullen bridge will be closed."),
    )
    zoned = replace(
        zoned, masthead=replace(zoned.masthead, published_at=datetime.fromisoformat("2024-05-02T11:20+02:00"))
    )
    bare = replace(bare, masthead=replace(bare.masthead, published_at=datetime.fromisoformat("2024-05-02T09:40")))
    assert checked("The Ullen bridge will be closed", story(zoned, bare)).first.report == bare.id


def test_quotations_and_sentences_are_asked_for_apart_and_scraps_are_not() -> None:
    text = 'Yes. "We heard a bang and ran," she said. The line was laid in 1972, a long time ago.'
    assert [text[a:b] for a, b in pieces_to_check(text)] == [
        "We heard a bang and ran,",
        "The line was laid in 1972, a long time ago.",
    ]
    assert pieces_to_check("") == pieces_to_check("Oh no. Yes!") == []


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("The bridge will be closed in May, the mayor said on Monday.", "The bridge will be closed in May"),
        ("Police said that eleven people were hurt.", "eleven people were hurt."),
        ("The bridge will be closed in May, said the mayor of Ullenford.", "The bridge will be closed in May"),
        ("The mayor said so.", "The mayor said so."),
        ('"We have a long way to go yet," said Senator Ada Quist.', "We have a long way to go yet,"),
        ('"Nobody was hurt," said the harbour master of Selm.', "Nobody was hurt,"),
    ],
)
def test_who_says_it_is_no_part_of_what_is_looked_for(text: str, asked: str) -> None:
    assert [text[a:b] for a, b in pieces_to_check(text)] == [asked]


def test_a_sentence_that_was_rewritten_beyond_recognition_is_found_over_its_link() -> None:
    among = story(WIRE, REWRITE)
    carried = checked(TRAM_WIRE[1], among)
    assert [variant.report for variant in carried.variants] == [WIRE.id, REWRITE.id]
    assert carried.independent_origins == 1


def test_what_is_looked_for_are_the_words_that_tell_most() -> None:
    assert set(telling_words("the mayor of Ullenford said that it was the tram")[:2]) == {"ullenford", "tram"}
