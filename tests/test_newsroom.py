"""The newsroom: one object, the same stories however its pages came in."""

from __future__ import annotations

import pytest

from headwater.errors import UnknownStory
from headwater.newsroom import Newsroom
from headwater.read.statements import RULES_ALONE
from headwater.vocabulary.lineage import LinkKind
from headwater.vocabulary.page import Page
from tests.scenes.news import TRAM_LOCAL, TRAM_REWRITE, TRAM_WIRE, page

WIRE, REWRITE, LOCAL = page("AFP", *TRAM_WIRE), page("Daily Echo", *TRAM_REWRITE), page("Brno Courier", *TRAM_LOCAL)


def test_pages_added_one_by_one_tell_the_story_that_they_tell_together() -> None:
    newsroom = Newsroom()
    for each in (WIRE, REWRITE, LOCAL):
        assert newsroom.add([each]) == []
    (kept,) = newsroom.stories()
    (at_once,) = Newsroom().brief([WIRE, REWRITE, LOCAL])
    assert kept == at_once
    assert newsroom.story(kept.story.id) == kept
    assert [link.kind for link in newsroom.lineage(kept.story.id).links] == [LinkKind.REWRITE]


def test_the_same_page_twice_changes_nothing_and_is_said() -> None:
    newsroom = Newsroom()
    newsroom.add([WIRE])
    (left,) = newsroom.add([Page("copy.txt", WIRE.content, "text/plain")])
    assert left.page == "copy.txt" and "counts once" in left.reason
    assert len(newsroom.stories()[0].story.reports) == 1


def test_a_story_nobody_knows_is_an_error_that_names_it() -> None:
    with pytest.raises(UnknownStory, match="s404"):
        Newsroom().story("s404")


def test_a_page_that_cannot_be_read_never_stops_the_others() -> None:
    edition = Newsroom().brief([WIRE, Page("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(4000), "image/jpeg"), LOCAL])
    assert len(edition[0].story.reports) == 2
    (left,) = edition.left_out
    assert left.page == "photo.jpg" and left.reason


def test_many_pages_are_read_by_several_processes_into_the_same_brief() -> None:
    pages = [page(f"Herald {n}", *(f"{line} Edition {n}." for line in TRAM_LOCAL), place="BRNO") for n in range(30)]
    seen: list[str] = []
    edition = Newsroom(parse_model=RULES_ALONE).brief(pages, progress=seen.append)
    assert sorted(seen) == sorted(each.address for each in pages)
    assert sum(len(brief.story.reports) for brief in edition) == 30


def test_a_german_page_of_a_story_counts_as_no_account_and_is_named_beside_it() -> None:
    english = Page("wire.txt", ENGLISH.encode(), "text/plain")
    german = Page("zeitung.txt", GERMAN.encode(), "text/plain")

    edition = Newsroom(parse_model="none").brief([english, german])

    assert [report.page.address for brief in edition for report in brief.story.reports] == ["wire.txt"]
    (left,) = edition.left_out
    assert "not analysed: German" in left.reason
    assert "may tell the story of wire.txt, which has" in left.reason and "Weller" in left.reason


ENGLISH = (
    "PORT ALDER, May 3 (AFP) - A ferry with 43 people on board sank off Harrow on Friday.\n\nThe harbour office of "
    "Port Alder said that Captain Jonas Weller had called for help at once and that two boats from Port Alder came "
    "within minutes.\n\nNobody was hurt, and the ferry is to be raised next week.\n"
)
GERMAN = (
    "Eine Fähre mit 43 Menschen ist am Freitag gesunken. Wie das Amt in Port Alder sagte, rief Kapitän Jonas Weller "
    "sofort um Hilfe; zwei Boote kamen nach Harrow. Niemand wurde verletzt, sagte ein Sprecher.\n"
)
