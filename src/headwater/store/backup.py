"""A copy of an archive in a SQLite file, taken while others write, and looked at before it counts."""

from __future__ import annotations

import os
import random
from contextlib import suppress
from pathlib import Path

from headwater.errors import DamagedArchive, UnwritableArchive
from headwater.store.archive import Archive
from headwater.store.database import one_value
from headwater.store.sqlite import SqliteDatabase
from headwater.vocabulary.archive import BackedUp
from headwater.vocabulary.span import ReportId

# The bytes of so many pages are held against their digests and their analyses unpacked: of an archive in which one page
# in a hundred is damaged, all but 13 in 100 copies are told. SQLite's own check looks at every page of the file.
PAGES_LOOKED_AT = 200


def back_up(archive: Archive, copy: Path, *, replace: bool = False) -> BackedUp:
    """Copy an archive to a file and check the copy; what it holds.

    What was acknowledged before the copy began is in it; writers go on meanwhile. The file is put in its place once it
    is whole, checked and on the disk. Raises UnwritableArchive where a file stands there already and is not to be
    replaced, DamagedArchive where the copy is not what was written, BackupElsewhere for a server's archive.
    """
    if copy.exists() and not replace:
        way_out = "name another file, or say that it is replaced"
        raise UnwritableArchive(str(copy), "a file stands there already", way_out)
    fresh = copy.with_name(f".{copy.name}.new")
    _remove(fresh)
    try:
        archive.copy_to(fresh)
        told = _checked(fresh, copy)
        _to_disk(fresh)
        fresh.replace(copy)
        _to_disk(copy.parent)
    except OSError as fault:
        way_out = "name a file in a folder that may be written"
        raise UnwritableArchive(str(copy), fault.strerror or str(fault), way_out) from fault
    finally:
        _remove(fresh)
    return told


def _checked(fresh: Path, copy: Path) -> BackedUp:
    database = SqliteDatabase(fresh)
    opened = Archive(database)
    try:
        with database.reading() as rows:
            broken = [row[0] for row in rows.rows("PRAGMA integrity_check(3)") if row[0] != "ok"]
            broken += [f"{row[0]} without its {row[2]}" for row in rows.rows("PRAGMA foreign_key_check")[:3]]
            held = int(one_value(rows, "SELECT count(*) FROM reports"))
            without = int(one_value(rows, "SELECT count(*) FROM pages")) - held
            numbers = [row[0] for row in rows.rows("SELECT id FROM reports")]
        if broken or without:
            raise DamagedArchive(str(copy), "; ".join(broken) or f"{abs(without)} pages and reports that do not match")
        sample = random.sample(numbers, min(PAGES_LOOKED_AT, held))
        opened.load_pages([ReportId(one) for one in sample])
        # One file, with no log beside it, whoever moves it about.
        database.fold_log()
    finally:
        opened.close()
    return BackedUp(str(copy), held, len(sample), fresh.stat().st_size)


def _to_disk(path: Path) -> None:
    """Wait until a file or a folder's list of names is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(fresh: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            fresh.with_name(fresh.name + ending).unlink(missing_ok=True)
