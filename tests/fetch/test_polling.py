"""Watched feeds: asked politely, every page once, nothing lost when the net fails."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from headwater.fetch.polling import LONGEST_BACK_OFF, MOST_PAGES_A_POLL, is_due, poll_feed
from headwater.fetch.web import Web, WebBounds
from headwater.vocabulary.watch import Polled, WatchedFeed
from tests.fetch.local_server import LocalServer

NOON = datetime(2024, 5, 3, 12, tzinfo=UTC)
EVERY = timedelta(minutes=5)
TEXT = "The ferry reached Ullenford on Friday after a night at sea, the harbour office said. " * 5


def feed(*entries: tuple[str, str], whole: bool = False) -> bytes:
    """An RSS feed of pages, the newest first."""
    items = "".join(
        f"<item><title>Report {address}</title><link>{address}</link><pubDate>{when}</pubDate>"
        + (f"<content:encoded><![CDATA[<p>{TEXT}</p>]]></content:encoded>" if whole else "")
        + "</item>"
        for address, when in entries
    )
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'<rss version="2.0" {space}><channel><title>Ullenford Post</title>{items}</channel></rss>'.encode()


def page(words: str) -> bytes:
    return f"<!DOCTYPE html><html><body><article><p>{words} {TEXT}</p></article></body></html>".encode()


def poll(feed: WatchedFeed, now: datetime = NOON) -> Polled:
    quick = Web(allow_private=True, bounds=WebBounds(seconds=5, silence=2), sleep=lambda _: None, now=lambda: now)
    return poll_feed(feed, quick, now, EVERY)


FIRST, LATER = "Fri, 03 May 2024 09:00:00 GMT", "Fri, 03 May 2024 11:00:00 GMT"


def test_new_pages_come_once_the_oldest_first(server: LocalServer) -> None:
    one, two = server.serve("/1", page("One.")), server.serve("/2", page("Two."))
    watched = WatchedFeed(server.serve("/feed", feed((two, LATER), (one, FIRST)), content_type="application/rss+xml"))
    polled = poll(watched)
    assert [each.address for each in polled.pages] == [one, two]
    assert polled.feed.next_at == NOON + EVERY
    assert poll(polled.feed).pages == ()


def test_an_unchanged_feed_is_not_sent_again(server: LocalServer) -> None:
    watched = WatchedFeed(server.serve("/feed", feed(), content_type="application/rss+xml", etag='"v1"'))
    again = poll(watched).feed
    poll(again)
    assert server.asked[-1][1]["if-none-match"] == '"v1"'


def test_a_page_whose_time_changed_is_brought_in_again(server: LocalServer) -> None:
    one = server.serve("/1", page("One."))
    watched = WatchedFeed(server.serve("/feed", feed((one, FIRST)), content_type="application/rss+xml"))
    standing = poll(watched).feed
    server.serve("/feed", feed((one, LATER)), content_type="application/rss+xml")
    assert [each.address for each in poll(standing).pages] == [one]


def test_whole_texts_in_the_feed_are_not_fetched_again(server: LocalServer) -> None:
    one = server.address + "/1"
    watched = WatchedFeed(server.serve("/feed", feed((one, FIRST), whole=True), content_type="application/rss+xml"))
    assert [each.address for each in poll(watched).pages] == [one]
    assert server.paths == ["/feed"]


def test_a_feed_that_fails_is_asked_less_and_less_and_told_of_once(server: LocalServer) -> None:
    standing, paused = WatchedFeed(server.serve("/feed", b"", 503)), []
    told = []
    for _ in range(12):
        polled = poll(standing)
        standing = polled.feed
        told += polled.left_out
        assert standing.next_at is not None
        paused.append(standing.next_at - NOON)
    assert paused == sorted(paused) and paused[0] == 2 * EVERY and paused[-1] == LONGEST_BACK_OFF
    assert len(told) == 1 and "503" in told[0].reason
    server.serve("/feed", feed(), content_type="application/rss+xml")
    assert poll(standing).feed.failures == 0


def test_the_pause_a_server_asks_for_is_kept(server: LocalServer) -> None:
    standing = poll(WatchedFeed(server.serve("/feed", b"", 429, retry_after="3600"))).feed
    assert standing.next_at == NOON + timedelta(hours=1)


def test_a_feed_that_is_gone_is_not_asked_any_more(server: LocalServer) -> None:
    standing = poll(WatchedFeed(server.serve("/feed", b"", 410))).feed
    assert standing.is_gone and not is_due(standing, NOON + timedelta(days=9))


def test_a_page_the_server_could_not_give_is_tried_again_later_and_lost_in_the_end_with_a_word(
    server: LocalServer,
) -> None:
    one = server.serve("/1", b"", 503)
    standing = WatchedFeed(server.serve("/feed", feed((one, FIRST)), content_type="application/rss+xml"))
    now, told = NOON, []
    for _ in range(6):
        polled = poll(standing, now)
        standing, now = polled.feed, now + LONGEST_BACK_OFF
        told += polled.left_out
    assert [left.page for left in told] == [one]
    assert standing.waiting == ()
    standing = WatchedFeed(standing.address)
    standing = poll(standing).feed
    server.serve("/1", page("One."))
    assert poll(standing, NOON).pages == ()
    assert len(poll(standing, NOON + timedelta(minutes=11)).pages) == 1


def test_a_page_that_is_not_there_is_told_at_once(server: LocalServer) -> None:
    one = server.address + "/missing"
    polled = poll(WatchedFeed(server.serve("/feed", feed((one, FIRST)), content_type="application/rss+xml")))
    assert [left.page for left in polled.left_out] == [one] and polled.feed.waiting == ()


def test_a_thousand_new_pages_come_a_few_at_a_time(server: LocalServer) -> None:
    entries = [(server.serve(f"/{i}", page(f"{i}.")), FIRST) for i in range(MOST_PAGES_A_POLL + 5)]
    polled = poll(WatchedFeed(server.serve("/feed", feed(*entries), content_type="application/rss+xml")))
    assert len(polled.pages) == MOST_PAGES_A_POLL
    assert len(poll(polled.feed).pages) == 5


@pytest.mark.parametrize("content", [b"", b"<html><p>no feed", b"\x00\xff" * 50, b"<rss>" + b"<a>" * 5_000])
def test_what_is_no_feed_is_told_and_asked_for_again_later(server: LocalServer, content: bytes) -> None:
    polled = poll(WatchedFeed(server.serve("/feed", content, content_type="application/rss+xml")))
    assert polled.left_out and polled.feed.failures == 1 and not polled.feed.is_gone


def test_a_clock_that_jumps_back_does_not_stop_the_watch() -> None:
    assert is_due(WatchedFeed("http://a.example/feed", next_at=NOON), NOON - timedelta(days=400))
    assert not is_due(WatchedFeed("http://a.example/feed", next_at=NOON), NOON - EVERY)
