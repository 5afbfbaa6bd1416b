"""Runs of words as numbers, and what words are about."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from headwater.text.meaning import meaning_of
from headwater.text.shingles import containment, shingles_of
from headwater.text.tokens import stem, words_of

WORDS = st.lists(st.sampled_from("ash birch cedar elm fir oak".split()), max_size=30)


@given(WORDS, WORDS, st.integers(1, 5))
def test_what_is_contained_is_counted_as_with_runs_of_strings(a: list[str], b: list[str], length: int) -> None:
    mine, theirs = ({tuple(w[i : i + length]) for i in range(len(w) - length + 1)} for w in (a, b))

    wanted = len(mine & theirs) / len(mine) if mine else 0.0
    assert containment(shingles_of(a, length), shingles_of(b, length)) == wanted


def test_words_about_one_thing_are_near_each_other() -> None:
    flood, river, court = (
        meaning_of(map(stem, words_of(text)))
        for text in (
            "heavy rain flooded the town and cut off roads",
            "the storm left homes under water",
            "the judge sentenced the defendant after the jury's verdict",
        )
    )

    assert flood @ river > flood @ court


def test_unknown_words_are_about_nothing() -> None:
    assert not meaning_of(["qqxyzzy"]).any()
    assert not meaning_of([]).any()
    assert np.isclose(np.linalg.norm(meaning_of([stem("storm")])), 1)
