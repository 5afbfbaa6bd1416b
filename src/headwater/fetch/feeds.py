"""Feeds: RSS, Atom, JSON Feed, sitemaps and OPML, as lists of entries."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from headwater.errors import EmptyPage, NotAFeed
from headwater.fetch.bounds import LARGEST_FEED, LARGEST_JSON_FEED, MOST_ENTRIES, too_large
from headwater.fetch.feed_entries import ENTRY_READERS, feed_base, feed_language, feed_title, listed_feed
from headwater.fetch.feed_words import plain_words, resolve_time, web_address
from headwater.fetch.feed_xml import Counts, read_xml
from headwater.vocabulary.doubt import LeftOut, Unresolved
from headwater.vocabulary.feed import Feed, FeedEntry, FeedFormat
from headwater.vocabulary.page import Page


def parse_feed(page: Page) -> Feed:
    """The feed on a page: its entries in order, each address once, and what was left out of it.

    Raises NotAFeed for anything that is not RSS, Atom, JSON Feed, a sitemap or OPML (a feed without entries is a feed,
    'no entries and no recognised format' is none), EmptyPage, and TooLarge over LARGEST_FEED.
    """
    content = page.content
    if len(content) > LARGEST_FEED:
        raise too_large(page.address, len(content), LARGEST_FEED)
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start and not content.strip():
        raise EmptyPage(page.address)
    feed = _json_feed(page) if start.startswith((b"{", b"[")) else _xml_feed(page)
    return _each_once(feed)


def _xml_feed(page: Page) -> Feed:
    counts = Counts()
    found = read_xml(page.address, page.content, counts)
    entries: list[FeedEntry] = []
    feeds: list[str] = []
    left_out: list[LeftOut] = []
    read_entry = ENTRY_READERS.get(found.format)
    base = page.address
    for place, element in enumerate(found.entries):
        if place == 0:
            base = feed_base(found.root, page.address)
        if read_entry is None:
            feeds += filter(None, [listed_feed(element, base)])
            continue
        entry = read_entry(element, base)
        if isinstance(entry, Unresolved):
            left_out.append(LeftOut(page.address, entry.reason))
        else:
            entries.append(entry)
    if counts.stopped is not None:
        if not entries and not feeds:
            raise NotAFeed(page.address, f"0 entries could be read: {counts.stopped}")
        left_out.append(LeftOut(page.address, f"{counts.stopped}: the rest of the feed was not read"))
    title, language = feed_title(found.root, found.format), feed_language(found.root)
    outlet = None if found.format is FeedFormat.SITEMAP else title
    told = tuple(_with_defaults(entry, outlet, language) for entry in entries)
    return Feed(page.address, found.format, title, told, tuple(dict.fromkeys(feeds)), tuple(left_out))


def _with_defaults(entry: FeedEntry, outlet: str | None, language: str | None) -> FeedEntry:
    return replace(entry, outlet=entry.outlet or outlet, language=entry.language or (language or "").lower() or None)


def _each_once(feed: Feed) -> Feed:
    """A feed lists a page twice when it was changed: the first entry, the newer one, counts."""
    first: dict[str, FeedEntry] = {}
    left_out = list(feed.left_out)
    for entry in feed.entries:
        if entry.address in first:
            left_out.append(LeftOut(entry.address, f"listed twice in {feed.address}; the first entry counts"))
        else:
            first[entry.address] = entry
    return replace(feed, entries=tuple(first.values()), left_out=tuple(left_out))


# ------------------------------------------------------------------ JSON Feed
def _json_feed(page: Page) -> Feed:
    if len(page.content) > LARGEST_JSON_FEED:
        raise too_large(page.address, len(page.content), LARGEST_JSON_FEED)
    try:
        root = json.loads(page.content)
    except (ValueError, RecursionError) as fault:
        raise NotAFeed(page.address, f"broken JSON ({str(fault)[:80]})") from fault
    items = root.get("items") if isinstance(root, dict) else None
    if not isinstance(items, list) or "jsonfeed.org/version/" not in str(root.get("version", ""))[:200]:
        raise NotAFeed(page.address, "0 entries and no recognised format: JSON, but no JSON Feed")
    title = _word(root, "title")
    language = _word(root, "language")
    entries: list[FeedEntry] = []
    left_out: list[LeftOut] = []
    for item in items[:MOST_ENTRIES]:
        entry = _json_entry(item, page.address)
        if isinstance(entry, Unresolved):
            left_out.append(LeftOut(page.address, entry.reason))
        else:
            entries.append(_with_defaults(entry, title, language))
    if len(items) > MOST_ENTRIES:
        left_out.append(LeftOut(page.address, f"more than {MOST_ENTRIES:,} entries: the rest of the feed was not read"))
    return Feed(page.address, FeedFormat.JSON_FEED, title, tuple(entries), (), tuple(left_out))


def _json_entry(item: Any, base: str) -> FeedEntry | Unresolved:
    address = web_address(_word(item, "url") or _word(item, "external_url") or _word(item, "id"), base)
    title = plain_words(_word(item, "title"))
    if address is None:
        return Unresolved(f"an entry without a web address ({title[:80] or 'and without a title'})")
    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    text = _word(item, "content_text")
    return FeedEntry(
        address=address,
        title=title,
        published_at=resolve_time(_word(item, "date_published") or _word(item, "date_modified")),
        outlet=None,
        authors=tuple(filter(None, (plain_words(_word(author, "name")) for author in authors[:50]))),
        language=(_word(item, "language") or "").lower() or None,
        summary=_word(item, "summary"),
        content=_word(item, "content_html") or (None if text is None else "".join(_paragraphs(text))),
    )


def _paragraphs(text: str) -> Iterator[str]:
    from_text = (line.strip() for line in text.split("\n"))
    return (f"<p>{_escaped(line)}</p>\n" for line in from_text if line)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _word(node: Any, name: str) -> str | None:
    found = node.get(name) if isinstance(node, dict) else None
    return found if isinstance(found, str) and found.strip() else None
