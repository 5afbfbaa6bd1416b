"""`--llm` as a person calls it: the brief is told whatever the endpoint does, and says so in every form."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from headwater.cli.app import app
from headwater.export.contract import brief_schema
from tests.fetch.local_server import LocalServer, local_server
from tests.fetch.test_endpoint import DONE, KEY, PATH, piece, status, streaming
from tests.scenes.news import TRAM_WIRE, page

MODEL = ("--llm-model", "small [bold]one")


def run(*arguments: str | Path, **settings: str) -> Result:
    runner = CliRunner(env={"COLUMNS": "80", "HEADWATER_LLM_KEY": KEY, **settings})
    return runner.invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with local_server() as running:
        running.routes[PATH] = streaming(
            piece("SYNOPSIS\nEleven people were hurt when a tram left the rails in Brno. [1]\n"),
            piece("\x1b[31m<b>900 people</b> died. [1]", "stop"),
            DONE,
        )
        yield running


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    path = tmp_path / "wire.txt"
    path.write_bytes(page("AFP", *TRAM_WIRE).content)
    return path


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
def test_every_form_tells_what_passed_and_what_was_dropped(server: LocalServer, wire: Path, form: str) -> None:
    shown = run("brief", wire, "--llm", f"{server.address}/v1", *MODEL, "--format", form)
    assert shown.exit_code == 0
    told = " ".join(shown.stdout.split())
    assert "Eleven people were hurt when a tram left the rails in Brno." in told
    assert "900" in told and "number not in what it cites" in told
    assert "\x1b" not in shown.stdout and "<b>900" not in (shown.stdout if form == "html" else "")
    assert KEY not in shown.output
    if form == "json":
        document = json.loads(shown.stdout)
        Draft202012Validator(brief_schema()).validate(document)
        assert document["stories"][0]["proposed"]["passed"] == 1


def test_the_settings_name_the_endpoint_as_well(server: LocalServer, wire: Path) -> None:
    run("brief", wire, HEADWATER_LLM_URL=f"{server.address}/v1", HEADWATER_LLM_MODEL="small")
    (_, headers) = server.asked[0]
    assert headers["authorization"] == f"Bearer {KEY}"


def test_a_brief_without_an_endpoint_and_one_whose_endpoint_fails_tell_the_same(
    server: LocalServer, wire: Path
) -> None:
    server.routes[PATH] = status(404)
    failed = json.loads(run("brief", wire, "--llm", f"{server.address}/v1", *MODEL, "--format", "json").stdout)
    plain = json.loads(run("brief", wire, "--format", "json").stdout)
    assert plain["stories"][0].pop("proposed") is None
    assert failed["stories"][0].pop("proposed")["failed"] == "status 404"
    assert failed == plain


def test_a_story_of_the_archive_keeps_its_own_words(server: LocalServer, wire: Path, tmp_path: Path) -> None:
    archive = tmp_path / "a.sqlite"
    run("add", wire, "--archive", archive)
    (listed,) = json.loads(run("stories", "--archive", archive, "--format", "json").stdout)["stories"]
    asked = run("story", listed["id"], "--archive", archive, "--llm", f"{server.address}/v1", *MODEL)
    assert "1 passed the gate" in asked.stdout
    assert "passed the gate" not in run("story", listed["id"], "--archive", archive).stdout


@pytest.mark.parametrize("arguments", [("--llm", "http://127.0.0.1:9/v1"), ("--llm", "file:///etc/passwd", *MODEL)])
def test_an_endpoint_without_a_model_and_an_address_that_is_none_are_wrong_calls(
    wire: Path, arguments: tuple[str, ...]
) -> None:
    assert run("brief", wire, *arguments).exit_code in (1, 2)
    assert run("brief", wire, *arguments).stdout == ""
