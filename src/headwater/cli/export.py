"""`headwater export`: stories in other people's formats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

import headwater
from headwater.cli.archive import DEFAULT_ARCHIVE, Archive, Since, Until, is_story_id, opened_newsroom
from headwater.cli.errors import ExitCode, complain, quietly
from headwater.cli.pages import AllowPrivate, Fast, name_left_out, write_text
from headwater.cli.progress import progress_bar
from headwater.export.files import ExportForm, export_stories, printed_story
from headwater.vocabulary.brief import Brief


def export(
    form: Annotated[ExportForm, typer.Option("--format", help="In which format.", show_default=False)],
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[STORY]...", help="The ids of stories of the archive; or pages, as for brief.", show_default=False
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE|FOLDER",
            help="Write to FILE, or a file for each story (or table) into FOLDER.",
            show_default=False,
        ),
    ] = None,
    since: Since = None,
    until: Until = None,
    archive: Archive = DEFAULT_ARCHIVE,
    allow_private: AllowPrivate = False,
    fast: Fast = False,
) -> None:
    """Write stories in other people's formats: IPTC ninjs, W3C PROV, Web Annotations, schema.org, tables.

    Without STORY, those of the archive whose newest report is of the days named. A FOLDER is made if it is not there;
    a name without an ending means one. Parquet and PROV need the extras of these names.

    Exit codes: 0 done, 1 no story, 2 wrong call.
    """
    with quietly():
        if bool(names) == bool(since or until):
            _refuse("name stories or pages, or days with --since and --until, one of the two")
        if output is None and form in (ExportForm.CSV, ExportForm.PARQUET):
            _refuse(f"{form.value} is several tables; name a FOLDER for them with -o")
        if output is not None and not output.absolute().parent.is_dir():
            _refuse(f"{output}: cannot write there; name a file or folder in a folder that exists")
        with _briefs(names or (), since, until, archive, allow_private, fast) as briefs:
            count = _print_all(briefs, form) if output is None else _write_all(briefs, form, output)
        if output is not None and count:
            typer.echo(f"{count} {'story' if count == 1 else 'stories'} in {output}")
        if not count:
            complain("no story was found")
            raise typer.Exit(ExitCode.NOTHING_READ)


@contextmanager
def _briefs(
    names: Sequence[str], since: datetime | None, until: datetime | None, archive: str, allow_private: bool, fast: bool
) -> Iterator[Iterator[Brief]]:
    """The stories meant, told one after another."""
    if all(map(is_story_id, names)):
        with opened_newsroom(archive) as newsroom:
            if names:
                yield (newsroom.story(each) for each in names)
            else:
                yield newsroom.briefs(since.date() if since else None, until.date() if until else None)
        return
    with progress_bar() as tell:
        edition = headwater.Newsroom().brief(names, progress=tell, allow_private=allow_private, fast=fast)
    name_left_out(edition.left_out)
    yield iter(edition)


def _print_all(briefs: Iterator[Brief], form: ExportForm) -> int:
    """To standard output: one document, or items a line."""
    count = 0
    for brief in briefs:
        if count and form is not ExportForm.NINJS:
            _refuse("standard output takes one story in this format; name a FOLDER with -o")
        write_text(printed_story(brief, form), None)
        count += 1
    return count


def _write_all(briefs: Iterator[Brief], form: ExportForm, output: Path) -> int:
    try:
        return export_stories(briefs, form, output)
    except OSError as error:
        _refuse(f"{output}: {error.strerror or error}; name a file or folder that can be written")
    return 0


def _refuse(reason: str) -> None:
    complain(reason)
    raise typer.Exit(ExitCode.WRONG_CALL)
