"""`headwater serve`: the newsroom in a browser."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import headwater
from headwater.cli.archive import DEFAULT_ARCHIVE, Archive
from headwater.cli.errors import ExitCode, complain, quietly
from headwater.errors import MissingPart, NobodyMayAsk

_ORIGIN = re.compile(r"https?://[^/\s?#@]+/?")


class LogLines(StrEnum):
    """How log lines are written."""

    TEXT = "text"
    JSON = "json"


def serve(
    archive: Archive = DEFAULT_ARCHIVE,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65_535, help="The port to listen on.")] = 8080,
    origin: Annotated[
        list[str] | None,
        typer.Option(
            "--origin",
            metavar="URL",
            envvar="HEADWATER_ORIGIN",
            help="The public address of a proxy in front, such as https://news.example; may be repeated.",
            show_default=False,
        ),
    ] = None,
    log_format: Annotated[LogLines, typer.Option("--log-format", help="How log lines are written.")] = LogLines.TEXT,
    log_clients: Annotated[
        bool, typer.Option("--log-clients", help="Put the addresses of visitors into the log.")
    ] = False,
    tell_ahead: Annotated[
        bool, typer.Option("--tell-ahead/--no-tell-ahead", help="Tell stories that nobody has asked for yet.")
    ] = True,
) -> None:
    """Open the archive in a browser, and to programs over HTTP.

    Listens for this machine alone unless another address or a proxy is named; then everybody must sign in or show a
    token, and it does not start before there is one (headwater user add, headwater token add).

    Exit codes: 0 done, 2 wrong call.
    """
    with quietly():
        if "://" not in archive and not Path(archive).exists():
            complain(f"{archive}: no archive there; add pages first (headwater add), or name one with --archive")
            raise typer.Exit(ExitCode.WRONG_CALL)
        for each in origin or ():
            if not _ORIGIN.fullmatch(each):
                complain(f"--origin {each}: expected an address without a path, such as https://news.example")
                raise typer.Exit(ExitCode.WRONG_CALL)
        try:
            from headwater.web.logs import LogForm
            from headwater.web.serving import serve as listen
        except ModuleNotFoundError as missing:
            raise MissingPart("Serving the archive", missing.name or "a library", "web") from None
        from headwater.web.settings import Settings

        settings = Settings(
            archive,
            host,
            port,
            origins=tuple(each.rstrip("/") for each in origin or ()),
            tells_ahead=tell_ahead,
            logs_clients=log_clients,
        )
        with headwater.Newsroom(archive) as newsroom:
            # Asked even where it does not matter: an archive that cannot be opened is then said here, on one line.
            can_ask = newsroom.accounts.is_open(datetime.now(UTC))
        if not can_ask and not settings.is_local:
            raise NobodyMayAsk(_without_password(archive))
        own = f"[{host}]" if ":" in host else host
        where = settings.origins[0] if settings.origins else f"http://{own}:{port}"
        typer.echo(f"Headwater is open at {where}/ (stop it with Ctrl+C)", err=True)
        listen(settings, LogForm(log_format.value))


def _without_password(archive: str) -> str:
    return re.sub(r"(?<=://)[^/@]*@", "", archive.partition("?")[0])
