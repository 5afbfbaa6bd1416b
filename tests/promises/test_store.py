"""The promise of every store: each page once, in order, unchanged."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from headwater.store.memory import MemoryStore
from headwater.store.promise import Store
from headwater.vocabulary.page import Page

ONE, TWO = Page("one.txt", b"one", "text/plain"), Page("two.txt", b"two", "text/plain")


@pytest.fixture(params=[MemoryStore], ids=["memory"])
def store(request: pytest.FixtureRequest) -> Store:
    make: Callable[[], Store] = request.param
    return make()


def test_pages_come_back_as_they_were_in_the_order_they_came(store: Store) -> None:
    assert store.save_page(TWO) and store.save_page(ONE)
    assert store.load_pages() == (TWO, ONE)


def test_the_same_bytes_are_kept_once_under_their_first_address(store: Store) -> None:
    assert store.save_page(ONE)
    assert not store.save_page(Page("copy.txt", b"one", "text/plain"))
    assert store.load_pages() == (ONE,)


def test_a_new_store_holds_nothing(store: Store) -> None:
    assert store.load_pages() == ()
