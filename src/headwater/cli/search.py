"""`headwater search` and `headwater check`: what the archive's reports say."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from headwater.cli.archive import (
    DEFAULT_ARCHIVE,
    Agency,
    Archive,
    Form,
    Limit,
    ListForm,
    Outlet,
    Sheet,
    Since,
    Until,
    opened_newsroom,
    show_answer,
    text_named,
)
from headwater.cli.errors import ExitCode, quietly
from headwater.export.archive_contract import check_document, hits_document, print_archive_json
from headwater.export.archive_pages import check_page, hits_page
from headwater.vocabulary.archive import SearchQuery


def search(
    query: Annotated[str, typer.Argument(help='Words, and "phrases" in quotation marks; all must be there.')],
    archive: Archive = DEFAULT_ARCHIVE,
    outlet: Outlet = None,
    agency: Agency = None,
    speaker: Annotated[
        str | None,
        typer.Option("--speaker", metavar="NAME", help="In which this one says something.", show_default=False),
    ] = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 20,
    page: Sheet = 1,
    form: Form = ListForm.TEXT,
) -> None:
    """Find reports by their words, the best first, each with the story it belongs to.

    Exit codes: 0 done, 1 nothing was found, 2 wrong call.
    """
    asked = SearchQuery(
        query,
        outlet,
        agency,
        speaker,
        since.date() if since else None,
        until.date() if until else None,
        limit,
        page - 1,
    )
    with quietly(), opened_newsroom(archive) as newsroom:
        hits = newsroom.search(asked)
        show_answer(
            form, lambda: hits_page(hits, asked.page * asked.limit), lambda: print_archive_json(hits_document(hits))
        )
        if not hits:
            raise typer.Exit(ExitCode.NOTHING_READ)


def check(
    text: Annotated[
        str | None,
        typer.Argument(help="A quotation, a claim or a whole text; - for standard input.", show_default=False),
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", "-f", metavar="FILE", help="Check the text in FILE.", show_default=False)
    ] = None,
    archive: Archive = DEFAULT_ARCHIVE,
    form: Form = ListForm.TEXT,
) -> None:
    """Tell who published some words or a claim first, in which variants, and on how many independent origins they rest.

    Each sentence and each quotation of the text is looked for on its own; a text as long as a report is laid beside the
    reports it may be made from as well.

    Exit codes: 0 done, 1 nothing was found, 2 wrong call.
    """
    words = text_named(text, file)
    with quietly(), opened_newsroom(archive) as newsroom:
        checked = newsroom.check(words)
        show_answer(form, lambda: check_page(checked), lambda: print_archive_json(check_document(checked)))
        if not any(answer.carried for answer in checked.answers):
            raise typer.Exit(ExitCode.NOTHING_READ)
