"""The `headwater` command and its verbs."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from headwater.cli.add import add, reread
from headwater.cli.audit import audit
from headwater.cli.backup import backup
from headwater.cli.brief import brief
from headwater.cli.compare import compare
from headwater.cli.errors import quietly
from headwater.cli.export import export
from headwater.cli.lineage import lineage
from headwater.cli.schema import schema
from headwater.cli.search import check, search
from headwater.cli.serve import serve
from headwater.cli.stories import stats, stories, story
from headwater.cli.token import token
from headwater.cli.user import user
from headwater.cli.verify import verify
from headwater.cli.watch import watch
from headwater.version import __version__

app = typer.Typer(
    name="headwater",
    help="Read what many outlets wrote about one event; tell how many independent accounts there are.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(brief)
app.command()(lineage)
app.command()(compare)
app.command()(add)
app.command()(watch)
app.command()(stories)
app.command()(story)
app.command()(search)
app.command()(check)
app.command()(backup)
app.command()(reread)
app.command()(stats)
app.command()(serve)
app.command()(export)
app.add_typer(user)
app.add_typer(token)
app.command()(audit)
app.command()(schema)
app.command()(verify)


def main() -> None:
    """Run the command line."""
    with quietly():
        try:
            app()
        finally:
            # Here, where a closed pipe is quiet; Python's own flush at the end would complain.
            sys.stdout.flush()


@app.callback()
def _headwater(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=lambda wanted: _print_version(wanted), is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    pass


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"headwater {__version__}")
        raise typer.Exit
