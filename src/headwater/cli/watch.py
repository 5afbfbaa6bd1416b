"""`headwater watch`: feeds asked again and again, and what happens told."""

from __future__ import annotations

import os
import signal
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from headwater.cli.archive import DEFAULT_ARCHIVE, Archive, opened_newsroom
from headwater.cli.errors import ExitCode, complain, quietly
from headwater.cli.pages import AllowPrivate, name_left_out
from headwater.export.archive_pages import alert_page
from headwater.vocabulary.watch import Alert

if TYPE_CHECKING:
    from headwater.newsroom.watching import Receiver

SECRET_SETTING = "HEADWATER_WEBHOOK_SECRET"  # noqa: S105 - the name of the setting


class _Terminal:
    name = "terminal"

    def __init__(self) -> None:
        self._console = Console(highlight=False)

    def tell(self, alert: Alert) -> None:
        self._console.print(alert_page(alert))


def watch(
    feeds: Annotated[
        list[str],
        typer.Argument(metavar="FEED", help="Feeds by their addresses, or OPML files of feeds.", show_default=False),
    ],
    archive: Archive = DEFAULT_ARCHIVE,
    every: Annotated[float, typer.Option("--every", min=0.1, metavar="MINUTES", help="How often a feed is asked.")] = 5,
    rounds: Annotated[
        int | None,
        typer.Option("--rounds", min=1, metavar="N", help="Stop after so many rounds.", show_default=False),
    ] = None,
    alerts: Annotated[
        Path | None,
        typer.Option("--alerts", metavar="FILE", help="Write each alert to FILE, too, as a line of JSON."),
    ] = None,
    webhook: Annotated[
        str | None,
        typer.Option(
            "--webhook",
            metavar="ADDRESS",
            help=f"Post each alert there, too, signed with the secret in {SECRET_SETTING} if it is set.",
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no alerts here.")] = False,
    allow_private: AllowPrivate = False,
) -> None:
    """Ask feeds again and again, keep what is new, and tell what happens to stories.

    Told are a new story, another independent origin, an altered quotation, a figure that changed and a corrected page.
    Stopped in whatever way, the next start goes on where this one ended: no page is lost or kept twice, and no alert is
    lost.

    Exit codes: 0 done, 2 wrong call.
    """
    with quietly(), opened_newsroom(archive, to_write=True) as newsroom:
        # Here: with it the readers and their libraries load, and not before --help is printed.
        from headwater.newsroom.receivers import AlertFile, AlertHook, feeds_named

        signal.signal(signal.SIGTERM, _stop)
        receivers: list[Receiver] = [
            *([] if quiet else [_Terminal()]),
            *([AlertFile(alerts)] if alerts else []),
            *([AlertHook(webhook, os.environ.get(SECRET_SETTING))] if webhook else []),
        ]
        named, left_out = feeds_named(feeds)
        name_left_out(left_out)
        if not named:
            complain("no feed to watch; name feeds by their http addresses, or an OPML file")
            raise typer.Exit(ExitCode.WRONG_CALL)
        watching = newsroom.watch(named, receivers, every=timedelta(minutes=every), allow_private=allow_private)
        watching.run(rounds, lambda found: name_left_out(found.left_out))


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise typer.Exit(ExitCode.DONE)
