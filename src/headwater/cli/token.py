"""`headwater token`: what programs show to a newsroom that is served to others."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from headwater.cli.archive import DEFAULT_ARCHIVE, Archive, opened_newsroom
from headwater.cli.errors import quietly
from headwater.cli.user import GivenRole, RoleName, role_of
from headwater.vocabulary.account import Role, TokenUse

token = typer.Typer(
    name="token",
    help="The tokens of programs for a newsroom that is served to others.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="What to call the token: letters a-z, digits and . _ @ -")]


@token.command("add")
def add(
    name: Name,
    archive: Archive = DEFAULT_ARCHIVE,
    role: GivenRole = RoleName.READER,
    use: Annotated[
        TokenUse, typer.Option("--for", help="What it opens: everything its role may, the feeds, or the metrics.")
    ] = TokenUse.ALL,
    days: Annotated[
        int | None, typer.Option("--days", min=1, max=36_500, help="How long it is good for.", show_default="for ever")
    ] = None,
) -> None:
    """Make a token and print it, this once: the archive keeps a digest of it alone.

    Exit codes: 0 done, 2 wrong call.
    """
    with quietly(), opened_newsroom(archive, to_write=True) as newsroom:
        from headwater.web.security.secrets import digest_of, new_token

        secret, now = new_token(), datetime.now(UTC)
        until = None if days is None else now + timedelta(days=days)
        may = role_of(role) if use is TokenUse.ALL else Role.READER
        newsroom.accounts.add_token(name, may, use, digest_of(secret), now, until)
        typer.echo(secret)


@token.command("list")
def list_tokens(archive: Archive = DEFAULT_ARCHIVE) -> None:
    """List the tokens, each with its role, what it opens and until when.

    Exit codes: 0 done, 2 wrong call.
    """
    with quietly(), opened_newsroom(archive) as newsroom:
        for each in newsroom.accounts.tokens():
            until = f"until {each.until:%Y-%m-%d}" if each.until else "for ever"
            typer.echo(f"{each.name}  {each.role.word}  for {each.use}  since {each.made_at:%Y-%m-%d}  {until}")


@token.command("remove")
def remove(name: Name, archive: Archive = DEFAULT_ARCHIVE) -> None:
    """Remove a token; a server that has just seen it believes it for five seconds more.

    Exit codes: 0 done, 2 wrong call.
    """
    with quietly(), opened_newsroom(archive) as newsroom:
        newsroom.accounts.remove_token(name)
        typer.echo(f"the token {name} is removed")
