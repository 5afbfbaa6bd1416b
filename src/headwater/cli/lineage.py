"""`headwater lineage`: read pages, show who copied whom."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

import headwater
from headwater.cli.archive import DEFAULT_ARCHIVE, Archive, is_story, opened_newsroom
from headwater.cli.errors import ExitCode, quietly
from headwater.cli.pages import (
    AllowPrivate,
    Fast,
    Output,
    OwnerFiles,
    check_output,
    form_of,
    name_left_out,
    plain_page,
    show_page,
    write_text,
)
from headwater.cli.progress import progress_bar
from headwater.export.contract import print_json
from headwater.export.document import lineage_document
from headwater.export.lineage_html import print_lineage_html
from headwater.export.lineage_markdown import print_lineage_markdown
from headwater.export.lineage_tree import lineage_page
from headwater.fetch.owners import fetch_owners
from headwater.vocabulary.story import Stories


class LineageForm(StrEnum):
    """The forms in which a lineage is shown."""

    TEXT = "text"
    JSON = "json"
    MD = "md"
    HTML = "html"


def lineage(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH",
            help="Pages, as for brief; or the ids of stories of the archive.",
            show_default=False,
        ),
    ],
    form: Annotated[
        LineageForm | None,
        typer.Option("--format", help="How to show it; by default as FILE ends, else text.", show_default=False),
    ] = None,
    output: Output = None,
    owners: OwnerFiles = None,
    allow_private: AllowPrivate = False,
    fast: Fast = False,
    archive: Archive = DEFAULT_ARCHIVE,
) -> None:
    """Show who copied whom on the pages, why, and on how many independent origins each story rests.

    The ids of stories, as `stories` lists them, show those of the archive. Pages that cannot be read are named on
    standard error, each with its reason.

    Exit codes: 0 done, 1 nothing could be read, 2 wrong call.
    """
    with quietly():
        chosen = form or form_of(output, LineageForm)
        check_output(output)
        owned = fetch_owners(owners) if owners else None
        if all(map(is_story, paths)):
            with opened_newsroom(archive) as newsroom:
                stories = Stories(newsroom.story(each, owners=owned).story for each in paths)
        else:
            with progress_bar() as tell:
                newsroom = headwater.Newsroom()
                stories = newsroom.trace(paths, progress=tell, allow_private=allow_private, fast=fast, owners=owned)
        name_left_out(stories.left_out)
        if not (chosen is LineageForm.TEXT and output is None and show_page(lineage_page(stories))):
            write_text(_printed(stories, chosen), output)
        if not stories:
            raise typer.Exit(ExitCode.NOTHING_READ)


def _printed(stories: Stories, form: LineageForm) -> str:
    match form:
        case LineageForm.JSON:
            return print_json(lineage_document(stories))
        case LineageForm.MD:
            return print_lineage_markdown(stories)
        case LineageForm.HTML:
            return print_lineage_html(stories)
        case LineageForm.TEXT:
            return plain_page(lineage_page(stories))
