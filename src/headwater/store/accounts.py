"""Accounts, tokens, sessions and the log of additions, as an archive keeps them.

No password and no secret is ever kept: of passwords what argon2 made of them, of tokens and sessions a SHA-256, which
is enough for 256 random bits. What is asked here is asked with the instant that counts as now, so that what has ended
opens nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from headwater.errors import TakenName, UnknownAccount, UnusableName
from headwater.store.database import Database, Row, Transaction, one_value, storable
from headwater.store.instants import as_instant, as_number
from headwater.vocabulary.account import Account, AdditionLog, LoggedAddition, LoggedPage, Role, Token, TokenUse

# Plain small letters: two names that look alike are one name, and none can break a line of a log.
_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")
# The log keeps the beginning of an address; one of a megabyte would be a way to fill the disk.
_LONGEST_ADDRESS = 500
_TOKENS = "SELECT name, role, use, made_at, until FROM tokens"
_LOG = "SELECT number, at, who, client, pages, ended_at FROM additions ORDER BY number DESC LIMIT ? OFFSET ?"


class Accounts:
    """Who may ask, in one archive."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_account(self, name: str, role: Role, password: str, at: datetime) -> Account:
        """Keep an account; `password` is what argon2 made of it. Raises UnusableName and TakenName."""
        usable = _usable(name)
        with self._database.writing() as archive:
            if one_value(archive, "SELECT 1 FROM accounts WHERE name = ?", (usable,)):
                raise TakenName(usable)
            sql = "INSERT INTO accounts (name, role, password, made_at) VALUES (?, ?, ?, ?)"
            archive.run(sql, [(usable, int(role), password, as_number(at))])
        return Account(usable, role, at)

    def accounts(self) -> list[Account]:
        """All accounts by name."""
        with self._database.reading() as archive:
            rows = archive.rows("SELECT name, role, made_at FROM accounts ORDER BY name")
        return [Account(name, Role(role), as_instant(at)) for name, role, at in rows]

    def remove_account(self, name: str) -> None:
        """Take an account away and end its sessions. Raises UnknownAccount."""
        with self._database.writing() as archive:
            _known(archive, "accounts", name)
            archive.run("DELETE FROM sessions WHERE account = ?", [(storable(name),)])
            archive.run("DELETE FROM accounts WHERE name = ?", [(storable(name),)])

    def set_password(self, name: str, password: str, *, end_sessions: bool = True) -> None:
        """Put a password in the place of the former and end the account's sessions. Raises UnknownAccount."""
        with self._database.writing() as archive:
            _known(archive, "accounts", name)
            archive.run("UPDATE accounts SET password = ? WHERE name = ?", [(password, storable(name))])
            if end_sessions:
                archive.run("DELETE FROM sessions WHERE account = ?", [(storable(name),)])

    def password_of(self, name: str) -> str | None:
        """What argon2 made of an account's password; null where there is no such account."""
        with self._database.reading() as archive:
            found: str | None = one_value(archive, "SELECT password FROM accounts WHERE name = ?", (storable(name),))
            return found

    def open_session(self, digest: bytes, name: str, at: datetime, until: datetime) -> None:
        """Keep a session of an account; those that have ended by now go. Raises UnknownAccount."""
        with self._database.writing() as archive:
            _known(archive, "accounts", name)
            archive.run("DELETE FROM sessions WHERE until <= ?", [(as_number(at),)])
            sql = "INSERT INTO sessions (digest, account, until) VALUES (?, ?, ?)"
            archive.run(sql, [(digest, name, as_number(until))])

    def session(self, digest: bytes, now: datetime) -> Account | None:
        """The account whose session this is, with the role it has now."""
        sql = (
            "SELECT a.name, a.role, a.made_at FROM sessions s JOIN accounts a ON a.name = s.account"
            " WHERE s.digest = ? AND s.until > ?"
        )
        with self._database.reading() as archive:
            rows = archive.rows(sql, (digest, as_number(now)))
        return next((Account(name, Role(role), as_instant(at)) for name, role, at in rows), None)

    def close_session(self, digest: bytes) -> None:
        """End a session; one that is not there has ended."""
        with self._database.writing() as archive:
            archive.run("DELETE FROM sessions WHERE digest = ?", [(digest,)])

    def add_token(
        self, name: str, role: Role, use: TokenUse, digest: bytes, at: datetime, until: datetime | None = None
    ) -> Token:
        """Keep a token by its digest. Raises UnusableName and TakenName."""
        usable = _usable(name)
        with self._database.writing() as archive:
            if one_value(archive, "SELECT 1 FROM tokens WHERE name = ?", (usable,)):
                raise TakenName(usable)
            sql = "INSERT INTO tokens (name, role, use, digest, made_at, until) VALUES (?, ?, ?, ?, ?, ?)"
            ends = None if until is None else as_number(until)
            archive.run(sql, [(usable, int(role), str(use), digest, as_number(at), ends)])
        return Token(usable, role, use, at, until)

    def tokens(self) -> list[Token]:
        """All tokens by name, those that have ended too."""
        with self._database.reading() as archive:
            return [_token(row) for row in archive.rows(f"{_TOKENS} ORDER BY name")]

    def token(self, digest: bytes, now: datetime) -> Token | None:
        """The token of that digest, if there is one and it has not ended."""
        sql = f"{_TOKENS} WHERE digest = ? AND (until IS NULL OR until > ?)"
        with self._database.reading() as archive:
            rows = archive.rows(sql, (digest, as_number(now)))
        return next((_token(row) for row in rows), None)

    def remove_token(self, name: str) -> None:
        """Take a token away. Raises UnknownAccount."""
        with self._database.writing() as archive:
            _known(archive, "tokens", name)
            archive.run("DELETE FROM tokens WHERE name = ?", [(storable(name),)])

    def is_open(self, now: datetime) -> bool:
        """Whether anybody at all could be let in: an account, or a token for everything that has not ended."""
        sql = (
            "SELECT (SELECT count(*) FROM accounts)"
            " + (SELECT count(*) FROM tokens WHERE use = ? AND (until IS NULL OR until > ?))"
        )
        with self._database.reading() as archive:
            return bool(one_value(archive, sql, (str(TokenUse.ALL), as_number(now))))

    def begin_addition(self, at: datetime, who: str, client: str, addresses: Sequence[str]) -> int:
        """Log that somebody adds pages; the number of the line."""
        pages = _packed(LoggedPage(address, "waiting") for address in addresses)
        with self._database.writing() as archive:
            number = int(one_value(archive, "SELECT coalesce(max(number), 0) FROM additions")) + 1
            sql = "INSERT INTO additions (number, at, who, client, pages) VALUES (?, ?, ?, ?, ?)"
            archive.run(sql, [(number, as_number(at), storable(who), storable(client), pages)])
        return number

    def end_addition(self, number: int, at: datetime, pages: Sequence[LoggedPage]) -> None:
        """Log what became of the pages of an addition."""
        with self._database.writing() as archive:
            sql = "UPDATE additions SET ended_at = ?, pages = ? WHERE number = ?"
            archive.run(sql, [(as_number(at), _packed(pages), number)])

    def additions(self, limit: int = 20, page: int = 0) -> AdditionLog:
        """The log of additions, the newest first."""
        with self._database.reading() as archive:
            total = int(one_value(archive, "SELECT count(*) FROM additions"))
            rows = archive.rows(_LOG, (limit, page * limit))
        return AdditionLog((_addition(row) for row in rows), total)


def _usable(name: str) -> str:
    folded = name.strip().lower()
    if not _NAME.fullmatch(folded):
        raise UnusableName(name)
    return folded


def _known(archive: Transaction, table: str, name: str) -> None:
    if not one_value(archive, f"SELECT 1 FROM {table} WHERE name = ?", (storable(name),)):
        raise UnknownAccount(name, "account" if table == "accounts" else "token")


def _token(row: Row) -> Token:
    name, role, use, made_at, until = row
    return Token(name, Role(role), TokenUse(use), as_instant(made_at), None if until is None else as_instant(until))


def _packed(pages: Iterable[LoggedPage]) -> str:
    shortened = [[page.address[:_LONGEST_ADDRESS], page.outcome[:_LONGEST_ADDRESS]] for page in pages]
    # ASCII, with every other character escaped: no database refuses it.
    return json.dumps(shortened)


def _addition(row: Row) -> LoggedAddition:
    number, at, who, client, pages, ended_at = row
    logged = tuple(LoggedPage(address, outcome) for address, outcome in json.loads(pages))
    ended = None if ended_at is None else as_instant(ended_at)
    return LoggedAddition(number, as_instant(at), who, client, logged, ended)
