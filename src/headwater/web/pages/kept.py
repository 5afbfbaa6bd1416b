"""Rendered pages kept in memory: made once for all who ask at a time, good as long as the brief they were made from."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool

from headwater.web.pages.answers import Rendered

# Four sections of some 5,000 stories of ten reports.
MOST_BYTES = 256 * 2**20
# A page is served so many seconds before the archive is asked again whether its brief is still the same.
UNASKED = 1.0

Stamp = Callable[[], str | None]
Make = Callable[[], Rendered]


@dataclass(slots=True)
class _Kept:
    page: Rendered
    stamp: str
    asked_at: float


class KeptPages:
    """Pages by their addresses, the least lately asked for let go first. Used from the event loop alone."""

    def __init__(self, most_bytes: int = MOST_BYTES, unasked: float = UNASKED) -> None:
        self._most, self._unasked = most_bytes, unasked
        self._pages: OrderedDict[str, _Kept] = OrderedDict()
        self._bytes = 0
        self._underway: dict[str, asyncio.Task[Rendered]] = {}

    async def page(self, address: str, stamp: Stamp, make: Make) -> Rendered:
        """The page at an address: the one kept if its stamp is still the same, else made anew.

        `stamp` and `make` run in a thread. Where there is no stamp, and for a page that is none (a story that is not
        told), nothing is kept.
        """
        kept = self._pages.get(address)
        if kept is not None and time.monotonic() - kept.asked_at < self._unasked:
            self._pages.move_to_end(address)
            return kept.page
        task = self._underway.get(address)
        if task is None:
            task = asyncio.ensure_future(self._fresh(address, stamp, make))
            self._underway[address] = task
            task.add_done_callback(lambda _: self._underway.pop(address, None))
        # Whoever gives up waiting does not take the page from the others.
        return await asyncio.shield(task)

    async def _fresh(self, address: str, stamp: Stamp, make: Make) -> Rendered:
        kept = self._pages.get(address)
        now = await run_in_threadpool(stamp)
        if kept is not None and kept.stamp == now:
            kept.asked_at = time.monotonic()
            return kept.page
        page = await run_in_threadpool(make)
        self._let_go(address)
        if now is not None and page.status == 200:
            self._keep(address, _Kept(page, now, time.monotonic()))
        return page

    def _keep(self, address: str, kept: _Kept) -> None:
        if kept.page.size > self._most:
            return
        self._pages[address] = kept
        self._bytes += kept.page.size
        while self._bytes > self._most:
            self._let_go(next(iter(self._pages)))

    def _let_go(self, address: str) -> None:
        former = self._pages.pop(address, None)
        if former is not None:
            self._bytes -= former.page.size
