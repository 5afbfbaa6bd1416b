"""What a first look at all lines says about each of them: how likely its neighbours are the report's, how much of the
report would stand before and behind it. By these a second forest sees that a paragraph stands alone among links, or
that the report has ended and another begins (stacked sequential learning: Cohen & Carvalho 2005).

The order of the columns is a contract with `lines_again.npz`: whoever changes it runs `training/lines.py` again.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from headwater.read.forest import Measures
from headwater.read.line_looks import LineLook

_NEIGHBOURS, _WINDOWS = 3, (3, 6, 12)
_LIKELY = 0.5
_LONGEST_LINE, _MOST_SIGNS, _FARTHEST, _NONE_NEAR = 600, 20_000, 40, 60


def measure_again(lines: Sequence[LineLook], likely: Measures) -> Measures:
    """The measures of a second look: a row a line, from how likely the first look took each for the report's."""
    count = len(lines)
    signs = np.array([min(len(line.text), _LONGEST_LINE) for line in lines], dtype=np.float32)
    told, length, line_sums = _sums(likely * signs), _sums(signs), _sums(likely)
    at = np.arange(count)
    padded = np.concatenate([np.full(_NEIGHBOURS, -1), likely, np.full(_NEIGHBOURS, -1)])
    columns = [padded[step : step + count] for step in range(2 * _NEIGHBOURS + 1)]
    for width in _WINDOWS:
        low, high = np.maximum(at - width, 0), np.minimum(at + width + 1, count)
        columns.append((line_sums[high] - line_sums[low]) / (high - low))
        columns.append((told[high] - told[low]) / np.maximum(length[high] - length[low], 1))
    total = max(float(told[-1]), 1.0)
    columns += [
        told[:-1] / total,
        (total - told[1:]) / total,
        np.full(count, min(total, _MOST_SIGNS)),
        _highest_before(likely),
        _highest_before(likely[::-1])[::-1],
        np.full(count, likely.max(initial=0)),
        *_from_likely(likely >= _LIKELY),
        np.argsort(np.argsort(-likely, kind="stable"), kind="stable") / max(count, 1),
    ]
    return np.column_stack(columns).astype(np.float32)


def _sums(values: Measures) -> NDArray[np.float64]:
    return np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])


def _highest_before(likely: Measures) -> Measures:
    return np.concatenate([[0], np.maximum.accumulate(likely)[:-1]])[: len(likely)].astype(np.float32)


def _from_likely(is_likely: NDArray[np.bool_]) -> list[NDArray[np.int64]]:
    """How many lines each line is behind the first likely one, before the last, behind the one before it and before the
    next; zeros where none is likely."""
    at = np.arange(len(is_likely))
    places = np.flatnonzero(is_likely)
    if not len(places):
        return [np.zeros(len(at), np.int64)] * 4
    before = np.searchsorted(places, at)
    after = np.searchsorted(places, at, side="right")
    previous = np.where(before > 0, at - places[before - 1], _NONE_NEAR)
    following = np.where(after < len(places), places[np.minimum(after, len(places) - 1)] - at, _NONE_NEAR)
    return [
        np.clip(at - places[0], -_FARTHEST, _FARTHEST),
        np.clip(places[-1] - at, -_FARTHEST, _FARTHEST),
        np.minimum(previous, _NONE_NEAR),
        np.minimum(following, _NONE_NEAR),
    ]
