"""Stories being told in the back room: each once, however many ask; and, while nobody does, those not told yet."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool

from anyio import to_thread

from headwater.errors import HeadwaterError, UnknownStory
from headwater.newsroom import Newsroom
from headwater.vocabulary.brief import Brief
from headwater.web.back_room import BackRoom
from headwater.web.pages.shown import shown_as

_log = logging.getLogger("headwater.web")
# How often it is looked whether there is something to tell; and of the time that a story took, so much is left to
# others after it, so that a machine with two cores is never busy with what nobody asked for more than half its time.
LOOKED_EVERY, REST = 2.0, 1.0
# Rendering a first page takes 25 ms.
SHOWN_AT_ONCE = 20
# So many of the newest that cannot be told are passed over.
_MOST_PASSED_OVER = 100


class Telling:
    """Has stories told."""

    def __init__(self, newsroom: Newsroom, back_room: BackRoom) -> None:
        self._newsroom, self._back_room = newsroom, back_room
        self._turn = threading.Lock()
        self._under_way: dict[str, Future[str]] = {}

    def told(self, story: str) -> Brief | None:
        """The brief of a story if it was told; else it is being told from now on, and null.

        Raises UnknownStory, and once what went wrong the last time it was told.
        """
        brief = self._newsroom.told(story)
        if brief is None:
            self._outcome(story)
            self._begin(story)
        return brief

    async def tell_ahead(self) -> None:
        """Have the newest stories told that nobody has asked for, one at a time, and the first pages of told ones
        rendered, as long as nothing else is asked."""
        passed_over: set[str] = set()
        while True:
            story: str | None = None
            await asyncio.sleep(LOOKED_EVERY)
            if self._back_room.works:
                continue
            try:
                untold = await to_thread.run_sync(self._newsroom.untold, 1 + len(passed_over))
                story = next((str(each) for each in untold if each not in passed_over), None)
                began = time.monotonic()
                if story is not None:
                    await asyncio.wrap_future(self._begin(story))
                # Told before by the command line, or shown by the templates of an older version.
                unshown = await to_thread.run_sync(self._newsroom.unshown, shown_as(), SHOWN_AT_ONCE)
                if unshown:
                    await asyncio.wrap_future(self._back_room.show(unshown))
                if story is not None or unshown:
                    await asyncio.sleep(REST * (time.monotonic() - began))
            except (HeadwaterError, BrokenProcessPool, CancelledError, OSError) as error:
                _log.warning("a story was not told ahead: %s", error)
                if len(passed_over) < _MOST_PASSED_OVER and not isinstance(error, UnknownStory) and story is not None:
                    passed_over.add(story)

    def _begin(self, story: str) -> Future[str]:
        with self._turn:
            found = self._under_way.get(story)
            if found is None or found.done():
                found = self._under_way[story] = self._back_room.tell(story)
                found.add_done_callback(lambda done: self._end(story, done))
            return found

    def _end(self, story: str, done: Future[str]) -> None:
        # What failed stays until somebody asks, or the reason would be lost.
        if done.cancelled() or done.exception() is None:
            with self._turn:
                if self._under_way.get(story) is done:
                    del self._under_way[story]

    def _outcome(self, story: str) -> None:
        with self._turn:
            found = self._under_way.get(story)
            if found is not None and found.done():
                del self._under_way[story]
        if found is not None and found.done():
            found.result()
