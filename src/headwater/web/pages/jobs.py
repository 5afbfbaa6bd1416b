"""Work that takes longer than an answer: pages being read, texts being checked, each under an address of its own."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from headwater.vocabulary.doubt import LeftOut

Result = TypeVar("Result")

# Old answers are forgotten: what was added stands in the archive, what was checked can be checked again.
MOST_JOBS = 500
# Lines of progress kept for a page that is looked at late.
MOST_LINES = 2_000


@dataclass(slots=True)
class Job(Generic[Result]):
    """One piece of work: how many steps it has and what was left out before it began, the words it has told of its
    progress, and its answer to come."""

    total: int
    left_out: tuple[LeftOut, ...] = ()
    future: Future[Result] = field(default_factory=Future)
    lines: list[str] = field(default_factory=list)

    def tell(self, line: str) -> None:
        """One more step is done. Called from the back room's thread."""
        if len(self.lines) < MOST_LINES:
            self.lines.append(line)


class Jobs:
    """The jobs by ids that cannot be guessed."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._held: OrderedDict[str, Job[object]] = OrderedDict()

    def keep(self, job: Job[Result]) -> str:
        """Keep a job; the id it can be found by."""
        number = secrets.token_urlsafe(16)
        with self._turn:
            self._held[number] = job  # type: ignore[assignment]
            while len(self._held) > MOST_JOBS:
                self._held.popitem(last=False)
        return number

    def find(self, number: str) -> Job[object] | None:
        """A job, if it is still known."""
        return self._held.get(number)
