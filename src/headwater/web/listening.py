"""Listening: what happens to stories, and what is found, as it comes; each listener with its place in the log."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice

from anyio import to_thread

from headwater.newsroom import Newsroom
from headwater.vocabulary.archive import FindingQuery, FindingRow, LoggedEvent

# Each holds a connection, of which there are 512; a newsroom of a hundred desks listens once a desk.
MOST_LISTENERS = 100
# How often the archive is looked at, once for all listeners; when a quiet line is kept open; what one look hands over.
LOOKED_EVERY, HEART_BEAT, MOST_AT_ONCE = 1.0, 15.0, 500
_PLACE = re.compile(r"(\d{1,18})-(\d{1,17})")
_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
_STEP = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """How far somebody has heard: the number of the last event of the log, and when the last finding was found
    (microseconds since 1970), since findings have no number there.

    >>> Place.parse("812-1700000000000000")
    Place(event=812, found=1700000000000000)
    """

    event: int
    found: int

    @classmethod
    def parse(cls, text: str) -> Place | None:
        """The place that a listener says it has heard up to; null for what is none."""
        match = _PLACE.fullmatch(text)
        return cls(int(match[1]), int(match[2])) if match else None

    def __str__(self) -> str:
        return f"{self.event}-{self.found}"


@dataclass(frozen=True, slots=True)
class Heard:
    """One piece of news, and the place after it."""

    place: Place
    news: LoggedEvent | FindingRow


class Listeners:
    """All who listen: how many, and how far the archive is, looked up once for all of them."""

    def __init__(self) -> None:
        self.count = 0
        self._turn = asyncio.Lock()
        self._end, self._looked_at = Place(0, 0), float("-inf")

    async def end(self, newsroom: Newsroom, look: Callable[[], Newsroom]) -> Place:
        """The end of the log as of the last second; `look` raises where the archive is away."""
        async with self._turn:
            if time.monotonic() - self._looked_at >= LOOKED_EVERY:
                look()
                self._end = await to_thread.run_sync(_end_of, newsroom)
                self._looked_at = time.monotonic()
            return self._end


def news_after(newsroom: Newsroom, place: Place) -> list[Heard]:
    """What came after a place, the oldest first; at most MOST_AT_ONCE of either kind."""
    heard = []
    for logged in islice(newsroom.events_after(place.event), MOST_AT_ONCE):
        place = Place(logged.number, place.found)
        heard.append(Heard(place, logged))
    for finding in _findings_after(newsroom, place.found):
        place = Place(place.event, max(place.found, _microseconds(finding.found_at)))
        heard.append(Heard(place, finding))
    return heard


def _findings_after(newsroom: Newsroom, found: int) -> Iterator[FindingRow]:
    since = _FIRST + (found + 1) * _STEP
    rows = newsroom.findings(FindingQuery(since=since, limit=MOST_AT_ONCE))
    return reversed(rows)


def _end_of(newsroom: Newsroom) -> Place:
    newest = newsroom.findings(FindingQuery(limit=1))
    return Place(newsroom.last_event(), _microseconds(newest[0].found_at) if newest else 0)


def _microseconds(instant: datetime) -> int:
    return (instant - _FIRST) // _STEP
