"""The figure ledger of a link: which figures of a copy are not its parent's, and for which of the parent's they stand.

A figure drifts where the copy has one that the parent has nowhere, and the parent has one of the same sort that the
copy has nowhere, in a sentence that was retold or beside one. So a sentence cut in two, or told elsewhere, makes no
drift.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from headwater.text.figures import compare_figures
from headwater.vocabulary.figure import Agreement, Figure
from headwater.vocabulary.lineage import Link
from headwater.weigh.conflicts import FigureConflict, are_of_one_sort
from headwater.weigh.passages import Passage

# 'at least two days' of ten is no bound that a copy may set; 'more than 50' of 55 is.
_BOUND_UP_TO = 2.0
_FAR_APART = 20.0
_THE_SAME = (Agreement.SAME, Agreement.SAME_WHEN_ROUNDED)


def find_drifted(link: Link, child: Sequence[Passage], parent: Sequence[Passage]) -> list[FigureConflict]:
    """The figures of the parent that the copy has otherwise, each with the copy's, in the copy's order. `child` and
    `parent` are all sentences of the two reports, in order."""
    lost = {place: _not_in(passage, child) for place, passage in enumerate(parent) if passage.figures}
    partners = _partners(link, len(child), len(parent))
    # Of a sentence without a pair only what counts the same thing by name is believed.
    paired = {pair.child_sentence for pair in link.pairs}
    taken: set[int] = set()
    found = []
    for place, passage in enumerate(child):
        for figure in _not_in(passage, parent) if passage.figures else []:
            original = _stands_for(
                figure, [lost.get(near, []) for near in _until_its_like(figure, partners[place], parent)], taken
            )
            if original is not None and (place in paired or original.unit == figure.unit is not None):
                taken.add(id(original))
                found.append(FigureConflict(original, figure))
    return found


def _not_in(passage: Passage, others: Sequence[Passage]) -> list[Figure]:
    return [figure for figure in passage.figures if not any(_stands_in(figure, other) for other in others)]


def _stands_in(figure: Figure, passage: Passage) -> bool:
    """Whether a sentence has the figure itself, perhaps rounded: a bound ('more than 1,000') is another one."""
    return any(
        are_of_one_sort(figure, each) and compare_figures(figure, each).agreement in _THE_SAME
        for each in passage.figures
    )


def _partners(link: Link, child_count: int, parent_count: int) -> list[list[int]]:
    """For each sentence of the copy the sentences of the parent where its figures may stand: those it retells, best
    first, then those beside them. One without a pair ('It carried 260 passengers.') was perhaps cut off its neighbours
    and has theirs; one without paired neighbours has none."""
    paired: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for pair in link.pairs:
        paired[pair.child_sentence].append((-pair.score, pair.parent_sentence))
    near: list[list[int]] = []
    for place in range(child_count):
        pairs = paired.get(place) or [*paired.get(place - 1, ()), *paired.get(place + 1, ())]
        told = [parent for _, parent in sorted(pairs)]
        beside = [parent + step for parent in told for step in (1, -1) if 0 <= parent + step < parent_count]
        near.append(list(dict.fromkeys([*told, *beside])))
    return near


def _until_its_like(figure: Figure, places: Sequence[int], parent: Sequence[Passage]) -> Sequence[int]:
    """The sentences up to the first that has a figure this one may stand for, kept by the copy elsewhere or not.

    A correction has 34 where its parent had 31, and says further down that it was 31 first: 31 is not lost, and 34 does
    not stand for the six of the next sentence.
    """
    for count, place in enumerate(places, start=1):
        if any(_differ(each, figure) for each in parent[place].figures):
            return places[:count]
    return places


def _stands_for(figure: Figure, nearest: Sequence[Sequence[Figure]], taken: set[int]) -> Figure | None:
    """The figure of the parent in whose place this one stands: in the nearest sentence that has one of its sort, if it
    is the only one there or the only one that counts the same."""
    for figures in nearest:
        rivals = [each for each in figures if id(each) not in taken and _differ(each, figure)]
        if len(rivals) > 1:
            rivals = [each for each in rivals if each.unit == figure.unit and each.counts == figure.counts]
        if rivals:
            return rivals[0] if len(rivals) == 1 else None
    return None


def _differ(one: Figure, other: Figure) -> bool:
    if not are_of_one_sort(one, other) or (one.unit != other.unit and _are_far_apart(one, other)):
        return False
    agreement = compare_figures(one, other).agreement
    if agreement is Agreement.WITHIN_BOUND and one.number and other.number:
        return not 1 / _BOUND_UP_TO <= one.number / other.number <= _BOUND_UP_TO
    return agreement is Agreement.DIFFERENT


def _are_far_apart(one: Figure, other: Figure) -> bool:
    """'ten thousand vines' and a bare 'nine' are two things; '9,400 houses' and '10,400' may be one."""
    if not one.number or not other.number:
        return False
    return not 1 / _FAR_APART <= abs(one.number / other.number) <= _FAR_APART
