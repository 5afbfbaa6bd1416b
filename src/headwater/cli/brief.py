"""`headwater brief`: read pages, tell each story once."""

from __future__ import annotations

import sys
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

import headwater
from headwater.cli.errors import ExitCode, complain, quietly
from headwater.cli.progress import progress_bar
from headwater.export.contract import print_json
from headwater.export.document import edition_document
from headwater.export.html import print_html
from headwater.export.markdown import print_markdown
from headwater.export.shown import on_one_line
from headwater.export.terminal import WIDEST, terminal_page
from headwater.export.timex3 import print_timex3
from headwater.vocabulary.brief import Edition


class Form(StrEnum):
    """The forms in which a brief is shown."""

    TEXT = "text"
    JSON = "json"
    MD = "md"
    HTML = "html"
    TIMEX3 = "timex3"


def brief(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH",
            help="Pages: files, folders, feeds, web archives, http addresses, or - for standard input.",
            show_default=False,
        ),
    ],
    form: Annotated[
        Form | None,
        typer.Option("--format", help="How to show it; by default as FILE ends, else text.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, not to standard output.")
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from private and loopback machines, too.")
    ] = False,
    fast: Annotated[bool, typer.Option("--fast", help="Read HTML pages faster and somewhat worse.")] = False,
    parse_model: Annotated[
        str | None,
        typer.Option(
            "--parse-model",
            metavar="NAME",
            help="Find statements with this spaCy model, or with none; by default the one that comes along.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Tell each story of the pages once, every sentence with its trace.

    Pages that cannot be told are named on standard error, each with its reason; the others are told.

    Exit codes: 0 done, 1 nothing could be read, 2 wrong call.
    """
    with quietly():
        chosen = form or _form_of(output)
        if output is not None and (output.is_dir() or not output.parent.is_dir()):
            complain(f"{output}: cannot write there; name a file in a folder that exists")
            raise typer.Exit(ExitCode.WRONG_CALL)
        with progress_bar() as tell:
            # By this name the readers and their libraries load now, and not before --help is printed.
            newsroom = headwater.Newsroom(parse_model=parse_model) if parse_model else headwater.Newsroom()
            edition = newsroom.brief(paths, progress=tell, allow_private=allow_private, fast=fast)
        for left in edition.left_out:
            complain(f"left out {on_one_line(left.page)}: {on_one_line(left.reason)}")
        _show(edition, chosen, output)
        if not edition:
            raise typer.Exit(ExitCode.NOTHING_READ)


def _form_of(output: Path | None) -> Form:
    endings = {".json": Form.JSON, ".md": Form.MD, ".html": Form.HTML, ".htm": Form.HTML, ".tml": Form.TIMEX3}
    return endings.get(output.suffix.lower(), Form.TEXT) if output else Form.TEXT


def _show(edition: Edition, form: Form, output: Path | None) -> None:
    if form is Form.TEXT and output is None and sys.stdout.isatty():
        console = Console(width=min(Console().width, WIDEST))
        console.print(terminal_page(edition))
        return
    text = _printed(edition, form)
    if output is None:
        typer.echo(text.encode(), nl=False)
        return
    try:
        output.write_text(text, "utf-8", newline="\n")
    except OSError as error:
        complain(f"{output}: {error.strerror or error}; name a file that can be written")
        raise typer.Exit(ExitCode.WRONG_CALL) from None


def _printed(edition: Edition, form: Form) -> str:
    match form:
        case Form.JSON:
            return print_json(edition_document(edition))
        case Form.HTML:
            return print_html(edition)
        case Form.TIMEX3:
            return print_timex3(edition)
        case Form.MD:
            return print_markdown(edition)
        case Form.TEXT:
            width = min(Console().width, WIDEST)
            plain = Console(file=StringIO(), width=width, color_system=None, force_terminal=False)
            with plain.capture() as captured:
                plain.print(terminal_page(edition))
            return "\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n"
