"""Versions of one text: which was made from which, with print times or without any.

Versions of one page follow one another. Whoever edits a text adds and cuts; what was cut seldom comes back, and what
was there is more often kept than what is new was there before. So the order sought is the one along which the least is
cut and the least comes back (the parsimony of stemmatics; Dollo 1893 for traits that are lost once). Which end is the
older one is told by what was lost on the way alone, so it is given with how sure that makes us (decisions/0018).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from headwater.text.shingles import Shingles, containment, shingles_of
from headwater.text.tokens import words_of
from headwater.vocabulary.doubt import Unresolved
from headwater.vocabulary.lineage import Direction

# What a child has beyond its parent counts whole, what it left out in part: of 960 versions with known times .946 hang
# on the right one so, .919 where both count alike, .934 where cuts count a tenth.
LOST = 0.3
# Words that were cut, and words that come back, against words that are new: from 2 to 4 the same within .01.
_CUT, _BACK = 4.0, 4.0
# By how much the reverse must cost more, of what both cost: of 28 chains under it .75 stood the right way round, of 112
# up to .34 .82, of 83 above .89 (decisions/0018).
_TOLD_FROM, _TOLD_WELL_FROM = 0.14, 0.34
# Orders that are followed at once: with 300 a chain of eight is searched whole (.81 right parents; with 64 .78).
_WIDEST, _STEPS = 300, 60_000
_RUN = 3


@dataclass(frozen=True, slots=True)
class VersionTree:
    """Versions by their places: `parents` names for each the one it was made from, None for the oldest; `direction`
    says why the oldest is taken for it, or why that cannot be told: the links then hold either way round."""

    parents: tuple[int | None, ...]
    direction: Direction | Unresolved


def unexplained(child: Shingles, parent: Shingles) -> float:
    """What a parent leaves open in a child, between 0 and 1: the child's runs of words that it lacks, and a part of its
    own that the child left out, by the runs of both."""
    shared = containment(child, parent) * len(child)
    both = len(child) + len(parent) - shared
    return (len(child) - shared + LOST * (len(parent) - shared)) / both if both else 0.0


def trace_timed_versions(texts: Sequence[str]) -> VersionTree:
    """The parents of versions that come in the order they were published: of the earlier ones that which leaves the
    least of a version open, the later of two that leave the same."""
    runs = [shingles_of(words_of(text), _RUN) for text in texts]
    parents: list[int | None] = [None] * min(1, len(texts))
    for place in range(1, len(texts)):
        parents.append(min(range(place), key=lambda at: (unexplained(runs[place], runs[at]), -at)))
    return VersionTree(tuple(parents), Direction(("published in this order",), 1.0))


def trace_versions(texts: Sequence[str]) -> VersionTree:
    """The parents of versions of which nobody knows the times, in whatever order they come: each was made from the one
    before it on the likeliest order. Of equal texts each is a copy of the first.
    """
    first: dict[str, int] = {}
    twin = [first.setdefault(text, place) for place, text in enumerate(texts)]
    places = list(first.values())
    parents: list[int | None] = [at if at != place else None for place, at in enumerate(twin)]
    if len(places) < 2:
        return VersionTree(tuple(parents), Unresolved("all versions are equal"))
    walk = _Walk([texts[at] for at in places])
    order = walk.likeliest()
    forward, backward = walk.cost(order), walk.cost(order[::-1])
    if backward < forward:
        order, forward, backward = order[::-1], backward, forward
    for older, newer in pairwise(order):
        parents[places[newer]] = places[older]
    margin = (backward - forward) / (backward + forward) if backward else 0.0
    if margin < _TOLD_FROM:
        return VersionTree(tuple(parents), Unresolved("as much would be cut one way as the other"))
    told = (
        f"read the other way round {backward / forward:.1f} times as much would change" if forward else "nothing is cut"
    )
    return VersionTree(tuple(parents), Direction((told,), 0.89 if margin >= _TOLD_WELL_FROM else 0.82))


class _Walk:
    """Orders of different texts and what they cost. The runs of words of a text are the bits of one number."""

    def __init__(self, texts: Sequence[str]) -> None:
        runs = [shingles_of(words_of(text), _RUN) for text in texts]
        known = np.unique(np.concatenate(runs))
        self._runs = [_bits(np.searchsorted(known, each), len(known)) for each in runs]

    def likeliest(self) -> list[int]:
        """The order of least cost, by a search that follows the best few orders of each length (beam search)."""
        count = len(self._runs)
        width = max(1, min(_WIDEST, _STEPS // count**2))
        # An order is its cost, its places, and the runs of words met on it.
        orders: list[tuple[float, tuple[int, ...], int]]
        orders = [(0.0, (place,), runs) for place, runs in enumerate(self._runs)]
        for _ in range(count - 1):
            grown: dict[tuple[int, int], tuple[float, tuple[int, ...], int]] = {}
            for cost, order, met in orders:
                held = sum(1 << place for place in order)
                for place in range(count):
                    if held >> place & 1:
                        continue
                    total = cost + self._step(order[-1], place, met)
                    key = held | 1 << place, place
                    if key not in grown or total < grown[key][0]:
                        grown[key] = total, (*order, place), met | self._runs[place]
            orders = sorted(grown.values(), key=lambda each: each[:2])[:width]
        return list(orders[0][1])

    def cost(self, order: Sequence[int]) -> float:
        """What is cut and what comes back along an order, and what is new, each step by the length of its texts."""
        met, total = self._runs[order[0]], 0.0
        for older, newer in pairwise(order):
            total += self._step(older, newer, met)
            met |= self._runs[newer]
        return total

    def _step(self, older: int, newer: int, met: int) -> float:
        before, after = self._runs[older], self._runs[newer]
        cut, new, back = before & ~after, after & ~met, after & met & ~before
        both = (before | after).bit_count()
        return (new.bit_count() + _CUT * cut.bit_count() + _BACK * back.bit_count()) / both if both else 0.0


def _bits(places: np.ndarray, count: int) -> int:
    flags = np.zeros(count, np.bool_)
    flags[places] = True
    return int.from_bytes(np.packbits(flags).tobytes(), "big")
