"""The heaviest forest of arrows: each text under at most one parent, no ring, and of all such the heaviest.

Taking the heaviest arrow of each text first goes wrong where arrows form a ring: A from B, B from C, C from A, each by
evidence of its own. Which one of them is given up is decided by all of them together (Chu & Liu 1965; Edmonds 1967).
Our own forty lines, because nothing in the libraries we have does it, and the one that does (networkx) is larger than
Headwater (decisions/0018).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple


class Arrow(NamedTuple):
    """An arrow between two places, its weight, and which of the arrows given it is."""

    parent: int
    child: int
    weight: float
    name: int


_ROOT = -1


def heaviest_parents(count: int, arrows: Sequence[tuple[int, int, float]]) -> dict[int, int]:
    """For each place that gets a parent, which of the arrows (parent, child, weight) leads to it.

    An arrow that weighs nothing or less is never taken: to be an origin weighs nothing. Cost is that of the arrows
    times the rings that lie in one another.

    >>> heaviest_parents(3, [(0, 1, 5.0), (1, 2, 4.0), (2, 1, 6.0), (2, 0, 1.0)])
    {1: 0, 2: 1}
    """
    given = [Arrow(*arrow, name) for name, arrow in enumerate(arrows) if arrow[0] != arrow[1] and arrow[2] > 0]
    roots = [Arrow(_ROOT, place, 0.0, _ROOT) for place in range(count)]
    chosen = _solve([*given, *roots], count)
    return {arrows[name][1]: name for name in sorted(chosen) if name != _ROOT}


def _solve(arrows: Sequence[Arrow], unused: int) -> set[int]:
    """The names of the arrows of the heaviest tree that hangs on the root; `unused` is a place that is no one's."""
    best: dict[int, Arrow] = {}
    for arrow in arrows:
        if arrow.child not in best or arrow.weight > best[arrow.child].weight:
            best[arrow.child] = arrow
    ring = _find_ring(best)
    if not ring:
        return {arrow.name for arrow in best.values()}
    # The ring is drawn together to one place. An arrow into it costs the ring's arrow that it makes redundant.
    shrunk: list[Arrow] = []
    entered: dict[int, int] = {}
    for place, arrow in enumerate(arrows):
        tail = unused if arrow.parent in ring else arrow.parent
        head = unused if arrow.child in ring else arrow.child
        if tail == head:
            continue
        weight = arrow.weight - best[arrow.child].weight if arrow.child in ring else arrow.weight
        shrunk.append(Arrow(tail, head, weight, place))
        entered[place] = arrow.child
    taken = _solve(shrunk, unused + 1)
    opened = next(entered[place] for place in taken if entered[place] in ring)
    return {arrows[place].name for place in taken} | {best[child].name for child in ring if child != opened}


def _find_ring(best: Mapping[int, Arrow]) -> frozenset[int]:
    """The places of one ring among the best arrows, none if there is no ring."""
    seen: dict[int, int] = {}
    for start in best:
        at = start
        while at in best and at not in seen:
            seen[at] = start
            at = best[at].parent
        if at in best and seen[at] == start:
            return frozenset(_round(best, at))
    return frozenset()


def _round(best: Mapping[int, Arrow], start: int) -> Iterable[int]:
    yield start
    at = best[start].parent
    while at != start:
        yield at
        at = best[at].parent
