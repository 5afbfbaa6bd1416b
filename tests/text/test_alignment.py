"""Monotone sentence alignment."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from headwater.text.alignment import Pair, align_sentences, with_merged
from headwater.text.weights import SentenceTable, similarity_matrix, stems_of

MATRICES = st.tuples(st.integers(0, 8), st.integers(0, 8)).flatmap(
    lambda shape: arrays(np.float64, shape, elements=st.floats(0, 1))
)


def test_a_rewrite_pairs_in_order_though_its_words_differ() -> None:
    wire = ["A tram left the rails in Brno.", "Police closed the square.", "The line was laid in 1972."]
    rewrite = [
        "A Brno tram was derailed.",
        "The square was shut by officers of the police.",
        "The track dates from 1972.",
    ]
    alike = similarity_matrix([stems_of(s) for s in rewrite], [stems_of(s) for s in wire])
    assert [(pair.row, pair.column) for pair in align_sentences(alike)] == [(0, 0), (1, 1), (2, 2)]


def test_two_sentences_told_as_one_are_two_pairs() -> None:
    alike = np.array([[0.9, 0.0, 0.0], [0.0, 0.8, 0.5]])
    pairs = with_merged(alike, align_sentences(alike), least=0.2)
    assert [(pair.row, pair.column) for pair in pairs] == [(0, 0), (1, 1), (1, 2)]


@given(MATRICES)
def test_pairs_keep_the_order_of_both_texts_and_use_each_sentence_once(alike: np.ndarray) -> None:
    pairs = align_sentences(alike)
    assert all(a.row < b.row and a.column < b.column for a, b in pairwise(pairs))
    assert all(pair == Pair(pair.row, pair.column, float(alike[pair.row, pair.column])) for pair in pairs)


@given(MATRICES)
def test_no_monotone_path_is_better(alike: np.ndarray) -> None:
    gain = np.maximum(alike - 0.12, 0)
    best = np.zeros((alike.shape[0] + 1, alike.shape[1] + 1))
    for i in range(alike.shape[0]):
        for j in range(alike.shape[1]):
            best[i + 1, j + 1] = max(best[i, j + 1], best[i + 1, j], best[i, j] + gain[i, j])
    found = sum(gain[pair.row, pair.column] for pair in align_sentences(alike))
    assert abs(found - best[-1, -1]) < 1e-9


@given(st.lists(st.lists(st.sampled_from(["tram", "rail", "the", "polic", "1972"]), max_size=6), max_size=6))
def test_likeness_is_between_0_and_1_and_a_sentence_is_most_like_itself(sentences: list[list[str]]) -> None:
    alike = similarity_matrix(sentences, sentences)
    assert ((alike > -1e-9) & (alike < 1 + 1e-9)).all()
    for place, sentence in enumerate(sentences):
        assert not sentence or abs(alike[place, place] - 1) < 1e-9


@given(st.lists(st.lists(st.sampled_from("tram rails brno hurt police said the of".split()), max_size=8), max_size=12))
def test_two_sentences_of_a_table_are_as_alike_whatever_they_are_asked_for_with(sentences: list[list[str]]) -> None:
    table, places = SentenceTable(sentences), list(range(len(sentences)))
    whole = table.likeness(places, places)
    assert whole.shape == (len(sentences), len(sentences))
    assert np.all((whole >= -1e-9) & (whole <= 1 + 1e-9))
    for place in places:
        assert np.allclose(table.likeness([place], places)[0], whole[place])
