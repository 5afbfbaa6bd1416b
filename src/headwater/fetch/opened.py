"""What holds pages and is none itself, opened: feeds, web archives, gzip and zip files."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from headwater.errors import EmptyPage, UnreadablePage
from headwater.fetch.archives import fetch_archive
from headwater.fetch.bounds import LARGEST_FEED, LARGEST_PAGE, too_large
from headwater.fetch.feed_pages import pages_of_feed
from headwater.fetch.feeds import parse_feed
from headwater.fetch.gzip_member import begins_member
from headwater.fetch.items import fetch_items, fetch_packed_items
from headwater.fetch.media_types import (
    GZIP,
    HTML,
    ITEMS,
    LINES_ENDINGS,
    PAGE_ENDINGS,
    TEXT,
    WARC,
    WARC_MAGIC,
    ZIP,
    ending_of,
    find_media_type,
    is_feed,
    is_feed_expected,
    is_html,
)
from headwater.fetch.unpack import unpack
from headwater.fetch.zips import unzip
from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.page import Page


def open_page(page: Page) -> Iterator[Page | LeftOut]:
    """The pages in a page: itself, or what it holds if it is a feed or packed. What is packed twice stays closed."""
    kind = find_media_type(page.address, page.content, page.media_type)
    stream = io.BytesIO(page.content)
    if kind == WARC:
        yield from (found.page for found in fetch_archive(stream, page.address))
    elif kind in (GZIP, "application/x-gzip"):
        yield from open_gzip(stream, page.address, page)
    elif kind == ZIP:
        yield from open_zip(stream, page.address)
    else:
        yield from _open_unpacked(page, kind, page.address)


def open_gzip(stream: BinaryIO, address: str, packed: Page | None = None) -> Iterator[Page | LeftOut]:
    """The pages of a gzip file: of the web archive in it, else the one page or feed in it."""
    if begins_member(stream, 0, WARC_MAGIC) or ending_of(address.removesuffix(".gz")) in (".warc", ".wet"):
        yield from (found.page for found in fetch_archive(stream, address))
        return
    inner = address.removesuffix(".gz")
    if ending_of(inner) in LINES_ENDINGS:
        stream.seek(0)
        yield from fetch_packed_items(stream, address)
        return
    most = LARGEST_FEED if is_feed_expected(inner) else LARGEST_PAGE
    try:
        stream.seek(0)
        content = stream.read(most + 1)
        if len(content) > most:
            raise too_large(address, stream.seek(0, 2), most)
        content = unpack(content, ["gzip"], address, most)
        if not content.strip():
            raise EmptyPage(address)
    except UnreadablePage as fault:
        yield left_out(fault)
        return
    page = Page(address, content, TEXT) if packed is None else replace(packed, content=content)
    yield from _open_unpacked(page, find_media_type(inner, content), inner)


def open_zip(stream: BinaryIO, address: str) -> Iterator[Page | LeftOut]:
    """The pages and feeds of a zip file, by name."""
    found = False
    try:
        for member in unzip(stream, address, _is_page_name, LARGEST_PAGE):
            found = True
            if isinstance(member, LeftOut):
                yield member
                continue
            name, content = member
            inside = f"{address}!{name}"
            if content.strip():
                yield from _open_unpacked(Page(inside, content, TEXT), find_media_type(name, content), name)
            else:
                yield left_out(EmptyPage(inside))
    except UnreadablePage as fault:
        yield left_out(fault)
        return
    if not found:
        yield LeftOut(
            address, "no page in the zip file; expected files ending in .txt, .html, .htm, .rss, .atom or .xml"
        )


def left_out(fault: UnreadablePage) -> LeftOut:
    """A page that cannot be had, with its reason."""
    return LeftOut(fault.address, fault.reason)


def _open_unpacked(page: Page, kind: str, name: str) -> Iterator[Page | LeftOut]:
    if kind == ITEMS:
        yield from fetch_items(io.BytesIO(page.content), page.address)
        return
    page = replace(page, media_type=kind)
    # What is called a feed and is HTML goes through the same door, which says so.
    if is_feed(kind) or (is_html(kind) and is_feed_expected(name)):
        try:
            feed = parse_feed(page)
        except UnreadablePage as fault:
            yield left_out(fault)
            return
        for found in pages_of_feed(feed):
            yield replace(found, fetched_at=page.fetched_at) if isinstance(found, Page) else found
    elif is_html(kind):
        yield replace(page, media_type=HTML)
    else:
        yield page if kind.startswith("text/") or kind not in _UNKNOWN else replace(page, media_type=TEXT)


_UNKNOWN = frozenset({GZIP, ZIP, WARC, "application/octet-stream", "binary/octet-stream"})


def _is_page_name(name: str) -> bool:
    is_hidden = any(part.startswith((".", "__MACOSX")) for part in name.split("/"))
    return not is_hidden and ending_of(name) in PAGE_ENDINGS - {".gz", ".zip", ".warc", ".wet"}
