"""Work on this machine: in this process for a handful of pages, in one process a core for more."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

Work = TypeVar("Work")
Result = TypeVar("Result")

# Starting processes and loading the tables in each costs about as much as reading this many pages does.
_WORTH_PROCESSES = 24
_PIECES_A_TURN = 4


def run_here(step: Callable[[Work], Result], work: Sequence[Work], hands: int | None = None) -> Iterator[Result]:
    """The results of a pure function over the work, in its order, as they come.

    `hands` is the number of processes; by default the cores this process may use, and one for little work.
    """
    hands = hands or (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
    if hands == 1 or len(work) < _WORTH_PROCESSES:
        yield from map(step, work)
        return
    # Spawned and not forked: a fork of a process with threads (a progress bar) may hang.
    with ProcessPoolExecutor(hands, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(step, work, chunksize=_PIECES_A_TURN)
