"""An archive in one SQLite file, or in memory: the file, its settings, and what can go wrong with it."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from headwater.errors import (
    ArchiveError,
    ClosedArchive,
    DamagedArchive,
    ForeignArchive,
    FullArchive,
    LockedArchive,
    NewerArchive,
    UnwritableArchive,
)
from headwater.store.database import Entry, Row, Transaction, Wanted, askable
from headwater.store.fts5 import find, holders, index, unindex
from headwater.store.packing import body_words
from headwater.store.schema import SQLITE_STEPS, Step
from headwater.store.words import folded_words

IN_MEMORY = ":memory:"
# Written into the head of each file ('HdWr'), so that nobody takes another program's file for an archive.
APPLICATION_ID = 0x48645772
# Two writers wait for each other; a batch of 50 reports takes a quarter of a second.
PATIENCE = 10.0

_SETTINGS = (
    # Readers go on while one writes, and a commit is one append to the log beside the file.
    "PRAGMA journal_mode = WAL",
    # With NORMAL a power cut may undo the last commits, and we promise that what `file` returned from is kept.
    "PRAGMA synchronous = FULL",
    # Off by default; with it, a report without its page cannot be written.
    "PRAGMA foreign_keys = ON",
    # 64 MB, so that the upper pages of all indexes of 300,000 reports stay at hand; 2 MB is the default.
    "PRAGMA cache_size = -65536",
    # Sorting a list of stories never waits for the disk.
    "PRAGMA temp_store = MEMORY",
    # A damaged page is told when it is read, not when a wrong answer has been built on it.
    "PRAGMA cell_size_check = ON",
    # The log beside the file shrinks again after a large batch.
    "PRAGMA journal_size_limit = 67108864",
)
# A report's analysis and text take 1 to 3 kB: with 4 kB pages each would spill into a chain of its own.
_PAGE_SIZE = "PRAGMA page_size = 8192"


class SqliteTransaction:
    """Statements of one transaction on a SQLite file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """What a statement finds."""
        return self._connection.execute(sql, askable(values)).fetchall()

    def run(self, sql: str, many: Iterable[Sequence[object]]) -> None:
        """Do a statement once for each row of values."""
        self._connection.executemany(sql, many)

    def index(self, entries: Sequence[Entry]) -> None:
        """Put reports into the index of words."""
        index(self._connection, entries)

    def unindex(self, entries: Sequence[Entry]) -> None:
        """Take reports out of it."""
        unindex(self._connection, entries)

    def find(self, wanted: Wanted, most: int) -> list[tuple[int, float]]:
        """The newest reports that hold what is wanted, with their rank."""
        return find(self._connection, wanted, most)

    def holders(self, word: str, most: int) -> list[int]:
        """The newest reports that hold a word."""
        return holders(self._connection, word, most)

    def size(self) -> int:
        """How many bytes the file takes, without its log."""
        return int(self.rows("PRAGMA page_count")[0][0]) * int(self.rows("PRAGMA page_size")[0][0])


