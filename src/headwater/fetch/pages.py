"""The door: whatever was handed in, out come pages, and a reason for all that is none."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from headwater.errors import UnreadablePage
from headwater.fetch.bounds import MOST_BYTES, MOST_PAGES, megabytes
from headwater.fetch.files import fetch_path, fetch_stream
from headwater.fetch.media_types import HTML, TEXT
from headwater.fetch.opened import left_out, open_page
from headwater.fetch.web import Web
from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.fetched import FetchedPage
from headwater.vocabulary.page import ITEM, Page

STANDARD_INPUT = "-"


def fetch_pages(
    paths: Sequence[str | Path | Page],
    stdin: BinaryIO | None = None,
    *,
    allow_private: bool = False,
    web: Web | None = None,
) -> tuple[list[Page], list[LeftOut]]:
    """The pages at the paths, in order, each once, and what was left out with the reason and what to do.

    A path is a file, a folder (its pages, feeds and archives, however deep, by name), an http or https address, a page
    in hand, or "-" for standard input (`stdin`, by default the process's own). Feeds, web archives, gzip and zip files
    give the pages in them. No machine that is not on the open internet is asked unless `allow_private` is given.
    """
    pages: list[Page] = []
    left: list[LeftOut] = []
    size = 0
    for found in _each(paths, stdin, web or Web(allow_private=allow_private)):
        if isinstance(found, LeftOut):
            left.append(found)
            continue
        size += len(found.content)
        if size > MOST_BYTES or len(pages) >= MOST_PAGES:
            bound = f"{MOST_PAGES:,} pages or {megabytes(MOST_BYTES)}"
            left.append(LeftOut(found.address, f"over {bound} in one call: from here on nothing is read; use several"))
            break
        pages.append(found)
    return without_repeats(pages, left)


def without_repeats(pages: Iterable[Page], left_out: Iterable[LeftOut] = ()) -> tuple[list[Page], list[LeftOut]]:
    """The pages without those whose bytes were there before, which are added to what was left out."""
    first: dict[str, Page] = {}
    left = list(left_out)
    for page in pages:
        digest = page.sha256
        if digest in first:
            left.append(
                LeftOut(page.address, f"the same page as {first[digest].address}, byte for byte; it counts once")
            )
        else:
            first[digest] = page
    return list(first.values()), left


def _each(paths: Sequence[str | Path | Page], stdin: BinaryIO | None, web: Web) -> Iterator[Page | LeftOut]:
    for path in paths:
        if isinstance(path, Page):
            yield from [path] if path.media_type in (HTML, TEXT, ITEM) else open_page(path)
        elif path == STANDARD_INPUT:
            yield from fetch_stream(stdin or sys.stdin.buffer, "standard input")
        elif isinstance(path, str) and "://" in path:
            yield from _from_web(path, web)
        else:
            yield from fetch_path(Path(path))


def _from_web(address: str, web: Web) -> Iterator[Page | LeftOut]:
    try:
        fetched = web.fetch(address)
    except UnreadablePage as fault:
        yield left_out(fault)
        return
    if isinstance(fetched, FetchedPage):
        yield from open_page(fetched.page)
