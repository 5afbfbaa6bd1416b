"""Packed bytes to bytes, never more of them than asked for: a bomb is told by what comes out, not by what it says."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence

import brotli

from headwater.errors import BrokenPacking, TooLarge
from headwater.fetch.bounds import megabytes

GZIP_MAGIC = b"\x1f\x8b"

# Small, for what is left of a piece behind a gzip member is copied: many tiny members in one piece cost its square.
_PIECE = 8_192


def unpack(content: bytes, encodings: Sequence[str], address: str, most: int) -> bytes:
    """The bytes behind the content encodings, which stand in the order in which they were put on.

    Raises TooLarge as soon as more than `most` bytes come out of any of them, BrokenPacking for what breaks off, is
    damaged, or is packed in a way unknown here. No more than `most` bytes and a piece are ever held.

    >>> import gzip
    >>> unpack(gzip.compress(b"The ferry sank."), ["gzip"], "a.html", 1_000)
    b'The ferry sank.'
    """
    for encoding in reversed([one.strip().lower() for one in encodings]):
        if encoding in ("", "identity"):
            continue
        if encoding not in _UNPACKERS:
            raise BrokenPacking(address, f"packed as {encoding[:40]!r}, which is not read")
        try:
            content = _UNPACKERS[encoding](content, address, most)
        except (zlib.error, brotli.error) as fault:
            raise BrokenPacking(address, f"its {encoding} stream is damaged ({fault})") from fault
    return content


def _gunzip(content: bytes, address: str, most: int) -> bytes:
    """The bytes of a gzip file, all its members; blank or foreign bytes after the last member are passed over."""
    members: list[bytes] = []
    size = 0
    inflater = zlib.decompressobj(wbits=31)
    has_begun = False
    for start in range(0, len(content), _PIECE):
        piece = content[start : start + _PIECE]
        while piece:
            if not has_begun and members and not GZIP_MAGIC.startswith(piece[:2]):
                return b"".join(members)
            has_begun = True
            part = inflater.decompress(piece, most - size + 1)
            size += len(part)
            if size > most:
                raise _bomb(address, most)
            members.append(part)
            piece = inflater.unconsumed_tail
            if inflater.eof:
                piece = inflater.unused_data
                inflater, has_begun = zlib.decompressobj(wbits=31), False
    if has_begun:
        raise BrokenPacking(address, f"its gzip stream breaks off after {size:,} bytes")
    return b"".join(members)


def _inflate(content: bytes, address: str, most: int) -> bytes:
    """HTTP's 'deflate': zlib as the standard has it, or bare as some servers send it."""
    try:
        return _inflate_as(15, content, address, most)
    except zlib.error:
        return _inflate_as(-15, content, address, most)


def _inflate_as(wbits: int, content: bytes, address: str, most: int) -> bytes:
    inflater = zlib.decompressobj(wbits=wbits)
    part = inflater.decompress(content, most + 1)
    if len(part) > most:
        raise _bomb(address, most)
    if not inflater.eof:
        raise BrokenPacking(address, f"its deflate stream breaks off after {len(part):,} bytes")
    return part


def _unbrotli(content: bytes, address: str, most: int) -> bytes:
    decoder = brotli.Decompressor()
    parts: list[bytes] = []
    size, waiting = 0, content
    while size <= most and not decoder.is_finished():
        part = decoder.process(waiting, output_buffer_limit=_PIECE)
        # Bytes once handed over stay in the decoder; to be asked on, it is handed none.
        if not part and not waiting:
            break
        waiting = b""
        parts.append(part)
        size += len(part)
    if size > most:
        raise _bomb(address, most)
    if not decoder.is_finished():
        raise BrokenPacking(address, f"its brotli stream breaks off after {size:,} bytes")
    return b"".join(parts)


_UNPACKERS: dict[str, Callable[[bytes, str, int], bytes]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _inflate,
    "br": _unbrotli,
}


def _bomb(address: str, most: int) -> TooLarge:
    return TooLarge(address, f"over {megabytes(most)} once unpacked", megabytes(most))
