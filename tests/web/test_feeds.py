"""Feeds are read by our own reader as they are written, whatever words are in them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import etree

from headwater.fetch.feeds import parse_feed
from headwater.newsroom import Newsroom
from headwater.vocabulary.feed import FeedFormat
from headwater.vocabulary.page import Page
from headwater.web.app import create_app
from headwater.web.feeds.atom import atom
from headwater.web.feeds.entries import Entry, Newsfeed
from headwater.web.feeds.json_feed import json_feed
from tests.scenes.filings import opening, written
from tests.web.conftest import settings_for

ATOM = "{http://www.w3.org/2005/Atom}"
AT = datetime(2024, 5, 3, 12, tzinfo=UTC)
HOSTILE = "\0\x01\x1b[31m<script>alert(1)</script> ]]> &lt; \u202egnp.exe \ud800 \ufffe ' \" \U0001f600"


def read(client: TestClient, address: str) -> tuple[bytes, object]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    media_type = "application/xml" if address.endswith(".atom") else "application/feed+json"
    return answer.content, parse_feed(Page(f"https://news.example{address}", answer.content, media_type))


@pytest.mark.parametrize(("form", "kind"), [("atom", FeedFormat.ATOM), ("json", FeedFormat.JSON_FEED)])
def test_our_own_reader_finds_the_stories_and_the_findings(local: TestClient, form: str, kind: FeedFormat) -> None:
    (story,) = local.get("/api/v1/stories").json()["stories"]
    _, feed = read(local, f"/feeds/stories.{form}")
    assert feed.format is kind and [entry.title for entry in feed.entries] == [story["title"]]
    assert feed.entries[0].address.endswith(f"/stories/{story['id']}")
    content, feed = read(local, f"/feeds/findings.{form}")
    # Findings of one story lead to one address; our reader takes each address once.
    assert len(feed.entries) == 1 and content.count(b"urn:headwater:finding:") == 11
    _, feed = read(local, f"/feeds/stories/{story['id']}.{form}")
    addresses = [entry.address for entry in feed.entries]
    assert len([each for each in addresses if "/reports/" in each]) == 6


def test_an_atom_feed_has_what_the_standard_asks_for(local: TestClient) -> None:
    root = etree.fromstring(local.get("/feeds/findings.atom").content)
    assert [len(root.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
    assert root.find(f"{ATOM}link[@rel='self']").get("href") == "http://127.0.0.1:8080/feeds/findings.atom"
    entries = root.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids) == 11
    for entry in entries:
        assert all(len(entry.findall(f"{ATOM}{name}")) == 1 for name in ("id", "title", "updated", "author", "summary"))
        assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated").replace("Z", "+00:00")).tzinfo is not None


def test_a_json_feed_has_what_the_standard_asks_for(local: TestClient) -> None:
    answer = local.get("/feeds/findings.json")
    feed = answer.json()
    assert answer.headers["content-type"] == "application/feed+json"
    assert (
        feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"] and feed["feed_url"].endswith(".json")
    )
    for item in feed["items"]:
        assert isinstance(item["id"], str) and item["url"].startswith("http") and item["content_text"]
        datetime.fromisoformat(item["date_modified"])


def test_an_unchanged_feed_is_not_sent_again(local: TestClient) -> None:
    for address in ("/feeds/stories.atom", "/feeds/findings.json"):
        tag = local.get(address).headers["etag"]
        assert local.get(address, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("address", ["stories/s0.atom", "stories/%00.json", "stories.rss", "stories.atom?limit=9999"])
def test_what_is_no_feed_is_a_problem(local: TestClient, address: str) -> None:
    answer = local.get(f"/feeds/{address}", headers={"Accept": "text/html"})
    assert answer.status_code in (404, 422) and answer.headers["content-type"] == "application/problem+json"


def test_hostile_words_stay_words(archive: Path, near_room: None) -> None:
    with Newsroom(archive, parse_model="none") as newsroom:
        whole = HOSTILE.replace("\ud800", "")
        report = written("A quarry was closed.", headline=whole, outlet=HOSTILE, published=AT)
        newsroom._archive.store.file([opening(report)], datetime.now(UTC))
        story = opening(report).events[0].story
    with TestClient(create_app(settings_for(archive)), base_url="http://localhost") as client:
        for address in ("/feeds/stories", f"/feeds/stories/{story}"):
            content = client.get(f"{address}.atom").content
            assert b"<script" not in content and b"\x1b" not in content and "\u202e".encode() not in content
            titles = [entry.findtext(f"{ATOM}title") for entry in etree.fromstring(content).findall(f"{ATOM}entry")]
            assert any("<script>alert(1)</script>" in title for title in titles)
            items = client.get(f"{address}.json").json()["items"]
            assert any("<script>alert(1)</script>" in item["title"] and "\u202e" not in item["title"] for item in items)


def test_every_character_can_be_written() -> None:
    everything = "".join(map(chr, [*range(0x300), *range(0xD7F0, 0xE010), *range(0xFFF0, 0x10010)]))
    feed = Newsfeed("urn:x", everything, "/", (Entry("urn:y", everything, "/x", everything, AT, everything),))
    root = etree.fromstring(atom(feed, "https://news.example", "https://news.example/feed"))
    assert len(root.findtext(f"{ATOM}title")) == len(everything)
    assert json.loads(json_feed(feed, "https://news.example", "https://news.example/feed"))["items"]


def test_an_empty_feed_is_a_feed() -> None:
    empty = Newsfeed("urn:x", "Nothing", "/", ())
    assert etree.fromstring(atom(empty, "http://a", "http://a/f")).findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
    assert json.loads(json_feed(empty, "http://a", "http://a/f"))["items"] == []
