"""The commands of an archive as a person calls them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from headwater.cli.app import app
from headwater.export.archive_contract import archive_schema
from tests.fetch.local_server import LocalServer, local_server
from tests.fetch.test_polling import FIRST, feed
from tests.scenes.news import TRAM_LOCAL, TRAM_WIRE, page

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "ullenford"
Run = Callable[..., Result]


def runner(archive: Path | str) -> Run:
    """Headwater over an archive, as a person with that setting calls it."""

    def run(*arguments: str | Path, columns: int = 80, stdin: str | None = None) -> Result:
        settings = {"COLUMNS": str(columns), "HEADWATER_ARCHIVE": str(archive)}
        return CliRunner(env=settings).invoke(app, [str(argument) for argument in arguments], input=stdin)

    return run


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Headwater over an archive that holds the examples."""
    called = runner(tmp_path_factory.mktemp("archive") / "news.sqlite")
    added = called("add", EXAMPLES, "--format", "json")
    assert added.exit_code == 0, added.output
    assert len(valid(added, "additions")["added"]) == 6
    return called


def valid(result: Result, name: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(result.stdout)
    Draft202012Validator(archive_schema(name)).validate(document)
    assert document["schema"] == f"headwater/{name}/1"
    return document


def story_of(run: Run) -> str:
    listed: str = valid(run("stories", "--format", "json"), "stories")["stories"][0]["id"]
    return listed


def test_pages_that_are_held_already_are_counted_and_no_failure(run: Run) -> None:
    again = run("add", EXAMPLES)
    assert again.exit_code == 0 and "0 pages added, 6 held already" in again.stdout


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_stories_are_listed_with_pages_outlets_and_days(run: Run, columns: int) -> None:
    shown = run("stories", columns=columns)
    assert shown.exit_code == 0
    one_line = " ".join(shown.stdout.split())
    assert (
        "6 pages" in one_line and "6 September 2025 to 8 September 2025" in one_line and "1 to 1 of 1 story" in one_line
    )
    assert all(len(line) <= min(columns, 100) for line in shown.stdout.splitlines())


@pytest.mark.parametrize(
    ("narrowed", "count"),
    [
        (("--outlet", "Northwire"), 1),
        (("--outlet", "The Gazette"), 0),
        (("--since", "2025-09-08"), 1),
        (("--since", "2025-09-09"), 0),
        (("--agency", "Northwire"), 1),
        (("--agency", "Meropress"), 0),
        (("--page", "2"), 0),
    ],
)
def test_lists_are_narrowed(run: Run, narrowed: tuple[str, ...], count: int) -> None:
    assert len(valid(run("stories", *narrowed, "--format", "json"), "stories")["stories"]) == count


def test_a_story_is_told_in_every_form_of_a_brief_and_then_listed_with_its_origins(run: Run, tmp_path: Path) -> None:
    story = story_of(run)
    assert "6 pages, 3 independent origins" in run("story", story).stdout
    assert run("story", story, "-o", tmp_path / "s.html").exit_code == 0
    assert "<!DOCTYPE html>" in (tmp_path / "s.html").read_text("utf-8")
    (told,) = json.loads(run("story", story, "--format", "json").stdout)["stories"]
    assert told["id"] == story
    assert "3 independent origins" in " ".join(run("stories").stdout.split())


def test_the_history_of_a_story_says_why_each_report_is_in_it(run: Run) -> None:
    shown = run("story", story_of(run), "--history")
    assert shown.stdout.count("joined") == 5 and "opened" in shown.stdout


def test_the_lineage_of_a_story_of_the_archive(run: Run) -> None:
    shown = run("lineage", story_of(run))
    assert shown.exit_code == 0 and "6 pages, 3 independent origins: A, D, E" in shown.stdout


def test_a_text_is_held_against_a_story_of_the_archive(run: Run) -> None:
    true = "A footbridge over the River Teln gave way on Saturday."
    assert run("verify", true, "--against", story_of(run)).exit_code == 0
    told = run("verify", true.replace("Saturday", "Sunday"), "--against", story_of(run))
    assert told.exit_code == 1


def test_a_search_shows_where_the_words_stand(run: Run) -> None:
    found = valid(run("search", '"gave way" regatta', "--format", "json"), "search")
    assert found["total"] == len(found["hits"]) == 3
    assert all("gave way" in hit["excerpt_text"] for hit in found["hits"])
    assert "of 3 reports" in run("search", '"gave way" regatta').stdout
    assert run("search", "zeppelin").exit_code == 1


def test_a_check_names_the_first_and_shows_what_was_changed(run: Run) -> None:
    shown = run("check", "I heard the rail go first")
    assert shown.exit_code == 0
    one_line = " ".join(shown.stdout.split())
    assert "first Ullenford Courier" in one_line and "the very words" in one_line
    document = valid(run("check", "-", "--format", "json", stdin="I heard the rail snap first, she said."), "check")
    (carried,) = document["answers"][0]["carried"]
    assert carried["variants"][0]["kind"] == "reworded"
    unknown = run("check", "The emperor of Ruritania abdicated in favour of his tailor.")
    assert unknown.exit_code == 1 and "not held" in unknown.stdout


@pytest.mark.parametrize(
    "call",
    [("check",), ("check", "a", "--file", "b"), ("check", "--file", "missing.txt"), ("check", "x" * 300_000)],
    ids=["nothing", "both", "missing", "huge"],
)
def test_a_check_of_nothing_of_two_things_or_of_a_book_is_a_wrong_call(run: Run, call: tuple[str, ...]) -> None:
    result = run(*call)
    assert result.exit_code == 2 and result.stderr.startswith("headwater: ")


def test_how_much_is_held(run: Run) -> None:
    assert valid(run("stats", "--format", "json"), "stats")["stats"]["reports"] == 6
    assert "1 in 1 thread" in run("stats").stdout


def test_nothing_is_read_again_that_this_version_read(run: Run) -> None:
    assert run("reread").stdout == "0 reports read again\n"


@pytest.mark.parametrize(
    "call", [("stories",), ("story", "s1"), ("search", "x"), ("check", "some words here"), ("stats",), ("reread",)]
)
def test_an_archive_that_is_not_there_is_named_and_not_made(tmp_path: Path, call: tuple[str, ...]) -> None:
    result = runner(tmp_path / "none.sqlite")(*call)
    assert result.exit_code == 2 and "none.sqlite: no archive there" in result.stderr
    assert not (tmp_path / "none.sqlite").exists()


def test_a_file_that_is_no_archive_is_named_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("no archive at all\n" * 100)
    for call in (("stories",), ("add", EXAMPLES)):
        result = runner(path)(*call)
        assert result.exit_code != 0 and "notes.txt" in result.stderr
    assert path.read_text() == "no archive at all\n" * 100


def test_a_story_nobody_knows_is_a_wrong_call(run: Run) -> None:
    result = run("story", "s404")
    assert result.exit_code == 2 and "s404" in result.stderr


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with local_server() as running:
        yield running


def test_a_watch_keeps_what_is_new_and_writes_alerts(tmp_path: Path, server: LocalServer) -> None:
    html = "".join(f"<p>{line}</p>" for line in TRAM_WIRE)
    one = server.serve("/1", f"<!DOCTYPE html><html><body><article>{html}</article></body></html>".encode())
    address = server.serve("/feed", feed((one, FIRST)), content_type="application/rss+xml")
    called = runner(tmp_path / "news.sqlite")
    watched = called("watch", address, "--rounds", "1", "--allow-private", "--alerts", tmp_path / "alerts.jsonl")
    assert watched.exit_code == 0, watched.output
    assert "New story" in watched.stdout
    (line,) = (tmp_path / "alerts.jsonl").read_text("utf-8").splitlines()
    Draft202012Validator(archive_schema("alert")).validate(json.loads(line))
    assert called("stats").stdout.count("reports") == 1


def test_a_watch_without_a_feed_is_a_wrong_call(tmp_path: Path) -> None:
    result = runner(tmp_path / "news.sqlite")("watch", tmp_path / "none.opml")
    assert result.exit_code == 2 and "no feed to watch" in result.stderr


def test_pages_in_hand_from_standard_input_are_added(tmp_path: Path) -> None:
    called = runner(tmp_path / "news.sqlite")
    text = page("Brno Courier", *TRAM_LOCAL).content.decode()
    assert called("add", "-", stdin=text).exit_code == 0
    assert called("add", tmp_path / "missing.html").exit_code == 1
