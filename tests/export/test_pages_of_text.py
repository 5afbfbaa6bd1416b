"""The Markdown and the terminal page."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from headwater.export.escaped import escape
from headwater.export.markdown import print_markdown
from headwater.export.terminal import terminal_page
from headwater.vocabulary.brief import Edition
from headwater.vocabulary.doubt import LeftOut
from tests.scenes.briefs import ferry_edition

GOLDEN = Path(__file__).parent.parent / "golden" / "ferry.md"


def test_the_markdown_of_the_ferry_is_the_golden_page() -> None:
    assert print_markdown(ferry_edition()) == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize(
    "words", ["<script>", "| a | b |", "# no head", "- no item", "1. no item", "`code` *bold*", "[a](b)"]
)
def test_a_page_cannot_write_markdown(words: str) -> None:
    escaped = escape(words)
    assert escaped.replace("\\", "") == words
    assert escaped != words


@pytest.mark.parametrize("width", [30, 60, 80, 120, 200])
def test_the_terminal_page_fits_its_width(width: int) -> None:
    lines = _page(ferry_edition(), width).splitlines()
    assert max(cell_len(line) for line in lines) <= width


def test_the_terminal_page_says_what_a_reporter_asks_first() -> None:
    page = _page(ferry_edition(), 100)
    assert "4 pages, 2 independent origins" in page
    assert "C BrightFeed · rewrite" in page
    assert "Texts not held" in page and "Meropress: credited in A" in page
    assert "before We must find out why it was dark" in page
    assert "relayed by Meropress" in page
    assert "empty.txt: the page is empty" in page


def test_a_page_cannot_repaint_the_terminal_or_turn_a_line_around() -> None:
    def attack(brief):  # type: ignore[no-untyped-def]
        return replace(brief, title="calm \x1b[2J\x1b]0;owned\x07 [bold red]words[/] \u202egnp.exe")

    page = _page(ferry_edition(attack), 100)

    assert "\x1b" not in page
    assert "\u202e" not in page
    assert "[bold red]words[/]" in page


def test_nothing_told_is_said() -> None:
    nothing = Edition([], [LeftOut("a.txt", "empty")])
    assert "No story was told" in _page(nothing, 80)
    assert "# No story was told" in print_markdown(nothing)


def _page(edition: Edition, width: int) -> str:
    console = Console(file=StringIO(), width=width, color_system=None)
    with console.capture() as captured:
        console.print(terminal_page(edition))
    return captured.get()
