"""Watching: feeds asked again and again, what is new kept, and the newsroom told; for days, and over restarts.

The order is what makes it safe: pages are kept before the feed's standing is, and alerts stand in line in the archive
before anybody is told. Killed in between, the next round does the step again, and doing it again changes nothing: a
page that is held is not kept twice, and an alert has the same id both times.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Protocol

from pydantic import TypeAdapter

from headwater.errors import NotDelivered, UnknownStory
from headwater.fetch.polling import is_due, poll_feed
from headwater.fetch.web import Web
from headwater.newsroom.archive import Archive
from headwater.vocabulary.archive import Additions, LoggedEvent
from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.story import StoryId
from headwater.vocabulary.watch import Alert, Polled, ToldBefore, WatchedFeed
from headwater.weigh.alerts import find_alerts

EVERY = timedelta(minutes=5)
# What was told of a story is remembered for so many, the latest; of an older one that wakes only the new is told.
MOST_STANDINGS = 5_000
# Alerts that nobody takes wait; of more than these the oldest are dropped, and that is said.
MOST_IN_LINE = 1_000
_LONGEST_SLEEP = 60.0
_STATE = "watch"


class Receiver(Protocol):
    """Whoever is told. `name` marks who has been told already; NotDelivered puts the alert back in line."""

    @property
    def name(self) -> str:
        """What the receiver is called in the archive's memory."""
        ...

    def tell(self, alert: Alert) -> None:
        """Take an alert, or raise NotDelivered."""
        ...


@dataclass(frozen=True, slots=True)
class QueuedAlert:
    """An alert that is not told to all yet, and who has been told."""

    alert: Alert
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WatchState:
    """All of watching that outlives a restart: where each feed stands, up to which event of the log stories were looked
    at, what was told of them, and what is still to be told."""

    feeds: dict[str, WatchedFeed] = field(default_factory=dict)
    looked_at: int = 0
    standings: dict[str, ToldBefore] = field(default_factory=dict)
    line: tuple[QueuedAlert, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """What one round of watching brought: how many feeds were asked, what was added, and what could not be had or
    told."""

    asked: int
    additions: Additions
    alerts: int
    left_out: tuple[LeftOut, ...] = ()


class Watch:
    """Feeds watched for an archive; `now` and `sleep` can be handed in, so that a test need not wait."""

    def __init__(
        self,
        archive: Archive,
        feeds: Sequence[str],
        receivers: Sequence[Receiver],
        *,
        every: timedelta = EVERY,
        web: Web | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._archive, self._receivers, self._every = archive, receivers, every
        self._web, self._now, self._sleep = web or Web(), now, sleep
        kept = archive.store.load_state(_STATE)
        if kept:
            self._state = _codec().validate_json(kept)
        else:
            # What is in the archive before the first round is no news; what comes in it is, wherever that is stopped.
            self._state = WatchState(looked_at=archive.store.last_event())
            self._save()
        known = self._state.feeds
        self._feeds = {address: known.get(address, WatchedFeed(address)) for address in dict.fromkeys(feeds)}

    def run(self, rounds: int | None = None, told: Callable[[Round], None] = lambda _: None) -> None:
        """Watch for so many rounds, or until the process is stopped; `told` hears of each round that did something."""
        done = 0
        while rounds is None or done < rounds:
            found = self.round()
            done += 1
            if found.asked or found.left_out or found.alerts:
                told(found)
            if rounds is None or done < rounds:
                self._sleep(self._pause())

    def round(self) -> Round:
        """Ask the feeds whose time has come, keep what is new, and tell what has happened to its stories."""
        additions, asked = Additions(), 0
        left_out: list[LeftOut] = []
        for address, feed in self._feeds.items():
            if not is_due(feed, self._now()):
                continue
            asked += 1
            polled = poll_feed(feed, self._web, self._now(), self._every)
            left_out += polled.left_out
            kept = self._keep(polled)
            additions += kept
            left_out += kept.left_out
            self._feeds[address] = polled.feed
            self._state = replace(self._state, feeds=dict(self._feeds))
            self._save()
        left_out += self._look()
        told, undelivered = self._tell()
        return Round(asked, additions, told, (*left_out, *undelivered))

    def _keep(self, polled: Polled) -> Additions:
        """Keep what a poll brought; that a page is held already is no news."""
        return self._archive.add(list({page.sha256: page for page in polled.pages}.values()), ())

    def _look(self) -> list[LeftOut]:
        """Put in line what has happened to stories since they were last looked at."""
        by_story: dict[StoryId, list[LoggedEvent]] = {}
        last = self._state.looked_at
        for logged in self._archive.store.events(after=last):
            last = logged.number
            story = self._archive.store.merged_into(logged.event.story) or logged.event.story
            by_story.setdefault(story, []).append(logged)
        if not by_story:
            return []
        standings, line = dict(self._state.standings), list(self._state.line)
        for story, events in by_story.items():
            try:
                brief = self._archive.brief(story)
            except UnknownStory:
                continue  # all its reports went to other stories, of which their own events tell
            alerts, standing = find_alerts(brief, standings.pop(story, None), events, self._now())
            standings[story] = standing
            line += map(QueuedAlert, alerts)
        left = []
        if len(line) > MOST_IN_LINE:
            left.append(LeftOut("alerts", f"{len(line) - MOST_IN_LINE:,} that nobody took are dropped, the oldest"))
        kept = dict(list(standings.items())[-MOST_STANDINGS:])
        self._state = replace(self._state, looked_at=last, standings=kept, line=tuple(line[-MOST_IN_LINE:]))
        self._save()
        return left

    def _tell(self) -> tuple[int, list[LeftOut]]:
        """Tell everybody what is in line; how many were told to all, and whom they could not be told to, once each."""
        line: list[QueuedAlert] = []
        left: dict[str, LeftOut] = {}
        for queued in self._state.line:
            told = list(queued.told)
            for receiver in self._receivers:
                if receiver.name in told or receiver.name in left:
                    continue
                try:
                    receiver.tell(queued.alert)
                    told.append(receiver.name)
                except NotDelivered as fault:
                    left[receiver.name] = LeftOut(receiver.name, str(fault))
            if any(receiver.name not in told for receiver in self._receivers):
                line.append(replace(queued, told=tuple(told)))
        count = len(self._state.line) - len(line)
        if self._state.line:
            self._state = replace(self._state, line=tuple(line))
            self._save()
        return count, list(left.values())

    def _pause(self) -> float:
        """How long until the next feed is due; never longer than a minute, so that a clock set anew is noticed."""
        times = [feed.next_at for feed in self._feeds.values() if not feed.is_gone and feed.next_at is not None]
        until = min(((at - self._now()).total_seconds() for at in times), default=_LONGEST_SLEEP)
        return max(1.0, min(until, _LONGEST_SLEEP))

    def _save(self) -> None:
        self._archive.store.save_state(_STATE, _codec().dump_json(self._state))


@cache
def _codec() -> TypeAdapter[WatchState]:
    return TypeAdapter(WatchState)
