"""`headwater brief`: read pages, tell each story once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import headwater
from headwater.cli.errors import ExitCode, quietly
from headwater.cli.llm import MOST_TOKENS, LlmModel, LlmTokens, LlmUrl, endpoint_of
from headwater.cli.pages import (
    AllowPrivate,
    Fast,
    Output,
    OwnerFiles,
    Paths,
    check_output,
    form_of,
    name_left_out,
    plain_page,
    show_page,
    write_text,
)
from headwater.cli.progress import progress_bar
from headwater.export.contract import print_json
from headwater.export.document import edition_document
from headwater.export.html import print_html
from headwater.export.markdown import print_markdown
from headwater.export.terminal import terminal_page
from headwater.export.timex3 import print_timex3
from headwater.fetch.owners import fetch_owners
from headwater.vocabulary.brief import Edition


class Form(StrEnum):
    """The forms in which a brief is shown."""

    TEXT = "text"
    JSON = "json"
    MD = "md"
    HTML = "html"
    TIMEX3 = "timex3"


def brief(
    paths: Paths,
    form: Annotated[
        Form | None,
        typer.Option("--format", help="How to show it; by default as FILE ends, else text.", show_default=False),
    ] = None,
    output: Output = None,
    owners: OwnerFiles = None,
    allow_private: AllowPrivate = False,
    fast: Fast = False,
    parse_model: Annotated[
        str | None,
        typer.Option(
            "--parse-model",
            metavar="NAME",
            help="Find statements with this spaCy model, or with none; by default the one that comes along.",
            show_default=False,
        ),
    ] = None,
    llm: LlmUrl = None,
    llm_model: LlmModel = None,
    llm_tokens: LlmTokens = MOST_TOKENS,
) -> None:
    """Tell each story of the pages once, every sentence with its trace.

    Pages that cannot be told are named on standard error, each with its reason; the others are told.

    Exit codes: 0 done, 1 nothing could be read, 2 wrong call.
    """
    with quietly():
        chosen = form or form_of(output, Form)
        check_output(output)
        owned = fetch_owners(owners) if owners else None
        endpoint = endpoint_of(llm, llm_model, llm_tokens)
        with progress_bar() as tell:
            # By this name the readers and their libraries load now, and not before --help is printed.
            newsroom = headwater.Newsroom(parse_model=parse_model) if parse_model else headwater.Newsroom()
            edition = newsroom.brief(
                paths, progress=tell, allow_private=allow_private, fast=fast, owners=owned, llm=endpoint
            )
        name_left_out(edition.left_out)
        show_edition(edition, chosen, output)
        if not edition:
            raise typer.Exit(ExitCode.NOTHING_READ)


def show_edition(edition: Edition, form: Form, output: Path | None) -> None:
    """Show briefs in the form asked for: in colour on a terminal, else to the file named or to standard output."""
    if form is Form.TEXT and output is None and show_page(terminal_page(edition)):
        return
    write_text(_printed(edition, form), output)


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
            return plain_page(terminal_page(edition))
