"""Web archives: their pages, each once, and one bad record never ends the file."""

from __future__ import annotations

import gzip
import io
import random
import time
from datetime import UTC, datetime

import pytest
from fastwarc import ArchiveIterator
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.fetch import warc_records
from headwater.fetch.archives import fetch_archive
from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.fetched import ArchivedPage
from headwater.vocabulary.page import Page
from tests.fetch.web_archives import HTML, ferries, offsets, packed, record


def read(content: bytes, after: int | None = None) -> list[ArchivedPage]:
    return list(fetch_archive(io.BytesIO(content), "ferry.warc", after))


def addresses(found: list[ArchivedPage]) -> list[str]:
    return [one.page.address.rpartition("/")[2] for one in found if isinstance(one.page, Page)]


def reasons(found: list[ArchivedPage]) -> dict[int, str]:
    return {one.offset: one.page.reason for one in found if isinstance(one.page, LeftOut)}


PACKINGS = pytest.mark.parametrize("pack", [list, packed], ids=["warc", "warc.gz"])


@PACKINGS
def test_every_page_comes_with_its_offset_its_time_and_its_charset(pack: type) -> None:
    records = pack(ferries(3))
    found = read(b"".join(records))
    assert [one.offset for one in found] == offsets(records)
    page = found[1].page
    assert isinstance(page, Page)
    assert (page.address, page.content, page.media_type, page.charset) == (
        "http://herald.example/1", b"<html><p>Ferry number 1 sank.</p>", "text/html", "utf-8",
    )  # fmt: skip
    assert page.fetched_at == datetime(2024, 5, 3, 10, tzinfo=UTC)


def test_fastwarc_reads_the_same_pages_where_nothing_is_broken() -> None:
    content = b"".join(packed(ferries(5)))
    theirs = [one.headers["WARC-Target-URI"] for one in ArchiveIterator(io.BytesIO(content))]
    assert [one.page.address for one in read(content)] == theirs  # type: ignore[union-attr]


@PACKINGS
def test_reading_goes_on_behind_the_record_where_it_stopped(pack: type) -> None:
    records = pack(ferries(4))
    found = read(b"".join(records), after=offsets(records)[1])
    assert addresses(found) == ["2", "3"]


@PACKINGS
@pytest.mark.parametrize("length", [0, 5, 80, 200, 9_999, 99_999_999_999, -4, "many", "9" * 5_000])
def test_a_record_of_the_wrong_length_is_left_out_and_the_others_are_read(pack: type, length: object) -> None:
    plain = ferries(4)
    plain[1] = record("http://herald.example/1", b"<html><p>Ferry number 1 sank.</p>", length=length)
    records = pack(plain)
    found = read(b"".join(records))
    assert addresses(found) == ["0", "2", "3"]
    assert list(reasons(found)) == [offsets(records)[1]]


def test_a_damaged_gzip_member_is_left_out_and_the_others_are_read() -> None:
    records = packed(ferries(4))
    damaged = bytearray(records[1])
    damaged[30:60] = bytes(30)
    found = read(records[0] + bytes(damaged) + records[2] + records[3])
    assert addresses(found) == ["0", "2", "3"]
    assert list(reasons(found)) == [offsets(records)[1]]


@PACKINGS
def test_an_archive_that_breaks_off_gives_all_that_is_whole(pack: type) -> None:
    records = pack(ferries(4))
    found = read(b"".join(records)[:-40])
    assert addresses(found) == ["0", "1", "2"]
    assert list(reasons(found)) == [offsets(records)[3]]


@PACKINGS
def test_foreign_bytes_between_records_are_passed_over_and_told(pack: type) -> None:
    records = pack(ferries(2))
    found = read(records[0] + b"no record\n" * 9 + records[1])
    assert addresses(found) == ["0", "1"]
    (reason,) = reasons(found).values()
    assert reason.endswith("bytes that are no record")


@pytest.mark.parametrize(
    "content", [b"", b"\r\n\r\n", b"The ferry sank.", gzip.compress(b"The ferry sank.", mtime=0), bytes(9_999)]
)
def test_what_is_no_archive_gives_no_page(content: bytes) -> None:
    assert addresses(read(content)) == []


def test_an_archive_packed_as_a_whole_is_read_too() -> None:
    assert addresses(read(gzip.compress(b"".join(ferries(3))))) == ["0", "1", "2"]


