"""One member of a gzip file, read as it comes, with an eye on bombs: web archives hold a member for each record."""

from __future__ import annotations

import zlib
from typing import BinaryIO

from headwater.fetch.unpack import GZIP_MAGIC

# A page of HTML packs 5 to 10 times, one of nothing but table cells 60 times; past the floor, where a few repeated
# lines weigh nothing any more, only a bomb packs 100 times. zlib's own limit is 1,032.
BOMB_FLOOR, BOMB_RATIO = 16_000_000, 100
# Two line ends stand between records. What reads records passes over more, a byte at a time and slowly.
MOST_BLANK = 250_000
_PIECE = 32_768


class PackingBomb(OSError):
    """What comes out of a gzip member is out of all proportion to what went in."""


class GzipMember:
    """The bytes of one gzip member as a stream; it ends where the member ends, at `ends_at` of the file.

    Reading raises zlib.error for damaged bytes, EOFError for a member that breaks off, PackingBomb for a bomb.
    """

    def __init__(self, stream: BinaryIO, offset: int) -> None:
        self._stream = stream
        self._inflater = zlib.decompressobj(wbits=31)
        self._next, self._out, self._blank = offset, 0, 0
        self._offset = offset
        self._waiting = b""

    @property
    def ends_at(self) -> int:
        """Where the bytes read so far end in the file."""
        return self._next - len(self._waiting) - len(self._inflater.unused_data)

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most `size` of them and never more than a piece; none at the end of the member."""
        wanted = min(size, _PIECE) if size > 0 else _PIECE
        while not self._inflater.eof:
            if not self._waiting:
                self._stream.seek(self._next)
                self._waiting = self._stream.read(_PIECE)
                self._next += len(self._waiting)
                if not self._waiting:
                    raise EOFError("its gzip member breaks off")
            part = self._inflater.decompress(self._waiting, wanted)
            # At the end of a member zlib counts what is left twice, as unconsumed and as unused.
            self._waiting = b"" if self._inflater.eof else self._inflater.unconsumed_tail
            if part:
                self._watch(part)
                return part
        return b""

    def _watch(self, part: bytes) -> None:
        self._out += len(part)
        self._blank = 0 if part.strip(b"\r\n") else self._blank + len(part)
        packed = max(1, self.ends_at - self._offset)
        if self._out > BOMB_FLOOR and self._out > BOMB_RATIO * packed:
            raise PackingBomb(f"a gzip bomb: {packed:,} bytes became {self._out:,} and more")
        if self._blank > MOST_BLANK:
            raise PackingBomb(f"a gzip bomb: over {MOST_BLANK:,} blank lines")

    def tell(self) -> int:
        """How many bytes have come out."""
        return self._out

    def seek(self, offset: int, whence: int = 0) -> int:  # noqa: ARG002 - as streams are called
        """Not possible: a member is read once."""
        raise OSError("a gzip member is read once, from its start")

    def close(self) -> None:
        """Nothing to close: the file belongs to who opened it."""


def begins_member(stream: BinaryIO, offset: int, expected: tuple[bytes, ...]) -> bool:
    """Whether a gzip member begins there whose bytes begin, after line ends, as expected."""
    stream.seek(offset)
    packed = stream.read(512)
    if not packed.startswith(GZIP_MAGIC):
        return False
    try:
        return zlib.decompressobj(wbits=31).decompress(packed, 64).lstrip(b"\r\n").startswith(expected)
    except zlib.error:
        return False
