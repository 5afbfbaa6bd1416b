"""What who runs the server sees: health, metrics, logs; and an archive that goes away under it."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from headwater.newsroom import Newsroom
from headwater.web.app import create_app
from headwater.web.logs import JsonLines, TextLines
from tests.web.conftest import bearer, settings_for


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What is logged, as lines of JSON."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("headwater.web")
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield written
    logger.removeHandler(handler)
    logger.setLevel(before)


def test_an_archive_that_vanishes_is_said_and_one_that_comes_back_is_served(local: TestClient, archive: Path) -> None:
    assert local.get("/healthz").text == "ok\n"
    away = archive.rename(archive.with_suffix(".away"))
    for path in (
        "/healthz",
        "/api/v1/stories",
        "/api/v1/stories/s0",
        "/feeds/stories.atom",
        "/metrics",
        "/api/v1/events",
    ):
        answer = local.get(path)
        assert answer.status_code == 503 and answer.headers["retry-after"], path
        assert "no longer there" in answer.json()["detail"] and str(archive.parent) not in answer.text
    assert local.post("/api/v1/add", json={"addresses": ["https://127.0.0.1/"]}).status_code == 503
    away.rename(archive)
    assert local.get("/healthz").status_code == local.get("/api/v1/stories").status_code == 200


def test_an_archive_that_is_replaced_is_not_written_to(public: TestClient, archive: Path) -> None:
    archive.unlink()
    with Newsroom(archive) as other:
        other.stats()
    answer = public.get("/api/v1/stats", headers=bearer("hw_reader"))
    assert answer.status_code == 503 and "replaced" in answer.json()["detail"]
    assert public.get("/healthz").status_code == 503 and public.get("/login").status_code == 200


def test_a_server_that_stops_under_it_is_said_and_the_newsroom_stays_open(near_room: None, tmp_path: Path) -> None:
    from tests.postgresql_server import find_programs, running_server

    programs = find_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed: apt-get install postgresql")
    with running_server(programs) as address:
        with Newsroom(address) as newsroom:
            newsroom.stats()
        client = TestClient(create_app(settings_for(address)), base_url="http://localhost")
        client.__enter__()
        assert client.get("/healthz").status_code == 200
        assert client.get("/api/v1/stories/%00").status_code == 404
        assert client.get("/api/v1/search?q=tram&outlet=%ED%A0%80").status_code == 200
    for _ in range(2):
        answer = client.get("/healthz")
        assert answer.status_code == 503 and "no connection" in answer.json()["detail"]
    assert client.get("/api/v1/stories").status_code == 503
    client.__exit__(None, None, None)


def test_the_metrics_count_by_door_and_not_by_address(local: TestClient) -> None:
    for number in range(3):
        local.get(f"/api/v1/stories/s{number}")
    local.get("/nothing/of/that/name")
    page = local.get("/metrics").text
    counted = 'headwater_requests_total{method="GET",route="/api/v1/stories/{story_id}",status="404"} 3.0'
    assert counted in page and "/nothing" not in page and 'route="none"' in page
    assert "headwater_request_seconds_bucket" in page and "headwater_archive_stories 1.0" in page
    assert "headwater_back_room_works 0.0" in page and "headwater_listeners 0.0" in page


def test_a_request_is_one_line_with_neither_query_nor_secret(public: TestClient, lines: io.StringIO) -> None:
    public.get("/api/v1/search?q=private+words", headers=bearer("hw_reader"))
    public.get("/feeds/stories.atom?token=hw_feeds")
    public.post("/login", data={"name": "reader", "password": "the wrong words"})
    told = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert [(one["method"], one["path"], one["status"]) for one in told] == [
        ("GET", "/api/v1/search", 200),
        ("GET", "/feeds/stories.atom", 200),
        ("POST", "/login", 401),
    ]
    assert told[0]["who"] == "token reader" and told[0]["ms"] >= 0 and told[0]["bytes"] > 50
    for secret in ("private", "hw_", "wrong words", "testclient"):
        assert secret not in lines.getvalue()


def test_addresses_of_visitors_are_logged_only_if_asked_for(archive: Path, near_room: None, lines: io.StringIO) -> None:
    with TestClient(create_app(settings_for(archive, logs_clients=True)), base_url="http://localhost") as client:
        client.get("/healthz")
    assert json.loads(lines.getvalue().splitlines()[0])["client"] == "testclient"


def test_no_path_can_forge_a_line_or_repaint_a_terminal(local: TestClient) -> None:
    record = logging.LogRecord("x", logging.INFO, "x", 1, "request", (), None)
    record.facts = {"path": "/a\nGET /forged 200\r\x1b[31m\u2028"}
    text = TextLines().format(record)
    assert "\n" not in text and "\x1b" not in text and "\r" not in text
    assert "\n" not in JsonLines().format(record)


def test_a_fault_stands_in_the_log_with_its_traceback(
    local: TestClient, lines: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local.app.state.newsroom, "stats", lambda: 1 / 0)  # type: ignore[attr-defined]
    assert local.get("/api/v1/stats").status_code == 500
    fault, request = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert "ZeroDivisionError" in fault["traceback"] and request["status"] == 500
