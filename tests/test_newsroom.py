"""The newsroom: one object; pages come in, stories come out, whatever the way they came."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from headwater.errors import UnknownStory
from headwater.newsroom import Newsroom
from headwater.read.statements import RULES_ALONE
from headwater.store.promise import Store
from headwater.vocabulary.archive import SearchQuery, StoryChange, StoryOrder, StoryQuery
from headwater.vocabulary.brief import Brief
from headwater.vocabulary.check import VariantKind
from headwater.vocabulary.lineage import LinkKind
from headwater.vocabulary.page import Page
from headwater.vocabulary.story import StoryId
from tests.scenes.news import TRAM_LOCAL, TRAM_REWRITE, TRAM_WIRE, page

WIRE, REWRITE, LOCAL = page("AFP", *TRAM_WIRE), page("Daily Echo", *TRAM_REWRITE), page("Brno Courier", *TRAM_LOCAL)
FERRY = page(
    "Harbour Post",
    "The ferry Olda ran aground off Port Merrow on Tuesday with 212 people aboard, the coast guard said.",
    "Nobody was hurt, and tugs pulled her free at high water, harbour master Edda Holm said.",
    '"She will not sail before the hull is repaired," Holm told reporters on the quay.',
    place="PORT MERROW",
    day=date(2024, 6, 11),
    headline="Ferry aground off Port Merrow",
)


@pytest.fixture
def newsroom(store: Store) -> Newsroom:
    """A newsroom over each kind of store."""
    return Newsroom(store)


def unnamed(brief: Brief) -> Brief:
    """A brief without its story's id: in an archive that lasts, in a single run it is made from the reports."""
    return replace(brief, story=replace(brief.story, id=StoryId("s")))


def test_pages_added_one_by_one_tell_the_story_that_they_tell_together(newsroom: Newsroom) -> None:
    for each in (WIRE, REWRITE, LOCAL):
        assert newsroom.add([each]).left_out == []
    (row,) = newsroom.stories()
    told = newsroom.story(row.id)
    (at_once,) = Newsroom().brief([WIRE, REWRITE, LOCAL])
    assert unnamed(told) == unnamed(at_once)
    assert told.story.id == row.id
    assert newsroom.story(row.id) == told, "what was kept is what was told"
    assert [link.kind for link in newsroom.lineage(row.id).links] == [LinkKind.REWRITE]
    assert newsroom.stories()[0].independent_origins == told.story.lineage.independent_origins


def test_a_story_keeps_its_id_and_is_told_anew_when_a_report_comes(newsroom: Newsroom) -> None:
    (first,) = newsroom.add([WIRE])
    assert first.change is StoryChange.OPENED
    assert len(newsroom.story(first.story).story.reports) == 1
    (later,) = newsroom.add([REWRITE])
    assert (later.story, later.change) == (first.story, StoryChange.JOINED)
    assert len(newsroom.story(first.story).story.reports) == 2


def test_the_same_page_twice_changes_nothing_and_is_said(newsroom: Newsroom) -> None:
    newsroom.add([WIRE])
    before = newsroom.stats()
    again = newsroom.add([Page("copy.txt", WIRE.content, "text/plain")])
    assert (list(again), again.held, again.left_out) == ([], ["copy.txt"], [])
    assert newsroom.stats() == before


def test_a_corrected_page_takes_the_place_of_the_older_and_both_are_kept(newsroom: Newsroom) -> None:
    newsroom.add([WIRE, LOCAL])
    corrected = Page(WIRE.address, WIRE.content.replace(b"Eleven", b"Twelve"), WIRE.media_type)
    (added,) = newsroom.add([corrected])
    assert added.change is StoryChange.CORRECTED
    texts = [report.text for report in newsroom.story(added.story).story.reports]
    assert len(texts) == 2 and any("Twelve" in text for text in texts)
    assert (newsroom.stats().reports, newsroom.stats().superseded) == (2, 1)


def test_two_events_are_two_stories(newsroom: Newsroom) -> None:
    newsroom.add([WIRE, FERRY, LOCAL])
    rows = newsroom.stories(StoryQuery(order=StoryOrder.REPORTS))
    assert [row.reports for row in rows] == [2, 1]


