"""How a report, a brief and a subject lie in an archive: packed by msgspec, compressed by zstd, each text once.

A report is kept in three pieces: the page's bytes, its text (null where it is the page's own bytes), and its analysis
without either. zstd's level 3 packs a text of 2 kB in 20 us; each frame carries a checksum, so that damage is told.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar, cast

import msgspec
import zstandard

from headwater.store.layout import UnknownLayout, field_unpacker, layout_of, packer, unpacker
from headwater.store.words import MOST_CHARACTERS, folded_words
from headwater.vocabulary.brief import Brief
from headwater.vocabulary.page import Page
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import ReportId
from headwater.vocabulary.story import Story
from headwater.vocabulary.subject import Subject

Kept = TypeVar("Kept")
# Half a character of Unicode's higher planes, as some pages' JSON has it, is no UTF-8; it is kept as bytes.
_HALVES = 1
_LEVEL = 3
_here = threading.local()


class DamagedPack(Exception):
    """Bytes that do not unpack to what was packed."""


class OldPack(Exception):
    """Bytes that are whole, of a value that had other fields then."""


@dataclass(frozen=True, slots=True)
class KeptPage:
    """The columns of a page."""

    address: str
    media_type: str
    fetched_at: str | None
    charset: str | None
    content: bytes


class Packs:
    """Packs values of one type, and unpacks those that were packed under any known layout."""

    def __init__(self, kind: type) -> None:
        self._kind = kind
        self._pack = packer(kind)
        self._unpackers: dict[tuple[str, str | None], Any] = {}
        self.layout = layout_of(kind)

    def pack(self, value: object) -> bytes:
        """A value as bytes, not compressed: `[names of reports, the value]`."""
        places: dict[str, int] = {}
        plain = self._pack(value, places)
        return _encode([list(places), plain])

    def reads(self, layout: str) -> bool:
        """Whether values of that layout can still be read."""
        try:
            unpacker(self._kind, layout)
        except UnknownLayout:
            return False
        return True

    def unpack(self, content: bytes, layout: str, field: str | None = None) -> Any:
        """The value again, or one field of it alone; DamagedPack or OldPack if it cannot be had."""
        try:
            key = layout, field
            if key not in self._unpackers:
                made = unpacker(self._kind, layout) if field is None else field_unpacker(self._kind, field, layout)
                self._unpackers[key] = made
            names, plain = _DECODER.decode(content)
            return self._unpackers[key](plain, names)
        except UnknownLayout as fault:
            raise OldPack(str(fault)) from fault
        except (msgspec.DecodeError, ValueError, TypeError, KeyError, IndexError) as fault:
            raise DamagedPack(f"{type(fault).__name__}: {fault}") from fault


REPORTS, BRIEFS, SUBJECTS = Packs(Report), Packs(Brief), Packs(Subject)


def pack_text(report: Report) -> bytes | None:
    """A report's text, compressed; null where it is the page's own bytes."""
    content = report.text.encode("utf-8", "surrogatepass")
    return None if content == report.page.content else compress(content)


def unpack_text(text: bytes | None, page: bytes) -> str:
    """A report's text, from either of its two places."""
    return expand(page if text is None else text).decode("utf-8", "surrogatepass")


def pack_analysis(report: Report) -> bytes:
    """All that was found in a report, without its page's bytes and its text."""
    prose_text = "" if report.prose.text == report.text else report.prose.text
    bare = replace(
        report, page=replace(report.page, content=b""), text="", prose=replace(report.prose, text=prose_text)
    )
    return compress(REPORTS.pack(bare))


def unpack_report(analysis: bytes, layout: str, text: bytes | None, page: bytes) -> Report:
    """A report as it was filed."""
    bare = cast(Report, REPORTS.unpack(expand(analysis), layout))
    whole = unpack_text(text, page)
    came, prose = replace(bare.page, content=expand(page)), replace(bare.prose, text=bare.prose.text or whole)
    return replace(bare, page=came, text=whole, prose=prose)


def unpack_page(page: KeptPage) -> Page:
    """A page as it came."""
    fetched_at = None if page.fetched_at is None else datetime.fromisoformat(page.fetched_at)
    return Page(page.address, expand(page.content), page.media_type, fetched_at, page.charset)


def pack_brief(brief: Brief) -> bytes:
    """A brief without its reports, which are kept already."""
    return compress(BRIEFS.pack(replace(brief, story=replace(brief.story, reports=()))))


def unpack_brief(content: bytes, layout: str, reports: Sequence[Report]) -> Brief:
    """A brief with its reports put back."""
    bare = cast(Brief, BRIEFS.unpack(expand(content), layout))
    return replace(bare, story=replace(bare.story, reports=tuple(reports)))


def unpack_story(content: bytes, layout: str) -> Story:
    """The story of a brief, its people and its lineage, without any of its reports."""
    return cast(Story, BRIEFS.unpack(expand(content), layout, "story"))


def pack_ids(ids: Sequence[str]) -> bytes:
    """A list of ids or lines of words."""
    return _encode(list(ids))


def unpack_ids(content: bytes) -> tuple[ReportId, ...]:
    """The list again."""
    return tuple(_DECODER.decode(content))


def pack_body(report: Report) -> bytes:
    """Where the paragraphs of a report stand in its text: start, end, start, end ..."""
    return _encode([place for span in report.prose.paragraphs for place in (span.start, span.end)])


def unpack_body(body: bytes) -> list[tuple[int, int]]:
    """The places of the paragraphs, as pairs."""
    places = _DECODER.decode(body)
    return list(zip(places[::2], places[1::2], strict=True))


def body_words(text: bytes | None, page: bytes, body: bytes) -> str:
    """The folded words of a kept report's paragraphs between blanks: what the index of words holds of them."""
    whole = unpack_text(text, page)
    return words_of_body(whole, unpack_body(body))


def words_of_body(text: str, body: Sequence[tuple[int, int]]) -> str:
    """The folded words of the paragraphs of a text, as far as they are indexed."""
    joined = "\n".join([text[start:end] for start, end in body])
    return " ".join(folded_words(joined[:MOST_CHARACTERS]))


def compress(content: bytes) -> bytes:
    """Bytes in one zstd frame with its length and checksum."""
    if not hasattr(_here, "compressor"):
        _here.compressor = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True, write_content_size=True)
    return bytes(_here.compressor.compress(content))


def expand(content: bytes) -> bytes:
    """The bytes of a frame; DamagedPack if they are not what was put in."""
    if not hasattr(_here, "expander"):
        _here.expander = zstandard.ZstdDecompressor()
    try:
        return bytes(_here.expander.decompress(content))
    except zstandard.ZstdError as fault:
        raise DamagedPack(str(fault)) from fault


def _encode(plain: object) -> bytes:
    try:
        return _ENCODER.encode(plain)
    except UnicodeEncodeError:
        return _ENCODER.encode(_with_halves(plain))


def _with_halves(plain: object) -> object:
    if isinstance(plain, list):
        return [_with_halves(one) for one in plain]
    if isinstance(plain, str) and any("\ud800" <= letter <= "\udfff" for letter in plain):
        return msgspec.msgpack.Ext(_HALVES, plain.encode("utf-8", "surrogatepass"))
    return plain


def _from_halves(_: int, content: memoryview) -> str:
    return bytes(content).decode("utf-8", "surrogatepass")


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(ext_hook=_from_halves)
