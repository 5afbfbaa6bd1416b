"""Accounts: who may ask a served newsroom, what they may do, and the log of what they added."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum


class Role(IntEnum):
    """What somebody may do; each may do what those before may."""

    NOBODY = 0
    READER = 1
    EDITOR = 2
    """Adds pages."""
    ADMIN = 3
    """Reads the log of additions and the metrics."""

    @property
    def word(self) -> str:
        """The role as people write it."""
        return self.name.lower()


class TokenUse(StrEnum):
    """What a token opens."""

    ALL = "all"
    FEEDS = "feeds"
    """The feeds alone; such a token may stand in an address, since feed readers send no headers."""
    METRICS = "metrics"
    """The metrics alone."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who signs in with a password."""

    name: str
    role: Role
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Token:
    """A secret that a program shows; the archive knows its digest alone. `until` is null for one that never ends."""

    name: str
    role: Role
    use: TokenUse
    made_at: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class LoggedPage:
    """A page in the log of additions, and what became of it: 'waiting', 'opened s...', 'held already', a reason."""

    address: str
    outcome: str


@dataclass(frozen=True, slots=True)
class LoggedAddition:
    """One line of the log of additions: who added what, when, from where. `ended_at` is null while it is under way, and
    stays null where the server broke off."""

    number: int
    at: datetime
    who: str
    client: str
    pages: tuple[LoggedPage, ...]
    ended_at: datetime | None = None


class AdditionLog(list[LoggedAddition]):
    """A page of the log of additions, the newest first, and how many lines there are in all."""

    def __init__(self, lines: Iterable[LoggedAddition] = (), total: int = 0) -> None:
        super().__init__(lines)
        self.total = total
