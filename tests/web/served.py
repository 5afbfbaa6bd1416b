"""A real server on a port of its own over a real archive, and a real browser beside it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which

import pytest
import uvicorn

from headwater.newsroom import Newsroom
from headwater.vocabulary.page import Page
from headwater.web.app import create_app
from headwater.web.settings import Settings

ULLENFORD = Path(__file__).parents[2] / "examples" / "ullenford"
SECTIONS = (
    "",
    "/lineage",
    "/findings",
    "/claims",
    "/said",
    "/quotations",
    "/figures",
    "/timeline",
    "/only",
    "/outlets",
    "/pages",
    "/pages/A",
    "/history",
)


def told_archive(where: Path, pages: list[Page] | None = None) -> tuple[str, str]:
    """An archive of the examples or of some pages, all told: its file, and the id of its first story."""
    archive = str(where / "news.sqlite")
    with Newsroom(archive, parse_model="none") as newsroom:
        additions = newsroom.add(pages or [ULLENFORD])
        assert additions and not additions.left_out
        for story in newsroom.untold():
            newsroom.story(story)
        return archive, newsroom.stories()[0].id


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    """The address of a server that runs as long as the context lasts."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(settings), log_level="warning", access_log=False))
    running = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    running.start()
    try:
        until = time.monotonic() + 30
        while not server.started:
            assert running.is_alive() and time.monotonic() < until, "the server did not start"
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        running.join(20)
        listening.close()


def chromium_path() -> str:
    """Where the browser is; skips the tests that need one where there is none."""
    found = which("chromium") or which("chromium-browser") or which("google-chrome")
    if found is None:
        pytest.skip("no Chromium is installed: apt-get install chromium")
    return found
