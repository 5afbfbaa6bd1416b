"""Web archives (.warc, .warc.gz, and the texts of .wet): their pages, each once, and a reason for what is no page."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO

from fastwarc import WarcRecordType
from fastwarc.stream_io import ChunkedReader
from fastwarc.warc import HeaderMap

from headwater.errors import UnreadablePage
from headwater.fetch.bounds import LARGEST_PAGE, too_large
from headwater.fetch.canonical import canonical_address
from headwater.fetch.media_types import HTML, TEXT, find_media_type, is_html
from headwater.fetch.unpack import unpack
from headwater.fetch.warc_records import LONGEST_HEAD, WITH_PAGES, BadRecord, Record, find_records
from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.fetched import ArchivedPage
from headwater.vocabulary.page import Page

# Some 300 bytes for each page: no more than 300 MB are spent on telling pages apart.
MOST_REMEMBERED = 1_000_000


@dataclass(frozen=True, slots=True)
class _NoPage:
    what: str


def fetch_archive(stream: BinaryIO, address: str, after: int | None = None) -> Iterator[ArchivedPage]:
    """The pages of a web archive, in its order, each page once; and what is left out of it, with its offset.

    `stream` is open for reading at any place; `after` goes on behind the record of that offset, as `offset` of what
    came out gave it. Pages are HTML and plain text that a server answered with status 200, and the texts of WET files;
    records that hold none are counted together at the end. A page is known again by its address, less what campaigns
    hang on it, and by its bytes. Held at any time: one record up to LARGEST_PAGE and what is remembered of the others.
    """
    seen = _Seen()
    no_page: Counter[str] = Counter()
    for found in find_records(stream, after):
        outcome = found.fault if isinstance(found, BadRecord) else _page(found, address)
        if isinstance(outcome, _NoPage):
            no_page[outcome.what] += 1
        elif isinstance(outcome, Page):
            yield ArchivedPage(seen.again(outcome, found.offset) or outcome, found.offset)
        else:
            yield ArchivedPage(LeftOut(f"{address}, record at {found.offset:,}", outcome), found.offset)
    if no_page:
        yield ArchivedPage(LeftOut(address, f"records that hold no page: {_counted(no_page)}"), stream.seek(0, 2))


def _counted(no_page: Counter[str]) -> str:
    named, others = no_page.most_common(12), no_page.most_common()[12:]
    counts = [f"{count:,} {what}" for what, count in named]
    return ", ".join(counts + ([f"{sum(count for _, count in others):,} others"] if others else []))


def _page(record: Record, archive: str) -> Page | _NoPage | str:
    """The page in a record; else what it is instead; else, where a page was to be expected, why there is none."""
    kind = (record.headers.get("WARC-Type") or "unknown")[:40]
    address = (record.headers.get("WARC-Target-URI") or "").strip(" <>")
    if not record.kind & WITH_PAGES:
        return _NoPage(kind)
    if record.is_over:
        return too_large(archive, _stated_length(record), LARGEST_PAGE).reason
    if not address.startswith(("http://", "https://")):
        return _NoPage(f"{kind} of no web address")
    if record.kind == WarcRecordType.response:
        try:
            return _response(record, address)
        except UnreadablePage as fault:
            return f"{address}: {fault.reason}"
    stated = (record.headers.get("Content-Type") or "").partition(";")[0].strip().lower() or None
    return _page_of(record, address, record.content, stated, None)


def _stated_length(record: Record) -> int:
    """The length a record states."""
    stated = record.headers.get("Content-Length") or ""
    return int(stated) if stated.isascii() and stated.isdecimal() and len(stated) < 20 else 0


_HEAD_END = re.compile(rb"\r?\n\r?\n")


def _response(record: Record, address: str) -> Page | _NoPage | str:
    end = _HEAD_END.search(record.content, 0, LONGEST_HEAD)
    head = record.content[: end.end()] if end else record.content[:LONGEST_HEAD]
    headers = HeaderMap()
    # Some servers end their lines with a bare newline.
    headers.parse(io.BytesIO(re.sub(rb"\r?\n", b"\r\n", head)))
    if headers.status_code is None:
        return f"{address}: no HTTP answer in it"
    if headers.status_code != 200:
        return _NoPage(f"status {headers.status_code}")
    stated, _, parameters = (headers.get("Content-Type") or "").partition(";")
    media_type = stated.strip().lower() or None
    if media_type is not None and media_type.partition("/")[0] in _NO_PAGES:
        return _NoPage(media_type[:60])
    content = record.content[len(head) :]
    if "chunked" in (headers.get("Transfer-Encoding") or "").lower():
        content = _unchunk(content)
    encodings = (headers.get("Content-Encoding") or "").split(",")
    content = unpack(content, encodings, address, LARGEST_PAGE)
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", parameters, re.IGNORECASE)
    return _page_of(record, address, content, media_type, charset and charset.group(1).lower())


_NO_PAGES = frozenset({"image", "video", "audio", "font"})


def _unchunk(content: bytes) -> bytes:
    """Chunks put together. Crawlers often store the body with its chunks undone and the header left as it was."""
    try:
        joined: list[bytes] = []
        reader = ChunkedReader(io.BytesIO(content))
        while piece := reader.read(LONGEST_HEAD):
            joined.append(piece)
        return b"".join(joined)
    except OSError:
        return content


def _page_of(
    record: Record, address: str, content: bytes, stated: str | None, charset: str | None
) -> Page | _NoPage | str:
    if not content.strip():
        return _NoPage("empty")
    if len(content) > LARGEST_PAGE:
        return too_large(address, len(content), LARGEST_PAGE).reason
    media_type = find_media_type(address, content, stated)
    is_page = is_html(media_type) or media_type == TEXT
    if not is_page or address.endswith("/robots.txt"):
        return _NoPage(media_type[:60])
    return Page(address, content, HTML if is_html(media_type) else TEXT, _fetched_at(record), charset)


def _fetched_at(record: Record) -> datetime | None:
    try:
        instant = datetime.fromisoformat((record.headers.get("WARC-Date") or "").strip())
    except ValueError:
        return None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


class _Seen:
    """What tells that a page was there before: its address, its bytes; of so many pages and no more."""

    def __init__(self) -> None:
        self._addresses: dict[str, int] = {}
        self._digests: dict[str, int] = {}

    def again(self, page: Page, offset: int) -> LeftOut | None:
        """Why a page counts no second time, if it was there before."""
        address, digest = canonical_address(page.address), page.sha256
        before = self._digests.get(digest)
        if before is not None:
            return LeftOut(page.address, f"the same page as the record at {before:,}, byte for byte; it counts once")
        before = self._addresses.get(address)
        if before is not None:
            return LeftOut(page.address, f"fetched before into the record at {before:,}; the first one counts")
        if len(self._addresses) < MOST_REMEMBERED:
            self._addresses[address] = self._digests[digest] = offset
        return None
