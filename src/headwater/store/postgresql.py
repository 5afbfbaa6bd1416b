"""An archive in a PostgreSQL database, for a newsroom that shares one: connections, and what can go wrong with them."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path

from headwater.errors import (
    ArchiveError,
    BackupElsewhere,
    ClosedArchive,
    DamagedArchive,
    ForeignArchive,
    FullArchive,
    LockedArchive,
    LostArchive,
    MissingPart,
    NewerArchive,
    UnwritableArchive,
)

try:
    import psycopg
    from psycopg import errors as faults
    from psycopg.conninfo import conninfo_to_dict
except ImportError as fault:
    raise MissingPart("A PostgreSQL archive", "psycopg", "postgres") from fault

from headwater.store import tsvector
from headwater.store.database import Entry, Row, Transaction, Wanted, askable, one_value
from headwater.store.schema import POSTGRESQL_STEPS, Step
from headwater.store.words import Term

PATIENCE = 10.0
# All tables live in a schema of their own, so that a newsroom's database may hold other things beside them.
SCHEMA = "headwater"
# One writer at a time, as in SQLite: numbers then come in the order of commits, and 'after event 812' misses nothing.
# Readers never wait. The number is ours alone ('HdWr').
_WRITERS_LOCK = 0x48645772

_SETTINGS = (
    f"SET search_path = {SCHEMA}, pg_catalog",
    # A commit is kept when it returns, whatever the server's default is.
    "SET synchronous_commit = on",
    # Questions are short; compiling them takes longer than answering them.
    "SET jit = off",
    # A plan made once for any word walks through the whole table for a rare one (137 ms among 8,000 reports, not .1).
    "SET plan_cache_mode = force_custom_plan",
    # The default is that of a disk that turns, where a page out of order costs four in order.
    "SET random_page_cost = 1.1",
)
_SECRET = re.compile(r"(?<=://)[^/@]*@|password=\S+")


class PostgresqlTransaction:
    """Statements of one transaction on a server."""

    def __init__(self, connection: psycopg.Connection[Row]) -> None:
        self._connection = connection
        self._cursor = connection.cursor(binary=True)

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """What a statement finds."""
        self._cursor.execute(_as_psycopg(sql), askable(values))
        return self._cursor.fetchall() if self._cursor.description is not None else []

    def run(self, sql: str, many: Iterable[Sequence[object]]) -> None:
        """Do a statement once for each row of values, without waiting for each."""
        self._cursor.executemany(_as_psycopg(sql), many)

    def index(self, entries: Sequence[Entry]) -> None:
        """Put reports into the index of words."""
        with self._cursor.copy(tsvector.PUT) as copy:
            for entry in entries:
                copy.write_row(tsvector.fields(entry))

    def unindex(self, entries: Sequence[Entry]) -> None:
        """Take reports out of it."""
        self.run(tsvector.TAKE, [(entry.number,) for entry in entries])

    def find(self, wanted: Wanted, most: int) -> list[tuple[int, float]]:
        """The newest reports that hold what is wanted, with their rank."""
        sql, values = tsvector.find_sql(wanted)
        return [(number, rank) for number, rank in self.rows(sql, (*values, most))]

    def holders(self, word: str, most: int) -> list[int]:
        """The newest reports that hold a word."""
        return [number for (number,) in self.rows(tsvector.HOLDERS, (tsvector.query_of([Term((word,))]), most))]

    def size(self) -> int:
        """How many bytes the tables and indexes take."""
        sql = (
            "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c"
            " WHERE c.relnamespace = to_regnamespace(?) AND c.relkind = 'r'"
        )
        return int(one_value(self, sql, (SCHEMA,)))


class PostgresqlDatabase:
    """A database on a server. Threads of this process take turns; a lost connection is made anew by the next call."""

    def __init__(self, address: str, *, patience: float = PATIENCE, steps: Sequence[Step] = POSTGRESQL_STEPS) -> None:
        self._address = address
        self._patience = patience
        self._steps = steps
        self._turn = threading.RLock()
        self._connection: psycopg.Connection[Row] | None = None
        self._is_closed = False
        self.where, self._password = _named(address)
        with self._faults():
            self._open()

    def __del__(self) -> None:
        # Whoever forgets to close it shall not be warned by the driver.
        if hasattr(self, "_connection"):
            self.close()

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A transaction that sees one state of the archive."""
        with self._within("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") as transaction:
            yield transaction

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """A transaction that no other writer runs beside."""
        with self._within("BEGIN ISOLATION LEVEL READ COMMITTED") as transaction:
            transaction.rows("SELECT pg_advisory_xact_lock(?)", (_WRITERS_LOCK,))
            yield transaction

    def copy_to(self, path: Path) -> None:  # noqa: ARG002 - as every database is asked
        """Refused: the server's own pg_dump is of its version and knows its roles, and we know neither."""
        raise BackupElsewhere(self.where)

    def close(self) -> None:
        """Let go of the connection."""
        with self._turn:
            self._is_closed = True
            self._drop()

    @contextmanager
    def _within(self, begin: str) -> Iterator[PostgresqlTransaction]:
        with self._turn, self._faults():
            connection = self._begin(begin)
            try:
                yield PostgresqlTransaction(connection)
                connection.execute("COMMIT")
            except BaseException:
                with suppress(psycopg.Error):
                    connection.execute("ROLLBACK")
                raise

    def _begin(self, begin: str) -> psycopg.Connection[Row]:
        """A transaction begun; a connection that died while idle is made again, since nothing was asked yet."""
        connection = self._open()
        try:
            connection.execute(begin.encode())
        except psycopg.OperationalError:
            if not connection.closed:
                raise
            self._drop()
            connection = self._open()
            connection.execute(begin.encode())
        return connection

    def _open(self) -> psycopg.Connection[Row]:
        if self._is_closed:
            raise ClosedArchive(self.where)
        if self._connection is None or self._connection.closed:
            self._connection = psycopg.connect(self._address, autocommit=True, connect_timeout=int(self._patience))
            try:
                self._prepare(self._connection)
            except BaseException:
                self._drop()
                raise
        return self._connection

    def _prepare(self, connection: psycopg.Connection[Row]) -> None:
        """Settings of a connection; and the tables, where they are missing or old."""
        for setting in (*_SETTINGS, f"SET lock_timeout = {int(self._patience * 1000)}"):
            connection.execute(setting.encode())
        if self._version(connection) == len(self._steps):
            return
        with connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (_WRITERS_LOCK,))
            version = self._version(connection)
            if version > len(self._steps):
                found = f"an archive of form {version}; this Headwater knows up to {len(self._steps)}"
                raise NewerArchive(self.where, found)
            if version == 0:
                connection.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}".encode())
                connection.execute("CREATE TABLE IF NOT EXISTS about (version BIGINT NOT NULL)")
                connection.execute("INSERT INTO about (version) VALUES (0)")
            for step in self._steps[version:]:
                for statement in step:
                    connection.execute(statement.encode())
            connection.execute("UPDATE about SET version = %s", (len(self._steps),))

    def _version(self, connection: psycopg.Connection[Row]) -> int:
        """The form of the archive that is there; 0 where there is none."""
        tables = {
            name
            for (name,) in connection.execute(
                "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace(%s) AND relkind = 'r'", (SCHEMA,)
            )
        }
        if "about" not in tables:
            if tables:
                raise ForeignArchive(self.where, f"a schema {SCHEMA!r} of another program")
            return 0
        row = connection.execute("SELECT version FROM about").fetchone()
        return int(row[0]) if row else 0

    def _drop(self) -> None:
        if self._connection is not None:
            with suppress(psycopg.Error):
                self._connection.close()
            self._connection = None

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Foreign errors as ours, which name the server and the way out, and never the password."""
        try:
            yield
        except psycopg.Error as fault:
            ours = self._as_ours(fault)
            if ours is None:
                raise
            # The cause is left out: psycopg's words may hold the address with its password.
            raise ours from None

    def _as_ours(self, fault: psycopg.Error) -> ArchiveError | None:
        found = " ".join(self._without_password(str(fault)).split()) or type(fault).__name__
        if isinstance(fault, faults.LockNotAvailable):
            return LockedArchive(self.where, self._patience)
        if isinstance(fault, faults.DiskFull):
            return FullArchive(self.where, found)
        if isinstance(fault, (faults.DataCorrupted, faults.IndexCorrupted)):
            return DamagedArchive(self.where, found)
        if isinstance(fault, (faults.InsufficientPrivilege, faults.ReadOnlySqlTransaction)):
            way_out = "give its user the right to create a schema and to write"
            return UnwritableArchive(self.where, found, way_out)
        if isinstance(fault, psycopg.OperationalError):
            self._drop()
            return LostArchive(self.where, found)
        return None

    def _without_password(self, text: str) -> str:
        text = _SECRET.sub("", text)
        return text.replace(self._password, "...") if self._password else text


def open_postgresql(address: str) -> PostgresqlDatabase:
    """The archive in the database at a `postgresql://` address."""
    return PostgresqlDatabase(address)


def _named(address: str) -> tuple[str, str]:
    """An address as it may be shown, without password and options; and the password."""
    try:
        parts = conninfo_to_dict(address)
    except psycopg.ProgrammingError:
        shown = _SECRET.sub("", address.partition("?")[0])
        way_out = "write postgresql://USER@HOST/DATABASE"
        raise UnwritableArchive(shown, "no address of a PostgreSQL database", way_out) from None
    user = f"{parts['user']}@" if "user" in parts else ""
    port = f":{parts['port']}" if "port" in parts else ""
    shown = f"postgresql://{user}{parts.get('host', 'localhost')}{port}/{parts.get('dbname', '')}"
    return shown, str(parts.get("password") or "")


@lru_cache(maxsize=512)
def _as_psycopg(sql: str) -> bytes:
    return sql.replace("%", "%%").replace("?", "%s").encode()
