"""`headwater user`, `headwater token`, and what `headwater serve` asks before it listens to others."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from headwater.cli.app import app
from headwater.newsroom import Newsroom
from headwater.vocabulary.account import LoggedPage, Role, TokenUse
from headwater.web.security.passwords import is_right
from headwater.web.security.secrets import digest_of

PASSWORD = "four words and more"


@pytest.fixture
def archive(tmp_path: Path) -> str:
    where = str(tmp_path / "news.sqlite")
    with Newsroom(where) as newsroom:
        newsroom.stats()
    return where


def run(archive: str, *command: str, said: str = "") -> Result:
    return CliRunner().invoke(app, [*command, "--archive", archive], input=said)


def test_an_account_is_made_with_the_password_on_standard_input(archive: str) -> None:
    made = run(archive, "user", "add", "ana", "--role", "editor", said=f"{PASSWORD}\n")
    assert made.exit_code == 0 and made.stdout == "ana may now sign in as editor\n"
    assert run(archive, "user", "list").stdout.startswith("ana  editor  since 20")
    with Newsroom(archive) as newsroom:
        assert is_right(PASSWORD, newsroom.accounts.password_of("ana"))

    assert run(archive, "user", "password", "ana", said="another four words\n").exit_code == 0
    with Newsroom(archive) as newsroom:
        assert not is_right(PASSWORD, newsroom.accounts.password_of("ana"))
    assert run(archive, "user", "remove", "ana").exit_code == 0
    assert run(archive, "user", "list").stdout == ""


@pytest.mark.parametrize(
    ("command", "said", "reason"),
    [
        (("user", "add", "ana"), "", "no password on standard input"),
        (("user", "add", "ana"), "short\n", "5 characters"),
        (("user", "add", "ana"), "x" * 2_000 + "\n", "more than 1,024 bytes"),
        (("user", "add", "a b"), f"{PASSWORD}\n", "can be no name"),
        (("user", "remove", "eve"), "", "no account 'eve'"),
        (("user", "password", "eve"), f"{PASSWORD}\n", "no account 'eve'"),
        (("token", "remove", "eve"), "", "no token 'eve'"),
    ],
)
def test_what_cannot_be_done_is_said_on_one_line(
    archive: str, command: tuple[str, ...], said: str, reason: str
) -> None:
    result = run(archive, *command, said=said)
    assert result.exit_code == 2 and reason in result.stderr and result.stderr.count("\n") == 1
    assert PASSWORD not in result.stderr


def test_a_token_is_shown_once_and_kept_as_a_digest(archive: str) -> None:
    secret = run(archive, "token", "add", "crawler", "--role", "editor", "--days", "30").stdout.strip()
    assert secret.startswith("hw_") and len(secret) == 46
    listed = run(archive, "token", "list").stdout
    assert listed.startswith("crawler  editor  for all  since 20") and secret not in listed
    with Newsroom(archive) as newsroom:
        found = newsroom.accounts.token(digest_of(secret), datetime.now(UTC))
    assert found is not None and found.role is Role.EDITOR and found.until is not None
    assert run(archive, "token", "remove", "crawler").exit_code == 0


def test_a_token_for_feeds_is_a_readers_whatever_role_is_named(archive: str) -> None:
    secret = run(archive, "token", "add", "reeder", "--for", "feeds", "--role", "admin").stdout.strip()
    with Newsroom(archive) as newsroom:
        found = newsroom.accounts.token(digest_of(secret), datetime.now(UTC))
    assert found is not None and (found.role, found.use) == (Role.READER, TokenUse.FEEDS)


def test_it_is_not_served_to_others_before_somebody_can_be_let_in(
    archive: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[object] = []
    monkeypatch.setattr("headwater.web.serving.serve", lambda *given: served.append(given))
    for beyond in (["--host", "0.0.0.0"], ["--origin", "https://news.example"]):  # noqa: S104
        refused = run(archive, "serve", *beyond)
        assert refused.exit_code == 2 and "headwater user add" in refused.stderr and not served
    run(archive, "token", "add", "reader")
    assert run(archive, "serve", "--origin", "https://news.example").exit_code == 0 and served
    assert run(archive, "serve").exit_code == 0 and len(served) == 2


@pytest.mark.parametrize(
    "origin", ["news.example", "https://news.example/path", "ftp://news.example", "https://a@b", "https://"]
)
def test_an_origin_is_an_address_without_a_path(archive: str, origin: str) -> None:
    assert run(archive, "serve", "--origin", origin).exit_code == 2


def test_the_log_of_additions_tells_who_added_what_and_what_became_of_it(archive: str, tmp_path: Path) -> None:
    at = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
    with Newsroom(archive) as newsroom:
        log = newsroom.accounts
        first = log.begin_addition(at, "ana", "192.0.2.7", ["https://paper.example/a", "upload:1/b\x1b[31m.txt"])
        log.end_addition(
            first,
            at,
            [LoggedPage("https://paper.example/a", "opened s1"), LoggedPage("upload:1/b\x1b[31m.txt", "held")],
        )
        log.begin_addition(at, "crawler", "192.0.2.9", ["https://paper.example/c"])
    told = run(archive, "audit")
    assert told.exit_code == 0
    lines = [line.strip() for line in told.stdout.splitlines()]
    assert lines[0].startswith("2 crawler") and "from 192.0.2.9" in lines[0] and lines[0].endswith("not ended")
    assert lines[1] == "https://paper.example/c: waiting" and lines[2].startswith("1 ana · 26 November 2026, 09:30")
    assert "https://paper.example/a: opened s1" in lines and "\x1b" not in told.stdout
    assert lines[-1] == "1 to 2 of 2 additions"

    document = json.loads(run(archive, "audit", "--format", "json", "--limit", "1").stdout)
    assert document["schema"] == "headwater/audit/1" and document["total"] == 2
    assert [each["who"] for each in document["additions"]] == ["crawler"]
    assert "No older lines" in run(archive, "audit", "--page", "9").stdout
    assert run(str(tmp_path / "none.sqlite"), "audit").exit_code == 2