class SqliteDatabase:
    """One SQLite file. Threads of this process take turns; other processes read on and wait to write."""

    def __init__(
        self, path: str | Path = IN_MEMORY, *, patience: float = PATIENCE, steps: Sequence[Step] = SQLITE_STEPS
    ) -> None:
        self.where = "the archive in memory" if str(path) == IN_MEMORY else str(path)
        self._patience = patience
        self._turn = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        with self._named():
            self._connection = sqlite3.connect(
                path, timeout=patience, isolation_level=None, check_same_thread=False, cached_statements=256
            )
        try:
            with self._named():
                self._begin(steps)
        except ArchiveError:
            self.close()
            raise

    def __del__(self) -> None:
        # Whoever forgets to close it shall not be warned by the driver.
        if hasattr(self, "_connection"):
            self.close()

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A transaction that sees one state of the archive."""
        with self._within("BEGIN") as transaction:
            yield transaction

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """A transaction that no other writer runs beside."""
        with self._within("BEGIN IMMEDIATE") as transaction:
            yield transaction

    def copy_to(self, path: Path) -> None:
        """Copy one state of the archive to a file, in one piece: in pieces it would begin anew with every write of
        another process."""
        # What goes wrong here is the copy's folder or disk, if it is not damage, which names the archive itself.
        with self._turn, self._named(str(path)):
            copy = sqlite3.connect(path, isolation_level=None)
            try:
                self._open().backup(copy)
            finally:
                copy.close()

    def fold_log(self) -> None:
        """Leave one file with nothing beside it, once nobody else has it open; opened again, it has its log again."""
        with self._turn, self._named():
            self._open().execute("PRAGMA journal_mode = DELETE")

    def close(self) -> None:
        """Let go of the file."""
        with self._turn:
            if self._connection is not None:
                with suppress(sqlite3.Error):
                    self._connection.close()
                self._connection = None

    @contextmanager
    def _within(self, begin: str) -> Iterator[SqliteTransaction]:
        with self._turn, self._named():
            connection = self._open()
            connection.execute(begin)
            try:
                yield SqliteTransaction(connection)
                connection.execute("COMMIT")
            except BaseException:
                # A full disk may have rolled back already.
                if connection.in_transaction:
                    with suppress(sqlite3.Error):
                        connection.execute("ROLLBACK")
                raise

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            raise ClosedArchive(self.where)
        return self._connection

    def _begin(self, steps: Sequence[Step]) -> None:
        """Know the file for an archive or refuse it, and bring it up to date."""
        connection = self._open()
        connection.create_function("headwater_words", 1, _words, deterministic=True)
        connection.create_function("headwater_body", 3, body_words, deterministic=True)
        version = self._check()
        if version > len(steps):
            raise NewerArchive(self.where, f"an archive of form {version}; this Headwater knows up to {len(steps)}")
        if version == 0:
            connection.execute(_PAGE_SIZE)
        self._set(connection)
        if version < len(steps):
            self._bring_up(steps)

    def _check(self) -> int:
        """The form of the archive in the file, 0 where there is none yet; ForeignArchive if it is something else."""
        # In one transaction: another process may be making the archive at this very moment.
        with self._within("BEGIN") as transaction:
            ((application,),) = transaction.rows("PRAGMA application_id")
            ((tables,),) = transaction.rows("SELECT count(*) FROM sqlite_master")
            ((version,),) = transaction.rows("PRAGMA user_version")
        if application != APPLICATION_ID and (application or tables):
            raise ForeignArchive(self.where, "a SQLite file of another program")
        return int(version)

    def _set(self, connection: sqlite3.Connection) -> None:
        """Make the settings; the first turns the file to WAL, and SQLite does not wait for others to let it."""
        latest = time.monotonic() + self._patience
        while True:
            try:
                for setting in _SETTINGS:
                    connection.execute(setting)
            except sqlite3.OperationalError as fault:
                if fault.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > latest:
                    raise
                time.sleep(0.01)
            else:
                return

    def _bring_up(self, steps: Sequence[Step]) -> None:
        """Take the steps that are missing, all or none; another process may have taken them in the meantime."""
        with self._within("BEGIN IMMEDIATE") as transaction:
            ((version,),) = transaction.rows("PRAGMA user_version")
            for step in steps[version:]:
                for statement in step:
                    transaction.rows(statement)
            transaction.rows(f"PRAGMA application_id = {APPLICATION_ID}")
            transaction.rows(f"PRAGMA user_version = {max(version, len(steps))}")

    @contextmanager
    def _named(self, copy: str | None = None) -> Iterator[None]:
        """Foreign errors as ours, which name the file and the way out."""
        try:
            yield
        except sqlite3.Error as fault:
            ours = self._as_ours(fault, copy or self.where)
            if ours is None:
                raise
            raise ours from fault

    def _as_ours(self, fault: sqlite3.Error, where: str) -> ArchiveError | None:
        # The lower eight bits are the kind, the upper tell where it was met.
        code = getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        kind, found = code & 0xFF, str(fault)
        if kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return LockedArchive(where, self._patience)
        if kind == sqlite3.SQLITE_FULL:
            return FullArchive(where, found)
        if kind == sqlite3.SQLITE_NOTADB:
            return ForeignArchive(self.where, "no SQLite file")
        if kind in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
            return UnwritableArchive(where, found, "give write permission on the file and its folder")
        if kind == sqlite3.SQLITE_CANTOPEN:
            return UnwritableArchive(where, found, "see that its folder is there and may be written")
        if kind == sqlite3.SQLITE_IOERR:
            return UnwritableArchive(where, found, "see that its disk is there and has room, then file again")
        return DamagedArchive(self.where, found) if kind == sqlite3.SQLITE_CORRUPT else None


def _words(text: str | None) -> str:
    return " ".join(folded_words(text or ""))
