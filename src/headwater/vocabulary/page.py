"""Pages: bytes with a media type, an address and the time they were fetched."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

ITEM = "application/vnd.headwater.item+json"
"""The media type of a page that is one item of a feed or a crawler's output: its own JSON, whoever wrote it. Which of
its fields is which part of a report tells `stylebook/item_fields.csv`."""


@dataclass(frozen=True, slots=True)
class Page:
    """What came in, untouched. `fetched_at` is null for a page handed over as bytes; `charset` is the one its server
    named, where there was a server and it named one.

    >>> Page("a.txt", b"Brno, May 3 (TCA) ...", "text/plain").sha256[:8]
    '6420a111'
    """

    address: str
    content: bytes = field(repr=False)
    media_type: str
    fetched_at: datetime | None = None
    charset: str | None = None

    @property
    def host(self) -> str:
        """The host of a web address; empty for a file, and for an address that is none."""
        try:
            return urlsplit(self.address).hostname or ""
        except ValueError:
            return ""

    @property
    def place(self) -> str:
        """Where it is from, in a word: the site without 'www.', or the name of the file.

        >>> [Page(at, b"", "text/plain").place for at in ("https://www.herald.example/2024/a.html", "news/a.txt")]
        ['herald.example', 'a.txt']
        """
        return self.host.removeprefix("www.") or self.address.rstrip("/").rsplit("/", 1)[-1]

    @property
    def sha256(self) -> str:
        """The digest of the bytes: two pages with one digest are one page."""
        return hashlib.sha256(self.content).hexdigest()
