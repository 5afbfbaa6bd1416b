"""`headwater lineage` as a person calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from headwater.cli.app import app
from headwater.export.contract import lineage_schema
from tests.scenes.lineage import CRIME, HANDOUT, JEWELLER, filled
from tests.scenes.news import TRAM_LOCAL, TRAM_WIRE, page

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "ullenford"


def run(*arguments: str | Path, columns: int = 80) -> Result:
    runner = CliRunner(env={"COLUMNS": str(columns)})
    return runner.invoke(app, ["lineage", *(str(argument) for argument in arguments)])


@pytest.mark.parametrize("columns", [80, 120])
def test_the_tree_names_each_page_once_with_its_kind_and_why(columns: int) -> None:
    shown = run(EXAMPLES, columns=columns)
    assert shown.exit_code == 0
    assert "6 pages, 3 independent origins: A, D, E" in shown.stdout
    one_line = " ".join(shown.stdout.replace("│", " ").split())
    assert "C BrightFeed · rewrite · 7 September 2025, 14:30 paired 16 of 16 sentences in order" in one_line
    assert "Texts not held Meropress: credited in A, B, F" in one_line
    assert all(len(line) <= min(columns, 100) for line in shown.stdout.splitlines())


def test_json_keeps_its_contract_and_the_ending_of_the_file_picks_the_form(tmp_path: Path) -> None:
    assert run(EXAMPLES, "-o", tmp_path / "l.json").exit_code == 0
    document = json.loads((tmp_path / "l.json").read_text("utf-8"))
    Draft202012Validator(lineage_schema()).validate(document)
    assert document["schema"] == "headwater/lineage/1"
    assert document["stories"][0]["lineage"]["independent_origins"] == 3
    run(EXAMPLES, "-o", tmp_path / "l.html")
    page = (tmp_path / "l.html").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>") and "<script" not in page and "paired 16 of 16 sentences" in page
    assert page.count('<li id="s1-') == 6
    run(EXAMPLES, "-o", tmp_path / "l.md")
    assert (tmp_path / "l.md").read_text("utf-8").startswith("# Footbridge")


def test_owners_are_counted_as_one_and_named(tmp_path: Path) -> None:
    (tmp_path / "owners.csv").write_text("outlet,owner\nNorthwire,Quarto\nUllenford Courier,Quarto\n")
    shown = run(EXAMPLES, "--owners", tmp_path / "owners.csv")
    assert "2 independent origins: A, E" in shown.stdout
    assert "A, D, F: Quarto" in shown.stdout


def test_a_table_of_owners_that_is_none_is_a_wrong_call(tmp_path: Path) -> None:
    result = run(EXAMPLES, "--owners", tmp_path / "missing.csv")
    assert result.exit_code == 2
    assert "missing.csv" in result.stderr and "expected lines" in result.stderr


def test_nothing_to_read_is_said_with_its_exit_code(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = run(tmp_path / "empty.txt")
    assert result.exit_code == 1 and "No story was found" in result.stdout and "empty" in result.stderr


def test_what_a_page_has_in_it_does_not_repaint_the_terminal(tmp_path: Path) -> None:
    body = "".join(f"<p>{line}</p>" for line in TRAM_WIRE)
    stated = (
        '{"@type": "NewsArticle", "headline": "Tram", "publisher": {"name": "[bold]Post[/bold] \\u001b[31m\\u202e"}}'
    )
    head = f'<head><script type="application/ld+json">{stated}</script></head>'
    html = f"<html>{head}<body><article>{body}</article></body></html>"
    (tmp_path / "0.html").write_text(html, "utf-8")
    (tmp_path / "1.txt").write_bytes(page("Mail", *TRAM_WIRE).content)
    shown = run(tmp_path).stdout
    assert "\x1b" not in shown and "\u202e" not in shown and "[bold]Post[/bold]" in shown
    assert "Cannot tell" in shown and "A and B:" in shown
    assert "may be one text with A, counted with it" in shown


def test_a_handout_and_a_frame_have_their_headings(tmp_path: Path) -> None:
    texts = {
        "Bank Courier": (TRAM_LOCAL[0], f"{HANDOUT[0]}.", TRAM_LOCAL[3], TRAM_LOCAL[4], TRAM_LOCAL[2]),
        "Dock Gazette": (*TRAM_WIRE[:4], f"{HANDOUT[0]}.", *TRAM_WIRE[4:]),
        "Mail": filled(CRIME, **JEWELLER),
    }
    for name, lines in texts.items():
        (tmp_path / f"{name}.txt").write_bytes(page(name, *lines).content)
    shown = " ".join(run(tmp_path, columns=120).stdout.split())
    assert "Texts not held a text that Bank Courier and Dock Gazette both used: " in shown
