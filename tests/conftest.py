"""Stores that tests are run on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from headwater.store.opening import open_archive
from headwater.store.promise import Store

KINDS = ["sqlite", "memory"]


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind."""
    archive = open_archive(None if request.param == "memory" else tmp_path / "news.hw")
    yield archive
    archive.close()
