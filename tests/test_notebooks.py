"""The notebooks say what is so: their cells run from top to bottom, and hold no outputs of anybody's machine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted(ROOT.glob("docs/notebooks/*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_top_to_bottom(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("duckdb")
    known = ran(path, monkeypatch)
    assert [pages for _, pages, _ in known["accounts"]] == [4, 1, 1]
    for answer in ("copies", "people", "voices", "findings"):
        assert known[answer], f"nothing is answered to {answer}"
    assert {row[1] for row in known["copies"]} >= {"reprint", "rewrite"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_holds_no_output(path: Path) -> None:
    notebook = json.loads(path.read_text("utf-8"))
    assert notebook["nbformat"] == 4
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)


def ran(path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the cells of a notebook know at its end."""
    monkeypatch.chdir(ROOT)
    known: dict[str, Any] = {"__name__": "notebook"}
    for cell in json.loads(path.read_text("utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), str(path), "exec"), known)  # noqa: S102 - the cell is ours
    return known
