"""`headwater brief` as a person calls it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from headwater.cli.app import app
from headwater.export.contract import brief_schema

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "ullenford"
WIRE, REWRITE = EXAMPLES / "1-northwire.txt", EXAMPLES / "3-brightfeed.txt"


def run(*arguments: str | Path, standard_input: bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=standard_input)


def test_two_pages_are_told_as_text() -> None:
    result = run("brief", WIRE, REWRITE)
    assert result.exit_code == 0
    assert "2 pages" in result.stdout
    assert "Lineage" in result.stdout


def test_json_keeps_the_contract_and_names_every_page() -> None:
    result = run("brief", EXAMPLES, "--format", "json")
    document = json.loads(result.stdout_bytes)
    Draft202012Validator(brief_schema()).validate(document)
    pages = {Path(report["page"]["address"]).name for story in document["stories"] for report in story["reports"]}
    assert pages | {Path(left["page"]).name for left in document["left_out"]} == {
        path.name for path in EXAMPLES.iterdir()
    }


def test_the_ending_of_the_file_picks_the_form(tmp_path: Path) -> None:
    for name, start in (("a.html", "<!DOCTYPE html>"), ("a.md", "# "), ("a.json", "{"), ("a.tml", "<?xml")):
        result = run("brief", WIRE, "-o", tmp_path / name)
        assert (result.exit_code, result.stdout) == (0, "")
        assert (tmp_path / name).read_text("utf-8").startswith(start)


def test_the_format_wins_over_the_ending(tmp_path: Path) -> None:
    run("brief", WIRE, "--format", "json", "-o", tmp_path / "a.html")
    assert json.loads((tmp_path / "a.html").read_text("utf-8"))["schema"] == "headwater/brief/1"


def test_a_page_comes_through_standard_input() -> None:
    result = run("brief", "-", "--format", "json", standard_input=WIRE.read_bytes())
    assert json.loads(result.stdout_bytes)["stories"][0]["reports"][0]["page"]["address"] == "standard input"


def test_a_page_that_cannot_be_told_is_named_and_the_others_are_told(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = run("brief", WIRE, tmp_path / "empty.txt", tmp_path / "missing.txt")
    assert result.exit_code == 0
    complaints = result.stderr.splitlines()
    assert len(complaints) == 2
    assert all(line.startswith("headwater: left out ") for line in complaints)
    assert "empty.txt" in result.stderr
    assert "missing.txt" in "".join(result.stdout.split())  # a long path is wrapped


def test_nothing_read_is_exit_code_one(tmp_path: Path) -> None:
    result = run("brief", tmp_path / "missing.txt", "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["stories"] == []


@pytest.mark.parametrize("arguments", [["brief"], ["brief", "x.txt", "--format", "pdf"], ["brief", "--no"], ["bief"]])
def test_a_wrong_call_is_exit_code_two(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_statements_are_found_by_rules_alone_where_that_is_asked() -> None:
    document = json.loads(run("brief", WIRE, "--parse-model", "none", "--format", "json").stdout_bytes)
    ((report,),) = [story["reports"] for story in document["stories"]]
    assert report["statements"]
    assert any("rules alone" in note for note in report["notes"])


def test_a_model_that_is_not_installed_is_a_wrong_call_and_the_message_tells_the_way_out() -> None:
    result = run("brief", WIRE, "--parse-model", "en_core_web_colossal")
    assert result.exit_code == 2
    assert "pip install en-core-web-colossal" in result.stderr


def test_a_file_that_cannot_be_written_is_told_before_the_work_is_done(tmp_path: Path) -> None:
    result = run("brief", WIRE, "-o", tmp_path / "no" / "such" / "folder.html")
    assert result.exit_code == 2
    assert "name a file in a folder that exists" in result.stderr


def test_hostile_pages_never_give_a_traceback(tmp_path: Path) -> None:
    pages = {
        "binary.txt": bytes(range(256)) * 40,
        "blank.txt": b" \n\t\n",
        "picture.html": b"\x89PNG\r\n\x1a\n" + bytes(200),
        "tags.html": b"<div>" * 3000,
        "digits.txt": b"9" * 20_000,
        "wrong.txt": "Caf\xe9 na\xefve \u2014 the mayor said.".encode("utf-16"),
    }
    for name, content in pages.items():
        (tmp_path / name).write_bytes(content)
    result = run("brief", tmp_path, "--format", "json")
    assert result.exit_code in (0, 1)
    document = json.loads(result.stdout_bytes)
    assert "Traceback" not in result.stderr
    told = {Path(report["page"]["address"]).name for story in document["stories"] for report in story["reports"]}
    assert told | {Path(left["page"]).name for left in document["left_out"]} == set(pages)


def test_the_schema_is_printed() -> None:
    result = run("schema", "brief")
    assert json.loads(result.stdout) == brief_schema()
    assert run("schema", "nothing").exit_code == 2


def test_the_version_is_printed() -> None:
    assert run("--version").stdout.startswith("headwater 0.")


def test_a_reader_that_closes_its_pipe_and_a_plain_locale_are_quiet() -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    command = f"'{sys.executable}' -m headwater brief '{WIRE}' | true"
    result = subprocess.run(["sh", "-c", command], capture_output=True, env=environment, timeout=240, check=False)
    assert (result.returncode, result.stderr) == (0, b"")
