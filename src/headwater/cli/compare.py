"""`headwater compare`: the outlets of a story side by side."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

import headwater
from headwater.cli.archive import DEFAULT_ARCHIVE, Archive, is_story_id, opened_newsroom
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
from headwater.errors import UnknownOutlet
from headwater.export.archive_contract import compare_document, print_archive_json
from headwater.export.compare_markdown import print_compare_markdown
from headwater.export.compare_page import compare_page
from headwater.fetch.owners import fetch_owners
from headwater.vocabulary.brief import Brief
from headwater.vocabulary.comparison import Comparison, Comparisons

if TYPE_CHECKING:
    from headwater.newsroom import Newsroom


class CompareForm(StrEnum):
    """The forms in which a comparison is shown."""

    TEXT = "text"
    JSON = "json"
    MD = "md"


def compare(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH",
            help="Pages, as for brief; or the ids of stories of the archive.",
            show_default=False,
        ),
    ],
    outlets: Annotated[
        list[str] | None,
        typer.Option("--outlet", metavar="NAME", help="Show this outlet; may be repeated.", show_default=False),
    ] = None,
    form: Annotated[
        CompareForm | None,
        typer.Option("--format", help="How to show it; by default as FILE ends, else text.", show_default=False),
    ] = None,
    output: Output = None,
    owners: OwnerFiles = None,
    allow_private: AllowPrivate = False,
    fast: Fast = False,
    archive: Archive = DEFAULT_ARCHIVE,
) -> None:
    """Compare the outlets of a story: what each told, left out, cut, worded otherwise, and whom it quotes.

    What a copy took over counts with the text it was made from. Pages that cannot be read are named on standard error,
    each with its reason.

    Exit codes: 0 done, 1 nothing could be read, 2 wrong call.
    """
    with quietly():
        chosen = form or form_of(output, CompareForm)
        check_output(output)
        owned = fetch_owners(owners) if owners else None
        if all(map(is_story_id, paths)):
            with opened_newsroom(archive) as newsroom:
                briefs = [newsroom.story(each, owners=owned) for each in paths]
                compared = Comparisons(_compare_all(newsroom, briefs, outlets or ()))
        else:
            with progress_bar() as tell:
                newsroom = headwater.Newsroom()
                edition = newsroom.brief(paths, progress=tell, allow_private=allow_private, fast=fast, owners=owned)
            name_left_out(edition.left_out)
            compared = Comparisons(_compare_all(newsroom, edition, outlets or ()), edition.left_out)
        if not (chosen is CompareForm.TEXT and output is None and show_page(compare_page(compared))):
            write_text(_printed(compared, chosen), output)
        if not compared:
            raise typer.Exit(ExitCode.NOTHING_READ)


def _compare_all(newsroom: Newsroom, briefs: Sequence[Brief], outlets: Sequence[str]) -> list[Comparison]:
    """The comparisons of the stories that all the outlets asked for tell; UnknownOutlet if there is no such story."""
    compared, unknown = [], None
    for brief in briefs:
        try:
            compared.append(newsroom.compare(brief, outlets))
        except UnknownOutlet as error:
            unknown = error
    if unknown is not None and not compared:
        raise unknown
    return compared


def _printed(compared: Comparisons, form: CompareForm) -> str:
    match form:
        case CompareForm.JSON:
            return print_archive_json(compare_document(compared))
        case CompareForm.MD:
            return print_compare_markdown(compared)
        case CompareForm.TEXT:
            return plain_page(compare_page(compared))
