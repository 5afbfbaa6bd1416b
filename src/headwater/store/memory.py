"""A store that lives as long as its process: what `Newsroom()` holds when no archive is named."""

from __future__ import annotations

from headwater.vocabulary.page import Page


class MemoryStore:
    """Pages by the digest of their bytes, in the order they first came."""

    def __init__(self) -> None:
        self._pages: dict[str, Page] = {}

    def save_page(self, page: Page) -> bool:
        """Keep a page; False if the same bytes were kept before."""
        if page.sha256 in self._pages:
            return False
        self._pages[page.sha256] = page
        return True

    def load_pages(self) -> tuple[Page, ...]:
        """Every page kept, in the order they first came."""
        return tuple(self._pages.values())
