"""`headwater backup`: a copy of the archive, taken while it is used, and checked."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from headwater.cli.archive import DEFAULT_ARCHIVE, Archive, opened_newsroom
from headwater.cli.errors import quietly
from headwater.export.wording import count_words


def backup(
    to: Annotated[
        Path,
        typer.Argument(
            metavar="FILE|FOLDER",
            help="Where the copy goes; in a folder it is named by the archive and the time.",
            show_default=False,
        ),
    ],
    archive: Archive = DEFAULT_ARCHIVE,
    replace: Annotated[bool, typer.Option("--replace", help="Put it in the place of a file that is there.")] = False,
) -> None:
    """Copy the archive to a file while others go on, and check the copy.

    It holds all that was told as added before it began. The file is there once it is whole and checked: SQLite's own
    check, the bytes of 200 pages against their digests. An archive in PostgreSQL is backed up by pg_dump; the command
    says how.

    Exit codes: 0 done, 2 wrong call.
    """
    with quietly(), opened_newsroom(archive) as newsroom:
        copied = newsroom.backup(to / _named(archive) if to.is_dir() else to, replace=replace)
        reports, pages = count_words(copied.reports, "report"), count_words(copied.pages_checked, "page")
        typer.echo(f"{copied.path}: {reports}, {copied.bytes / 1e6:,.1f} MB; checked, with the bytes of {pages}")


def _named(archive: str) -> str:
    now = datetime.now(UTC)
    return f"{Path(archive).stem}-{now:%Y%m%dT%H%M%SZ}.sqlite"
