"""Small web archives, whole and broken."""

from __future__ import annotations

import gzip
from collections.abc import Sequence

HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"


def record(
    address: str,
    body: bytes,
    *,
    http: bytes = HTML,
    kind: str = "response",
    length: object = None,
    extra: str = "",
    day: str = "2024-05-03T10:00:00Z",
) -> bytes:
    """One record as it stands in a .warc file; `length` is what it says its content has, by default the truth."""
    content = http + body
    stated = len(content) if length is None else length
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: {day}\r\n{extra}"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {stated}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def ferries(count: int) -> list[bytes]:
    """So many records, each with a page of its own."""
    return [record(f"http://herald.example/{n}", b"<html><p>Ferry number %d sank.</p>" % n) for n in range(count)]


def packed(records: Sequence[bytes]) -> list[bytes]:
    """The records as the gzip members of a .warc.gz file."""
    return [gzip.compress(one, mtime=0) for one in records]


def offsets(records: Sequence[bytes]) -> list[int]:
    """Where each of them begins in the file."""
    return [sum(map(len, records[:n])) for n in range(len(records))]
