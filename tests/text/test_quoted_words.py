"""What becomes of quoted words."""

from __future__ import annotations

import time

import pytest

from headwater.read.prose import prose_of
from headwater.text.quoted_words import (
    Fate,
    WordChange,
    find_unmarked,
    match_quotation,
    quotations_to_match,
    quoted_text,
    what_changed,
)

ORIGINALS = ["We must go on, step by step, as we do now.", "Nobody was hurt."]


@pytest.mark.parametrize(
    ("words", "place", "fate"),
    [
        ("we must go on, step by step, as we do now", 0, Fate.VERBATIM),
        ("step by step, as we do now", 0, Fate.TRIMMED),
        ("We need to go on, step by step, just as we do", 0, Fate.ALTERED),
        ("nobody was hurt", 1, Fate.VERBATIM),
        ("The budget is a scandal for this town", None, Fate.NONE),
        ("", None, Fate.NONE),
    ],
)
def test_a_quotation_is_laid_against_its_original(words: str, place: int | None, fate: Fate) -> None:
    match = match_quotation(words, ORIGINALS)
    assert (match.place, match.fate) == (place, fate)


def test_a_quotation_is_found_again_without_its_marks() -> None:
    prose = prose_of("He called the plan a historic mission that will be fulfilled with dignity.")
    found = find_unmarked("will be accomplished with dignity", prose, 0)
    assert found is not None
    assert prose.text[found.start : found.end] == "will be fulfilled with dignity"


def test_words_that_still_stand_in_marks_are_not_unmarked() -> None:
    prose = prose_of("He said the plan “will be accomplished with dignity” soon.")
    assert find_unmarked("will be accomplished with dignity", prose, 0) is None


def test_a_quotation_told_in_other_words_finds_its_sentence_of_a_long_original() -> None:
    original = (
        "We came late and nobody told us why. The storm had already taken the roof off the school. My children slept "
        "in the car that night."
    )
    match = match_quotation(
        "By then the hurricane had torn the school's roof away,", ["It is a fine bridge.", original]
    )
    assert (match.place, match.fate) == (1, Fate.ALTERED)


def test_two_pieces_of_a_quotation_are_matched_as_one() -> None:
    prose = prose_of(
        "“The pump failed at noon,” engineer Ida Holt said. “We had no spare.” Later she left.\n\n“Thanks,” she wrote."
    )
    runs = quotations_to_match(prose)
    originals = [quoted_text(prose, run) for run in runs]
    match = match_quotation("The pump gave out at noon and there was no spare", originals)
    assert match.place is not None
    assert originals[match.place] == "The pump failed at noon, We had no spare."


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("We will never sell the ship", "We will sell the ship", WordChange.NEGATION),
        ("It cost 40 million", "It cost 45 million", WordChange.NUMBER),
        ("It is a disaster", "It is a catastrophe", WordChange.WORDS),
    ],
)
def test_the_gravest_change_is_named(before: str, after: str, change: WordChange) -> None:
    assert what_changed(before, after) is change


def test_hundreds_of_long_quotations_are_matched_in_seconds() -> None:
    originals = [" ".join(f"Word{n} of sentence {m} was said." for m in range(20)) for n in range(200)]
    started = time.process_time()
    for n in range(10):
        match_quotation(f"Something else that nobody said of item {n}.", originals)
    assert time.process_time() - started < 40
