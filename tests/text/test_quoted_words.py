"""What becomes of quoted words."""

from __future__ import annotations

import pytest

from headwater.read.prose import prose_of
from headwater.text.quoted_words import Fate, find_unmarked, match_quotation

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
