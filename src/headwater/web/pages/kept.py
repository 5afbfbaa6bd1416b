"""Rendered pages kept in memory: made once for all who ask at a time, good as long as the archive says the same.

What is kept is the same for everybody: no name, no role, no token of a form, and of the address that was asked only
what the page was made from.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from headwater.web.pages.answers import Rendered

# Four sections of some 5,000 stories of ten reports.
MOST_BYTES = 256 * 2**20
# Pages are served so many seconds before the archive is asked again whether anything in it changed, once for them all.
UNASKED = 1.0

Stamp = Callable[[], str | None]
Make = Callable[[], Rendered]


@dataclass(slots=True)
class _Kept:
    page: Rendered
    stamp: str
    as_of: str | None


class KeptPages:
    """Pages by their addresses, the least lately asked for let go first. Used from the event loop alone.

    `archive` is a stamp of all that is held. A page may have one of its own (its brief's), by which it outlives what
    happens to others.
    """

    def __init__(self, archive: Stamp, most_bytes: int = MOST_BYTES, unasked: float = UNASKED) -> None:
        self._archive, self._most, self._unasked = archive, most_bytes, unasked
        self._pages: OrderedDict[str, _Kept] = OrderedDict()
        self._bytes = 0
        self._underway: dict[str, asyncio.Task[Rendered]] = {}
        self._as_of: str | None = None
        self._asked_at = -math.inf
        self._asking: asyncio.Task[str | None] | None = None

    async def page(self, address: str, make: Make, stamp: Stamp | None = None) -> Rendered:
        """The page at an address: the one kept if its stamp is still the same, else made anew.

        `stamp` and `make` run in a thread. Where there is no stamp, and for a page that is none (a story that is not
        told), nothing is kept.
        """
        kept = self._pages.get(address)
        if kept is not None and kept.as_of == self._as_of and self._is_fresh:
            self._pages.move_to_end(address)
            return kept.page
        task = self._underway.get(address)
        if task is None:
            task = asyncio.ensure_future(self._found(address, make, stamp))
            self._underway[address] = task
            task.add_done_callback(lambda _: self._underway.pop(address, None))
        # Whoever gives up waiting does not take the page from the others.
        return await asyncio.shield(task)

    async def _found(self, address: str, make: Make, stamp: Stamp | None) -> Rendered:
        as_of = await self._archive_now()
        kept = self._pages.get(address)
        if kept is not None and kept.as_of == as_of:
            return kept.page
        # In one go: going to a thread and back costs a third of what it costs to fetch a page from the archive.
        now, page = await run_in_threadpool(_as_of_now, kept, stamp or (lambda: as_of), make)
        if kept is not None and page is kept.page:
            kept.as_of = as_of
            return page
        self._let_go(address)
        if now is not None and page.status == 200:
            self._keep(address, _Kept(page, now, as_of))
        return page

    @property
    def _is_fresh(self) -> bool:
        return time.monotonic() - self._asked_at < self._unasked

    async def _archive_now(self) -> str | None:
        """The archive's stamp, asked once for all who want it at a time."""
        if self._is_fresh:
            return self._as_of
        if self._asking is None:
            self._asking = asyncio.ensure_future(self._ask_archive())
        return await asyncio.shield(self._asking)

    async def _ask_archive(self) -> str | None:
        try:
            self._as_of = await run_in_threadpool(self._archive)
            self._asked_at = time.monotonic()
            return self._as_of
        finally:
            self._asking = None

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


def _as_of_now(kept: _Kept | None, stamp: Stamp, make: Make) -> tuple[str | None, Rendered]:
    """The stamp as of now with its page: the one kept, or made anew."""
    now = stamp()
    return now, kept.page if kept is not None and kept.stamp == now else make()


def kept_pages_of(request: Request) -> KeptPages:
    """The pages kept behind this door."""
    found: KeptPages = request.app.state.kept_pages
    return found
