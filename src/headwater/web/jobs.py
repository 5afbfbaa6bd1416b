"""Work that takes longer than an answer: pages being read, texts being checked, each to be looked at again by an id
that cannot be guessed."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Generic, TypeVar

from headwater.vocabulary.doubt import LeftOut

Result = TypeVar("Result")

# Old answers are forgotten: what was added stands in the archive and its log, what was checked can be checked again.
MOST_JOBS = 500
# Lines of progress kept for a page that is looked at late.
MOST_LINES = 2_000


@dataclass(slots=True)
class Job(Generic[Result]):
    """One piece of work: who asked for it, what was handed in and what was left out of it before it began, the words it
    has told of its progress, and its answer to come."""

    who: str
    handed_in: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    future: Future[Result] = field(default_factory=Future)
    lines: list[str] = field(default_factory=list)
    begun_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    id: str = field(default_factory=lambda: secrets.token_urlsafe(16))

    def tell(self, line: str) -> None:
        """One more step is done. Called from the back room's thread."""
        if len(self.lines) < MOST_LINES:
            self.lines.append(line)


class Jobs(Generic[Result]):
    """The jobs of one kind that were begun last."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._held: OrderedDict[str, Job[Result]] = OrderedDict()

    def keep(self, job: Job[Result]) -> Job[Result]:
        """Keep a job to be found by its id."""
        with self._turn:
            self._held[job.id] = job
            while len(self._held) > MOST_JOBS:
                self._held.popitem(last=False)
        return job

    def find(self, job_id: str) -> Job[Result] | None:
        """A job, if it is still known."""
        return self._held.get(job_id)
