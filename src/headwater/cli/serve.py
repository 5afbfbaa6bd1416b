"""`headwater serve`: the newsroom in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from headwater.cli.archive import DEFAULT_ARCHIVE, Archive
from headwater.cli.errors import ExitCode, complain, quietly
from headwater.errors import MissingPart


def serve(
    archive: Archive = DEFAULT_ARCHIVE,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65_535, help="The port to listen on.")] = 8080,
) -> None:
    """Open the archive in a browser, and to programs over HTTP.

    Listens for this machine alone unless another address is given.

    Exit codes: 0 done, 2 wrong call.
    """
    with quietly():
        if "://" not in archive and not Path(archive).exists():
            complain(f"{archive}: no archive there; add pages first (headwater add), or name one with --archive")
            raise typer.Exit(ExitCode.WRONG_CALL)
        try:
            from headwater.web.serving import serve as listen
        except ModuleNotFoundError as missing:
            raise MissingPart("Serving the archive", missing.name or "a library", "web") from None
        from headwater.web.settings import Settings

        typer.echo(f"Headwater is open at http://{host}:{port}/ (stop it with Ctrl+C)", err=True)
        listen(Settings(archive, host, port))