def test_a_dateline_without_a_year_takes_it_from_a_report_that_comes_later(newsroom: Newsroom) -> None:
    undated = Page("undated.txt", WIRE.content.replace(b"3 May 2024\n\n", b""), "text/plain")
    (first,) = newsroom.add([undated])
    assert newsroom.story(first.story).story.reports[0].masthead.day is None
    newsroom.add([LOCAL])
    assert [report.masthead.day for report in newsroom.story(first.story).story.reports] == [date(2024, 5, 3)] * 2


def test_what_is_held_outlives_the_process(tmp_path: Path) -> None:
    with Newsroom(tmp_path / "news.sqlite") as first:
        (added,) = first.add([WIRE])
    with Newsroom(tmp_path / "news.sqlite") as second:
        (later,) = second.add([REWRITE])
        assert later.story == added.story
        assert len(second.story(added.story).story.reports) == 2


def test_two_newsrooms_over_one_archive_see_what_the_other_added(tmp_path: Path) -> None:
    with Newsroom(tmp_path / "news.sqlite") as one, Newsroom(tmp_path / "news.sqlite") as other:
        one.add([FERRY])
        (first,) = other.add([WIRE])
        (later,) = one.add([REWRITE])
        assert later.story == first.story
        assert len(one.stories()) == len(other.stories()) == 2


def test_a_search_finds_words_and_phrases_and_leads_to_the_story(newsroom: Newsroom) -> None:
    added = newsroom.add([WIRE, FERRY])
    (hit,) = newsroom.search('"ran aground" ferry')
    assert (hit.report, hit.story) == (added[1].report, added[1].story)
    assert hit.excerpt_text in FERRY.content.decode()
    assert newsroom.search(SearchQuery("ferry", outlet="AFP")) == []


def test_a_check_tells_who_had_the_words_first_and_who_changed_them(newsroom: Newsroom) -> None:
    newsroom.add([REWRITE, WIRE, FERRY])
    (answer,) = newsroom.check("Eleven people were hurt when a tram left the rails in the centre of Brno").answers
    (carried,) = answer.carried
    assert carried.first.words.startswith("Eleven people were hurt")
    assert carried.first.kind is VariantKind.VERBATIM
    assert carried.independent_origins == 1 and len(carried.variants) == 2


def test_a_check_says_the_same_of_a_story_that_was_told_and_of_one_that_was_not(newsroom: Newsroom) -> None:
    (added, *_) = newsroom.add([REWRITE, WIRE, FERRY])
    words = "Eleven people were hurt when a tram left the rails in the centre of Brno"
    (before,) = newsroom.check(words).answers
    assert newsroom.told(added.story) is None
    newsroom.story(added.story)
    (after,) = newsroom.check(words).answers
    assert before.carried[0].variants == after.carried[0].variants
    assert before.carried[0].origins == after.carried[0].origins


def test_a_check_finds_the_sentence_that_was_rewritten_along_the_link_of_a_told_story(newsroom: Newsroom) -> None:
    (rewrite, wire, *_) = newsroom.add([REWRITE, WIRE])
    newsroom.story(wire.story)
    (answer, *_) = newsroom.check(TRAM_WIRE[1].split(". ")[0] + ".").answers
    assert {each.report for each in answer.carried[0].variants} == {rewrite.report, wire.report}


def test_a_check_finds_what_a_report_said_before_it_was_corrected(newsroom: Newsroom) -> None:
    (first,) = newsroom.add([WIRE])
    corrected = WIRE.content.replace(b"Eleven people", b"Twelve people")
    (second,) = newsroom.add([replace(WIRE, content=corrected)])
    assert second.change is StoryChange.CORRECTED
    for _ in ("not told yet", "told"):
        (answer,) = newsroom.check("Eleven people were hurt when a tram left the rails in the centre of Brno").answers
        assert first.report in {each.report for each in answer.carried[0].variants}
        newsroom.story(first.story)


