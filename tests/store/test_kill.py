"""Nothing that `file` returned from is lost, and nothing is kept by half, whenever the process is killed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from headwater.store.archive import Archive
from headwater.store.opening import open_archive
from headwater.store.replay import Memberships
from headwater.store.sqlite import SqliteDatabase
from headwater.vocabulary.span import ReportId

FILER = Path(__file__).with_name("killed_filer.py")
TABLES = ("pages", "analyses", "subjects", "memberships")


def kill_often(where: str, seed: int, kills: int) -> set[str]:
    """Let reports be filed and the filers be killed; what was acknowledged."""
    command = [sys.executable, str(FILER), where, str(seed), str(kills)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=240)
    return set(json.loads(done.stdout.splitlines()[-1]))


@contextmanager
def opened(where: str) -> Iterator[Archive]:
    archive = open_archive(where)
    assert isinstance(archive, Archive)
    yield archive
    archive.close()


def whole(archive: Archive, acknowledged: set[str]) -> int:
    """Check that all that was acknowledged is there and nothing by half; how many reports are held."""
    ids = [ReportId(one) for one in acknowledged]
    assert archive.held(ids) == set(ids)
    with archive._database.reading() as rows:
        numbers = rows.rows("SELECT number FROM reports ORDER BY number")
        for table in TABLES:
            assert rows.rows(f"SELECT report FROM {table} ORDER BY report") == numbers, table  # noqa: S608
    replayed = Memberships(one.event for one in archive.events())
    held = [report for event in archive.events() for report in event.event.reports]
    assert len(held) == len(numbers) and archive.held(held) == set(held)
    for story in set(replayed.story_of.values()):
        assert set(archive.members(story)) == {one for one, place in replayed.story_of.items() if place == story}
    assert len(archive.load_reports(held)) == len(held)
    return len(held)


def sound(where: str) -> None:
    """Check the file itself and the index of words against the texts."""
    database = SqliteDatabase(where)
    with database.writing() as rows:
        assert rows.rows("PRAGMA integrity_check") == [("ok",)]
        assert rows.rows("PRAGMA foreign_key_check") == []
        rows.rows("INSERT INTO entry (entry, rank) VALUES ('integrity-check', 1)")
        assert rows.rows("SELECT id FROM entry_docsize ORDER BY id") == rows.rows(
            "SELECT number FROM reports ORDER BY number"
        )
    database.close()


def test_two_hundred_kills_lose_nothing_and_leave_no_half_report(tmp_path: Path) -> None:
    where = str(tmp_path / "news.hw")
    acknowledged: set[str] = set()
    for seed in range(10):
        acknowledged |= kill_often(where, seed, 20)
        sound(where)
        with opened(where) as archive:
            whole(archive, acknowledged)
    # Were the filers killed before they had filed anything, nothing would be shown.
    assert len(acknowledged) > 400


def test_a_killed_filer_loses_nothing_on_a_server(database: str) -> None:
    acknowledged = kill_often(database, 1, 25)
    with opened(database) as archive:
        assert whole(archive, acknowledged) >= len(acknowledged) > 20
        with archive._database.reading() as rows:
            assert rows.rows("SELECT report FROM entry ORDER BY report") == rows.rows(
                "SELECT number FROM reports ORDER BY number"
            )
