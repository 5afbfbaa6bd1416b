"""Opening an archive: in memory, in a SQLite file, or in a PostgreSQL database."""

from __future__ import annotations

from pathlib import Path

from headwater.store.promise import Store

_SERVERS = ("postgresql://", "postgres://")


def open_archive(where: str | Path | None = None) -> Store:
    """The archive at a path or a `postgresql://` address, made if there is none; in memory where none is named.

    >>> open_archive().stats().reports
    0
    """
    # Drivers and packers are loaded when an archive is opened: 'headwater brief' needs none.
    from headwater.store.archive import Archive

    if isinstance(where, str) and where.startswith(_SERVERS):
        from headwater.store.postgresql import open_postgresql

        return Archive(open_postgresql(where))
    from headwater.store.sqlite import IN_MEMORY, SqliteDatabase

    return Archive(SqliteDatabase(IN_MEMORY if where is None else where))
