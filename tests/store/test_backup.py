"""A copy taken while others write holds all that was acknowledged before, and is what it says."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from headwater import Newsroom
from headwater.errors import ArchiveError, BackupElsewhere, DamagedArchive, UnwritableArchive
from headwater.store.archive import Archive
from headwater.store.opening import open_archive
from headwater.store.promise import Store
from headwater.vocabulary.span import ReportId
from tests.postgresql_server import find_programs
from tests.scenes.filings import opening, written
from tests.store.test_kill import opened, sound, whole

NOW = datetime(2025, 6, 3, 8, tzinfo=UTC)
# Files one report after the other and tells each once it is kept.
FILER = """
import sys
from datetime import UTC, datetime
from headwater.store.opening import open_archive
from tests.scenes.filings import opening, written
archive = open_archive(sys.argv[1])
for number in range(1_000_000):
    report = written(f"The filer brought report {number}.")
    archive.file([opening(report, f"story-{number}")], datetime.now(UTC))
    print(report.id, flush=True)
"""


def filled(path: Path, count: int = 3) -> list[str]:
    archive = open_archive(path)
    reports = [written(f"Report {number} of the ferry.") for number in range(count)]
    for report in reports:
        archive.file([opening(report, f"story-{report.id}")], NOW)
    archive.close()
    return [str(report.id) for report in reports]


def test_a_copy_taken_while_another_process_files_holds_all_it_had_acknowledged(tmp_path: Path) -> None:
    source = tmp_path / "news.sqlite"
    filer = subprocess.Popen(
        [sys.executable, "-c", FILER, str(source)], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    )
    assert filer.stdout is not None
    acknowledged: set[str] = set()
    try:
        for number in range(1, 6):
            acknowledged |= {filer.stdout.readline().strip() for _ in range(5)}
            copy = tmp_path / f"copy-{number}.sqlite"
            with Newsroom(source) as newsroom:
                told = newsroom.backup(copy)
            assert told.reports >= len(acknowledged) and told.bytes == copy.stat().st_size
            kept = copy.read_bytes()
            with opened(str(copy)) as archive:
                assert whole(archive, acknowledged) == told.reports
            assert len(kept) == told.bytes
            sound(str(copy))
        assert filer.poll() is None
    finally:
        filer.kill()
        filer.wait()
        filer.stdout.close()
    assert not list(tmp_path.glob(".*"))


def test_a_copy_is_one_file_and_opens_read_only(tmp_path: Path) -> None:
    ids = filled(tmp_path / "news.sqlite")
    (tmp_path / "copies").mkdir()
    copy = tmp_path / "copies" / "copy.sqlite"
    with Newsroom(tmp_path / "news.sqlite") as newsroom:
        newsroom.backup(copy)
    assert list(copy.parent.iterdir()) == [copy]
    connection = sqlite3.connect(f"file:{copy}?mode=ro", uri=True)
    assert {row[0] for row in connection.execute("SELECT id FROM reports")} == set(ids)
    connection.close()


def test_a_copy_put_in_the_place_of_a_lost_archive_is_the_archive(tmp_path: Path) -> None:
    """The way back, as docs/archive.md tells it."""
    source, copy = tmp_path / "news.sqlite", tmp_path / "copy.sqlite"
    ids = filled(source)
    with Newsroom(source) as newsroom:
        newsroom.backup(copy)
    source.write_bytes(b"damaged beyond repair")
    Path(f"{source}-wal").write_bytes(b"a log of another life")
    for lost in (source, Path(f"{source}-wal"), Path(f"{source}-shm")):
        lost.unlink(missing_ok=True)
    shutil.copy(copy, source)

    with opened(str(source)) as archive:
        assert whole(archive, set(ids)) == 3
        more = written("The ferry was towed home.")
        archive.file([opening(more, "another-story")], NOW)
        assert archive.held([more.id]) == {more.id}
    assert not open_archive(copy).held([more.id])


def test_a_file_that_is_there_is_never_written_over_unless_asked(tmp_path: Path) -> None:
    filled(tmp_path / "news.sqlite")
    copy = tmp_path / "copy.sqlite"
    copy.write_text("somebody's letters")
    with Newsroom(tmp_path / "news.sqlite") as newsroom:
        with pytest.raises(UnwritableArchive, match="a file stands there already"):
            newsroom.backup(copy)
        assert copy.read_text() == "somebody's letters"
        assert newsroom.backup(copy, replace=True).reports == 3
    with opened(str(copy)) as archive:
        assert archive.stats().reports == 3


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    filled(tmp_path / "news.sqlite")
    with Newsroom(tmp_path / "news.sqlite") as newsroom, pytest.raises(ArchiveError, match="no-such"):
        newsroom.backup(tmp_path / "no-such" / "copy.sqlite")


def test_a_damaged_page_is_found_in_the_copy_and_nothing_is_put_in_place(tmp_path: Path) -> None:
    source, copy = tmp_path / "news.sqlite", tmp_path / "copy.sqlite"
    filled(source)
    connection = sqlite3.connect(source)
    connection.execute("UPDATE pages SET sha256 = x'00' WHERE report = (SELECT min(report) FROM pages)")
    connection.commit()
    connection.close()
    copy.write_text("the last good copy")
    with Newsroom(source) as newsroom, pytest.raises(DamagedArchive, match="another digest"):
        newsroom.backup(copy, replace=True)
    assert copy.read_text() == "the last good copy"
    assert not list(tmp_path.glob(".*"))


def test_an_archive_of_each_kind_is_copied_or_says_who_copies_it(store: Store, tmp_path: Path) -> None:
    report = written("The ferry ran aground.")
    store.file([opening(report)], NOW)
    assert isinstance(store, Archive)
    if "postgresql" in store.where:
        with pytest.raises(BackupElsewhere, match="pg_dump --format=custom --schema=headwater"):
            store.backup(tmp_path / "copy.sqlite")
        return
    assert store.backup(tmp_path / "copy.sqlite").reports == 1
    with opened(str(tmp_path / "copy.sqlite")) as copied:
        assert copied.held([ReportId(report.id)]) == {report.id}


def test_postgresql_goes_out_by_pg_dump_and_comes_back_by_pg_restore(database: str, tmp_path: Path) -> None:
    """The two commands of docs/archive.md, as they stand there."""
    programs = find_programs()
    assert programs is not None
    if not (programs / "pg_dump").exists():
        pytest.skip("no pg_dump beside the server")
    archive = open_archive(database)
    report = written("The ferry ran aground.")
    archive.file([opening(report)], NOW)
    archive.close()
    dump = tmp_path / "news.dump"
    out = ["--format=custom", "--schema=headwater", f"--file={dump}", database]
    subprocess.run([programs / "pg_dump", *out], check=True)
    back = ["--clean", "--if-exists", "--single-transaction", f"--dbname={database}", dump]
    later = open_archive(database)
    later.file([opening(written("Something came later."), "later")], NOW)
    later.close()

    subprocess.run([programs / "pg_restore", *back], check=True)

    with opened(database) as restored:
        assert whole(restored, {str(report.id)}) == 1
        restored.file([opening(written("And life went on."), "on")], NOW)
