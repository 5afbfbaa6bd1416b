"""JSON items, one a line or in one document, as pages: what an agency's feed or another crawler has brought in already.

Each item becomes a page of its own bytes (media type `ITEM`); `read/items.py` tells what they say. Here only what makes
a page of it is looked at: its address, when it was fetched, and that it has a text.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from datetime import datetime
from gzip import GzipFile
from io import BytesIO
from typing import Any, BinaryIO, Protocol

from headwater.errors import BrokenPacking, TooLarge
from headwater.fetch.bounds import LARGEST_JSON_FEED, LARGEST_PAGE, MOST_BYTES, megabytes
from headwater.fetch.canonical import canonical_address
from headwater.fetch.media_types import LINES_ENDINGS, ending_of
from headwater.stylebook.item_fields import item_fields
from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.page import ITEM, Page

# Where items stand in one document: a bare list, or a list under one of these names.
_LISTS = ("items", "articles", "results", "documents", "data")
_ADDRESS = re.compile(r"(?:https?://|urn:|tag:)[\x21-\x7e]{1,2000}", re.IGNORECASE)


class _Lines(Protocol):
    """What lines are read from."""

    def readline(self, size: int = -1, /) -> bytes: ...
    def read(self, size: int = -1, /) -> bytes: ...


def fetch_items(stream: _Lines, address: str) -> Iterator[Page | LeftOut]:
    """The items in a stream, as pages; what is none comes with its line and its reason.

    Lines are read one by one, so a file of any length takes the memory of its longest line, LARGEST_PAGE at most; no
    more than MOST_BYTES are read of one file.
    """
    seen: dict[str, str] = {}
    for place, found in _items(stream, address):
        page = found if isinstance(found, LeftOut) else _page(found, f"{address}!{place}")
        if isinstance(page, Page):
            key = canonical_address(page.address)
            if key in seen:
                page = LeftOut(f"{address}!{place}", f"{page.address} stands in {seen[key]} already; the first counts")
            else:
                seen[key] = f"{address}!{place}"
        yield page


def fetch_packed_items(stream: BinaryIO, address: str) -> Iterator[Page | LeftOut]:
    """The items in a gzip file, unpacked as they are read."""
    try:
        with GzipFile(fileobj=stream, mode="rb") as unpacked:
            yield from fetch_items(unpacked, address)
    except (OSError, EOFError, zlib.error) as fault:
        yield LeftOut(address, BrokenPacking(address, f"its gzip stream is damaged or breaks off ({fault})").reason)


_Found = tuple[bytes, dict[str, Any]] | LeftOut


def _items(stream: _Lines, address: str) -> Iterator[tuple[str, _Found]]:
    """Each item with its place; what is none with its reason."""
    if ending_of(address.removesuffix(".gz")) in LINES_ENDINGS:
        yield from _from_lines(stream, address, b"")
        return
    begun = stream.read(LARGEST_JSON_FEED + 1)
    try:
        whole = json.loads(begun) if len(begun) <= LARGEST_JSON_FEED else None
    except (ValueError, RecursionError):
        whole = None
    if whole is None:
        yield from _from_lines(stream, address, begun)
        return
    listed = whole
    if isinstance(whole, dict):
        listed = next((whole[name] for name in _LISTS if isinstance(whole.get(name), list)), None)
    if listed is None:
        yield "item 1", (begun.strip(), whole)
        return
    for number, item in enumerate(listed if isinstance(listed, list) else [listed], 1):
        content = json.dumps(item, separators=(",", ":")).encode()
        place = f"item {number}"
        yield place, (content, item) if isinstance(item, dict) else _no_item(f"{address}!{place}", item)


def _from_lines(stream: _Lines, address: str, begun: bytes) -> Iterator[tuple[str, _Found]]:
    read = 0
    for number, line, size in _lines(stream, begun):
        place = f"line {number}"
        read += size
        if read > MOST_BYTES:
            reason = f"over {megabytes(MOST_BYTES)} in one file: from here on nothing is read; split it"
            yield place, LeftOut(f"{address}!{place}", reason)
            return
        if line is None:
            fault = TooLarge(address, f"{size / 1e6:,.1f} MB in one line", megabytes(LARGEST_PAGE))
            yield place, LeftOut(f"{address}!{place}", fault.reason)
        elif line.strip():
            yield place, _parsed(line, f"{address}!{place}")


def _lines(stream: _Lines, begun: bytes) -> Iterator[tuple[int, bytes | None, int]]:
    """The lines with their numbers and sizes, nothing in place of one that is over the bound; `begun` was read before
    of the stream."""
    before = BytesIO(begun)
    number = 0
    while True:
        number += 1
        line = _next_piece(before, stream)
        if not line:
            return
        if len(line) <= LARGEST_PAGE:
            yield number, line, len(line)
            continue
        size = len(line)
        while not line.endswith(b"\n") and size <= MOST_BYTES and (line := _next_piece(before, stream)):
            size += len(line)
        yield number, None, size


def _next_piece(before: BytesIO, stream: _Lines) -> bytes:
    line = before.readline(LARGEST_PAGE + 1)
    return line if line.endswith(b"\n") else line + stream.readline(LARGEST_PAGE + 1 - len(line))


def _parsed(line: bytes, where: str) -> _Found:
    try:
        item = json.loads(line)
    except (ValueError, RecursionError) as fault:
        what = "nested too deep" if isinstance(fault, RecursionError) else str(fault)[:80]
        return LeftOut(where, f"broken JSON ({what}); write one object a line")
    return (line.strip(), item) if isinstance(item, dict) else _no_item(where, item)


def _no_item(where: str, item: object) -> LeftOut:
    return LeftOut(where, f"a JSON {type(item).__name__}, not an object with a text; write one object a line")


def _page(found: tuple[bytes, dict[str, Any]], where: str) -> Page | LeftOut:
    content, item = found
    if not any(_has_words(value) for field in item_fields("text") for value in field.values(item)):
        names = ", ".join(
            dict.fromkeys(field.field.partition("[")[0].partition(".")[0] for field in item_fields("text"))
        )
        return LeftOut(where, f"no text in it; expected it in one of {names}")
    if len(content) > LARGEST_PAGE:
        return LeftOut(where, TooLarge(where, f"{len(content) / 1e6:.1f} MB", megabytes(LARGEST_PAGE)).reason)
    addresses = (value for field in item_fields("address") for value in field.values(item))
    address = next((one for one in addresses if isinstance(one, str) and _ADDRESS.fullmatch(one)), where)
    return Page(address, content, ITEM, _fetched_at(item))


def _has_words(value: object) -> bool:
    """Whether a value has words in it, itself or, of Fundus's sections, its paragraphs."""
    if isinstance(value, dict):
        return any(_has_words(words) for words in value.get("paragraphs") or () if isinstance(words, str))
    return isinstance(value, str) and bool(value.strip())


def _fetched_at(item: dict[str, Any]) -> datetime | None:
    """When the item says it was fetched; a time without its zone could be any of a day's."""
    for field in item_fields("fetched"):
        for value in field.values(item):
            try:
                instant = datetime.fromisoformat(value) if isinstance(value, str) else None
            except ValueError:
                continue
            if instant is not None and instant.tzinfo is not None:
                return instant
    return None
