"""The records of a web archive file (WARC, ISO 28500), however broken the file is.

fastwarc reads a record. Where one is broken it stops, so the file is cut up for it here: a gzip member at a time, or
from one intact record to the next; what lies between is told with its offset.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from fastwarc import ArchiveIterator, WarcRecord, WarcRecordType
from fastwarc.warc import HeaderMap

from headwater.fetch.bounds import LARGEST_PAGE
from headwater.fetch.gzip_member import GzipMember, PackingBomb, begins_member
from headwater.fetch.media_types import WARC_MAGIC
from headwater.fetch.unpack import GZIP_MAGIC

# Each bad record may cost the reading of one page again. A file with more is no archive any more.
MOST_BAD_RECORDS = 1_000


@dataclass(frozen=True, slots=True)
class Record:
    """One record that is whole: its headers, and its content unless it is over the bound or of a kind without pages."""

    offset: int
    headers: HeaderMap
    kind: WarcRecordType
    content: bytes
    is_over: bool


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A stretch of the file that holds no intact record, and what is wrong with it."""

    offset: int
    fault: str


WITH_PAGES = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
LONGEST_HEAD = 65_536


def find_records(stream: BinaryIO, after: int | None = None) -> Iterator[Record | BadRecord]:
    """All records of the file; after a bad one the next intact one is looked for."""
    offset, bad, is_explained = after or 0, 0, False
    while bad < MOST_BAD_RECORDS:
        begins_at = _find_record(stream, offset)
        gap = (stream.seek(0, 2) if begins_at is None else begins_at) - offset
        if not is_explained and _is_foreign(stream, offset, gap):
            bad += 1
            yield BadRecord(offset, f"{gap:,} bytes that are no record")
        if begins_at is None:
            return
        step = _packed_records if _begins_with(stream, begins_at, GZIP_MAGIC) else _plain_record
        for found, ends_at in step(stream, begins_at):
            offset, is_explained = ends_at, isinstance(found, BadRecord)
            bad += is_explained
            if after is None or found.offset > after:
                yield found
    yield BadRecord(offset, f"{bad:,} bad records so far: the rest of the archive is not read; repair it")


def _packed_records(stream: BinaryIO, begins_at: int) -> Iterator[tuple[Record | BadRecord, int]]:
    """The records of one gzip member, most often one, each with where to look for the next member."""
    member = GzipMember(stream, begins_at)
    held: Record | BadRecord | None = None
    try:
        for record in ArchiveIterator(member, parse_http=False, stream_detect=False):
            if held is not None:
                yield held, begins_at + 2
            held = _take(record, begins_at)
        while member.read():
            pass
    except (OSError, EOFError, ValueError, zlib.error) as fault:
        # Where no record follows another, the length of the one before is wrong: so that one is bad, too.
        # Behind a bomb there is nothing to find in the bytes that were read of it.
        onward = member.ends_at if isinstance(fault, PackingBomb) else begins_at + 2
        yield BadRecord(begins_at, f"a broken record ({_said(fault)})"), onward
        return
    if held is None:
        held = BadRecord(begins_at, "a gzip member without a record")
    yield held, member.ends_at


def _plain_record(stream: BinaryIO, begins_at: int) -> Iterator[tuple[Record | BadRecord, int]]:
    """The record that begins there, with where to look for the next: behind it, or within it if it is bad."""
    stream.seek(begins_at)
    head = stream.read(LONGEST_HEAD)
    stream.seek(begins_at)
    try:
        record = next(ArchiveIterator(stream, parse_http=False, stream_detect=False))
        found = _take(record, begins_at)
        ends_at = begins_at + head.index(b"\r\n\r\n") + 4 + record.content_length
    except (OSError, EOFError, ValueError, StopIteration) as fault:
        found, ends_at = BadRecord(begins_at, f"a broken record ({_said(fault)})"), begins_at + 1
    if isinstance(found, Record) and not _ends_well(stream, ends_at):
        found = BadRecord(begins_at, "a broken record (its length is not that of its content)")
    yield found, ends_at if isinstance(found, Record) else begins_at + 1


def _take(record: WarcRecord, offset: int) -> Record | BadRecord:
    """A record with its content, which is read only where a page may be in it and up to the bound."""
    if not record.record_type & WITH_PAGES:
        return Record(offset, record.headers, record.record_type, b"", False)
    most = LARGEST_PAGE + LONGEST_HEAD
    if record.content_length > most:
        return Record(offset, record.headers, record.record_type, b"", True)
    content = record.reader.read(record.content_length)
    if len(content) < record.content_length:
        return BadRecord(offset, f"a broken record ({len(content):,} of its {record.content_length:,} bytes are there)")
    return Record(offset, record.headers, record.record_type, content, False)


def _ends_well(stream: BinaryIO, ends_at: int) -> bool:
    """Whether a record can end there: two line ends stand behind it, or the next record, or nothing."""
    if ends_at > stream.seek(0, 2):
        return False
    stream.seek(ends_at)
    behind = stream.read(64)
    return behind.startswith(b"\r\n\r\n") or behind.lstrip(b"\r\n").startswith(WARC_MAGIC) or not behind.strip()


_SCAN, _LONGEST_BEGINNING = 1_000_000, 16
# A gzip member begins with its magic, its flags (the upper three bits zero), four bytes of time, and how it was packed.
_BEGINNINGS = re.compile(rb"(?:\A|(?<=\n))WARC/[01]\.|\x1f\x8b\x08[\x00-\x1f].{4}[\x00\x02\x04]", re.DOTALL)


def _find_record(stream: BinaryIO, offset: int) -> int | None:
    """Where the next record begins, at the offset or behind it; none if there is none."""
    stream.seek(offset)
    ahead = stream.read(64)
    begins_at = offset + len(ahead) - len(ahead.lstrip(b"\r\n"))
    is_packed = ahead.lstrip(b"\r\n").startswith(GZIP_MAGIC)
    if begins_member(stream, begins_at, WARC_MAGIC) if is_packed else _begins_with(stream, begins_at, WARC_MAGIC[0]):
        return begins_at
    at_start = True
    while True:
        stream.seek(offset)
        piece = stream.read(_SCAN)
        for beginning in _BEGINNINGS.finditer(piece):
            begins_at = offset + beginning.start()
            is_first = beginning.start() == 0
            if beginning.group().startswith(GZIP_MAGIC):
                if begins_member(stream, begins_at, WARC_MAGIC):
                    return begins_at
            elif not is_first or (at_start and _begins_line(stream, begins_at)):
                return begins_at
        if len(piece) < _SCAN:
            return None
        # A beginning may lie across the border of two pieces.
        offset, at_start = offset + len(piece) - _LONGEST_BEGINNING, False


def _begins_line(stream: BinaryIO, offset: int) -> bool:
    if offset == 0:
        return True
    stream.seek(offset - 1)
    return stream.read(1) == b"\n"


def _begins_with(stream: BinaryIO, offset: int, expected: bytes) -> bool:
    stream.seek(offset)
    return stream.read(len(expected)) == expected


def _is_foreign(stream: BinaryIO, offset: int, length: int) -> bool:
    """Whether something stands there that is no line end."""
    stream.seek(offset)
    return bool(stream.read(min(length, 1_024)).strip(b"\r\n\0"))


def _said(fault: BaseException) -> str:
    return (str(fault) or type(fault).__name__)[:120].rstrip(".")
