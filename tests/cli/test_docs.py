"""The pages of docs/ say what the program does: help texts verbatim, every field, every error."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from headwater import errors
from headwater.cli.app import app
from headwater.cli.errors import ExitCode
from headwater.export.contract import brief_schema

DOCS = Path(__file__).parent.parent.parent / "docs"
COMMANDS = (
    "add audit backup brief check compare export lineage reread schema search serve stats stories story "
    "token user verify watch"
).split()


@pytest.mark.parametrize("command", COMMANDS)
def test_the_page_of_a_command_holds_its_help(command: str) -> None:
    page = (DOCS / "commands" / f"{command}.md").read_text("utf-8")
    held = re.search(r"<!-- help -->\n```text\n(.*?)```\n<!-- end of help -->", page, re.DOTALL)
    assert held is not None
    assert held[1].strip() == help_of(command).strip()


def test_every_command_has_a_page() -> None:
    assert sorted(path.stem for path in (DOCS / "commands").glob("*.md")) == sorted(COMMANDS)
    listed = re.findall(r"^  (\w+) ", help_of().partition("Commands:")[2], re.MULTILINE)
    assert sorted(listed) == sorted(COMMANDS)


def test_the_contract_page_names_every_field() -> None:
    code = re.findall(r"`([^`\n]+)`", (DOCS / "contract.md").read_text("utf-8"))
    named = {word for piece in code for word in re.findall(r"\w+", piece)}
    schema = brief_schema()
    fields = {name for part in [schema, *schema["$defs"].values()] for name in part.get("properties", {})}
    assert sorted(fields - named) == []


def test_the_page_of_errors_names_every_error_and_exit_code() -> None:
    page = (DOCS / "errors.md").read_text("utf-8")
    names = [name for name, one in inspect.getmembers(errors, inspect.isclass) if one.__module__ == errors.__name__]
    assert [name for name in names if f"| `{name}` |" not in page] == []
    assert [code for code in ExitCode if f"| {code} |" not in page] == []


def help_of(*command: str) -> str:
    result = CliRunner(env={"COLUMNS": "80", "TERMINAL_WIDTH": "80"}).invoke(
        app, [*command, "--help"], prog_name="headwater", terminal_width=80
    )
    return result.stdout
