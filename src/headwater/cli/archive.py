"""What the commands of an archive share: which archive, and how what it answers is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import RenderableType

import headwater
from headwater.cli.errors import ExitCode, complain
from headwater.cli.pages import plain_page, show_page, write_text

if TYPE_CHECKING:
    from headwater.newsroom import Newsroom

DEFAULT_ARCHIVE = "headwater.sqlite"
Archive = Annotated[
    str,
    typer.Option(
        "--archive",
        metavar="WHERE",
        envvar="HEADWATER_ARCHIVE",
        help="The archive: a file, or a postgresql:// address.",
    ),
]
Since = Annotated[
    datetime | None,
    typer.Option("--since", metavar="DAY", formats=["%Y-%m-%d"], help="From this day on.", show_default=False),
]
Until = Annotated[
    datetime | None,
    typer.Option("--until", metavar="DAY", formats=["%Y-%m-%d"], help="Up to this day.", show_default=False),
]
Outlet = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Of this outlet.", show_default=False)]
Agency = Annotated[
    str | None, typer.Option("--agency", metavar="NAME", help="That credit this agency.", show_default=False)
]
Limit = Annotated[int, typer.Option("--limit", min=1, max=1_000, help="How many at once.")]
Sheet = Annotated[int, typer.Option("--page", min=1, metavar="N", help="Which page of the list.")]


class ListForm(StrEnum):
    """The forms in which an answer of the archive is shown."""

    TEXT = "text"
    JSON = "json"


Form = Annotated[ListForm, typer.Option("--format", help="How to show it.")]


@contextmanager
def opened_newsroom(archive: str, *, to_write: bool = False, parse_model: str | None = None) -> Iterator[Newsroom]:
    """A newsroom over an archive, closed at the end. Only what writes makes a new archive: a wrong name that answers
    'no stories' would help nobody."""
    if not to_write and "://" not in archive and not Path(archive).exists():
        complain(f"{archive}: no archive there; add pages first (headwater add), or name one with --archive")
        raise typer.Exit(ExitCode.WRONG_CALL)
    named = {} if parse_model is None else {"parse_model": parse_model}
    with headwater.Newsroom(archive, **named) as newsroom:
        yield newsroom


def is_story(name: str) -> bool:
    """Whether a name is a story's id and no file of that name stands here."""
    return bool(re.fullmatch(r"s[0-9a-f]{16}(-\d+)?", name)) and not Path(name).exists()


def show_answer(form: ListForm, page: Callable[[], RenderableType], json: Callable[[], str]) -> None:
    """Show an answer as asked: in colour on a terminal, plain elsewhere."""
    if form is ListForm.JSON:
        write_text(json(), None)
        return
    told = page()
    if not show_page(told):
        write_text(plain_page(told), None)
