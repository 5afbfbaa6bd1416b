"""The second look at the lines of a page."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from headwater.read.line_again import measure_again
from headwater.read.line_looks import look_at
from headwater.read.lines import between, name_lines
from headwater.read.unglue import find_pieces

PARAGRAPH = (
    "The ferry to Aldmouth turned back on Tuesday after its engine failed two miles off the coast, the harbour office "
    "said, and none of the {n} passengers was hurt. A tug brought them home before dark."
)


def test_the_lines_around_a_likely_one_know_how_far_it_is() -> None:
    text = "\n".join(["Menu", "News", PARAGRAPH.format(n=84), "More on this story", "Sport"])
    lines = look_at(text, find_pieces(text))
    measures = measure_again(lines, np.array([0.1, 0.1, 0.9, 0.2, 0.1], np.float32))

    behind_first = measures[:, -5]
    assert behind_first.tolist() == [-2, -1, 0, 1, 2]


@given(st.lists(st.floats(0, 1, width=32), max_size=30))
def test_any_first_look_has_finite_measures(likely: list[float]) -> None:
    text = "\n".join(f"Line {n} of the page" for n in range(len(likely)))
    measures = measure_again(look_at(text, find_pieces(text)), np.array(likely, np.float32))

    assert len(measures) == len(likely)
    assert np.isfinite(measures).all()


@given(st.lists(st.tuples(st.floats(0, 1, width=32), st.floats(0, 1, width=32)), min_size=1, max_size=20))
def test_what_two_looks_say_together_lies_between_them(pairs: list[tuple[float, float]]) -> None:
    first, second = np.array(pairs, np.float32).T
    both = between(first, second)

    assert (both >= np.minimum(first, second) - 1e-3).all() or (np.abs(first - second) > 0.99).any()
    assert (both <= np.maximum(first, second) + 1e-3).all()


def test_a_text_without_a_line_has_no_report() -> None:
    assert name_lines("") == []
    assert name_lines("\n \n\t\n") == []
