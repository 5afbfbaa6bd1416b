"""The docs say what is so: their Python runs, their links lead somewhere, every decision has its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted({page for kind in ("*.md", "docs/**/*.md", "decisions/*.md", "*/README.md") for page in ROOT.glob(kind)})
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
BLOCKS = {page: blocks for page in PAGES if (blocks := PYTHON.findall(page.read_text(encoding="utf-8")))}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_inside_the_project_leads_to_a_file(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize("page", BLOCKS, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_python_of_a_page_runs_from_top_to_bottom(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    known = {"__name__": "docs"}
    for block in BLOCKS[page]:
        exec(compile(block, str(page), "exec"), known)  # noqa: S102 - the block is ours


def test_decisions_are_numbered_once_and_named_where_the_code_quotes_them() -> None:
    numbers = {path.name[:4] for path in ROOT.glob("decisions/*.md")}
    assert len(numbers) == len(list(ROOT.glob("decisions/*.md")))
    quoted = {
        number
        for path in (ROOT / "src").rglob("*.py")
        for number in re.findall(r"decisions/(\d{4})", path.read_text(encoding="utf-8"))
    }
    assert quoted <= numbers


def test_every_command_has_its_page() -> None:
    pages = {path.stem for path in ROOT.glob("docs/commands/*.md")}
    assert {"brief", "lineage", "schema", "verify"} <= pages
