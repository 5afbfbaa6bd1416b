"""The back room: one process beside the server that reads pages, tells stories and checks texts.

Reading a page takes 50 ms of pure computing, telling a large story seconds. Done by the serving process that would
hold up every reader; so it is done next door, one thing after another, with an archive of its own opened there.
"""

from __future__ import annotations

import itertools
import multiprocessing
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.queues import Queue
from typing import TypeVar

from headwater.newsroom import Newsroom
from headwater.vocabulary.archive import Additions
from headwater.vocabulary.check import Checked
from headwater.vocabulary.page import Page
from headwater.web.pages.shown import show_ahead

Result = TypeVar("Result")
Progress = Callable[[str], None]
Word = tuple[int, str]
_PROCESSES = multiprocessing.get_context("spawn")


class BackRoom:
    """Does what takes long in a process of its own; every method returns at once with the answer to come.

    A process that dies (killed, out of memory) takes the work in hand with it, whose answer is then an error; the next
    work gets a new one.
    """

    def __init__(self, archive: str, parse_model: str, *, allow_private: bool = False) -> None:
        self._told_of = (archive, parse_model, allow_private)
        self._turn = threading.Lock()
        self._numbers = itertools.count(1)
        self._listeners: dict[int, Progress] = {}
        self._words: Queue[Word | None] = _PROCESSES.Queue()
        self._pool: ProcessPoolExecutor | None = None
        self._listening = threading.Thread(target=self._listen, name="back room", daemon=True)
        self._listening.start()
        self._works, self._counting = 0, threading.Lock()

    @property
    def works(self) -> int:
        """How many works are in hand or wait."""
        return self._works

    def tell(self, story: str) -> Future[str]:
        """Tell a story and keep its brief; the answer is the id it now goes by."""
        return self._begin(_tell, story)

    def show(self, stories: Sequence[str]) -> Future[None]:
        """Render the first pages of told stories, and keep them beside their briefs."""
        return self._begin(_show, list(stories))

    def check(self, text: str) -> Future[Checked]:
        """Lay a text against the archive."""
        return self._begin(_check, text)

    def add(self, paths: Sequence[str | Page], progress: Progress) -> Future[Additions]:
        """Read pages and keep them; `progress` is told each address once it is read, in a thread of ours."""
        number = next(self._numbers)
        self._listeners[number] = progress
        answer = self._begin(_add, number, list(paths))
        answer.add_done_callback(lambda _: self._listeners.pop(number, None))
        return answer

    def close(self) -> None:
        """Let the work in hand be done and close the room; what still waits is given up."""
        with self._turn:
            if self._pool is not None:
                self._pool.shutdown(cancel_futures=True)
                self._pool = None
        self._words.put(None)
        self._listening.join(timeout=5)

    def _begin(self, work: Callable[..., Result], *given: object) -> Future[Result]:
        with self._turn:
            try:
                begun = self._open().submit(work, *given)
            except BrokenProcessPool:
                self._pool = None
                begun = self._open().submit(work, *given)
            with self._counting:
                self._works += 1
        begun.add_done_callback(self._done)
        return begun

    def _done(self, _: Future[Result]) -> None:
        # Not under the lock of turns: `close` holds that one while the last work is given up.
        with self._counting:
            self._works -= 1

    def _open(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, _PROCESSES, initializer=_enter, initargs=(*self._told_of, self._words))
        return self._pool

    def _listen(self) -> None:
        while (word := self._words.get()) is not None:
            number, address = word
            listener = self._listeners.get(number)
            if listener is not None:
                listener(address)


# What follows runs in the other process, which holds one newsroom as long as it lives.
class _Room:
    newsroom: Newsroom
    words: Queue[Word | None]
    allow_private: bool


def _enter(archive: str, parse_model: str, allow_private: bool, words: Queue[Word | None]) -> None:
    _Room.newsroom = Newsroom(archive, parse_model=parse_model)
    _Room.words, _Room.allow_private = words, allow_private


def _tell(story: str) -> str:
    told = _Room.newsroom.story(story).story.id
    show_ahead(_Room.newsroom, [told])
    return told


def _show(stories: list[str]) -> None:
    show_ahead(_Room.newsroom, stories)


def _check(text: str) -> Checked:
    return _Room.newsroom.check(text)


def _add(number: int, paths: list[str | Page]) -> Additions:
    return _Room.newsroom.add(
        paths, progress=lambda address: _Room.words.put((number, address)), allow_private=_Room.allow_private
    )
