"""Pages from files, folders and standard input; what cannot be fetched is left out with its reason."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from headwater.errors import EmptyPage, MissingPage, NoPages, UnreadablePage
from headwater.fetch.archives import fetch_archive
from headwater.fetch.bounds import LARGEST_FEED, LARGEST_PAGE, too_large
from headwater.fetch.items import fetch_items
from headwater.fetch.media_types import GZIP, ITEMS, JSON_FEED, PAGE_ENDINGS, WARC, ZIP, find_media_type, is_feed
from headwater.fetch.opened import left_out, open_gzip, open_page, open_zip
from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.page import Page

# Files in a folder that somebody may have meant as pages; pictures, styles and notes beside the pages are passed over.
_MEANT_AS_PAGES = frozenset(
    {".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub", ".mht", ".mhtml", ".eml", ".zst", ".bz2"}
)
_HEAD = 4_096


def fetch_path(path: Path) -> Iterator[Page | LeftOut]:
    """The pages in a file, or in all files of a folder that may hold some, however deep, by name.

    `fetched_at` of a page that is a file stays null: a file's own time tells when it was copied here, not when the page
    was fetched.
    """
    if not path.is_dir():
        yield from _file(path)
        return
    found = False
    for file in _files_under(path):
        suffix = file.suffix.lower()
        if suffix in PAGE_ENDINGS and (suffix != ".json" or _is_meant(file)):
            found = True
            yield from _file(file)
        elif suffix in _MEANT_AS_PAGES:
            yield LeftOut(str(file), f"a {suffix} file is not read yet; save the page as .html or .txt")
    if not found:
        yield LeftOut(str(path), str(NoPages(str(path))).removeprefix(f"{path}: "))


def fetch_stream(stream: BinaryIO, address: str) -> Iterator[Page | LeftOut]:
    """The page or pages in a stream that cannot be wound back, of which no more is read than a feed may have."""
    content = stream.read(LARGEST_PAGE + 1)
    if find_media_type(address, content) == ITEMS:
        yield from fetch_items(io.BufferedReader(_Joined(content, stream)), address)
        return
    if len(content) > LARGEST_PAGE and is_feed(find_media_type(address, content)):
        content += stream.read(LARGEST_FEED + 1 - len(content))
    yield from _bytes(content, address)


class _Joined(io.RawIOBase):
    """What was read of a stream, and the rest of it."""

    def __init__(self, begun: bytes, stream: BinaryIO) -> None:
        self._begun, self._stream = io.BytesIO(begun), stream

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next bytes."""
        piece = self._begun.read(len(buffer)) or self._stream.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


def _files_under(folder: Path) -> Iterator[Path]:
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(where, name) for name in sorted(files) if not name.startswith("."))


def _is_meant(path: Path) -> bool:
    """Whether a .json file in a folder is a feed or items; most hold something else that nobody meant as pages."""
    try:
        with path.open("rb") as stream:
            return find_media_type("", stream.read(_HEAD)) in (JSON_FEED, ITEMS)
    except OSError:
        return False


def _file(path: Path) -> Iterator[Page | LeftOut]:
    address = str(path)
    try:
        if not path.exists():
            yield left_out(MissingPage(address))
        elif not path.is_file():
            yield LeftOut(address, "not a file or folder; hand a pipe over as '-'")
        else:
            with path.open("rb") as stream:
                yield from _by_kind(stream, address, path.stat().st_size)
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        yield LeftOut(address, f"cannot be read ({reason}); check its permissions and its name")


def _by_kind(stream: BinaryIO, address: str, size: int) -> Iterator[Page | LeftOut]:
    head = stream.read(_HEAD)
    stream.seek(0)
    kind = find_media_type(address, head)
    if kind == WARC:
        yield from (found.page for found in fetch_archive(stream, address))
    elif kind == GZIP:
        yield from open_gzip(stream, address)
    elif kind == ZIP:
        yield from open_zip(stream, address)
    elif kind == ITEMS:
        yield from fetch_items(stream, address)
    else:
        most = LARGEST_FEED if is_feed(kind) else LARGEST_PAGE
        if size > most:
            yield left_out(too_large(address, size, most))
        else:
            yield from _bytes(stream.read(most + 1), address)


def _bytes(content: bytes, address: str) -> Iterator[Page | LeftOut]:
    try:
        if not content.strip():
            raise EmptyPage(address)
        kind = find_media_type(address, content)
        most = LARGEST_FEED if is_feed(kind) else LARGEST_PAGE
        if len(content) > most:
            raise too_large(address, len(content), most)
        yield from open_page(Page(address, content, kind))
    except UnreadablePage as fault:
        yield left_out(fault)
