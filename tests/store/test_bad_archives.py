"""What can be wrong with an archive's file, injected for real: an error that names it and the way out, nothing lost."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from headwater.errors import (
    DamagedArchive,
    ForeignArchive,
    FullArchive,
    HeadwaterError,
    LockedArchive,
    NewerArchive,
    UnknownReport,
    UnwritableArchive,
)
from headwater.store.archive import Archive
from headwater.store.opening import open_archive
from headwater.store.schema import SQLITE_STEPS
from headwater.store.sqlite import SqliteDatabase
from headwater.vocabulary.archive import SearchQuery, StoryQuery
from headwater.vocabulary.report import Report
from headwater.vocabulary.story import StoryId
from tests.scenes.filings import NOON, joining, opening, written

MANY = [written(f"Report {number} about a tram in town {number % 7}. " * 30) for number in range(120)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An archive with one report in it, closed."""
    where = tmp_path / "news.hw"
    archive = open_archive(where)
    archive.file([opening(MANY[0], "s1")], NOON)
    archive.close()
    return where


def fill(archive: Archive) -> list[Report]:
    """File until it fails; what was filed."""
    kept = [MANY[0]]
    for one in MANY[1:]:
        archive.file([opening(one)], NOON)
        kept.append(one)
    return kept


def in_child(work: Callable[[], None], before: Callable[[], None]) -> str:
    """What happens to work in a process of its own, with its rights or bounds cut: the error's name and message."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            before()
            work()
            os.write(writing, b"no error")
        except HeadwaterError as error:
            os.write(writing, f"{type(error).__name__}: {error}".encode())
        finally:
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading) as pipe:
        return pipe.read()


def without_rights() -> None:
    """Root may write anywhere; nobody may not."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)


def let_nobody_in(folder: Path) -> None:
    """Let a process without rights come as far as a temporary folder."""
    for one in (folder, *folder.parents):
        if one.stat().st_uid == os.getuid() and one != Path("/"):
            one.chmod(one.stat().st_mode | 0o055)


def test_a_full_disk_is_told_and_what_was_filed_before_is_safe(path: Path) -> None:
    database = SqliteDatabase(path)
    # Room for some thirty reports more.
    database._open().execute(
        f"PRAGMA max_page_count = {database._open().execute('PRAGMA page_count').fetchone()[0] + 12}"
    )
    archive = Archive(database)
    with pytest.raises(FullArchive, match=r"news\.hw.*make room"):
        fill(archive)
    held = archive.stats().reports
    assert 1 <= held < len(MANY)
    archive.close()

    again = open_archive(path)
    assert again.stats().reports == held
    again.file([opening(one) for one in MANY], NOON)
    assert again.stats().reports == len(MANY)


def test_a_file_that_may_not_grow_is_told_as_such(path: Path) -> None:
    def bounded() -> None:
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))

    said = in_child(lambda: fill(Archive(SqliteDatabase(path))), bounded)
    assert said.startswith(("UnwritableArchive", "FullArchive")) and str(path) in said and "room" in said
    assert open_archive(path).held([MANY[0].id]) == {MANY[0].id}


def test_a_read_only_file_is_read_and_not_written(path: Path) -> None:
    let_nobody_in(path.parent)
    path.parent.chmod(0o777)
    path.chmod(0o444)

    def work() -> None:
        archive = open_archive(path)
        assert archive.stats().reports == 1
        archive.file([opening(MANY[1])], NOON)

    said = in_child(work, without_rights)
    assert said.startswith("UnwritableArchive") and str(path) in said and "write permission" in said


def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "shelf"
    folder.mkdir()
    let_nobody_in(folder)
    folder.chmod(0o555)
    said = in_child(lambda: open_archive(folder / "news.hw").close(), without_rights)
    assert said.startswith("UnwritableArchive") and str(folder) in said and "folder" in said


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnwritableArchive, match=r"nowhere/news\.hw.*see that its folder is there"):
        open_archive(tmp_path / "nowhere" / "news.hw")
    with pytest.raises(UnwritableArchive):
        open_archive(tmp_path)


