"""`headwater add` and `headwater reread`: what goes into the archive, and what is read again in it."""

from __future__ import annotations

from typing import Annotated

import typer

from headwater.cli.archive import DEFAULT_ARCHIVE, Archive, Form, ListForm, opened_newsroom, show_answer
from headwater.cli.errors import ExitCode, quietly
from headwater.cli.pages import AllowPrivate, Paths, name_left_out
from headwater.cli.progress import progress_bar
from headwater.export.archive_contract import additions_document, print_archive_json
from headwater.export.archive_pages import additions_page
from headwater.export.wording import count_words

ParseModel = Annotated[
    str | None,
    typer.Option(
        "--parse-model",
        metavar="NAME",
        help="Find statements with this spaCy model, or with none; by default the one that comes along.",
        show_default=False,
    ),
]


def add(
    paths: Paths,
    archive: Archive = DEFAULT_ARCHIVE,
    form: Form = ListForm.TEXT,
    allow_private: AllowPrivate = False,
    parse_model: ParseModel = None,
) -> None:
    """Keep the pages in the archive and find the story of each.

    A page that is held already changes nothing; another page at the same address is kept as a newer version of its
    report, the old one beside it. What is told as added is safe, whatever happens then. Pages that cannot be kept are
    named on standard error, each with its reason.

    Exit codes: 0 done, 1 nothing could be added, 2 wrong call.
    """
    with quietly(), opened_newsroom(archive, to_write=True, parse_model=parse_model) as newsroom:
        with progress_bar() as tell:
            additions = newsroom.add(paths, progress=tell, allow_private=allow_private)
        name_left_out(additions.left_out)
        show_answer(form, lambda: additions_page(additions), lambda: print_archive_json(additions_document(additions)))
        if not additions and not additions.held:
            raise typer.Exit(ExitCode.NOTHING_READ)


def reread(archive: Archive = DEFAULT_ARCHIVE, parse_model: ParseModel = None) -> None:
    """Read again what an older version read, or what was read with another model.

    Pages are held as they came, so nothing is fetched; stories stay as they are. What was read by this version and
    with this model is left alone.

    Exit codes: 0 done, 2 wrong call.
    """
    with quietly(), opened_newsroom(archive, parse_model=parse_model) as newsroom:
        with progress_bar() as tell:
            count = newsroom.reread(progress=tell)
        typer.echo(f"{count_words(count, 'report')} read again")
