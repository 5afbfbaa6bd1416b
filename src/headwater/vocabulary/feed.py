"""Feeds: what an outlet says it has published, entry by entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from headwater.vocabulary.doubt import LeftOut, Unresolved


class FeedFormat(StrEnum):
    """The formats of lists of pages; `OPML` and `SITEMAP_INDEX` list further feeds and no pages."""

    RSS = "RSS"
    ATOM = "Atom"
    JSON_FEED = "JSON Feed"
    SITEMAP = "sitemap"
    SITEMAP_INDEX = "sitemap index"
    OPML = "OPML"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One page that a feed tells of. `content` is its full text as HTML where the feed carries it, `summary` what the
    feed carries instead, as HTML or text. A time without a zone is one that printed none."""

    address: str
    title: str
    published_at: datetime | Unresolved
    outlet: str | None
    authors: tuple[str, ...] = ()
    language: str | None = None
    summary: str | None = None
    content: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it was read: its entries in order, the addresses of further feeds it lists, and what was left out."""

    address: str
    format: FeedFormat
    title: str | None
    entries: tuple[FeedEntry, ...]
    feeds: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