def test_a_file_that_another_program_holds_is_told_after_waiting(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    archive = Archive(SqliteDatabase(path, patience=0.2))

    assert archive.stats().reports == 1
    with pytest.raises(LockedArchive, match=r"news\.hw.*locked by another program for 0\.2 seconds"):
        archive.file([opening(MANY[1])], NOON)

    other.execute("ROLLBACK")
    other.close()
    archive.file([opening(MANY[1])], NOON)
    assert archive.stats().reports == 2


@pytest.mark.parametrize("application", [0, 0x0F055112])
def test_a_sqlite_file_of_another_program_is_left_alone(tmp_path: Path, application: int) -> None:
    path = tmp_path / "places.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE moz_places (id INTEGER)")
        other.execute(f"PRAGMA application_id = {application}")
    other.close()
    before = path.read_bytes()
    with pytest.raises(ForeignArchive, match=r"places\.sqlite.*another program"):
        open_archive(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"Dear diary, " * 500, b"\x89PNG\r\n" + bytes(5000), b"SQLite format 3\0" + b"x" * 9000]
)
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "diary.txt"
    path.write_bytes(content)
    with pytest.raises((ForeignArchive, DamagedArchive), match=r"diary\.txt"):
        open_archive(path)
    assert path.read_bytes() == content


def test_an_empty_file_becomes_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "news.hw"
    path.touch()
    assert open_archive(path).stats().reports == 0


def test_flipped_bytes_are_told_or_do_no_harm(tmp_path: Path, path: Path) -> None:
    archive = open_archive(path)
    archive.file([joining(one, "s1") for one in MANY[1:]], NOON)
    archive.close()
    content = path.read_bytes()
    told = 0
    for place in range(4096, len(content) - 64, len(content) // 40):
        damaged = tmp_path / "damaged.hw"
        damaged.write_bytes(
            content[:place] + bytes(byte ^ 0x5A for byte in content[place : place + 64]) + content[place + 64 :]
        )
        for end in ("-wal", "-shm"):
            Path(f"{damaged}{end}").unlink(missing_ok=True)
        try:
            again = open_archive(damaged)
            members = again.members(StoryId("s1"))
            # What does come back is what was filed: each page and text has its digest.
            for report in again.load_reports(members):
                assert report in MANY
            again.search(SearchQuery("tram"))
            again.stories(StoryQuery())
        except (DamagedArchive, UnknownReport) as error:
            # SQLite has no checksums of its own: a damaged id is met as one that leads to no report.
            assert "damaged.hw" in str(error)
            told += 1
    assert told >= 5


def test_a_cut_off_file_is_told(path: Path) -> None:
    archive = open_archive(path)
    archive.file([joining(one, "s1") for one in MANY[1:]], NOON)
    archive.close()
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(DamagedArchive, match=r"news\.hw"):
        again = open_archive(path)
        again.load_reports(again.members(StoryId("s1")))


def test_an_archive_of_a_newer_headwater_is_left_alone(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA user_version = 99")
    other.close()
    with pytest.raises(NewerArchive, match=r"news\.hw.*form 99.*pip install --upgrade headwater"):
        open_archive(path)


STEP = (
    "ALTER TABLE stories ADD COLUMN desk TEXT NOT NULL DEFAULT 'city'",
    "CREATE INDEX stories_desk ON stories (desk)",
)


def test_an_older_archive_is_brought_up_to_date_with_all_it_holds(path: Path) -> None:
    for _ in range(2):
        archive = Archive(SqliteDatabase(path, steps=(*SQLITE_STEPS, STEP)))
        with archive._database.reading() as rows:
            assert rows.rows("SELECT desk FROM stories") == [("city",)]
        assert archive.load_reports([MANY[0].id]) == [MANY[0]]
        archive.close()
    with pytest.raises(NewerArchive):
        open_archive(path)


def test_a_step_that_fails_leaves_the_archive_as_it_was(path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        SqliteDatabase(path, steps=(*SQLITE_STEPS, (*STEP, "CREATE TABLE reports (broken)")))
    archive = open_archive(path)
    assert archive.stats().reports == 1
    archive.close()


def test_two_processes_that_open_a_new_archive_at_once_make_one(tmp_path: Path) -> None:
    path = tmp_path / "news.hw"
    code = (
        "import sys; from headwater.store.opening import open_archive; print(open_archive(sys.argv[1]).stats().reports)"
    )
    both = [subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE) for _ in range(3)]
    assert [process.communicate(timeout=60)[0] for process in both] == [b"0\n"] * 3


def test_a_copy_made_by_vacuum_into_is_a_whole_archive(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.hw"
    with sqlite3.connect(path) as other:
        other.execute("VACUUM INTO ?", (str(copy),))
    other.close()
    assert open_archive(copy).load_reports([MANY[0].id]) == [MANY[0]]
    assert shutil.disk_usage(tmp_path).free > 0
