"""`headwater.Client` asks a real server with the verbs of a newsroom."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import httpx
import pytest

import headwater
from headwater.client import Client, News
from headwater.errors import NotReached, Refused, UnknownOutlet, UnknownReport, UnknownStory
from headwater.export.document import edition_document
from headwater.newsroom import Newsroom
from headwater.vocabulary.archive import FindingQuery, SearchQuery, StoryChange, StoryOrder, StoryQuery
from headwater.vocabulary.brief import Edition, FindingKind
from headwater.vocabulary.page import Page
from headwater.web import listening
from tests.scenes.filings import event, opening, written
from tests.web.conftest import ULLENFORD, serving, settings_for

TRAM = b"BRNO, May 3 (TCA) - A tram left the rails in Brno and hurt eleven people, police said on Monday. Nobody died."


@pytest.fixture
def server(archive: Path, near_room: None) -> Iterator[str]:
    with serving(settings_for(archive)) as (host, port):
        yield f"http://{host}:{port}"


@pytest.fixture
def client(server: str) -> Iterator[Client]:
    with Client(server) as client:
        yield client


def test_it_is_there_by_its_name() -> None:
    assert headwater.Client is Client


def test_its_answers_are_those_of_the_newsroom_itself(client: Client, archive: Path) -> None:
    with Newsroom(archive, parse_model="none") as here:
        (row,) = here.stories()
        assert client.stories().stories == [row]
        told = edition_document(Edition([here.story(row.id)])).stories[0]
        assert client.story(row.id) == told
        assert client.lineage(row.id).lineage == told.lineage
        assert client.compare(row.id, ["Northwire"]) == here.compare(row.id, ["Northwire"])
        assert [each.number for each in client.events(row.id).events] == [each.number for each in here.events(row.id)]
        assert client.findings(FindingQuery(limit=3)).findings == list(here.findings(FindingQuery(limit=3)))
        assert client.search("footbridge").hits == list(here.search("footbridge"))
        assert client.report(told.reports[0].id).report.text == told.reports[0].text
        assert client.stats() == here.stats()
        asked = "The footbridge gave way in the morning."
        assert client.check(asked).answers == list(here.check(asked).answers)


def test_every_field_of_a_query_is_asked_for(client: Client) -> None:
    day = date(2020, 1, 1)
    stories = StoryQuery(StoryOrder.REPORTS, day, "Northwire", None, 5, 0, FindingKind.ALTERED_QUOTATION)
    assert client.stories(stories).total == 1
    assert client.stories(replace(stories, outlet="Nobody")).total == 0
    assert client.stories(replace(stories, headline="footbridge")).total == 1
    assert client.stories(replace(stories, headline="ferry")).total == 0
    assert client.stories(replace(stories, page=7)).stories == []
    assert client.search(SearchQuery("footbridge", since=day, until=day)).total == 0
    assert client.findings(FindingQuery(FindingKind.ALTERED_QUOTATION, since=day)).total > 0


def test_pages_are_added_from_hand_from_files_and_by_address(client: Client, tmp_path: Path) -> None:
    file = tmp_path / "tram.txt"
    file.write_bytes(TRAM)
    page = Page("here/varn.txt", TRAM.replace(b"Brno", b"Varn"), "text/plain")
    added = client.add([file, page, "http://127.0.0.1:1/private", str(ULLENFORD / "1-northwire.txt")])
    assert [each.change for each in added.added].count(StoryChange.OPENED) >= 1 and len(added.added) == 2
    assert len(added.held) == 1 and len(added.left_out) == 1
    assert client.add([file]).added == []


def test_what_is_not_there_is_the_newsrooms_own_error(client: Client) -> None:
    story = client.stories().stories[0].id
    for name in ("s0", "..", "a?b#c%20", "\0", "\ud800"):
        with pytest.raises(UnknownStory):
            client.story(name)
    with pytest.raises(UnknownReport):
        client.report("r0")
    with pytest.raises(UnknownOutlet) as error:
        client.compare(story, ["Nobody"])
    assert "Northwire" in error.value.known


def test_a_merged_story_is_followed(client: Client, archive: Path) -> None:
    first, second = (opening(written(text, headline=text)) for text in ("The quarry of Varn", "Quarry at Varn closed"))
    away, into = second.events[0].story, first.events[0].story
    merging = opening(written("And again the quarry", headline="Quarry"))
    merging = replace(merging, events=(*merging.events, event(away, StoryChange.MERGED, other=into)))
    with Newsroom(archive, parse_model="none") as here:
        here._archive.store.file([first, second, merging], datetime.now(UTC))
    assert client.story(away).id == into and client.lineage(away).id == into
    assert client.events(away).merged_into == into


def test_a_no_says_which_and_a_silence_says_where(archive: Path, near_room: None, server: str) -> None:
    with serving(settings_for(archive, origins=("https://news.example",))) as (_, port):
        with Client(f"http://localhost:{port}", "hw_wrong") as client, pytest.raises(Refused) as error:
            client.stats()
        assert error.value.status == 401
        with Client(f"http://localhost:{port}", "hw_reader") as client:
            assert client.stats().reports == 6
            with pytest.raises(Refused, match="editor"):
                client.add([Page("a.txt", TRAM, "text/plain")])
    for address in ("http://127.0.0.1:1", "http://[", "nonsense"):
        with pytest.raises((NotReached, httpx.InvalidURL)), Client(address) as client:
            client.stats()


def test_another_servers_answer_is_no_document(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    other = httpx.Client(base_url="http://x/", transport=httpx.MockTransport(lambda _: httpx.Response(200, json=[1])))
    monkeypatch.setattr(client, "_http", other)
    with pytest.raises(NotReached, match="no document"):
        client.stats()
    refusing = httpx.MockTransport(lambda _: httpx.Response(502, text="<html>", headers={"Retry-After": "7"}))
    monkeypatch.setattr(client, "_http", httpx.Client(base_url="http://x/", transport=refusing))
    with pytest.raises(Refused) as error:
        client.stats()
    assert (error.value.status, error.value.retry_after) == (502, 7.0)


def test_news_comes_as_it_happens_and_from_where_one_left_off(
    client: Client, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "LOOKED_EVERY", 0.05)
    heard: list[News] = []

    def listen() -> None:
        with Client(server) as other:
            for news in other.listen("0-0"):
                heard.append(news)
                if news.event is not None and news.event.change == "opened" and len(heard) > 10:
                    return

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    client.add([Page("here/tram.txt", TRAM, "text/plain")])
    thread.join(20)
    assert not thread.is_alive()
    changes = [news.event.change for news in heard if news.event]
    assert changes[0] == "opened" and changes.count("joined") == 5 and changes[-1] == "opened"
    assert len([news for news in heard if news.finding]) == 11
    # From the place before the last, only the last comes again.
    with Client(server) as other:
        again = next(iter(other.listen(heard[-2].place)))
    assert again == heard[-1]


def test_the_line_is_refused_when_too_many_listen(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("headwater.web.api.listening.MOST_LISTENERS", 0)
    with pytest.raises(Refused) as error:
        next(client.listen())
    assert error.value.status == 503 and error.value.retry_after == 60


def test_a_server_that_stops_lets_its_listeners_go(archive: Path, near_room: None) -> None:
    ended: list[BaseException] = []

    def listen(address: str) -> None:
        with Client(address) as client:
            try:
                for _ in client.listen("0-0"):
                    started.set()
            except NotReached as error:
                ended.append(error)

    started = threading.Event()
    with serving(settings_for(archive)) as (host, port):
        thread = threading.Thread(target=listen, args=(f"http://{host}:{port}",), daemon=True)
        thread.start()
        assert started.wait(20)
        began = time.monotonic()
    assert time.monotonic() - began < 6, "it does not wait ten seconds for a line that never ends"
    thread.join(5)
    assert ended
