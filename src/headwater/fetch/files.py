"""Pages from files, folders and standard input; what cannot be fetched is left out with its reason."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from headwater.errors import EmptyPage, MissingPage, NoPages, TooLarge, UnreadablePage
from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.page import Page

# News pages have 0.05-3 MB with everything inlined; a file over this is a dump, an archive or a mistake, and parsing it
# would cost more memory than all other pages together.
LARGEST_PAGE = 10_000_000

STANDARD_INPUT = "-"

_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_PAGE_SUFFIXES = _HTML_SUFFIXES | {".txt", ".text"}
# Files in a folder that somebody may have meant as pages; pictures, styles and notes beside the pages are passed over.
_MEANT_AS_PAGES = frozenset(
    {".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub", ".mht", ".mhtml", ".eml", ".warc", ".gz", ".zip", ".xml", ".rss"}
)


def fetch_pages(paths: Sequence[str | Path | Page], stdin: BinaryIO | None = None) -> tuple[list[Page], list[LeftOut]]:
    """The pages at the paths, in order, each once, and what was left out with the reason and what to do.

    A path is a file, a folder (its .txt, .html and .htm files, however deep, by name), a page in hand, or "-" for
    standard input (`stdin`, by default the process's own), of which no more is read than a page may have. `fetched_at`
    stays null: a file's own time tells when it was copied here, not when the page was fetched.
    """
    found = list(_each(paths, stdin))
    pages = [one for one in found if isinstance(one, Page)]
    return without_repeats(pages, [one for one in found if isinstance(one, LeftOut)])


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


def page_of(content: bytes, address: str) -> Page:
    """Bytes as a page, its media type told from the address and, where that does not say, from the first bytes."""
    is_html = Path(address).suffix.lower() in _HTML_SUFFIXES or _looks_like_html(content)
    return Page(address, content, "text/html" if is_html else "text/plain")


def _each(paths: Sequence[str | Path | Page], stdin: BinaryIO | None) -> Iterator[Page | LeftOut]:
    for path in paths:
        if isinstance(path, Page):
            yield path
        elif str(path) == STANDARD_INPUT:
            yield _page_or_reason((stdin or sys.stdin.buffer).read(LARGEST_PAGE + 1), "standard input")
        else:
            yield from _at(Path(path))


def _at(path: Path) -> Iterator[Page | LeftOut]:
    if not path.is_dir():
        yield _file(path)
        return
    found = False
    for file in _files_under(path):
        suffix = file.suffix.lower()
        if suffix in _PAGE_SUFFIXES:
            found = True
            yield _file(file)
        elif suffix in _MEANT_AS_PAGES:
            yield LeftOut(str(file), f"a {suffix} file is not read yet; save the page as .html or .txt")
    if not found:
        yield LeftOut(str(path), str(NoPages(str(path))).removeprefix(f"{path}: "))


def _files_under(folder: Path) -> Iterator[Path]:
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(where, name) for name in sorted(files) if not name.startswith("."))


def _file(path: Path) -> Page | LeftOut:
    address = str(path)
    try:
        if not path.exists():
            return _left_out(MissingPage(address))
        if not path.is_file():
            return LeftOut(address, "not a file or folder; hand a pipe over as '-'")
        size = path.stat().st_size
        if size > LARGEST_PAGE:
            return _left_out(_too_large(address, size))
        with path.open("rb") as stream:
            return _page_or_reason(stream.read(LARGEST_PAGE + 1), address)
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        return LeftOut(address, f"cannot be read ({reason}); check its permissions and its name")


def _page_or_reason(content: bytes, address: str) -> Page | LeftOut:
    if len(content) > LARGEST_PAGE:
        return _left_out(_too_large(address, len(content)))
    if not content.strip():
        return _left_out(EmptyPage(address))
    return page_of(content, address)


def _too_large(address: str, size: int) -> TooLarge:
    return TooLarge(address, f"{size / 1e6:.1f} MB", f"{LARGEST_PAGE / 1e6:.0f} MB")


def _left_out(fault: UnreadablePage) -> LeftOut:
    return LeftOut(fault.address, fault.reason)


def _looks_like_html(content: bytes) -> bool:
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or b"<html" in head
