"""What any store must do; `tests/promises/test_store.py` holds each of them to it."""

from __future__ import annotations

from typing import Protocol

from headwater.vocabulary.page import Page


class Store(Protocol):
    """Keeps pages, each once, in the order they first came."""

    def save_page(self, page: Page) -> bool:
        """Keep a page; False if the same bytes were kept before, and then nothing changes."""
        ...

    def load_pages(self) -> tuple[Page, ...]:
        """Every page kept, in the order they first came."""
        ...
