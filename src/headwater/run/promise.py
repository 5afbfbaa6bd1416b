"""What every place where work runs promises: the same results, in the same order, whatever the number of hands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

Work = TypeVar("Work")
Result = TypeVar("Result")


class Runs(Protocol):
    """Apply a pure function to each piece of work; results come in the order of the work, none missing."""

    def __call__(self, step: Callable[[Work], Result], work: Sequence[Work]) -> Iterable[Result]: ...
