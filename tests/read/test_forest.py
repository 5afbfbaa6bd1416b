"""The learned models of lines: read from the package, scored alike however the lines come, and of the right shape."""

from __future__ import annotations

import numpy as np
import pytest

from headwater.errors import StylebookError
from headwater.read.forest import Forest, load_lines, load_words
from headwater.read.line_looks import look_at
from headwater.read.line_measures import line_gaps, measure_lines
from headwater.read.line_words import sound_of, words_to_weigh
from headwater.read.lines import densest_stretch
from headwater.read.unglue import find_pieces

TWO_TREES = Forest(
    columns=np.array([[0, 1, 1], [1, 0, 0]]),
    thresholds=np.array([[0.5, 2, 2], [3, 9, 9]], dtype=np.float32),
    values=np.array([[1, 2, 3, 4], [10, 10, 20, 20]], dtype=np.float32),
    start=-13.0,
)


def test_a_forest_adds_up_the_leaves_that_a_line_falls_into() -> None:
    lines = np.array([[0, 0], [0, 5], [1, 5]], dtype=np.float32)

    log_odds = np.array([1 + 10 - 13, 2 + 20 - 13, 4 + 20 - 13])

    assert TWO_TREES.probabilities(lines) == pytest.approx(1 / (1 + np.exp(-log_odds)))


def test_no_lines_have_no_probabilities() -> None:
    assert TWO_TREES.probabilities(np.zeros((0, 2), dtype=np.float32)).shape == (0,)


@pytest.mark.parametrize("name", ["lines", "rendered_lines"])
def test_the_models_in_the_package_fit_together_and_are_small(name: str) -> None:
    model = load_lines(name)
    trees, inner = model.forest.columns.shape

    assert model.forest.values.shape == (trees, inner + 1)
    assert 0 < model.body_from < 1
    assert trees * inner < 100_000


def test_the_forest_of_texts_reads_as_many_measures_as_there_are() -> None:
    text = "Home\n\nThe ferry left the harbour at noon, said Ann Hale.\n\nShare"
    lines = look_at(text, find_pieces(text))
    gaps = line_gaps(text, [line.stretch for line in lines])

    measures = measure_lines(lines, gaps, *densest_stretch(lines), sound_of(lines))

    assert len(measures) == 3
    assert load_lines("lines").forest.columns.max() < measures.shape[1]


def test_words_of_a_button_weigh_less_than_those_of_a_sentence() -> None:
    text = "Sign up for our newsletter\nThe mayor said on Monday that the bridge would stay closed."
    button, sentence = sound_of(look_at(text, find_pieces(text)))

    assert button < 0 < sentence


def test_digits_are_weighed_as_one() -> None:
    text = "5 comments"
    (line,) = look_at(text, find_pieces(text))

    assert "0 comments" in words_to_weigh(line)
    assert "" in load_words()


def test_a_model_that_is_not_there_is_named() -> None:
    with pytest.raises(StylebookError, match=r"read/ferries.npz: no usable model .* run training/lines.py"):
        load_lines("ferries")