def test_a_check_of_what_nobody_wrote_says_what_was_looked_for(newsroom: Newsroom) -> None:
    newsroom.add([WIRE])
    (answer,) = newsroom.check("The emperor of Ruritania abdicated in favour of his tailor.").answers
    assert answer.carried == () and answer.reason is not None and "ruritania" in answer.reason


def test_a_whole_article_is_laid_beside_the_report_it_was_made_from(newsroom: Newsroom) -> None:
    (wire,) = newsroom.add([WIRE])
    (link,) = newsroom.check("\n\n".join(TRAM_REWRITE)).links
    assert (link.child, link.parent, link.kind) == ("text", wire.report, LinkKind.REWRITE)


def test_a_text_that_a_held_report_was_made_from_is_named_as_its_origin(newsroom: Newsroom) -> None:
    undated = Page("rewrite.txt", "\n\n".join(TRAM_REWRITE).encode(), "text/plain")
    (rewrite,) = newsroom.add([undated])
    (link,) = newsroom.check("\n\n".join(TRAM_WIRE)).links
    assert (link.child, link.parent) == (rewrite.report, "text")


@pytest.mark.parametrize("text", ["", "   \n", "Yes.", "\x00\ud800", "?" * 10_000])
def test_a_text_without_a_sentence_is_told_so(newsroom: Newsroom, text: str) -> None:
    checked = newsroom.check(text)
    assert checked.answers == () and checked.left_out


def test_what_another_model_read_is_read_again_and_stories_stay(tmp_path: Path) -> None:
    with Newsroom(tmp_path / "news.sqlite", parse_model=RULES_ALONE) as rules:
        added = rules.add([WIRE, FERRY])
        assert rules.reread() == 0
    with Newsroom(tmp_path / "news.sqlite") as parsed:
        seen: list[str] = []
        assert parsed.reread(progress=seen.append) == 2
        assert set(seen) == {WIRE.address, FERRY.address}
        assert parsed.reread() == 0
        assert {row.id for row in parsed.stories()} == {each.story for each in added}


def test_what_became_of_a_story_is_told_with_its_evidence(newsroom: Newsroom) -> None:
    added = newsroom.add([WIRE, REWRITE])
    events = newsroom.events(added[0].story)
    assert [logged.event.change for logged in events] == [StoryChange.OPENED, StoryChange.JOINED]
    assert all(logged.event.evidence for logged in events)


def test_a_story_nobody_knows_is_an_error_that_names_it(newsroom: Newsroom) -> None:
    with pytest.raises(UnknownStory, match="s404"):
        newsroom.story("s404")


def test_a_page_that_cannot_be_read_never_stops_the_others(newsroom: Newsroom) -> None:
    photo = Page("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(4000), "image/jpeg")
    (brief,) = Newsroom().brief([WIRE, photo, LOCAL])
    assert len(brief.story.reports) == 2
    added = newsroom.add([WIRE, photo, LOCAL])
    assert len(added) == 2
    (left,) = added.left_out
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


def test_grouping_goes_on_over_restarts_as_if_it_had_never_stopped(tmp_path: Path) -> None:
    for each in (WIRE, FERRY):
        with Newsroom(tmp_path / "news.sqlite") as newsroom:
            newsroom.add([each])
    with Newsroom(tmp_path / "news.sqlite") as newsroom:
        (later,) = newsroom.add([LOCAL])
        assert [row.reports for row in newsroom.stories(StoryQuery(order=StoryOrder.REPORTS))] == [2, 1]
        assert later.change is StoryChange.JOINED


def test_two_versions_of_a_page_handed_in_at_once_are_versions_of_one_report(newsroom: Newsroom) -> None:
    corrected = replace(FERRY, content=FERRY.content.replace(b"212", b"221"))
    additions = newsroom.add([FERRY, corrected, WIRE])
    assert [each.change for each in additions] == [StoryChange.OPENED, StoryChange.CORRECTED, StoryChange.OPENED]
    assert newsroom.report(additions[1].report).versions == (additions[0].report, additions[1].report)
    assert newsroom.stats().reports == 2
