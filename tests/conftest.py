"""Stores that tests are run on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from headwater.store.opening import open_archive
from headwater.store.promise import Store
from tests.postgresql_server import find_programs, running_server

# How long an example takes says more of what else the machine does than of the code: time is measured in benchmarks.
settings.register_profile("headwater", deadline=None)
settings.load_profile("headwater")

KINDS = ["sqlite", "memory", "postgresql"]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server of this run's own."""
    programs = find_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed: apt-get install postgresql")
    with running_server(programs) as address:
        yield address


@pytest.fixture
def database(server: str) -> str:
    """The address of a database without an archive in it."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP SCHEMA IF EXISTS headwater CASCADE")
    return server


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind."""
    if request.param == "postgresql":
        archive = open_archive(request.getfixturevalue("database"))
    else:
        archive = open_archive(None if request.param == "memory" else tmp_path / "news.hw")
    yield archive
    archive.close()
