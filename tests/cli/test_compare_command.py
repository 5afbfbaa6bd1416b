"""`headwater compare` as a person calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from headwater.cli.app import app
from headwater.export.archive_contract import archive_schema
from tests.scenes.news import TRAM_LOCAL, TRAM_REWRITE, TRAM_WIRE, page

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "ullenford"


def run(*arguments: str | Path, columns: int = 80) -> Result:
    runner = CliRunner(env={"COLUMNS": str(columns)})
    return runner.invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tram")
    (folder / "0.txt").write_bytes(page("AFP", *TRAM_WIRE, headline="Tram leaves rails").content)
    (folder / "1.txt").write_bytes(page("Daily Post", *TRAM_REWRITE[:5], headline="Tram derails").content)
    (folder / "2.txt").write_bytes(page("Brno [bold]News", *TRAM_LOCAL, headline="Children on tram").content)
    return folder


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_every_outlet_is_shown_within_the_width_of_the_terminal(columns: int) -> None:
    shown = run("compare", EXAMPLES, columns=columns)
    assert shown.exit_code == 0
    assert "6 pages of 5 outlets, 3 independent origins" in shown.stdout
    one_line = " ".join(shown.stdout.split())
    assert "B The Morning Lantern · reprint of A Northwire" in one_line
    assert "cut from the text it was made from • The regatta, first rowed in 1923" in one_line
    assert "BrightFeed has 41 where Northwire has 31 A 31 C 41" in one_line
    assert "what a copy took over counts once" in one_line
    assert all(len(line) <= min(columns, 100) for line in shown.stdout.splitlines())


def test_json_keeps_its_contract_and_the_ending_of_the_file_picks_the_form(pages: Path, tmp_path: Path) -> None:
    assert run("compare", pages, "-o", tmp_path / "c.json").exit_code == 0
    document = json.loads((tmp_path / "c.json").read_text("utf-8"))
    Draft202012Validator(archive_schema("compare")).validate(document)
    assert document["schema"] == "headwater/compare/1"
    (comparison,) = document["comparisons"]
    ids = {claim["id"] for claim in comparison["claims"]}
    assert all(set(account["told"]) | set(account["cut"]) <= ids for account in comparison["accounts"])
    run("compare", pages, "-o", tmp_path / "c.md")
    text = (tmp_path / "c.md").read_text("utf-8")
    assert text.startswith("# ") and "## Share of voice" in text and "rewrite of A AFP" in text


def test_only_the_outlets_asked_for_are_shown(pages: Path) -> None:
    shown = run("compare", pages, "--outlet", "daily post").stdout
    assert "B Daily Post · rewrite of A AFP" in shown and "\nA AFP\n" not in shown
    wrong = run("compare", pages, "--outlet", "Evening Echo")
    assert wrong.exit_code == 2 and "Daily Post" in wrong.stderr


def test_of_two_stories_that_one_is_shown_which_the_outlet_tells(pages: Path, tmp_path: Path) -> None:
    for path in pages.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    frost = "The night frost of Sunday killed the apricot blossom in the orchards of Velke Pavlovice, growers said."
    rest = "The growers' union asked the ministry for 12 million crowns and for a new insurance."
    (tmp_path / "3.txt").write_bytes(page("Orchard Times", frost, rest, rest, place="PAVLOVICE").content)
    shown = run("compare", tmp_path, "--outlet", "Orchard Times")
    assert shown.exit_code == 0 and "apricot" in shown.stdout and "tram" not in shown.stdout


def test_a_story_of_the_archive_is_compared_by_its_id(pages: Path, tmp_path: Path) -> None:
    archive = tmp_path / "a.sqlite"
    run("add", pages, "--archive", archive)
    listed = json.loads(run("stories", "--archive", archive, "--format", "json").stdout)
    shown = run("compare", listed["stories"][0]["id"], "--archive", archive)
    assert shown.exit_code == 0 and "Share of voice" in shown.stdout
    assert run("compare", "s0123456789abcdef", "--archive", archive).exit_code == 2


def test_nothing_to_compare_is_said_with_its_exit_code(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = run("compare", tmp_path / "empty.txt")
    assert result.exit_code == 1 and "No story was found" in result.stdout and "empty" in result.stderr
