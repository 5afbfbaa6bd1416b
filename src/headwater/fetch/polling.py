"""Polling: a feed asked politely, again and again, and the pages it tells of brought in, each once.

Nothing is asked that the server says is unchanged; after a failure the pause doubles, and where the server names a
pause, that is kept. What a poll could not bring is tried again, a few times, and then told of.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from headwater.errors import NotFetched, RefusedAddress, RefusedByRobots, UnreadablePage
from headwater.fetch.feed_pages import page_of_entry
from headwater.fetch.feeds import parse_feed
from headwater.fetch.opened import left_out
from headwater.fetch.web import Web
from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.feed import Feed, FeedEntry
from headwater.vocabulary.fetched import FetchedPage
from headwater.vocabulary.page import Page
from headwater.vocabulary.watch import Polled, WaitingEntry, WatchedFeed

# A feed that fails is asked ever less often, down to four times a day; a page that fails is given up after this many
# tries, which with doubling pauses is about half a day.
LONGEST_BACK_OFF = timedelta(hours=6)
MOST_TRIES, FIRST_RETRY = 6, timedelta(minutes=10)
# One outlet with a thousand new pages does not keep the others waiting: the rest is fetched at the next polls.
MOST_PAGES_A_POLL = 40
# A list of more pages to fetch than this is a whole archive and no news; the oldest are given up, and told of.
MOST_WAITING = 2_000
_GONE = frozenset({404, 410})
_GONE_AFTER = 8


class _Listing(NamedTuple):
    feed: WatchedFeed
    pages: list[Page]
    left: list[LeftOut]


def is_due(feed: WatchedFeed, now: datetime) -> bool:
    """Whether it is time to ask for a feed. A clock that jumps back delays nothing by more than the longest pause."""
    if feed.is_gone:
        return False
    return feed.next_at is None or feed.next_at <= now or feed.next_at - now > LONGEST_BACK_OFF


def poll_feed(feed: WatchedFeed, web: Web, now: datetime, every: timedelta) -> Polled:
    """Ask for a feed once, and fetch the pages that are new in it, the oldest first.

    What fails is told in `left_out` and never raised: the next poll comes.
    """
    listing = _ask(feed, web, now, every)
    return _fetch_waiting(listing, web, now)


def _ask(feed: WatchedFeed, web: Web, now: datetime, every: timedelta) -> _Listing:
    try:
        fetched = web.fetch(feed.address, feed.validators)
        standing = replace(feed, next_at=now + every, failures=0, fault=None)
        if not isinstance(fetched, FetchedPage):
            return _Listing(standing, [], [])
        listed = parse_feed(fetched.page)
    except UnreadablePage as fault:
        return _Listing(_backed_off(feed, fault, now, every), [], [left_out(fault)] if feed.fault is None else [])
    return _listed(replace(standing, validators=fetched.validators), listed, now)


def _backed_off(feed: WatchedFeed, fault: UnreadablePage, now: datetime, every: timedelta) -> WatchedFeed:
    failures = feed.failures + 1
    pause = min(LONGEST_BACK_OFF, every * 2 ** min(failures, 16))
    asked = fault.retry_after if isinstance(fault, NotFetched) else None
    if asked is not None:
        pause = min(LONGEST_BACK_OFF, max(pause, timedelta(seconds=asked)))
    is_gone = isinstance(fault, NotFetched) and (
        fault.status == 410 or (fault.status in _GONE and failures >= _GONE_AFTER)
    )
    return replace(feed, next_at=now + pause, failures=failures, fault=fault.reason, is_gone=is_gone)


def _listed(feed: WatchedFeed, listed: Feed, now: datetime) -> _Listing:
    """The feed with the new entries of its listing put in line; those with their whole text are pages already."""
    done, digests = set(feed.done), []
    waiting = {entry.address: entry for entry in feed.waiting}
    pages: list[Page] = []
    for entry in reversed(listed.entries):
        digest = _digest(entry)
        digests.append(digest)
        if digest in done or (entry.address in waiting and waiting[entry.address].digest == digest):
            continue
        page = page_of_entry(listed, entry)
        if isinstance(page, Page):
            pages.append(replace(page, fetched_at=now))
            waiting.pop(entry.address, None)
        else:
            waiting[entry.address] = WaitingEntry(entry.address, digest)
    left = [LeftOut(feed.address, f"lists a further feed, {one}: watch it by its own address") for one in listed.feeds]
    line = list(waiting.values())
    if len(line) > MOST_WAITING:
        left.append(LeftOut(feed.address, f"{len(line) - MOST_WAITING:,} of its pages are given up: too many at once"))
        line = line[-MOST_WAITING:]
    still = {entry.digest for entry in line}
    handled = tuple(digest for digest in digests if digest not in still)
    return _Listing(replace(feed, done=handled, waiting=tuple(line)), pages, left)


def _fetch_waiting(listing: _Listing, web: Web, now: datetime) -> Polled:
    feed, pages, left = listing
    done, line, asked = list(feed.done), [], 0
    for entry in feed.waiting:
        if asked >= MOST_PAGES_A_POLL or (entry.next_at is not None and entry.next_at > now):
            line.append(entry)
            continue
        asked += 1
        try:
            fetched = web.fetch(entry.address)
            if isinstance(fetched, FetchedPage):
                pages.append(fetched.page)
            done.append(entry.digest)
        except UnreadablePage as fault:
            again = _again(entry, fault, now)
            if again is None:
                left.append(left_out(fault))
                done.append(entry.digest)
            else:
                line.append(again)
    return Polled(replace(feed, done=tuple(done), waiting=tuple(line)), tuple(pages), tuple(left))


def _again(entry: WaitingEntry, fault: UnreadablePage, now: datetime) -> WaitingEntry | None:
    """The entry with the time of its next try; None where trying again is no use."""
    is_final = not isinstance(fault, NotFetched) or isinstance(fault, RefusedAddress | RefusedByRobots)
    status = fault.status if isinstance(fault, NotFetched) else None
    is_refused = status is not None and 400 <= status < 500 and status not in (408, 425, 429)
    tries = entry.tries + 1
    if is_final or is_refused or tries >= MOST_TRIES:
        return None
    return replace(entry, tries=tries, next_at=now + FIRST_RETRY * 2 ** (tries - 1))


def _digest(entry: FeedEntry) -> str:
    """What a feed says about a page, in short: a page whose time or text changed is brought in again."""
    published = entry.published_at.isoformat() if isinstance(entry.published_at, datetime) else ""
    said = "\0".join((entry.address, published, entry.title, entry.content or ""))
    return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=8).hexdigest()
