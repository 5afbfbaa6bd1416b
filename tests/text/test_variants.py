"""How a sentence says some words that were asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.text.variants import asked_words, find_variant, may_hold
from headwater.vocabulary.check import VariantKind
from headwater.vocabulary.span import Stretch

ASKED = "The ferry will not sail before the hull is repaired"


def found(asked: str, printed: str) -> tuple[VariantKind, str] | None:
    got = find_variant(asked_words(asked), printed, Stretch(0, len(printed)))
    return None if got is None else (got.kind, printed[got.stretch.start : got.stretch.end])


@pytest.mark.parametrize(
    ("printed", "kind", "words"),
    [
        (
            "“The ferry will not sail before the hull is repaired,” harbour master Edda Holm said on Monday.",
            VariantKind.VERBATIM,
            "The ferry will not sail before the hull is repaired",
        ),
        (
            'She said the ferry "will not sail before the hull is mended".',
            VariantKind.REWORDED,
            'the ferry "will not sail before the hull is mended',
        ),
        ("Will not sail before the hull is repaired.", VariantKind.TRIMMED, None),
        ("The ferry will sail before the hull is repaired, Holm said.", VariantKind.NEGATED, None),
    ],
)
def test_the_very_words_some_of_them_changed_a_part_of_them_and_the_contrary(
    printed: str, kind: VariantKind, words: str | None
) -> None:
    got = found(ASKED, printed)
    assert got is not None and got[0] is kind
    assert words is None or got[1] == words


def test_a_claim_in_other_words_is_found_whole_and_another_number_is_told() -> None:
    asked = "Eleven people were hurt when a tram left the rails in Brno"
    retold = "A tram in Brno jumped off its rails on Friday, and eleven people were hurt."
    assert found(asked, retold) == (VariantKind.RETOLD, retold)
    asked = "Police arrested 14 people after the match in Ullenford"
    other = "After the match in Ullenford, 17 people were arrested by police."
    assert found(asked, other) == (VariantKind.OTHER_NUMBER, other)


def test_a_number_in_words_is_the_number_in_digits() -> None:
    asked = "Thirty-one people were injured when the footbridge collapsed"
    printed = "The footbridge collapsed on Saturday, and 31 people were injured."
    assert found(asked, printed) == (VariantKind.RETOLD, printed)


def test_another_matter_of_the_same_story_is_no_variant() -> None:
    asked = "Eleven people were hurt when a tram left the rails in Brno"
    assert found(asked, "The line in Brno was laid in 1972 and was due to be rebuilt next year.") is None
    assert found(asked, "Mayor Jana Kralova said the city must replace all old bends.") is None


@pytest.mark.parametrize("printed", ["", "   ", "?!", "a"])
def test_nothing_is_found_in_nothing(printed: str) -> None:
    assert found(ASKED, printed) is None
    assert found("", printed) is None


@given(st.text(max_size=80), st.text(max_size=200))
def test_whatever_is_found_stands_in_the_text_and_was_worth_looking_for(asked: str, printed: str) -> None:
    wanted, stretch = asked_words(asked), Stretch(0, len(printed))
    got = find_variant(wanted, printed, stretch)
    if got is not None:
        assert 0 <= got.stretch.start < got.stretch.end <= len(printed)
        assert 0.0 <= got.shared <= 1.0
        assert may_hold(wanted, printed, stretch)
