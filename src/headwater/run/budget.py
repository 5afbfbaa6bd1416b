"""A budget of time for each piece of work, so that one that never ends does not keep the others waiting."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Generic, TypeVar

Work = TypeVar("Work")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class WithinTime(Generic[Work, Result]):
    """A step that may take so many seconds of CPU time for each piece of work; `instead` tells what becomes of a piece
    that is over. CPU time and not the clock's: on a busy machine the same pages are over as on an idle one.

    The operating system counts, and tells it to the main thread only. In other threads, and on Windows, nothing is
    counted, and the bounds on size alone hold.
    """

    step: Callable[[Work], Result]
    seconds: float
    instead: Callable[[Work, float], Result]

    def __call__(self, work: Work) -> Result:
        try:
            with _counted(self.seconds):
                return self.step(work)
        except _OverTime:
            return self.instead(work, self.seconds)


class _OverTime(BaseException):
    """The time is over. No Exception: a library that catches all of those would go on."""


@contextmanager
def _counted(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _stop)
    # Again after each further share: where the first one falls into a callback that may not raise, it is lost.
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, max(seconds / 10, 0.05))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise _OverTime
