"""`headwater verify` as a person calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from headwater.cli.app import app
from headwater.export.verify_contract import verify_schema
from tests.scenes.news import TRAM_WIRE, page

TRUE = "Eleven people were hurt when a tram left the rails in Brno, police said."
FALSE = "Twelve people were hurt when a tram left the rails in the centre of Brno."


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    path = tmp_path / "wire.txt"
    path.write_bytes(page("AFP", *TRAM_WIRE).content)
    return path


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner(env={"COLUMNS": "100"}).invoke(app, ["verify", *map(str, arguments)], input=stdin)


def test_each_sentence_is_told_with_what_the_report_says_instead(wire: Path) -> None:
    shown = run(f"{TRUE} {FALSE}", "--against", wire)
    assert shown.exit_code == 1
    assert f"✓ supported: {TRUE}" in shown.stdout
    assert f"≠ altered: {FALSE}" in shown.stdout
    assert "number: says 'Twelve'; A says 'Eleven'" in shown.stdout
    assert "2 sentences: 1 supported, 0 unsupported, 1 altered" in shown.stdout


@pytest.mark.parametrize("way", ["argument", "file", "standard input"])
def test_the_text_comes_in_three_ways_and_all_supported_is_exit_code_0(wire: Path, tmp_path: Path, way: str) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(TRUE, "utf-8")
    text: list[str | Path] = {"argument": [TRUE], "file": ["--file", draft], "standard input": ["-"]}[way]
    assert run(*text, "--against", wire, stdin=TRUE).exit_code == 0


def test_json_keeps_its_contract(wire: Path, tmp_path: Path) -> None:
    assert run(FALSE, "--against", wire, "-o", tmp_path / "v.json").exit_code == 1
    document = json.loads((tmp_path / "v.json").read_text("utf-8"))
    Draft202012Validator(verify_schema()).validate(document)
    (fault,) = document["sentences"][0]["faults"]
    assert (document["schema"], document["altered"]) == ("headwater/verify/1", 1)
    assert (fault["words"], fault["instead"]) == ("Twelve", "Eleven")


@pytest.mark.parametrize("call", [[], ["--file", "none.txt"], ["  "], [TRUE, "--file", "x.txt"]])
def test_a_wrong_call_is_exit_code_2_and_says_what_to_do(wire: Path, call: list[str]) -> None:
    refused = run(*call, "--against", wire)
    assert refused.exit_code == 2
    assert refused.stderr.startswith("headwater: ")


def test_without_a_page_that_can_be_read_nothing_is_supported(tmp_path: Path) -> None:
    assert run(TRUE, "--against", tmp_path / "none.txt").exit_code == 1
