"""What can be wrong with a server of an archive, injected for real."""

from __future__ import annotations

import threading
from pathlib import Path

import psycopg
import pytest

from headwater.errors import ForeignArchive, LockedArchive, LostArchive, NewerArchive, UnwritableArchive
from headwater.store.archive import Archive
from headwater.store.opening import open_archive
from headwater.store.postgresql import PostgresqlDatabase
from headwater.store.promise import Store
from headwater.store.schema import POSTGRESQL_STEPS
from headwater.vocabulary.report import Report
from tests.postgresql_server import USER
from tests.scenes.filings import NOON, opening, written

TRAM, BRIDGE = written("A tram left the rails."), written("The bridge was closed.")


def end_others(server: str) -> None:
    """Break off every other connection, as a server does that is stopped."""
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )


def test_a_connection_lost_in_mid_transaction_keeps_nothing_of_it_and_the_next_call_works(database: str) -> None:
    archive = Archive(PostgresqlDatabase(database))
    archive.file([opening(TRAM)], NOON)

    with (
        pytest.raises(LostArchive, match="see that the server runs"),
        archive._database.writing() as rows,
    ):
        rows.run("INSERT INTO states (name, content) VALUES (?, ?)", [("half", b"half")])
        end_others(database)
        rows.rows("SELECT 1")

    assert archive.load_state("half") is None and archive.held([TRAM.id]) == {TRAM.id}
    archive.file([opening(BRIDGE)], NOON)
    assert archive.stats().reports == 2


def test_a_connection_lost_while_nothing_was_asked_is_made_again_unseen(database: str) -> None:
    archive = open_archive(database)
    archive.file([opening(TRAM)], NOON)
    end_others(database)
    archive.file([opening(BRIDGE)], NOON)
    end_others(database)
    assert archive.stats().reports == 2


def test_a_server_that_is_not_there_is_named_without_the_password(tmp_path: Path) -> None:
    with pytest.raises(LostArchive) as told:
        open_archive(f"postgresql://ana:hush%20hush@/news?host={tmp_path}")
    assert str(tmp_path) in str(told.value) and "ana@" in str(told.value)
    assert "hush" not in f"{told.value!r} {told.value.__cause__} {told.value.where}"


@pytest.mark.parametrize("address", ["postgresql://ana:hush@host:port/news", "postgresql://ana:hush@h/n?colour=red",
                                     "postgresql://ana:hu#sh@[::1/news"])  # fmt: skip
def test_an_address_that_is_none_is_refused_without_the_password(address: str) -> None:
    with pytest.raises((UnwritableArchive, LostArchive)) as told:
        open_archive(address)
    assert (
        "hush" not in str(told.value) and "hu#sh" not in str(told.value) and "ana" not in str(told.value).split(";")[1]
    )


def test_a_user_that_may_not_write_is_told(database: str) -> None:
    open_archive(database).close()
    with psycopg.connect(database, autocommit=True) as admin:
        admin.execute("DROP ROLE IF EXISTS guest")
        admin.execute("CREATE ROLE guest LOGIN")
        admin.execute("GRANT USAGE ON SCHEMA headwater TO guest")
        admin.execute("GRANT SELECT ON ALL TABLES IN SCHEMA headwater TO guest")
    try:
        archive = open_archive(database.replace(f"{USER}@", "guest@"))
        assert archive.stats().reports == 0
        with pytest.raises(UnwritableArchive, match="give its user the right"):
            archive.file([opening(TRAM)], NOON)
        archive.close()
    finally:
        with psycopg.connect(database, autocommit=True) as admin:
            admin.execute("DROP OWNED BY guest")
            admin.execute("DROP ROLE guest")


def test_a_lock_held_by_another_writer_is_told_after_waiting(database: str) -> None:
    archive, other = Archive(PostgresqlDatabase(database, patience=1)), PostgresqlDatabase(database)
    with other.writing():
        assert archive.stats().reports == 0
        with pytest.raises(LockedArchive, match="locked by another program for 1 seconds"):
            archive.file([opening(TRAM)], NOON)
    archive.file([opening(TRAM)], NOON)
    assert archive.stats().reports == 1


def test_a_schema_of_another_program_is_left_alone(database: str) -> None:
    with psycopg.connect(database, autocommit=True) as admin:
        admin.execute("CREATE SCHEMA headwater")
        admin.execute("CREATE TABLE headwater.rivers (name TEXT)")
    with pytest.raises(ForeignArchive, match="another program"):
        open_archive(database)


def test_an_archive_of_a_newer_headwater_is_left_alone_and_an_older_one_brought_up_to_date(database: str) -> None:
    archive = open_archive(database)
    archive.file([opening(TRAM)], NOON)
    step = ("ALTER TABLE stories ADD COLUMN desk TEXT NOT NULL DEFAULT 'city'",)
    newer = Archive(PostgresqlDatabase(database, steps=(*POSTGRESQL_STEPS, step)))
    assert newer.load_reports([TRAM.id]) == [TRAM]
    with pytest.raises(NewerArchive, match=f"form {len(POSTGRESQL_STEPS) + 1}"):
        open_archive(database)


def file_each(archive: Store, reports: list[Report]) -> None:
    """File reports one by one."""
    for one in reports:
        archive.file([opening(one)], NOON)


def test_threads_take_turns(database: str, tmp_path: Path) -> None:
    for where in (database, tmp_path / "news.hw"):
        archive = open_archive(where)
        reports = [written(f"Thread report {number}.") for number in range(40)]
        threads = [threading.Thread(target=file_each, args=(archive, reports[part::4])) for part in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert archive.stats().reports == 40
        archive.close()
