"""Packed bytes: never more come out than asked for."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from contextlib import suppress

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.errors import BrokenPacking, TooLarge
from headwater.fetch.unpack import unpack
from headwater.fetch.zips import unzip
from headwater.vocabulary.doubt import LeftOut

PACKERS = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "x-gzip": lambda content: gzip.compress(content[:3]) + gzip.compress(content[3:]) + bytes(9),
}


@given(st.binary(max_size=2_000), st.sampled_from(sorted(PACKERS)))
def test_what_was_packed_comes_out(content: bytes, encoding: str) -> None:
    assert unpack(PACKERS[encoding](content), [encoding], "a", 2_000) == content


@given(st.binary(max_size=400), st.sampled_from(["gzip", "deflate", "br"]))
def test_any_bytes_come_out_or_are_told_to_be_broken(content: bytes, encoding: str) -> None:
    with suppress(BrokenPacking, TooLarge):
        assert len(unpack(content, [encoding], "a", 1_000)) <= 1_000


@pytest.mark.parametrize("encoding", sorted(PACKERS))
def test_one_byte_too_many_is_too_many(encoding: str) -> None:
    content = PACKERS[encoding](bytes(100_000))
    assert len(unpack(content, [encoding], "a", 100_000)) == 100_000
    with pytest.raises(TooLarge):
        unpack(content, [encoding], "a", 99_999)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_a_stream_that_breaks_off_is_no_page(encoding: str) -> None:
    with pytest.raises(BrokenPacking):
        unpack(PACKERS[encoding](b"The ferry sank." * 90)[:-9], [encoding], "a", 9_999)


def test_a_hundred_thousand_empty_members_take_no_time() -> None:
    assert unpack(gzip.compress(b"") * 100_000, ["gzip"], "a", 10) == b""


# ------------------------------------------------------------------ zip
def zipped(**files: bytes) -> io.BytesIO:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return stream


def names(stream: io.BytesIO, most: int = 1_000, together: int = 10_000) -> list[str]:
    found = unzip(stream, "pages.zip", lambda name: name.endswith(".txt"), most, together)
    return [f"{one.page}: {one.reason}" if isinstance(one, LeftOut) else one[0] for one in found]


def test_the_wanted_files_come_by_name() -> None:
    assert names(zipped(b_txt=b"two", a_txt=b"one", c_png=b"three")) == ["a.txt", "b.txt"]


def test_a_file_over_the_bound_is_left_out_and_the_others_come() -> None:
    first, second = names(zipped(a_txt=bytes(50_000), b_txt=b"two"))
    assert first.startswith("pages.zip!a.txt: over 0.0 MB once unpacked")
    assert second == "b.txt"


def test_many_files_that_are_small_each_are_stopped_together() -> None:
    last = names(zipped(**{f"n{n:02}_txt": bytes(900) for n in range(30)}))[-1]
    assert last.endswith("of pages; split it")


@pytest.mark.parametrize("cut", [10, 60, 100])
def test_a_zip_that_breaks_off_is_told(cut: int) -> None:
    stream = io.BytesIO(zipped(a_txt=b"one").getvalue()[:-cut])
    with pytest.raises(BrokenPacking):
        names(stream)


def test_a_damaged_file_is_told_and_the_others_come() -> None:
    content = bytearray(zipped(a_txt=b"The ferry sank." * 9, b_txt=b"two").getvalue())
    content[40:50] = bytes(10)
    first, second = names(io.BytesIO(bytes(content)))
    assert "damaged inside its zip file" in first
    assert second == "b.txt"


def test_a_list_of_names_that_would_fill_the_memory_is_not_read() -> None:
    content = bytearray(zipped(a_txt=b"one").getvalue())
    at = content.rfind(b"PK\x05\x06")
    content[at + 12 : at + 16] = struct.pack("<L", 500_000_000)
    with pytest.raises(TooLarge, match="list of names"):
        names(io.BytesIO(bytes(content)))


@given(st.binary(max_size=300), st.integers(0, 120))
def test_any_bytes_behind_a_zips_first_are_read_or_told(tail: bytes, kept: int) -> None:
    content = zipped(a_txt=b"one").getvalue()
    with suppress(BrokenPacking, TooLarge):
        names(io.BytesIO(content[:kept] + tail + content[kept:]))
