"""The fast way of reading: main text and masthead alone, and a polite word where its library is missing."""

from __future__ import annotations

import sys
from datetime import date, datetime

import pytest

from headwater.errors import MissingPart
from headwater.newsroom import Newsroom
from headwater.read import fast
from headwater.read.pages import open_page, open_page_fast
from headwater.vocabulary.page import Page
from tests.read.test_pages import ASKED, HTML, SANK, SAVED

PAGE = Page("harrow.html", HTML.encode(), "text/html")


def test_a_page_read_fast_has_the_same_report_and_masthead() -> None:
    page, careful = open_page_fast(PAGE), open_page(PAGE)

    assert [sentence.of(page.text) for sentence in page.prose.sentences][:3] == [SANK, SAVED, ASKED]
    assert page.headline == careful.headline
    assert page.masthead.byline == careful.masthead.byline
    assert page.masthead.published_at == careful.masthead.published_at
    assert page.masthead.outlet == careful.masthead.outlet


def test_a_byline_and_a_time_in_the_page_are_found_without_reading_it_all() -> None:
    page = Page(
        "harrow.html",
        "<html><body><h1>Ferry sinks</h1><p class='byline'>By Ann Hale</p>"
        "<time datetime='2025-05-03T09:00'>3 May</time>"
        f"<article><p>{SANK}</p><p>{SAVED}</p><p>{ASKED}</p></article></body></html>".encode(),
        "text/html",
    )

    masthead = open_page_fast(page).masthead

    assert masthead.byline == ("Ann Hale",)
    assert masthead.published_at == datetime(2025, 5, 3, 9, 0)
    assert masthead.published_at.date() == date(2025, 5, 3)


def test_the_page_s_own_byline_counts_where_its_metadata_names_only_the_outlet() -> None:
    stated = (
        '{"@type": "NewsArticle", "headline": "Ferry sinks", "datePublished": "2025-05-03", '
        '"author": {"name": "The Harrow Post"}, "publisher": {"name": "Harrow Post"}}'
    )
    page = Page(
        "harrow.html",
        f"<html><body><script type='application/ld+json'>{stated}</script><h1>Ferry sinks</h1>"
        f"<p class='byline'>By Ann Hale</p><article><p>{SANK}</p><p>{SAVED}</p><p>{ASKED}</p></article>".encode(),
        "text/html",
    )

    assert open_page_fast(page).masthead.byline == ("Ann Hale",)


def test_text_pages_are_read_the_same_way_fast_or_not() -> None:
    page = Page("harrow.txt", f"Ferry sinks\n\n{SANK}\n\n{SAVED}\n\n{ASKED}\n".encode(), "text/plain")

    assert open_page_fast(page) == open_page(page)


def test_without_its_library_the_fast_way_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    fast._main_text.cache_clear()
    monkeypatch.setitem(sys.modules, "resiliparse.extract.html2text", None)
    try:
        with pytest.raises(MissingPart, match=r"Fast reading needs resiliparse: pip install 'headwater\[fast\]'"):
            Newsroom().brief([PAGE], fast=True)
    finally:
        fast._main_text.cache_clear()
