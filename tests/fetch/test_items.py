"""JSON items of other programs become pages, and what is none is named with its line."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater import Newsroom
from headwater.errors import UnreadablePage
from headwater.fetch import items
from headwater.fetch.items import fetch_items
from headwater.fetch.pages import fetch_pages
from headwater.read.pages import OpenedPage, open_page
from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.page import ITEM, Page

LEAD = "The ferry Heron ran aground off Sorrel Island on Monday, hurting 12 passengers, the coastguard said."
MORE = "Captain Odo Varnes said the harbour light was out, and that nobody on the bridge had been told of it."
TEXT = f"SORREL, June 3 (Northwire) - {LEAD}\n\n{MORE}"
NEWS_PLEASE = {
    "authors": ["Ann Hale"],
    "date_download": "2025-06-03 09:00:00",
    "date_publish": "2025-06-03 08:15:00",
    "description": "A ferry is stranded.",
    "source_domain": "harrow.example",
    "maintext": TEXT,
    "title": "Ferry runs aground off Sorrel Island",
    "url": "https://harrow.example/ferry",
}
TRAFILATURA = {
    "title": "Ferry runs aground off Sorrel Island",
    "author": "Ann Hale; Bo Lind",
    "hostname": "harrow.example",
    "date": "2025-06-03",
    "raw_text": " ".join(TEXT.split()),
    "text": f"Ferry runs aground off Sorrel Island\n{TEXT}",
    "source": "https://harrow.example/ferry",
    "source-hostname": "The Harrow Post",
}
FUNDUS = {
    "title": "Ferry runs aground off Sorrel Island",
    "authors": ["Ann Hale"],
    "body": {
        "summary": ["A ferry is stranded."],
        "sections": [{"headline": [], "paragraphs": [LEAD]}, {"headline": ["Dark"], "paragraphs": [MORE]}],
    },
    "publishing_date": "2025-06-03 08:15:00+02:00",
    "publisher": "The Harrow Post",
    "html": {"responded_url": "https://harrow.example/ferry", "crawl_date": "2025-06-03T09:00:00+00:00"},
}
NINJS_3 = {
    "uri": "urn:newsml:harrow.example:20250603:1",
    "headlines": [{"role": "main", "value": "Ferry runs aground off Sorrel Island"}],
    "bodies": [{"contentType": "text/html", "value": f"<p>{LEAD}</p><p>{MORE}</p>"}],
    "by": "Ann Hale",
    "infoSources": [{"name": "Northwire", "role": "supplier"}, {"name": "The Harrow Post", "role": "publisher"}],
    "contentCreated": "2025-06-03T08:15:00Z",
    "versionCreated": "2025-06-04T01:00:00Z",
}
NINJS_1 = {
    "uri": "http://harrow.example/1",
    "headline": "Ferry runs aground off Sorrel Island",
    "body_text": f"{LEAD}\n{MORE}",
    "byline": "Ann Hale",
    "copyrightholder": "The Harrow Post",
    "versioncreated": "2025-06-03T08:15:00Z",
}


def lines(*of: Any) -> bytes:
    return b"".join(json.dumps(one).encode() + b"\n" for one in of)


def found_in(content: bytes, name: str = "crawl.jsonl") -> list[Page | LeftOut]:
    return list(fetch_items(io.BytesIO(content), name))


def opened(item: dict[str, Any]) -> OpenedPage:
    (page,) = found_in(lines(item))
    assert isinstance(page, Page) and page.media_type == ITEM
    return open_page(page)


@pytest.mark.parametrize(
    ("item", "outlet", "agency", "byline", "published"),
    [
        (NEWS_PLEASE, "harrow.example", "Northwire", ("Ann Hale",), datetime(2025, 6, 3, 8, 15)),
        (TRAFILATURA, "The Harrow Post", "Northwire", ("Ann Hale", "Bo Lind"), date(2025, 6, 3)),
        (FUNDUS, "The Harrow Post", None, ("Ann Hale",), datetime.fromisoformat("2025-06-03T08:15:00+02:00")),
        (NINJS_3, "The Harrow Post", "Northwire", ("Ann Hale",), datetime(2025, 6, 3, 8, 15, tzinfo=UTC)),
        (NINJS_1, "The Harrow Post", None, ("Ann Hale",), datetime(2025, 6, 3, 8, 15, tzinfo=UTC)),
    ],
    ids=["news-please", "trafilatura", "Fundus", "ninjs 3", "ninjs 1"],
)
def test_what_an_item_gives_is_the_masthead_and_its_text_is_read(
    item: dict[str, Any], outlet: str, agency: str | None, byline: tuple[str, ...], published: object
) -> None:
    page = opened(item)
    masthead = page.masthead

    assert page.headline == "Ferry runs aground off Sorrel Island"
    assert (masthead.outlet, masthead.agency, masthead.byline) == (outlet, agency, byline)
    assert masthead.published_at == published
    assert LEAD in page.body and MORE in page.body
    assert page.headline not in page.body


def test_the_notes_say_in_which_field_each_part_was_given() -> None:
    (note,) = [note for note in opened(FUNDUS).notes if note.startswith("given by the item")]
    for part in ("text (body.sections)", "headline (title)", "outlet (publisher)", "date (publishing_date)"):
        assert part in note


def test_furniture_in_a_crawled_text_is_cut_and_an_agency_s_own_body_is_not() -> None:
    tail = "Follow us on social media and share this story"
    crawled = opened({**NEWS_PLEASE, "maintext": f"{TEXT}\n\n{tail}"})
    wired = opened({**NINJS_1, "body_text": f"{LEAD}\n{tail}"})
    assert tail not in crawled.body and tail in crawled.text
    assert tail in wired.body


def test_an_item_s_address_is_its_page_s_and_without_one_its_place_in_the_file() -> None:
    first, second, third = found_in(lines(FUNDUS, NINJS_3, {"title": "Ferry", "text": TEXT}))
    assert isinstance(first, Page) and isinstance(second, Page) and isinstance(third, Page)
    assert first.address == "https://harrow.example/ferry" and first.fetched_at == datetime(2025, 6, 3, 9, tzinfo=UTC)
    assert second.address == "urn:newsml:harrow.example:20250603:1"
    assert third.address == "crawl.jsonl!line 3"


BROKEN = [
    (b'{"text": "a', "broken JSON"),
    (b"[" * 200_000, "nested too deep"),
    (b'["text"]', "a JSON list"),
    (b'"text"', "a JSON str"),
    (b"17", "a JSON int"),
    (b"null", "a JSON NoneType"),
    (b'{"title": "Ferry"}', "no text in it"),
    (b'{"title": "Ferry", "text": "  "}', "no text in it"),
    (b'{"title": "Ferry", "text": {"a": 1}}', "no text in it"),
    (b'{"text": ' + b"1" * 5_000 + b"}", "broken JSON"),
    (b"\xff\xfe{", "broken JSON"),
]


@pytest.mark.parametrize(("line", "reason"), BROKEN, ids=[reason + str(len(line)) for line, reason in BROKEN])
def test_a_broken_line_is_left_out_by_its_number_and_the_others_are_read(line: bytes, reason: str) -> None:
    before, broken, after = found_in(lines(NINJS_1) + line + b"\n" + lines(NINJS_3))
    assert isinstance(before, Page) and isinstance(after, Page) and isinstance(broken, LeftOut)
    assert broken.page == "crawl.jsonl!line 2" and reason in broken.reason


def test_halves_of_characters_and_control_signs_are_replaced_and_whole_ones_kept() -> None:
    page = opened({**NINJS_1, "body_text": f"{LEAD} \ud83d \x1b[31m \0 \U0001f600", "headline": "Fer\udcffry"})
    assert "\ufffd \ufffd[31m \ufffd \U0001f600" in page.text
    assert page.headline == "Fer\ufffdry"
    page.text.encode()


class Endless(io.RawIOBase):
    """A file whose second line never ends."""

    def __init__(self) -> None:
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = lines(NINJS_1)[: len(buffer)] if self.given == 0 else b"x" * len(buffer)
        buffer[: len(piece)] = piece
        self.given += len(piece)
        return len(piece)


def test_a_line_without_end_costs_no_memory_and_ends_the_reading_with_its_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(items, "MOST_BYTES", 30_000_000)
    endless = Endless()
    first, second = fetch_items(io.BufferedReader(endless), "crawl.jsonl")
    assert isinstance(first, Page) and isinstance(second, LeftOut)
    assert "30 MB in one file" in second.reason and endless.given < 45_000_000


def test_a_line_over_the_bound_is_left_out_and_the_next_is_read() -> None:
    long = json.dumps({"title": "Ferry", "text": "ferry " * 2_000_000}).encode() + b"\n"
    over, page = found_in(long + lines(NINJS_1))
    assert isinstance(over, LeftOut) and "12.0 MB in one line" in over.reason
    assert isinstance(page, Page)


def test_an_address_given_twice_counts_once() -> None:
    first, second = found_in(lines(FUNDUS, {**NEWS_PLEASE, "url": "https://harrow.example/ferry?utm_source=x"}))
    assert isinstance(first, Page)
    assert second == LeftOut(
        "crawl.jsonl!line 2",
        "https://harrow.example/ferry?utm_source=x stands in crawl.jsonl!line 1 already; the first counts",
    )


DOCUMENTS = {
    "one object, printed over lines": json.dumps(NINJS_1, indent=2).encode(),
    "a list": json.dumps([NINJS_1, FUNDUS]).encode(),
    "a list under a name": json.dumps({"took": 3, "items": [NINJS_1, FUNDUS]}).encode(),
    "lines": lines(NINJS_1, FUNDUS),
}


@pytest.mark.parametrize("kind", DOCUMENTS)
@pytest.mark.parametrize("packed", [False, True])
def test_items_come_as_lines_as_a_list_or_alone_packed_or_not(kind: str, packed: bool, tmp_path: Path) -> None:
    content = DOCUMENTS[kind]
    ending = ".jsonl" if kind == "lines" else ".json"
    path = tmp_path / f"items{ending}{'.gz' if packed else ''}"
    path.write_bytes(gzip.compress(content) if packed else content)
    for where in (path, tmp_path):
        pages, left = fetch_pages([where])
        assert [page.media_type for page in pages] == [ITEM] * (1 if kind.startswith("one") else 2)
        assert left == []
    if not packed:
        pages, left = fetch_pages(["-"], io.BytesIO(content))
        assert len(pages) == (1 if kind.startswith("one") else 2) and left == []


def test_other_json_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{"title": "x", "version": 3}')
    (tmp_path / "a.txt").write_text(TEXT)
    pages, left = fetch_pages([tmp_path])
    assert [Path(page.address).name for page in pages] == ["a.txt"] and left == []


@pytest.mark.parametrize("cut", [5, 100])
def test_a_gzip_file_that_breaks_off_gives_what_came_before_and_says_so(cut: int, tmp_path: Path) -> None:
    path = tmp_path / "crawl.jsonl.gz"
    path.write_bytes(gzip.compress(lines(NINJS_1, FUNDUS))[:-cut])
    *_, last = fetch_pages([path])[1]
    assert "breaks off" in last.reason


def test_added_twice_an_item_is_held_already_and_reread_reads_the_same(tmp_path: Path) -> None:
    path = tmp_path / "crawl.jsonl"
    path.write_bytes(lines(FUNDUS, NINJS_3))
    with Newsroom(tmp_path / "news.sqlite", parse_model="none") as newsroom:
        assert [added.name for added in newsroom.add([path])] == ["The Harrow Post", "The Harrow Post"]
        assert len(newsroom.add([path]).held) == 2
    with Newsroom(tmp_path / "news.sqlite") as newsroom:
        assert newsroom.reread() == 2
        (row,) = newsroom.stories()
        reports = newsroom.story(row.id).story.reports
        assert {report.headline for report in reports} == {"Ferry runs aground off Sorrel Island"}
        assert {report.masthead.outlet for report in reports} == {"The Harrow Post"}


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=20),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(
            st.sampled_from([*NEWS_PLEASE, *FUNDUS, *NINJS_3, "value", "name", "role"]), inside, max_size=4
        )
    ),
    max_leaves=20,
)


def read_all(content: bytes) -> Iterator[str]:
    for found in found_in(content, "crawl.json"):
        if isinstance(found, Page):
            try:
                open_page(found)
            except UnreadablePage as fault:
                yield type(fault).__name__


@settings(deadline=None)
@given(JSON)
def test_no_json_however_wrong_breaks_more_than_its_own_page(item: Any) -> None:
    assert set(read_all(json.dumps(item).encode())) <= {"EmptyPage", "NoReport", "NotText"}


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_break_the_reading(content: bytes) -> None:
    assert set(read_all(content)) <= {"EmptyPage", "NoReport", "NotText"}
