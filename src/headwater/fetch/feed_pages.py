"""Entries whose whole text is in the feed, as pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from html import escape

from headwater.fetch.bounds import LARGEST_PAGE, too_large
from headwater.fetch.feed_words import plain_words
from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.feed import Feed, FeedEntry
from headwater.vocabulary.page import Page

# A feed's summary is cut at 55 words by the commonest programs and by hand at 600 characters at most; a report is
# longer. What stands in the element for the content is believed from a shorter text on: agencies send flashes.
SUMMARY_IS_TEXT_FROM, CONTENT_IS_TEXT_FROM = 1_500, 200
# A sitemap may list 50,000 addresses; nobody reads as many lines.
MOST_NAMED = 200
_BREAKS_OFF = re.compile(
    r"(?:…|\.\.\.|\[&#8230;\]|\[…\]|\[\.\.\.\]"
    r"|(?:continue|keep) reading[^.]{0,150}|read (?:more|the (?:full|whole|rest)[^.]{0,80})|full (?:story|article))"
    r"[\s»>›→.…\]]{0,8}$",
    re.IGNORECASE,
)
_FOOTER = re.compile(r"The post .{1,400}? appeared first on .{1,200}$", re.IGNORECASE)
_LAST_WORDS = 800


def pages_of_feed(feed: Feed) -> Iterator[Page | LeftOut]:
    """The entries with their whole text as HTML pages, the others with what to do about them: the first MOST_NAMED by
    their addresses, the rest of a long list as a number."""
    unnamed = 0
    for place, entry in enumerate(feed.entries):
        found = page_of_entry(feed, entry)
        if isinstance(found, LeftOut) and place >= MOST_NAMED:
            unnamed += 1
        else:
            yield found
    if unnamed:
        yield LeftOut(feed.address, f"{unnamed:,} further entries without their whole text; brief their own addresses")
    for listed in feed.feeds[:MOST_NAMED]:
        yield LeftOut(listed, f"a further feed, listed in {feed.address}; brief it by its own address")
    if len(feed.feeds) > MOST_NAMED:
        yield LeftOut(feed.address, f"{len(feed.feeds) - MOST_NAMED:,} further feeds are listed in it")
    yield from feed.left_out[:MOST_NAMED]
    if len(feed.left_out) > MOST_NAMED:
        yield LeftOut(feed.address, f"{len(feed.left_out) - MOST_NAMED:,} more left out for reasons like these")
    if not feed.entries and not feed.feeds and not feed.left_out:
        yield LeftOut(feed.address, f"a feed ({feed.format}) without entries; fetch it again later")


def page_of_entry(feed: Feed, entry: FeedEntry) -> Page | LeftOut:
    """An entry as a page, if its whole text is in the feed."""
    content = _whole_text(entry)
    if content is None:
        found = "only a summary" if entry.summary or entry.content else "only an address"
        return LeftOut(entry.address, f"{found} in the feed {feed.address}; brief the address itself to fetch its page")
    page = "".join(_html(entry, content)).encode("utf-8", "replace")
    if len(page) > LARGEST_PAGE:
        return LeftOut(entry.address, too_large(entry.address, len(page), LARGEST_PAGE).reason)
    return Page(entry.address, page, "text/html")


def _whole_text(entry: FeedEntry) -> str | None:
    for text, at_least in ((entry.content, CONTENT_IS_TEXT_FROM), (entry.summary, SUMMARY_IS_TEXT_FROM)):
        words = plain_words(text)
        last = _FOOTER.sub("", words[-_LAST_WORDS:]).rstrip()
        if text is not None and len(words) >= at_least and not _BREAKS_OFF.search(last):
            return text
    return None


def _html(entry: FeedEntry, content: str) -> Iterator[str]:
    language = f' lang="{escape(entry.language)}"' if entry.language else ""
    yield f'<!DOCTYPE html>\n<html{language}>\n<head>\n<meta charset="utf-8">\n<title>{escape(entry.title)}</title>\n'
    stated = [("og:title", entry.title), ("og:site_name", entry.outlet or ""), ("og:url", entry.address)]
    if isinstance(entry.published_at, datetime):
        stated.append(("article:published_time", entry.published_at.isoformat()))
    yield from (f'<meta property="{name}" content="{escape(said)}">\n' for name, said in stated if said)
    yield from (f'<meta name="author" content="{escape(author)}">\n' for author in entry.authors)
    yield f"</head>\n<body>\n<article>\n<h1>{escape(entry.title)}</h1>\n{content}\n</article>\n</body>\n</html>\n"
