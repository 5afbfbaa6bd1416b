"""The promise of every place where work runs: the same results in the same order, whatever the number of hands."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Sequence

import pytest

from headwater.run.here import run_here


def one_hand(step: Callable[[int], int], work: Sequence[int]) -> Iterable[int]:
    return run_here(step, work, hands=1)


def two_hands(step: Callable[[int], int], work: Sequence[int]) -> Iterable[int]:
    return run_here(step, work, hands=2)


@pytest.mark.parametrize("run", [one_hand, two_hands])
class TestEveryPlace:
    def test_results_come_in_the_order_of_the_work(self, run: Callable[..., Iterable[int]]) -> None:
        assert list(run(operator.neg, range(100))) == list(range(0, -100, -1))

    def test_no_work_gives_no_results(self, run: Callable[..., Iterable[int]]) -> None:
        assert list(run(operator.neg, [])) == []

    def test_a_fault_of_a_step_is_raised_and_not_swallowed(self, run: Callable[..., Iterable[int]]) -> None:
        with pytest.raises(ValueError, match="many"):
            list(run(int, ["1"] * 60 + ["many"]))
