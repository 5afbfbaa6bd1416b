"""What a store asks of its database: transactions, rows, and an index of words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from headwater.store.words import Term

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index of words holds of a report, every field folded to words between blanks (`store/words.py`)."""

    number: int
    headline: str
    body: str
    outlet: str
    agency: str
    speakers: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the index of words is asked for, folded; instants in microseconds; `in_headline` where the terms must stand
    in the headline."""

    terms: tuple[Term, ...]
    outlet: str | None
    agency: str | None
    speaker: str | None
    since: int | None
    before: int | None
    in_headline: bool = False


class Transaction(Protocol):
    """Statements that are kept together or not at all. Values go in for question marks."""

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """What a statement finds."""
        ...

    def run(self, sql: str, many: Iterable[Sequence[object]]) -> None:
        """Do a statement once for each row of values."""
        ...

    def index(self, entries: Sequence[Entry]) -> None:
        """Put reports into the index of words."""
        ...

    def unindex(self, entries: Sequence[Entry]) -> None:
        """Take reports out of it; the entries must be what was put in."""
        ...

    def find(self, wanted: Wanted, most: int) -> list[tuple[int, float]]:
        """The numbers of the newest reports, at most so many, that hold what is wanted; each with its rank, the
        greater the better."""
        ...

    def holders(self, word: str, most: int) -> list[int]:
        """The numbers of the newest reports, at most so many, that hold one word."""
        ...

    def size(self) -> int:
        """How many bytes the archive takes."""
        ...


class Database(Protocol):
    """A database that holds one archive."""

    where: str

    def reading(self) -> AbstractContextManager[Transaction]:
        """A transaction that sees one state of the archive, whatever others write."""
        ...

    def writing(self) -> AbstractContextManager[Transaction]:
        """A transaction that no other writer runs beside; kept once the context is left without an error."""
        ...

    def copy_to(self, path: Path) -> None:
        """Copy one state of the archive to a SQLite file that is not there yet, while others go on."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...


def one_value(transaction: Transaction, sql: str, values: Sequence[object] = ()) -> Any:
    """The first value of the first row, or null if there is none."""
    found = transaction.rows(sql, values)
    return found[0][0] if found else None


def marks(count: int) -> str:
    """Question marks for a list of values."""
    return ", ".join("?" * count)


def address_key(address: str) -> int:
    """A number for an address to be found by: addresses may be longer than an index takes."""
    digest = hashlib.blake2b(address.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def storable(text: str | None) -> str | None:
    """A text as every database takes it in a column: no zero byte, no half of a character."""
    if text is None or (text.isascii() and "\0" not in text):
        return text
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def askable(values: Sequence[object]) -> Sequence[object]:
    """Values to be asked for, texts as they would have been stored: an id from an address may hold anything."""
    return [storable(each) if isinstance(each, str) else each for each in values]
