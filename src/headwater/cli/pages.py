"""What the commands that read pages share: their arguments, and where what they show goes."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console, RenderableType

from headwater.cli.errors import ExitCode, complain
from headwater.export.shown import on_one_line
from headwater.export.terminal import WIDEST
from headwater.vocabulary.doubt import LeftOut

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Pages: files, folders, feeds, web archives, http addresses, or - for standard input.",
        show_default=False,
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, not to standard output.")
]
AllowPrivate = Annotated[bool, typer.Option("--allow-private", help="Fetch from private and loopback machines, too.")]
Fast = Annotated[bool, typer.Option("--fast", help="Read HTML pages faster and somewhat worse.")]
OwnerFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--owners",
        metavar="FILE",
        help="Count outlets of one owner as one: lines 'outlet,owner', or trust.txt files; may be repeated.",
        show_default=False,
    ),
]


def check_output(output: Path | None) -> None:
    """End the command where nothing can be written to the file named."""
    if output is not None and (output.is_dir() or not output.parent.is_dir()):
        complain(f"{output}: cannot write there; name a file in a folder that exists")
        raise typer.Exit(ExitCode.WRONG_CALL)


def name_left_out(left_out: Iterable[LeftOut]) -> None:
    """A line on standard error for each page left out."""
    for left in left_out:
        complain(f"left out {on_one_line(left.page)}: {on_one_line(left.reason)}")


def show_page(page: RenderableType) -> bool:
    """Show a page in colour where standard output is a terminal; whether it is one."""
    if not sys.stdout.isatty():
        return False
    Console(width=min(Console().width, WIDEST)).print(page)
    return True


_BY_ENDING = {".json": "json", ".md": "md", ".html": "html", ".htm": "html", ".tml": "timex3"}
FormT = TypeVar("FormT", bound=StrEnum)


def form_of(output: Path | None, forms: type[FormT]) -> FormT:
    """The form a file's ending asks for, of those a command has; text where it asks for none of them."""
    asked = _BY_ENDING.get(output.suffix.lower()) if output else None
    return next((form for form in forms if form.value == asked), forms("text"))


def plain_page(page: RenderableType) -> str:
    """A page without colours."""
    plain = Console(file=StringIO(), width=min(Console().width, WIDEST), color_system=None, force_terminal=False)
    with plain.capture() as captured:
        plain.print(page)
    return "\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n"


def write_text(text: str, output: Path | None) -> None:
    """Write to the file named, else to standard output."""
    if output is None:
        typer.echo(text.encode(), nl=False)
        return
    try:
        output.write_text(text, "utf-8", newline="\n")
    except OSError as error:
        complain(f"{output}: {error.strerror or error}; name a file that can be written")
        raise typer.Exit(ExitCode.WRONG_CALL) from None
