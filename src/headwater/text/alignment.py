"""Monotone alignment: which sentence of one text says again which of another, when both keep the order.

A copy in other words keeps the order of its origin; two independent reports of one event do not. So the best monotone
path through the similarities is both the pairing and the strongest evidence of copying (sentence alignment after
Gale & Church 1993, over word weights instead of lengths).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from headwater.text.weights import Matrix


class Pair(NamedTuple):
    """Sentence `row` of the first text and sentence `column` of the second, and how alike they are."""

    row: int
    column: int
    score: float


# A pair must be at least this alike to be made at all: unrelated sentences of one story share about .1 by its names.
LEAST_ALIKE = 0.12


def align_sentences(alike: Matrix, least: float = LEAST_ALIKE) -> list[Pair]:
    """The pairs on the best monotone path through a matrix of similarities, in order.

    The path maximises the sum of (similarity - least), by the recurrence
    best[i, j] = max(best[i-1, j], best[i, j-1], best[i-1, j-1] + gain[i, j]): each sentence stands in one pair at most.
    Rows of the recurrence are done at once with a running maximum, so the cost is one pass of numpy a row.
    """
    rows, columns = alike.shape
    if not rows or not columns:
        return []
    gain = np.maximum(alike - least, 0.0)
    best = np.zeros((rows + 1, columns + 1))
    for i in range(rows):
        taken = np.maximum(best[i, 1:], best[i, :-1] + gain[i])
        best[i + 1, 1:] = np.maximum.accumulate(taken)
    pairs: list[Pair] = []
    i, j = rows, columns
    while i > 0 and j > 0:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            pairs.append(Pair(i - 1, j - 1, float(alike[i - 1, j - 1])))
            i, j = i - 1, j - 1
    return pairs[::-1]


def with_merged(alike: Matrix, pairs: list[Pair], least: float) -> list[Pair]:
    """The pairs, and those of sentences that were merged or split: a sentence left alone joins a pair beside it.

    'It was held on Sunday. Turnout was low.' told as one sentence is two pairs. A sentence without a pair takes the
    sentence of the pair before or after it if they are alike enough, so that the order is kept.
    """
    found = set(pairs)
    for axis in (0, 1):
        ordered = sorted(pairs, key=lambda pair: pair[axis])
        taken = {pair[axis] for pair in pairs}
        for place in range(alike.shape[axis]):
            if place in taken or not ordered:
                continue
            beside = [near for near in _neighbours(ordered, axis, place) if near is not None]
            joined = [_pair(alike, axis, place, near.column if axis == 0 else near.row) for near in beside]
            best = max(joined, key=lambda pair: pair.score)
            if best.score >= least:
                found.add(best)
    return sorted(found)


def _neighbours(ordered: list[Pair], axis: int, place: int) -> tuple[Pair | None, Pair | None]:
    before = [pair for pair in ordered if pair[axis] < place]
    after = [pair for pair in ordered if pair[axis] > place]
    return (before[-1] if before else None, after[0] if after else None)


def _pair(alike: Matrix, axis: int, place: int, other: int) -> Pair:
    row, column = (place, other) if axis == 0 else (other, place)
    return Pair(row, column, float(alike[row, column]))
