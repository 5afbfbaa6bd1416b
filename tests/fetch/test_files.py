"""Fetching from files: what becomes a page, and why the rest was left out."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from headwater.fetch import files
from headwater.fetch.pages import fetch_pages


def test_a_folder_gives_its_pages_by_name_however_deep(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("two")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "c.html").write_text("<p>one</p>")
    (tmp_path / "style.css").write_text("p {}")

    pages, left_out = fetch_pages([tmp_path])

    assert [Path(page.address).name for page in pages] == ["b.txt", "c.html"]
    assert [page.media_type for page in pages] == ["text/plain", "text/html"]
    assert left_out == []


def test_each_thing_that_is_no_page_is_left_out_with_what_to_do(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text(" \n")
    (tmp_path / "bare").mkdir()

    pages, left_out = fetch_pages([tmp_path / "gone.txt", empty, tmp_path / "bare"])

    assert pages == []
    assert [Path(one.page).name for one in left_out] == ["gone.txt", "empty.txt", "bare"]
    for one, what in zip(left_out, ["check the path", "the page is empty", "expected files ending in"], strict=True):
        assert what in one.reason


def test_a_document_in_a_folder_is_named_and_its_pages_are_still_read(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "report.txt").write_text("The ferry sank.")

    pages, left_out = fetch_pages([tmp_path])

    assert len(pages) == 1
    assert "save the page as .html or .txt" in left_out[0].reason


def test_the_same_page_twice_counts_once_and_the_second_names_the_first(tmp_path: Path) -> None:
    for name in ("first.txt", "second.txt"):
        (tmp_path / name).write_text("The ferry sank.")

    pages, left_out = fetch_pages([tmp_path / "first.txt", tmp_path / "second.txt", tmp_path / "first.txt"])

    assert [Path(page.address).name for page in pages] == ["first.txt"]
    assert [Path(one.page).name for one in left_out] == ["second.txt", "first.txt"]
    assert all("first.txt, byte for byte; it counts once" in one.reason for one in left_out)


def test_a_page_over_the_budget_is_left_out_without_being_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST_PAGE", 1_000)
    (tmp_path / "dump.txt").write_bytes(b"a" * 1_001)

    pages, left_out = fetch_pages([tmp_path / "dump.txt"])

    assert pages == []
    assert "split or trim it" in left_out[0].reason


def test_a_line_of_fifty_megabytes_takes_no_time(tmp_path: Path) -> None:
    with (tmp_path / "line.txt").open("wb") as stream:
        stream.truncate(50_000_000)

    pages, left_out = fetch_pages([tmp_path / "line.txt"])

    assert pages == []
    assert left_out[0].reason.startswith("50.0 MB, more than the 10 MB")


def test_standard_input_is_a_page_and_html_is_told_from_its_bytes() -> None:
    pages, _ = fetch_pages(["-"], stdin=io.BytesIO(b"<!DOCTYPE html><p>The ferry sank.</p>"))

    assert [(page.address, page.media_type) for page in pages] == [("standard input", "text/html")]
