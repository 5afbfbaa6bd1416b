"""The files in a zip file, one after another, each within its bound."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from headwater.errors import BrokenPacking, TooLarge
from headwater.fetch.bounds import LARGEST_ZIP, LARGEST_ZIP_LIST, MOST_BYTES, megabytes, too_large
from headwater.vocabulary.doubt import LeftOut


def unzip(
    stream: BinaryIO, address: str, is_wanted: Callable[[str], bool], most: int, most_together: int = MOST_BYTES
) -> Iterator[tuple[str, bytes] | LeftOut]:
    """The wanted files of a zip file by name, each at most `most` bytes once unpacked and `most_together` all of them;
    what is over, damaged or locked comes with its reason. The sizes that the zip file states are never believed.

    Raises TooLarge or BrokenPacking for a zip file that cannot be listed. Zips in zips stay closed.
    """
    size = stream.seek(0, 2)
    if size > LARGEST_ZIP:
        raise too_large(address, size, LARGEST_ZIP)
    _check_list(stream, size, address)
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, OSError, struct.error, NotImplementedError) as fault:
        raise BrokenPacking(address, f"a zip file that cannot be read ({fault})") from fault
    left = most_together
    with archive:
        for member in sorted(archive.infolist(), key=lambda member: member.filename):
            if member.is_dir() or not is_wanted(member.filename):
                continue
            inside = f"{address}!{member.filename}"
            if left <= 0:
                yield LeftOut(inside, f"the zip file holds over {megabytes(most_together)} of pages; split it")
                return
            content = _member(archive, member, inside, min(most, left))
            if isinstance(content, bytes):
                left -= len(content)
                yield member.filename, content
            else:
                left -= most
                yield content


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, inside: str, most: int) -> bytes | LeftOut:
    if member.flag_bits & 0x1:
        return LeftOut(inside, BrokenPacking(inside, "locked with a password").reason)
    try:
        with archive.open(member) as packed:
            content = packed.read(most + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, struct.error) as fault:
        return LeftOut(inside, BrokenPacking(inside, f"damaged inside its zip file ({fault})").reason)
    if len(content) > most:
        return LeftOut(inside, TooLarge(inside, f"over {megabytes(most)} once unpacked", megabytes(most)).reason)
    return content


_END_OF_LIST = struct.Struct("<4s4H2LH")
_LONGEST_COMMENT = 65_535


def _check_list(stream: BinaryIO, size: int, address: str) -> None:
    """Refuse a list of names that would fill the memory: zipfile reads it whole before it can be asked."""
    stream.seek(max(0, size - _LONGEST_COMMENT - _END_OF_LIST.size))
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END_OF_LIST.size:
        raise BrokenPacking(address, "a zip file without its list of names")
    list_size = _END_OF_LIST.unpack_from(tail, at)[5]
    if list_size > LARGEST_ZIP_LIST or b"PK\x06\x07" in tail:
        raise TooLarge(address, "a longer list of names", f"{megabytes(LARGEST_ZIP_LIST)} of names")
