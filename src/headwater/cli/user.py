"""`headwater user`: the accounts of a newsroom that is served to others."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer

from headwater.cli.archive import DEFAULT_ARCHIVE, Archive, opened_newsroom
from headwater.cli.errors import ExitCode, complain, quietly
from headwater.vocabulary.account import Role

user = typer.Typer(
    name="user",
    help="The accounts of a newsroom that is served to others.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="The account's name: letters a-z, digits and . _ @ -")]
# A password and its line end; what is longer is no password (web/security/passwords.py).
_LONGEST_LINE = 4_096


class RoleName(StrEnum):
    """What somebody may do: read, read and add, or that and look at the log of additions."""

    READER = "reader"
    EDITOR = "editor"
    ADMIN = "admin"


GivenRole = Annotated[RoleName, typer.Option("--role", help="What they may do.")]


def role_of(name: RoleName) -> Role:
    """The role of that name."""
    return Role[name.name]


@user.command("add")
def add(name: Name, archive: Archive = DEFAULT_ARCHIVE, role: GivenRole = RoleName.READER) -> None:
    """Make an account. Its password is asked for, or read from standard input; it is never an argument.

    Exit codes: 0 done, 2 wrong call.
    """
    with quietly(), opened_newsroom(archive, to_write=True) as newsroom:
        from headwater.web.security.passwords import hashed

        password = hashed(_asked_password())
        account = newsroom.accounts.add_account(name, role_of(role), password, datetime.now(UTC))
        typer.echo(f"{account.name} may now sign in as {account.role.word}")


@user.command("list")
def list_users(archive: Archive = DEFAULT_ARCHIVE) -> None:
    """List the accounts, each with its role and the day it was made.

    Exit codes: 0 done, 2 wrong call.
    """
    with quietly(), opened_newsroom(archive) as newsroom:
        for account in newsroom.accounts.accounts():
            typer.echo(f"{account.name}  {account.role.word}  since {account.made_at:%Y-%m-%d}")


@user.command("remove")
def remove(name: Name, archive: Archive = DEFAULT_ARCHIVE) -> None:
    """Remove an account and end its sessions.

    Exit codes: 0 done, 2 wrong call.
    """
    with quietly(), opened_newsroom(archive) as newsroom:
        newsroom.accounts.remove_account(name)
        typer.echo(f"{name} is removed, and signed out everywhere")


@user.command("password")
def password(name: Name, archive: Archive = DEFAULT_ARCHIVE) -> None:
    """Give an account another password and end its sessions.

    Exit codes: 0 done, 2 wrong call.
    """
    with quietly(), opened_newsroom(archive) as newsroom:
        from headwater.web.security.passwords import hashed

        newsroom.accounts.set_password(name, hashed(_asked_password()))
        typer.echo(f"{name} has another password, and is signed out everywhere")


def _asked_password() -> str:
    """A password from the terminal, twice and unseen, or one line of standard input."""
    if sys.stdin.isatty():
        asked: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
        return asked
    line = sys.stdin.readline(_LONGEST_LINE).rstrip("\r\n")
    if not line:
        complain("no password on standard input; type it there as one line, or run this on a terminal")
        raise typer.Exit(ExitCode.WRONG_CALL)
    return line
