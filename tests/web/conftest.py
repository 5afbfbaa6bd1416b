"""An archive with one story told, and ways to ask it."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from headwater.newsroom import Newsroom
from headwater.vocabulary.account import Role, TokenUse
from headwater.vocabulary.archive import Additions
from headwater.vocabulary.check import Checked
from headwater.vocabulary.page import Page
from headwater.web import app as app_module
from headwater.web.app import create_app
from headwater.web.back_room import Progress
from headwater.web.pages.shown import show_ahead
from headwater.web.security.passwords import hashed
from headwater.web.security.secrets import digest_of
from headwater.web.serving import server_for
from headwater.web.settings import Settings

ULLENFORD = Path(__file__).parents[2] / "examples" / "ullenford"
PUBLIC = "https://news.example"
PASSWORD = "four words and more"
TOKENS = {role: f"hw_{role.word}" for role in (Role.READER, Role.EDITOR, Role.ADMIN)}


@pytest.fixture(scope="session")
def told_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with the story of the footbridge, told, and with accounts and tokens of each role."""
    where = tmp_path_factory.mktemp("told") / "news.sqlite"
    now = datetime.now(UTC)
    with Newsroom(where, parse_model="none") as newsroom:
        newsroom.add([ULLENFORD])
        newsroom.story(newsroom.stories()[0].id)
        accounts, password = newsroom.accounts, hashed(PASSWORD)
        for role, secret in TOKENS.items():
            accounts.add_account(role.word, role, password, now)
            accounts.add_token(role.word, role, TokenUse.ALL, digest_of(secret), now)
        accounts.add_token("feeds", Role.READER, TokenUse.FEEDS, digest_of("hw_feeds"), now)
        accounts.add_token("metrics", Role.READER, TokenUse.METRICS, digest_of("hw_metrics"), now)
        ended = now - timedelta(seconds=1)
        accounts.add_token("ended", Role.ADMIN, TokenUse.ALL, digest_of("hw_ended"), now, ended)
    return where


@pytest.fixture
def archive(told_archive: Path, tmp_path: Path) -> Path:
    """A copy of it to write to."""
    return Path(shutil.copy(told_archive, tmp_path / "news.sqlite"))


class NearRoom:
    """A back room in a thread of this process: a process of its own takes six seconds to start, for each test."""

    def __init__(self, archive: str, parse_model: str, *, allow_private: bool = False) -> None:
        self._newsroom = Newsroom(archive, parse_model=parse_model)
        self._pool, self._allow_private = ThreadPoolExecutor(1), allow_private
        self.works = 0

    def tell(self, story: str) -> Future[str]:
        return self._pool.submit(self._told, story)

    def _told(self, story: str) -> str:
        told = str(self._newsroom.story(story).story.id)
        show_ahead(self._newsroom, [told])
        return told

    def show(self, stories: Sequence[str]) -> Future[None]:
        return self._pool.submit(show_ahead, self._newsroom, stories)

    def check(self, text: str) -> Future[Checked]:
        return self._pool.submit(self._newsroom.check, text)

    def add(self, paths: Sequence[str | Page], progress: Progress) -> Future[Additions]:
        add = partial(self._newsroom.add, progress=progress, allow_private=self._allow_private)
        return self._pool.submit(add, list(paths))

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)
        self._newsroom.close()


@pytest.fixture
def near_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have applications do in a thread what takes long."""
    monkeypatch.setattr(app_module, "BackRoom", NearRoom)


@pytest.fixture
def local(archive: Path, near_room: None) -> Iterator[TestClient]:
    """The newsroom as this machine sees it."""
    with TestClient(create_app(settings_for(archive)), base_url="http://127.0.0.1:8080") as client:
        yield client


@pytest.fixture
def public(archive: Path, near_room: None) -> Iterator[TestClient]:
    """The newsroom as the world sees it, through a proxy that speaks https."""
    with TestClient(create_app(settings_for(archive, origins=(PUBLIC,))), base_url=PUBLIC) as client:
        yield client


def settings_for(archive: Path | str, **more: object) -> Settings:
    """Settings of a newsroom under test."""
    return Settings(str(archive), parse_model="none", **more)  # type: ignore[arg-type]


def bearer(secret: str) -> dict[str, str]:
    """The header that shows a token."""
    return {"Authorization": f"Bearer {secret}"}


@contextmanager
def serving(settings: Settings) -> Iterator[tuple[str, int]]:
    """The address and port of a real server."""
    server = server_for(Settings(**{**_fields(settings), "port": 0}))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    latest = time.monotonic() + 20
    while not server.started:
        assert time.monotonic() < latest and thread.is_alive(), "the server did not start"
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield "127.0.0.1", port
    finally:
        server.should_exit = True
        thread.join(15)


def _fields(settings: Settings) -> dict[str, object]:
    return {name: getattr(settings, name) for name in Settings.__dataclass_fields__}
