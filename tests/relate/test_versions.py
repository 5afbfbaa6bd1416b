"""Versions of one invented text: in which order they were made."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from headwater.relate.versions import trace_timed_versions, trace_versions
from headwater.vocabulary.doubt import Unresolved
from headwater.vocabulary.lineage import Direction

FIRST = "A barge struck the lock gate at Ostermill before dawn and sank in the upper basin, the canal office said."
GROWN = FIRST + " Two crew members were pulled from the water by the lock keeper and taken to hospital in Pell."
LATER = GROWN + " The canal will stay closed until a crane from Harrow Docks can lift the wreck next week."
EDITED = LATER.replace("before dawn", "at four in the morning") + " An inquiry opens on Monday in the town hall."
STAGES = [FIRST, GROWN, LATER, EDITED]


def test_versions_that_grow_are_put_in_their_order_whatever_order_they_come_in() -> None:
    shuffled = [2, 0, 3, 1]
    tree = trace_versions([STAGES[at] for at in shuffled])
    assert [None if parent is None else shuffled[parent] for parent in tree.parents] == [1, None, 2, 0]
    assert isinstance(tree.direction, Direction) and tree.direction.confidence < 0.9


def test_two_versions_that_each_have_as_much_of_their_own_do_not_tell_which_was_first() -> None:
    one = FIRST + " Nobody on the quay saw the barge go down in the thick fog."
    other = FIRST + " Every boat on the quay was searched by the police for the pilot."
    tree = trace_versions([one, other])
    assert isinstance(tree.direction, Unresolved) and tree.direction.reason
    assert sorted(tree.parents, key=str) == [0, None] or sorted(tree.parents, key=str) == [1, None]


def test_a_version_is_made_from_the_earlier_one_that_leaves_least_of_it_open() -> None:
    # The third goes back behind the second, which was written anew: an editor preferred the old one.
    anew = "Nobody was hurt when a coal barge sank at Ostermill on Friday, a lock keeper told the Canal Gazette."
    tree = trace_timed_versions([GROWN, anew, LATER, EDITED])
    assert tree.parents == (None, 0, 0, 2)


def test_words_cut_and_brought_back_cost_an_order_more_than_words_that_grow() -> None:
    assert trace_versions([LATER, FIRST, GROWN]).parents == (2, None, 1)


def test_equal_versions_are_copies_of_the_first_of_them() -> None:
    assert trace_versions([FIRST] * 4).parents == (None, 0, 0, 0)
    assert trace_versions([]).parents == () and trace_versions([""]).parents == (None,)
    assert trace_timed_versions([]).parents == ()


@given(st.lists(st.text(alphabet="abc ", max_size=40), max_size=9))
def test_every_list_of_texts_has_a_tree_with_one_oldest_and_no_ring(texts: list[str]) -> None:
    parents = trace_versions(texts).parents
    assert len(parents) == len(texts)
    assert sum(parent is None for parent in parents) == min(1, len(texts))
    for start in range(len(texts)):
        at: int | None = start
        for _ in texts:
            at = None if at is None else parents[at]
        assert at is None
