"""The local server, one for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.fetch.local_server import LocalServer, local_server


@pytest.fixture
def server() -> Iterator[LocalServer]:
    """A web server on this machine."""
    with local_server() as running:
        yield running
