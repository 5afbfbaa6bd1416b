"""`headwater verify`: hold a text against pages, sentence by sentence."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import headwater
from headwater.cli.archive import DEFAULT_ARCHIVE, Archive, stories_named, text_named
from headwater.cli.errors import ExitCode, quietly
from headwater.cli.pages import (
    AllowPrivate,
    Output,
    check_output,
    form_of,
    name_left_out,
    plain_page,
    show_page,
    write_text,
)
from headwater.export.verify_contract import print_verdicts, verify_document
from headwater.export.verify_page import verify_page
from headwater.vocabulary.verify import Standing


class VerifyForm(StrEnum):
    """The forms in which verdicts are shown."""

    TEXT = "text"
    JSON = "json"


def verify(
    against: Annotated[
        list[str],
        typer.Option(
            "--against",
            metavar="PATH",
            help="Pages to hold it against, as for brief, or the ids of stories of the archive; may be repeated.",
            show_default=False,
        ),
    ],
    text: Annotated[
        str | None,
        typer.Argument(metavar="TEXT", help="The text, or - for standard input.", show_default=False),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option("--file", metavar="FILE", help="Take the text from FILE.", show_default=False),
    ] = None,
    form: Annotated[
        VerifyForm | None,
        typer.Option("--format", help="How to show it; by default as FILE ends, else text.", show_default=False),
    ] = None,
    output: Output = None,
    allow_private: AllowPrivate = False,
    archive: Archive = DEFAULT_ARCHIVE,
) -> None:
    """Tell of each sentence of a text whether the pages bear it out: supported, altered or unsupported.

    Names, numbers, dates, negations, moods and quoted words are checked, each where it belongs.

    Exit codes: 0 every sentence is supported, 1 some are not or nothing could be read, 2 wrong call.
    """
    with quietly():
        chosen = form or form_of(output, VerifyForm)
        check_output(output)
        words = text_named(text, file)
        stories = stories_named(against, archive, allow_private=allow_private)
        name_left_out(stories.left_out)
        verdicts = headwater.Newsroom().verify(words, stories)
        if chosen is VerifyForm.JSON:
            write_text(print_verdicts(verify_document(verdicts, stories)), output)
        elif output is not None or not show_page(verify_page(verdicts, stories)):
            write_text(plain_page(verify_page(verdicts, stories)), output)
        if any(verdict.standing is not Standing.SUPPORTED for verdict in verdicts):
            raise typer.Exit(ExitCode.NOT_SUPPORTED)
