"""The heaviest forest of arrows, held against every forest there is."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from headwater.relate.arborescence import heaviest_parents

Arrows = list[tuple[int, int, float]]


def best_of_all(count: int, arrows: Arrows) -> float:
    """The weight of the heaviest forest, by trying all of them."""
    into = [[None, *(arrow for arrow in arrows if arrow[1] == place)] for place in range(count)]
    best = 0.0
    for choice in product(*into):
        parents = {arrow[1]: arrow[0] for arrow in choice if arrow}
        if not has_ring(parents):
            best = max(best, sum(arrow[2] for arrow in choice if arrow))
    return best


def has_ring(parents: dict[int, int]) -> bool:
    for start in parents:
        at, steps = start, 0
        while at in parents and steps <= len(parents):
            at, steps = parents[at], steps + 1
        if steps > len(parents):
            return True
    return False


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, Arrows]:
    count = draw(st.integers(1, 5))
    pairs = [(a, b) for a in range(count) for b in range(count) if a != b]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=12)) if pairs else []
    return count, [(a, b, float(draw(st.integers(-3, 20)))) for a, b in chosen]


@given(graphs())
def test_no_forest_without_a_ring_is_heavier(graph: tuple[int, Arrows]) -> None:
    count, arrows = graph
    taken = heaviest_parents(count, arrows)
    assert not has_ring({child: arrows[name][0] for child, name in taken.items()})
    assert all(arrows[name][1] == child for child, name in taken.items())
    assert sum(arrows[name][2] for name in taken.values()) == best_of_all(count, arrows)


def test_a_ring_is_opened_where_it_costs_least_and_not_where_it_is_met_first() -> None:
    # By strength alone 0 -> 1 and 1 -> 2 are taken first, and then no arrow is left for 0.
    arrows = [(0, 1, 9.0), (1, 2, 8.0), (2, 0, 7.0), (3, 1, 8.5)]
    taken = heaviest_parents(4, arrows)
    assert {arrows[name][:2] for name in taken.values()} == {(3, 1), (1, 2), (2, 0)}


def test_thousands_of_copies_of_one_text_hang_on_it_at_once() -> None:
    assert len(heaviest_parents(5000, [(0, place, 1.0) for place in range(1, 5000)])) == 4999


def test_a_long_nest_of_rings_is_opened() -> None:
    arrows = [(place, place + 1, 2.0) for place in range(200)] + [(place + 1, place, 3.0) for place in range(200)]
    taken = heaviest_parents(201, arrows)
    assert len(taken) == 200
