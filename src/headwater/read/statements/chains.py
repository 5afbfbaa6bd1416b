"""Chains of labels: the likeliest labels of a row of words, and how likely each is (linear-chain conditional random
fields, Lafferty et al. 2001), for many rows at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Labels = NDArray[np.integer[Any]]

# Rows of words decoded together: more of them only pad longer.
_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class Chain:
    """What speaks for one label after another, for a label at the beginning and for one at the end."""

    follows: Scores
    begins: Scores
    ends: Scores

    def decode(self, scores: Scores, row: Labels) -> tuple[Labels, Scores]:
        """The likeliest label of each word and the probability of each of its labels.

        `scores` has a row a word and a column a label; `row` says to which row of words each belongs, and the words of
        one row stand together.
        """
        labels, shares = np.zeros(len(scores), dtype=np.intp), np.zeros_like(scores)
        if not len(scores):
            return labels, shares
        firsts = np.flatnonzero(np.diff(row, prepend=row[0] - 1))
        counts = np.diff(firsts, append=len(row))
        longest_first = np.argsort(-counts, kind="stable")
        for begin in range(0, len(firsts), _AT_ONCE):
            chosen = longest_first[begin : begin + _AT_ONCE]
            first, count = firsts[chosen], counts[chosen]
            steps = np.arange(count[0])
            is_word = steps < count[:, None]
            place = (first[:, None] + steps)[is_word]
            padded = np.zeros((len(steps), len(chosen), scores.shape[1]), dtype=np.float32)
            padded.swapaxes(0, 1)[is_word] = scores[place]
            going = is_word.sum(axis=0).tolist()
            labels[place] = self._best(padded, going, count)[is_word]
            shares[place] = self._shares(padded, going, count).swapaxes(0, 1)[is_word]
        return labels, shares

    # Both ways below take a step of all rows of words at once; the rows are sorted, longest first, so that at each step
    # the first `going[step]` of them still go on.

    def _best(self, scores: Scores, going: Sequence[int], count: Labels) -> Labels:
        """Viterbi's labels."""
        steps, rows, _ = scores.shape
        came_from = np.zeros(scores.shape, dtype=np.int8)
        best = scores[0] + self.begins
        final = best + self.ends
        columns = self.follows.T
        for step in range(1, steps):
            still = going[step]
            ways = best[:still, None, :] + columns
            came_from[step, :still] = ways.argmax(axis=2)
            best = ways.max(axis=2)
            best += scores[step, :still]
            final[:still] = best + self.ends
        labels = np.zeros((rows, steps), dtype=np.intp)
        at = np.arange(rows)
        labels[at, count - 1] = final.argmax(axis=1)
        for step in range(steps - 1, 0, -1):
            still = going[step]
            labels[:still, step - 1] = came_from[step, at[:still], labels[:still, step]]
        return labels

    def _shares(self, scores: Scores, going: Sequence[int], count: Labels) -> Scores:
        """The probability of each label at each step: sums over all ways forward and backward, scaled at every step so
        that they stay in bounds (Rabiner 1989)."""
        odds = np.exp(scores - scores.max(axis=2, keepdims=True))
        follows, rows = np.exp(self.follows), scores.shape[1]
        forward, backward = np.zeros_like(odds), np.ones_like(odds)
        forward[0] = odds[0] * np.exp(self.begins - self.begins.max())
        backward[count - 1, np.arange(rows)] = np.exp(self.ends - self.ends.max())
        for step in range(1, len(odds)):
            still = going[step]
            reached = forward[step - 1, :still] @ follows
            reached *= odds[step, :still]
            reached /= reached.sum(axis=1, keepdims=True)
            forward[step, :still] = reached
        upwards = follows.T
        for step in range(len(odds) - 1, 0, -1):
            still = going[step]
            left = (odds[step, :still] * backward[step, :still]) @ upwards
            left /= left.sum(axis=1, keepdims=True)
            backward[step - 1, :still] = left
        both = forward * backward
        total = both.sum(axis=2, keepdims=True)
        share: Scores = both / np.where(total > 0, total, 1)
        return share