def test_a_bomb_is_left_alone_and_the_records_behind_it_are_read() -> None:
    records = packed(ferries(2))
    bomb = gzip.compress(record("http://herald.example/bomb", bytes(60_000_000)), 1)
    found = read(records[0] + bomb + records[1])
    assert addresses(found) == ["0", "1"]
    assert "a gzip bomb" in reasons(found)[len(records[0])]


def test_a_bomb_of_line_ends_takes_no_time() -> None:
    bomb = gzip.compress(record("http://herald.example/1", b"<html>") + b"\n" * 30_000_000, 1)
    began = time.monotonic()
    found = read(bomb + packed(ferries(1))[0])
    assert addresses(found) == ["0"]
    assert time.monotonic() - began < 1


def test_a_bomb_inside_a_page_is_left_out_with_its_address() -> None:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    content = record("http://herald.example/bomb", gzip.compress(bytes(12_000_000)), http=http)
    (reason,) = reasons(read(content)).values()
    assert reason.startswith("http://herald.example/bomb: over 10 MB once unpacked")


def test_a_page_over_the_bound_is_left_out() -> None:
    found = read(record("http://herald.example/dump", b"<html>" + b"x" * 11_000_000) + ferries(1)[0])
    assert addresses(found) == ["0"]
    assert any("more than the 10 MB" in reason for reason in reasons(found).values())


def test_a_page_is_known_again_by_its_address_and_by_its_bytes() -> None:
    records = [
        record("http://herald.example/a", b"<html>one"),
        record("https://herald.example/a?utm_source=mail", b"<html>one, later"),
        record("http://herald.example/b", b"<html>one"),
    ]
    found = read(b"".join(records))
    assert addresses(found) == ["a"]
    assert ["the first one counts" in reason or "it counts once" in reason for reason in reasons(found).values()] == [
        True
    ] * 2


def test_records_without_a_page_are_counted_together() -> None:
    nothing = b"HTTP/1.1 404 Not Found\r\n\r\n"
    picture = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"
    records = [
        record("http://herald.example/a", b"GET /", kind="request"),
        record("http://herald.example/a", b"", http=nothing),
        record("http://herald.example/b", b"", http=nothing),
        record("http://herald.example/c", b"\x89PNG", http=picture),
        record("dns:herald.example", b"1.1.1.1", http=b"", kind="response"),
    ]
    (reason,) = reasons(read(b"".join(records))).values()
    assert reason == "records that hold no page: 2 status 404, 1 request, 1 image/png, 1 response of no web address"


def test_an_answer_that_is_no_http_is_told_with_its_address() -> None:
    (reason,) = reasons(read(record("http://herald.example/a", b"", http=b"200 fine, thanks"))).values()
    assert reason == "http://herald.example/a: no HTTP answer in it"


def test_chunks_are_put_together_and_a_wrong_header_does_no_harm() -> None:
    http = HTML.replace(b"\r\n\r\n", b"\r\nTransfer-Encoding: chunked\r\n\r\n")
    whole = record("http://herald.example/a", b"6\r\n<html>\r\n5\r\nferry\r\n0\r\n\r\n", http=http)
    undone = record("http://herald.example/b", b"<html>ferries", http=http)
    contents = [one.page.content for one in read(whole + undone)]  # type: ignore[union-attr]
    assert contents == [b"<html>ferry", b"<html>ferries"]


def test_the_text_of_a_wet_file_is_a_page() -> None:
    text = record("http://herald.example/a", b"The ferry sank.", http=b"", kind="conversion").replace(
        b"Content-Type: application/http; msgtype=response", b"Content-Type: text/plain"
    )
    (found,) = read(text)
    assert isinstance(found.page, Page) and found.page.media_type == "text/plain"


def test_a_file_of_nothing_but_bad_records_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc_records, "MOST_BAD_RECORDS", 20)
    found = read(b"".join(record("http://herald.example/a", b"x", length=9_999) for _ in range(100)))
    assert len(found) == 21
    assert "the rest of the archive is not read" in list(reasons(found).values())[-1]


@PACKINGS
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_done_to_an_archive_it_is_read_to_its_end(pack: type, data: st.DataObject) -> None:
    content = bytearray(b"".join(pack(ferries(6))))
    chance = random.Random(data.draw(st.integers(0, 2**32)))
    for _ in range(data.draw(st.integers(1, 6))):
        start = chance.randrange(len(content))
        length = chance.randrange(1, 40)
        content[start : start + length] = chance.choice([b"", bytes(length), chance.randbytes(length)])
    found = read(bytes(content))
    assert all(one.offset <= len(content) for one in found)
    assert len(addresses(found)) + len(reasons(found)) > 0
