"""Watching feeds for days: nothing lost, nothing told twice, whatever fails."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from headwater.errors import NotDelivered
from headwater.fetch.web import Web, WebBounds
from headwater.newsroom.archive import Archive
from headwater.newsroom.receivers import AlertFile, feeds_named
from headwater.newsroom.watching import MOST_IN_LINE, Receiver, Watch
from headwater.read.statements import RULES_ALONE
from headwater.store.opening import open_archive
from headwater.vocabulary.watch import Alert, AlertKind
from tests.fetch.local_server import LocalServer, local_server
from tests.fetch.test_polling import FIRST, LATER, feed
from tests.scenes.news import TRAM_LOCAL, TRAM_WIRE

NOON = datetime(2024, 5, 3, 12, tzinfo=UTC)
FERRY = (
    "The ferry Olda ran aground off Port Merrow on Tuesday with 212 people aboard, the coast guard said.",
    "Nobody was hurt, and tugs pulled her free at high water, harbour master Edda Holm said.",
    '"She will not sail before the hull is repaired," Holm told reporters on the quay.',
)


class Desk:
    """Takes alerts, or refuses to."""

    def __init__(self, name: str = "desk") -> None:
        self.name = name
        self.told: list[Alert] = []
        self.is_away = False

    def tell(self, alert: Alert) -> None:
        if self.is_away:
            raise NotDelivered(self.name, "nobody there")
        self.told.append(alert)

    @property
    def kinds(self) -> list[AlertKind]:
        return [alert.kind for alert in self.told]


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with local_server() as running:
        yield running


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    store = open_archive(tmp_path / "news.sqlite")
    yield Archive(store, RULES_ALONE)
    store.close()


def serve(server: LocalServer, path: str, *paragraphs: str, outlet: str = "Post") -> str:
    body = "".join(f"<p>{line}</p>" for line in paragraphs)
    head = f'<meta property="og:site_name" content="{outlet}"><title>{paragraphs[0][:50]}</title>'
    page = f"<!DOCTYPE html><html lang=en><head>{head}</head><body><article>{body}</article></body></html>"
    return server.serve(path, page.encode())


def list_pages(server: LocalServer, *entries: tuple[str, str]) -> str:
    return server.serve("/feed", feed(*entries), content_type="application/rss+xml")


def watch(archive: Archive, address: str, *receivers: Receiver, clock: Clock | None = None) -> Watch:
    clock = clock or Clock()
    quick = Web(allow_private=True, bounds=WebBounds(seconds=5, silence=2), sleep=lambda _: None, now=clock)

    def sleep(seconds: float) -> None:
        clock.now += timedelta(seconds=seconds)

    return Watch(archive, [address], receivers, every=timedelta(minutes=5), web=quick, now=clock, sleep=sleep)


def test_a_new_story_is_told_once_and_a_second_origin_when_it_comes(server: LocalServer, archive: Archive) -> None:
    desk, clock = Desk(), Clock()
    one = serve(server, "/1", *TRAM_WIRE, outlet="AFP")
    watching = watch(archive, list_pages(server, (one, FIRST)), desk, clock=clock)
    watching.run(rounds=3)
    assert desk.kinds == [AlertKind.NEW_STORY]
    two = serve(server, "/2", *TRAM_LOCAL, outlet="Brno Courier")
    list_pages(server, (two, LATER), (one, FIRST))
    clock.now += timedelta(minutes=6)
    watching.run(rounds=1)
    assert desk.kinds == [AlertKind.NEW_STORY, AlertKind.NEW_ORIGIN]
    assert archive.store.stats().reports == 2


def test_a_page_that_changed_is_a_correction(server: LocalServer, archive: Archive) -> None:
    desk, clock = Desk(), Clock()
    one = serve(server, "/1", *FERRY)
    watching = watch(archive, list_pages(server, (one, FIRST)), desk, clock=clock)
    watching.run(rounds=1)
    serve(server, "/1", *(line.replace("212", "213") for line in FERRY))
    list_pages(server, (one, LATER))
    clock.now += timedelta(minutes=6)
    watching.run(rounds=1)
    assert desk.kinds[0] is AlertKind.NEW_STORY and AlertKind.CORRECTION in desk.kinds


def test_a_restart_goes_on_where_the_last_run_ended(server: LocalServer, archive: Archive) -> None:
    first, second, clock = Desk(), Desk(), Clock()
    address = list_pages(server, (serve(server, "/1", *TRAM_WIRE), FIRST))
    watch(archive, address, first, clock=clock).run(rounds=1)
    clock.now += timedelta(minutes=6)
    watch(archive, address, second, clock=clock).run(rounds=1)
    assert (first.kinds, second.told) == ([AlertKind.NEW_STORY], [])
    assert server.paths.count("/1") == 1


@pytest.mark.parametrize("step", ["save_state", "events", "file"])
def test_stopped_anywhere_nothing_is_lost_and_nothing_held_twice(
    server: LocalServer, archive: Archive, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    address = list_pages(server, (serve(server, "/1", *TRAM_WIRE), FIRST), (serve(server, "/2", *FERRY), FIRST))
    desk, clock = Desk(), Clock()
    for count in range(6):
        calls = iter(range(1_000))
        real = getattr(archive.store, step)

        def broken(*args: object, **named: object) -> object:
            if next(calls) == count:  # noqa: B023
                raise KeyboardInterrupt
            return real(*args, **named)  # noqa: B023

        with monkeypatch.context() as patched:
            patched.setattr(archive.store, step, broken)
            with contextlib.suppress(KeyboardInterrupt):
                watch(archive, address, desk, clock=clock).run(rounds=1)
        clock.now += timedelta(minutes=6)
    watch(archive, address, desk, clock=clock).run(rounds=1)
    assert archive.store.stats().reports == 2
    assert {alert.id for alert in desk.told if alert.kind is AlertKind.NEW_STORY} == {alert.id for alert in desk.told}
    assert len({alert.id for alert in desk.told}) == 2


def test_alerts_wait_for_a_receiver_that_is_away_and_the_others_are_not_told_twice(
    server: LocalServer, archive: Archive
) -> None:
    here, away, clock = Desk("here"), Desk("away"), Clock()
    away.is_away = True
    address = list_pages(server, (serve(server, "/1", *TRAM_WIRE), FIRST))
    watching = watch(archive, address, here, away, clock=clock)
    found = watching.round()
    assert [left.page for left in found.left_out] == ["away"]
    away.is_away = False
    watching.round()
    assert len(here.told) == len(away.told) == 1


def test_a_line_of_alerts_that_nobody_takes_is_bounded_and_said(
    server: LocalServer, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("headwater.newsroom.watching.MOST_IN_LINE", 1)
    away = Desk()
    away.is_away = True
    address = list_pages(server, (serve(server, "/1", *TRAM_WIRE), FIRST), (serve(server, "/2", *FERRY), FIRST))
    found = watch(archive, address, away).round()
    assert any("dropped" in left.reason for left in found.left_out)
    assert MOST_IN_LINE >= 1_000


def test_the_net_going_away_for_a_day_loses_nothing(server: LocalServer, archive: Archive) -> None:
    desk, clock = Desk(), Clock()
    one = server.serve("/1", b"", 503)
    watching = watch(archive, list_pages(server, (one, FIRST)), desk, clock=clock)
    watching.run(rounds=2)
    server.serve("/feed", b"", 502)
    clock.now += timedelta(hours=1)
    watching.run(rounds=2)
    serve(server, "/1", *TRAM_WIRE)
    list_pages(server, (one, FIRST))
    clock.now += timedelta(hours=13)
    watching.run(rounds=2)
    assert desk.kinds == [AlertKind.NEW_STORY]


def test_what_was_in_the_archive_before_is_no_news(server: LocalServer, archive: Archive) -> None:
    desk = Desk()
    address = list_pages(server, (serve(server, "/1", *TRAM_WIRE), FIRST))
    watch(archive, address).run(rounds=1)
    archive.store.save_state("watch", b"")
    watch(archive, address, desk).run(rounds=1)
    assert desk.told == []


def test_a_file_of_alerts_holds_each_once_even_where_a_crash_broke_a_line(tmp_path: Path) -> None:
    path = tmp_path / "alerts.jsonl"
    alert = Alert("a1", AlertKind.NEW_STORY, "s1", "caf\udce9", "a new story", NOON)  # type: ignore[arg-type]
    AlertFile(path).tell(alert)
    with path.open("ab") as file:
        file.write(b'{"schema": "headwater/al')
    again = AlertFile(path)
    again.tell(alert)
    again.tell(Alert("a2", AlertKind.NEW_STORY, "s2", "t", "s", NOON))  # type: ignore[arg-type]
    lines = path.read_text("utf-8").splitlines()
    assert [json.loads(lines[place])["alert"]["id"] for place in (0, 2)] == ["a1", "a2"]
    assert len(lines) == 3
    with pytest.raises(NotDelivered, match="missing"):
        AlertFile(tmp_path / "missing" / "alerts.jsonl").tell(alert)


def test_feeds_are_named_by_address_or_by_a_file_that_lists_them(tmp_path: Path) -> None:
    opml = tmp_path / "feeds.opml"
    opml.write_text('<opml version="2.0"><body><outline type="rss" xmlUrl="https://a.example/feed"/></body></opml>')
    named, left = feeds_named(["https://b.example/rss", str(opml), str(tmp_path / "none"), "https://b.example/rss"])
    assert named == ["https://b.example/rss", "https://a.example/feed"]
    assert [each.page for each in left] == [str(tmp_path / "none")]


def test_a_week_of_rounds_keeps_its_state_small(server: LocalServer, archive: Archive) -> None:
    clock, sizes = Clock(), []
    address = list_pages(server, (serve(server, "/1", *TRAM_WIRE), FIRST))
    watching = watch(archive, address, Desk(), clock=clock)
    for _ in range(40):
        clock.now += timedelta(hours=4)
        watching.round()
        sizes.append(len(archive.store.load_state("watch") or b""))
    assert sizes[-1] <= sizes[0] + 200
    assert threading.active_count() < 20
