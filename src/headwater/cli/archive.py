"""What the commands of an archive share: which archive, and how what it answers is shown."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
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
from headwater.cli.progress import progress_bar
from headwater.vocabulary.ownership import Owners
from headwater.vocabulary.story import Stories

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


def show_answer(form: ListForm, page: Callable[[], RenderableType], json: Callable[[], str]) -> None:
    """Show an answer as asked: in colour on a terminal, plain elsewhere."""
    if form is ListForm.JSON:
        write_text(json(), None)
        return
    told = page()
    if not show_page(told):
        write_text(plain_page(told), None)


def stories_named(
    names: Sequence[str],
    archive: str,
    *,
    allow_private: bool = False,
    fast: bool = False,
    owners: Owners | None = None,
) -> Stories:
    """The stories that are meant: those of the archive where all names are stories' ids, else those on the pages."""
    if names and all(map(is_story_id, names)):
        with opened_newsroom(archive) as newsroom:
            return Stories(newsroom.story(each, owners=owners).story for each in names)
    with progress_bar() as tell:
        return headwater.Newsroom().trace(names, progress=tell, allow_private=allow_private, fast=fast, owners=owners)


def is_story_id(name: str) -> bool:
    """Whether a name is a story's id and no file of that name stands here."""
    return bool(re.fullmatch(r"s[0-9a-f]{16}(-\d+)?", name)) and not Path(name).exists()


# A long article has 50,000 characters; what is longer is a book.
LONGEST_TEXT = 200_000


def text_named(text: str | None, file: Path | None) -> str:
    """The text that a command is to look at, from its argument, from a file or ('-') from standard input; the command
    ends where there is none, or more than one, or a book."""
    if (text is None) == (file is None):
        _refuse("give the text as TEXT or in --file FILE, one of the two")
    found = ""
    try:
        if file is not None:
            with file.open("rb") as stream:
                found = stream.read(4 * LONGEST_TEXT + 4).decode("utf-8-sig", "replace")
        elif text == "-":
            found = sys.stdin.buffer.read(4 * LONGEST_TEXT + 4).decode("utf-8-sig", "replace")
        else:
            found = text or ""
    except OSError as error:
        _refuse(f"{file}: {error.strerror or error}; name a file that can be read")
    if len(found) > LONGEST_TEXT:
        _refuse(f"the text has more than {LONGEST_TEXT:,} characters; take it in parts")
    if not any(char.isalnum() for char in found):
        _refuse("the text has no words; give at least a sentence")
    return found


def _refuse(reason: str) -> None:
    complain(reason)
    raise typer.Exit(ExitCode.WRONG_CALL)
