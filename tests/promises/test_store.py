"""The promise of every store, told as small scenes; each store is held to all of it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headwater.errors import BrokenFiling, ClosedArchive, UnknownReport
from headwater.newsroom import brief as brief_pages
from headwater.store.promise import Store
from headwater.store.replay import Memberships
from headwater.vocabulary.archive import (
    AnalysisKey,
    FiledSubject,
    FindingQuery,
    SearchQuery,
    StoryChange,
    StoryOrder,
    StoryQuery,
)
from headwater.vocabulary.brief import Finding, FindingKind
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import ReportId
from headwater.vocabulary.story import StoryId, StoryOutline
from tests.scenes.filings import KEY, NOON, event, filed, filed_subject, joining, moved, opening, told, written

ULLENFORD = Path(__file__).parents[2] / "examples" / "ullenford"

TRAM = written("A tram left the rails in Brno and hurt eleven people.", headline="Tram leaves rails in Brno")
TRAM_LATER = written("Eleven were hurt when a tram derailed, police said.", outlet="The Herald", agency="TCA")
BRIDGE = written("The bridge at Ullenford was closed to lorries.", headline="Bridge closed", outlet="Evening Herald")


def found(store: Store, words: str, **fields: object) -> list[ReportId]:
    return [hit.report for hit in store.search(SearchQuery(words, **fields))]  # type: ignore[arg-type]


# What goes in comes out.


def test_real_reports_come_back_as_they_were_filed(store: Store) -> None:
    (brief,) = brief_pages([ULLENFORD])
    reports = brief.story.reports
    store.file([joining(one, brief.story.id) for one in reports], NOON)

    loaded = store.load_reports([one.id for one in reports])

    assert loaded == list(reports)
    # Equal values may differ in type (1 and 1.0, an enum and its word): what is printed may not.
    assert list(map(repr, loaded)) == list(map(repr, reports))
    assert store.load_pages([reports[1].id]) == [reports[1].page]


def test_a_real_brief_comes_back_with_its_reports(store: Store) -> None:
    (brief,) = brief_pages([ULLENFORD])
    store.file([joining(one, brief.story.id) for one in brief.story.reports], NOON)

    store.save_brief(brief, store.members(brief.story.id), NOON)

    kept = store.load_brief(brief.story.id)
    assert kept == brief and repr(kept) == repr(brief)


def test_the_outline_of_a_brief_is_what_it_says_of_its_reports_without_them(store: Store) -> None:
    (brief,) = brief_pages([ULLENFORD])
    story = brief.story
    assert store.load_outline(story.id) is None
    store.file([joining(one, story.id) for one in story.reports], NOON)
    store.save_brief(brief, store.members(story.id), NOON)

    outline = store.load_outline(story.id)

    ids = tuple(report.id for report in story.reports)
    assert outline == StoryOutline(story.id, brief.title, ids, story.entities, story.lineage)


def test_reports_come_in_the_order_asked_for_and_twice_if_asked_twice(store: Store) -> None:
    store.file([opening(TRAM), opening(BRIDGE)], NOON)
    assert store.load_reports([BRIDGE.id, TRAM.id, BRIDGE.id]) == [BRIDGE, TRAM, BRIDGE]


def test_a_text_of_odd_characters_comes_back_as_it_was(store: Store) -> None:
    odd = written("Nul \0, joined e\u0301, \U0001f600, right \u202e left, half.", outlet="Nul\0 Post")
    half = replace(odd, masthead=replace(odd.masthead, byline=("Half \ud83d",), headline="Half \ud83d and \0"))
    store.file([opening(half)], NOON)
    assert store.load_reports([odd.id]) == [half]
    assert found(store, "half")


def test_a_page_whose_text_is_another_than_its_bytes_keeps_both(store: Store) -> None:
    page = replace(TRAM.page, content=b"<p>" + TRAM.page.content, media_type="text/html", charset="utf-8",
                   fetched_at=datetime(2024, 5, 3, 14, 1, 2, 345, tzinfo=UTC))  # fmt: skip
    store.file([opening(replace(TRAM, page=page))], NOON)
    assert store.load_reports([TRAM.id])[0].page == page


def test_an_unknown_report_is_named(store: Store) -> None:
    with pytest.raises(UnknownReport, match="r99"):
        store.load_reports([ReportId("r99")])
    with pytest.raises(UnknownReport, match="r99"):
        store.story_of(ReportId("r99"))
    assert store.versions(ReportId("r99")) == ()


def test_a_new_store_holds_nothing(store: Store) -> None:
    stats = store.stats()
    assert (stats.pages, stats.reports, stats.stories, stats.events, stats.oldest_at) == (0, 0, 0, 0, None)
    assert store.held([TRAM.id]) == set() and store.members(StoryId("s1")) == ()
    assert store.load_brief(StoryId("s1")) is None and store.load_state("grouping") is None
    assert not store.stories(StoryQuery()) and not store.search(SearchQuery("tram")) and not store.holding(["tram"], 5)
    assert not list(store.events()) and not list(store.subjects()) and not list(store.stale(KEY))


# Once, whole, or not at all.


def test_the_same_page_again_changes_nothing(store: Store) -> None:
    store.file([opening(TRAM, "s1")], NOON)
    before = (store.stats(), list(store.events()))

    store.file([opening(moved(TRAM, "https://copy.example/tram"), "s2")], NOON + timedelta(hours=1))

    assert (store.stats(), list(store.events())) == before
    assert store.load_reports([TRAM.id])[0].page.address == TRAM.page.address


def test_the_same_page_twice_in_a_batch_is_kept_once(store: Store) -> None:
    store.file([opening(TRAM, "s1"), opening(TRAM, "s2"), opening(BRIDGE)], NOON)
    assert store.stats().reports == 2 and store.members(StoryId("s2")) == ()


def test_a_batch_with_a_fault_leaves_nothing_of_itself(store: Store) -> None:
    placeless = filed(BRIDGE)
    with pytest.raises(BrokenFiling, match=BRIDGE.id):
        store.file([opening(TRAM), placeless], NOON)
    assert store.stats().pages == 0 and store.stats().events == 0 and not found(store, "tram")


def test_events_that_name_a_report_nobody_filed_are_refused(store: Store) -> None:
    with pytest.raises(UnknownReport, match=BRIDGE.id):
        store.file([filed(TRAM, event("s1", StoryChange.OPENED, TRAM, BRIDGE))], NOON)
    assert store.held([TRAM.id]) == set()


def test_a_report_taken_out_of_a_story_must_join_another(store: Store) -> None:
    store.file([opening(TRAM, "s1")], NOON)
    with pytest.raises(BrokenFiling, match=TRAM.id):
        store.file([filed(BRIDGE, event("s2", StoryChange.OPENED, BRIDGE), event("s1", StoryChange.LEFT, TRAM))], NOON)
    assert store.members(StoryId("s1")) == (TRAM.id,)


def test_another_page_under_the_same_id_is_refused_and_not_taken_for_the_same(store: Store) -> None:
    store.file([opening(TRAM)], NOON)
    with pytest.raises(BrokenFiling, match="another page"):
        store.file([opening(replace(BRIDGE, id=TRAM.id))], NOON)
    with pytest.raises(BrokenFiling, match="another page"):
        store.file([opening(BRIDGE), opening(replace(TRAM_LATER, id=BRIDGE.id))], NOON)


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(ClosedArchive):
        store.stats()


# Versions.


def corrected(store: Store) -> Report:
    newer = written("A tram left the rails in Brno and hurt twelve people.", address=TRAM.page.address)
    store.file([opening(TRAM, "s1"), joining(TRAM_LATER, "s1")], NOON)
    store.file([filed(newer, event("s1", StoryChange.CORRECTED, newer), supersedes=TRAM.id)], NOON)
    return newer


def test_a_corrected_page_becomes_the_newest_version_and_the_old_one_is_kept(store: Store) -> None:
    newer = corrected(store)

    assert store.current(TRAM.page.address) == newer.id
    assert store.versions(TRAM.id) == store.versions(newer.id) == (TRAM.id, newer.id)
    assert store.load_reports([TRAM.id]) == [TRAM]
    assert store.members(StoryId("s1")) == (newer.id, TRAM_LATER.id)
    assert store.story_of(TRAM.id) == "s1"
    assert (store.stats().reports, store.stats().superseded) == (2, 1)


def test_a_search_finds_the_newest_version_only_and_holding_finds_all(store: Store) -> None:
    newer = corrected(store)
    assert found(store, "rails") == [newer.id] and found(store, "eleven") == [TRAM_LATER.id]
    assert set(store.holding(["rails"], 5)) == {TRAM.id, newer.id}


def test_a_version_of_an_older_version_follows_the_newest(store: Store) -> None:
    newer = corrected(store)
    newest = written("Thirteen people.", address=TRAM.page.address)
    store.file([filed(newest, event("s1", StoryChange.CORRECTED, newest), supersedes=TRAM.id)], NOON)
    assert store.versions(newest.id) == (TRAM.id, newer.id, newest.id)
    assert store.members(StoryId("s1"))[0] == newest.id


def test_two_versions_in_one_batch_are_both_kept(store: Store) -> None:
    newer = written("Twelve people.", address=TRAM.page.address)
    store.file([opening(TRAM, "s1"), filed(newer, event("s1", StoryChange.CORRECTED, newer), supersedes=TRAM.id)], NOON)
    assert store.members(StoryId("s1")) == (newer.id,) and store.versions(newer.id) == (TRAM.id, newer.id)


def test_what_is_superseded_must_be_held(store: Store) -> None:
    with pytest.raises(UnknownReport, match="r99"):
        store.file([filed(TRAM, event("s1", StoryChange.OPENED, TRAM), supersedes=ReportId("r99"))], NOON)


# Rereading.


def test_reports_read_with_an_older_step_are_stale_until_they_are_filed_again(store: Store) -> None:
    store.file([opening(TRAM), opening(BRIDGE)], NOON)
    newer = replace(KEY, version=2)
    assert list(store.stale(KEY)) == [] and list(store.stale(newer)) == [BRIDGE.id, TRAM.id]

    store.refile([replace(TRAM, notes=("read again",))], newer)

    assert list(store.stale(newer)) == [BRIDGE.id]
    assert store.load_reports([TRAM.id])[0].notes == ("read again",)


def test_what_is_read_anew_is_found_by_its_new_words_only(store: Store) -> None:
    store.file([opening(TRAM, "s1")], NOON)
    store.save_brief(told("s1", [TRAM]), [TRAM.id], NOON)
    body = TRAM.prose.paragraphs[0]
    cut = replace(body, end=body.start + len("A tram left the rails"))
    store.refile([replace(TRAM, prose=replace(TRAM.prose, paragraphs=(cut,)))], replace(KEY, version=2))

    assert found(store, "tram rails") == [TRAM.id] and not found(store, "eleven")
    assert store.load_brief(StoryId("s1")) is None


def test_a_report_that_is_not_held_cannot_be_filed_again(store: Store) -> None:
    with pytest.raises(UnknownReport):
        store.refile([TRAM], KEY)


# Stories.


def test_a_story_lists_its_reports_outlets_and_times(store: Store) -> None:
    early = written("First.", published=NOON - timedelta(hours=3), headline="First tram")
    store.file([opening(early, "s1"), joining(TRAM_LATER, "s1")], NOON)
    (row,) = store.stories(StoryQuery())
    assert (row.id, row.title, row.reports, row.outlets) == (
        "s1",
        "First tram",
        2,
        ("The Morning Lantern", "The Herald"),
    )
    assert (row.first_at, row.newest_at) == (NOON - timedelta(hours=3), NOON)
    assert row.independent_origins is None and row.thread == "s1"


def test_stories_come_newest_first_or_by_size_or_by_origins(store: Store) -> None:
    later = written("A quay was flooded.", published=NOON + timedelta(hours=1))
    store.file(
        [opening(TRAM, "tram"), joining(TRAM_LATER, "tram"), opening(BRIDGE, "bridge"), opening(later, "quay")], NOON
    )
    store.save_brief(told("bridge", [BRIDGE], "The bridge"), [BRIDGE.id], NOON)

    def listed(**fields: object) -> list[str]:
        return [row.id for row in store.stories(StoryQuery(**fields))]  # type: ignore[arg-type]

    assert listed() == ["quay", "bridge", "tram"]
    assert listed(order=StoryOrder.REPORTS)[0] == "tram"
    assert listed(order=StoryOrder.ORIGINS)[0] == "bridge"
    assert listed(since=NOON + timedelta(minutes=1)) == ["quay"] and listed(since=date(2024, 5, 4)) == []
    assert (
        listed(outlet="the herald") == ["tram"] and listed(agency="tca") == ["tram"] and listed(outlet="Herald") == []
    )
    assert listed(limit=2, page=1) == ["tram"] and store.stories(StoryQuery(limit=1)).total == 3
    assert next(row.title for row in store.stories(StoryQuery()) if row.id == "bridge") == "The bridge"


def test_stories_are_found_by_the_words_of_a_headline_and_not_of_a_body(store: Store) -> None:
    other = written("The bridge stood by the tram.", headline="Bridge of Brno rails mended")
    store.file([opening(TRAM, "tram"), joining(BRIDGE, "tram"), opening(other, "bridge")], NOON)

    def listed(headline: str) -> list[str]:
        return sorted(row.id for row in store.stories(StoryQuery(headline=headline)))

    assert listed("rails") == ["bridge", "tram"] and listed("rails brno tram") == ["tram"]
    assert listed("tram") == ["tram"] and listed("mend*") == ["bridge"] and listed("mend") == []
    assert listed('"rails in brno"') == ["tram"] and listed('"rails in br"*') == listed("lorries") == []
    assert listed("") == listed("...") == []
    store.file([filed(TRAM_LATER, event("bridge", StoryChange.JOINED, TRAM_LATER),
                      event("bridge", StoryChange.MERGED, other="tram"))], NOON)  # fmt: skip
    assert listed("mended") == ["tram"]


def test_a_merged_story_leads_to_where_its_reports_went(store: Store) -> None:
    store.file([opening(TRAM, "s1"), opening(TRAM_LATER, "s2")], NOON)
    store.file([filed(BRIDGE, event("s3", StoryChange.OPENED, BRIDGE), event("s2", StoryChange.MERGED, other="s1"),
                      event("s1", StoryChange.MERGED, other="s3"))], NOON)  # fmt: skip
    assert store.members(StoryId("s3")) == (TRAM.id, TRAM_LATER.id, BRIDGE.id)
    assert store.members(StoryId("s1")) == store.members(StoryId("s2")) == ()
    assert store.merged_into(StoryId("s1")) == store.merged_into(StoryId("s2")) == "s3"
    assert store.merged_into(StoryId("s3")) is None
    assert [row.id for row in store.stories(StoryQuery())] == ["s3"]


def test_a_report_placed_in_a_story_that_was_merged_meanwhile_comes_to_where_it_went(store: Store) -> None:
    store.file([opening(TRAM, "s1"), filed(TRAM_LATER, event("s2", StoryChange.OPENED, TRAM_LATER),
                                           event("s2", StoryChange.MERGED, other="s1"))], NOON)  # fmt: skip
    store.file([joining(BRIDGE, "s2")], NOON)
    assert store.story_of(BRIDGE.id) == "s1"


def test_a_split_moves_reports_to_the_new_story(store: Store) -> None:
    store.file([opening(TRAM, "s1"), joining(BRIDGE, "s1")], NOON)
    store.file([filed(TRAM_LATER, event("s1", StoryChange.JOINED, TRAM_LATER),
                      event("s2", StoryChange.SPLIT, BRIDGE, other="s1"))], NOON)  # fmt: skip
    assert store.members(StoryId("s1")) == (TRAM.id, TRAM_LATER.id) and store.members(StoryId("s2")) == (BRIDGE.id,)
    assert [row.reports for row in store.stories(StoryQuery(order=StoryOrder.REPORTS))] == [2, 1]


def test_stories_of_one_affair_share_the_thread_of_the_first(store: Store) -> None:
    store.file([opening(TRAM, "s1"), opening(TRAM_LATER, "s2"), opening(BRIDGE, "s3")], NOON)
    quay = written("A quay.")
    store.file([filed(quay, event("s4", StoryChange.OPENED, quay), event("s3", StoryChange.THREADED, other="s2"),
                      event("s2", StoryChange.THREADED, other="s1"))], NOON)  # fmt: skip
    assert {row.id: row.thread for row in store.stories(StoryQuery())} == {
        "s1": "s1",
        "s2": "s1",
        "s3": "s1",
        "s4": "s4",
    }
    assert store.stats().threads == 2


def test_a_brief_goes_when_its_story_changes_and_only_then(store: Store) -> None:
    store.file([opening(TRAM, "s1"), opening(BRIDGE, "s2")], NOON)
    store.save_brief(told("s1", [TRAM]), [TRAM.id], NOON)
    store.save_brief(told("s2", [BRIDGE]), [BRIDGE.id], NOON)
    store.file([joining(TRAM_LATER, "s1")], NOON)
    assert store.load_brief(StoryId("s1")) is None and store.load_brief(StoryId("s2")) is not None
    assert {row.id: row.independent_origins for row in store.stories(StoryQuery())} == {"s1": None, "s2": 1}


def test_the_stamp_of_a_brief_stays_as_long_as_the_brief_does_and_changes_with_it(store: Store) -> None:
    store.file([opening(TRAM, "s1"), opening(BRIDGE, "s2")], NOON)
    assert store.brief_stamp(StoryId("s1")) is None and store.brief_stamp(StoryId("s9")) is None
    store.save_brief(told("s1", [TRAM]), [TRAM.id], NOON)
    first = store.brief_stamp(StoryId("s1"))
    store.file([joining(moved(BRIDGE, "quay"), "s2")], NOON)
    assert first is not None and store.brief_stamp(StoryId("s1")) == first
    store.refile([TRAM], AnalysisKey("read", 2, "parse=other"))
    assert store.brief_stamp(StoryId("s1")) is None
    store.save_brief(told("s1", [TRAM]), [TRAM.id], NOON)
    again = store.brief_stamp(StoryId("s1"))
    store.save_brief(told("s1", [TRAM], "Another title"), [TRAM.id], NOON)
    assert len({first, again, store.brief_stamp(StoryId("s1"))}) == 3


def test_the_stamp_of_the_archive_changes_with_all_that_is_shown_and_with_nothing_else(store: Store) -> None:
    seen = [store.stamp()]

    def changes() -> bool:
        seen.append(store.stamp())
        return seen[-1] not in seen[:-1]

    store.file([opening(TRAM, "s1"), opening(BRIDGE, "s2")], NOON)
    assert changes()
    store.save_brief(told("s1", [TRAM]), [TRAM.id], NOON)
    assert changes()
    store.save_brief(told("s1", [TRAM]), [TRAM.id], NOON)
    assert changes()
    store.refile([TRAM], AnalysisKey("read", 2, "parse=other"))
    assert changes()
    store.file([joining(TRAM_LATER, "s2")], NOON)
    assert changes()

    store.file([opening(TRAM, "s1")], NOON)
    store.save_brief(told("s2", [BRIDGE]), [BRIDGE.id], NOON)  # Of other reports than it has now: not kept.
    store.save_state("watch", b"round")
    store.accounts.begin_addition(NOON, "ana", "127.0.0.1", ["a"])
    store.load_brief(StoryId("s1"))
    assert not changes()


@pytest.mark.parametrize("name", ["\0", "s1\0", "\ud800", "'", "s" * 10_000])
def test_an_id_that_nothing_can_have_is_not_there(store: Store, name: str) -> None:
    store.file([opening(TRAM, "s1")], NOON)
    story, report = StoryId(name), ReportId(name)
    assert store.members(story) == () and store.merged_into(story) is None and not list(store.events(story=story))
    assert store.load_brief(story) is store.brief_stamp(story) is store.load_shown(story, name) is None
    assert store.held([report]) == set() and store.current(name) is None and store.versions(report) == ()
    assert not store.stories(StoryQuery(outlet=name, agency=name)) and not store.findings(FindingQuery(story=story))
    assert not store.arrivals([story], 4) and store.load_state(name) is None
    for ask in (lambda: store.story_of(report), lambda: store.load_reports([report])):
        with pytest.raises(UnknownReport):
            ask()


def test_a_page_is_kept_beside_the_brief_it_was_made_from_and_goes_with_it(store: Store) -> None:
    one, other = StoryId("s1"), StoryId("s2")
    store.file([opening(TRAM, one), opening(BRIDGE, other)], NOON)
    assert store.unshown("templates 1", 5) == [] and store.load_shown(one, "templates 1") is None
    for story, report in ((one, TRAM), (other, BRIDGE)):
        store.save_brief(told(story, [report]), [report.id], NOON)
    stamp, archive = store.brief_stamp(one), store.stamp()
    assert stamp is not None and sorted(store.unshown("templates 1", 5)) == [one, other]

    store.save_shown(one, stamp, "templates 1", b"\x1f\x8b\0page")
    assert store.load_shown(one, "templates 1") == b"\x1f\x8b\0page" and store.load_shown(one, "templates 2") is None
    assert store.unshown("templates 1", 5) == [other] and len(store.unshown("templates 2", 5)) == 2
    assert len(store.unshown("templates 2", 1)) == 1
    assert (store.brief_stamp(one), store.stamp()) == (stamp, archive)  # Nothing that anybody sees has changed.

    store.save_brief(told(one, [TRAM], "Another title"), [TRAM.id], NOON)
    assert store.load_shown(one, "templates 1") is None
    store.save_shown(one, stamp, "templates 1", b"of the former brief")
    assert store.load_shown(one, "templates 1") is None

    store.save_shown(one, store.brief_stamp(one) or "", "templates 1", b"page")
    store.file([joining(TRAM_LATER, one)], NOON)
    assert store.load_shown(one, "templates 1") is None and one not in store.unshown("templates 1", 5)
    store.save_shown(StoryId("s9"), "stamp", "templates 1", b"of no story")


def test_a_brief_of_other_reports_than_the_story_has_now_is_not_kept(store: Store) -> None:
    store.file([opening(TRAM, "s1"), joining(TRAM_LATER, "s1")], NOON)
    store.save_brief(told("s1", [TRAM]), [TRAM.id], NOON)
    assert store.load_brief(StoryId("s1")) is None


def finding(kind: FindingKind, summary: str) -> Finding:
    return Finding(kind, summary, (TRAM.prose.paragraphs[0],), "eleven", "twelve", 0.75)


def test_findings_are_listed_over_all_stories_the_newest_first_and_told_again_keep_their_time(store: Store) -> None:
    store.file([opening(TRAM, "s1"), opening(BRIDGE, "s2")], NOON)
    drift = finding(FindingKind.FIGURE_DRIFT, "Twelve where it first was eleven")
    altered = finding(FindingKind.ALTERED_QUOTATION, "The Herald changed the words")
    alone = finding(FindingKind.ONLY_IN, "Only in The Herald")
    one, other = told("s1", [TRAM]), told("s2", [BRIDGE], "The bridge")
    store.save_brief(replace(one, findings=(drift, alone)), [TRAM.id], NOON)
    store.save_brief(replace(other, findings=(drift,)), [BRIDGE.id], NOON + timedelta(hours=1))
    store.save_brief(replace(one, findings=(altered, drift)), [TRAM.id], NOON + timedelta(hours=2))

    rows = store.findings(FindingQuery())

    assert [(row.story, row.kind, row.found_at.hour) for row in rows] == [
        ("s1", "altered-quotation", 14),
        ("s2", "figure-drift", 13),
        ("s1", "figure-drift", 12),
    ]
    assert rows.total == 3 and rows[1].title == "The bridge" and rows[1].confidence == 0.75
    assert [row.story for row in store.findings(FindingQuery(FindingKind.FIGURE_DRIFT, limit=1, page=1))] == ["s1"]
    assert [row.story for row in store.findings(FindingQuery(since=NOON + timedelta(minutes=90)))] == ["s1"]
    assert store.findings(FindingQuery(story=StoryId("s2"))).total == 1
    assert {row.id: row.findings for row in store.stories(StoryQuery())} == {"s1": 2, "s2": 1}
    assert [row.id for row in store.stories(StoryQuery(finding=FindingKind.ALTERED_QUOTATION))] == ["s1"]


def test_findings_of_a_story_that_was_merged_away_are_no_longer_listed(store: Store) -> None:
    store.file([opening(TRAM, "s1"), opening(BRIDGE, "s2")], NOON)
    drift = finding(FindingKind.FIGURE_DRIFT, "Twelve where it first was eleven")
    store.save_brief(replace(told("s2", [BRIDGE]), findings=(drift,)), [BRIDGE.id], NOON)
    store.file([filed(TRAM_LATER, event("s1", StoryChange.JOINED, TRAM_LATER),
                      event("s2", StoryChange.MERGED, other="s1"))], NOON)  # fmt: skip
    assert store.findings(FindingQuery()).total == 0


def test_arrivals_count_the_reports_in_equal_steps_of_a_story_s_time(store: Store) -> None:
    hours = [written(f"Number {hour}.", published=NOON + timedelta(hours=hour)) for hour in (0, 0, 1, 4)]
    hours[1] = written("Another at noon.", published=NOON)
    store.file([opening(hours[0], "s1"), *(joining(one, "s1") for one in hours[1:]), opening(BRIDGE, "s2")], NOON)
    assert store.arrivals([StoryId("s1"), StoryId("s2"), StoryId("none")], 4) == {
        "s1": (2, 1, 0, 1),
        "s2": (0, 0, 0, 1),
    }
    assert store.arrivals([], 4) == {}


def test_the_stories_nobody_has_told_are_named_the_newest_first(store: Store) -> None:
    later = written("A quay was flooded.", published=NOON + timedelta(hours=1))
    store.file([opening(TRAM, "s1"), opening(BRIDGE, "s2"), opening(later, "s3")], NOON)
    store.save_brief(told("s2", [BRIDGE]), [BRIDGE.id], NOON)
    assert store.untold(5) == ["s3", "s1"] and store.untold(1) == ["s3"]
    store.file([joining(TRAM_LATER, "s2")], NOON)
    assert set(store.untold(5)) == {"s1", "s2", "s3"}


# The log.


def test_events_come_back_numbered_in_order_and_of_one_story_alone(store: Store) -> None:
    store.file([opening(TRAM, "s1"), joining(TRAM_LATER, "s1"), opening(BRIDGE, "s2")], NOON)
    logged = list(store.events())
    assert [one.number for one in logged] == [1, 2, 3] and logged[1].event == joining(TRAM_LATER, "s1").events[0]
    assert [one.event.story for one in store.events(after=1)] == ["s1", "s2"]
    assert [one.number for one in store.events(story=StoryId("s2"))] == [3]
    assert all(one.at == NOON for one in logged)


def test_a_clock_that_jumps_back_does_not_turn_the_log_round(store: Store) -> None:
    store.file([opening(TRAM)], NOON)
    store.file([opening(BRIDGE)], NOON - timedelta(days=400))
    store.file([opening(TRAM_LATER)], NOON + timedelta(seconds=1))
    assert [one.at for one in store.events()] == [NOON, NOON, NOON + timedelta(seconds=1)]


def test_a_page_dated_in_the_future_counts_as_come_out_when_it_was_filed(store: Store) -> None:
    future = written("From the future.", published=NOON + timedelta(days=9000))
    store.file([opening(future, "s1")], NOON)
    (row,) = store.stories(StoryQuery())
    assert row.newest_at == NOON
    assert store.load_reports([future.id])[0].masthead.published_at == NOON + timedelta(days=9000)


def test_a_page_of_the_first_year_is_kept(store: Store) -> None:
    store.file([opening(written("Old.", published=date(1, 1, 1)))], NOON)
    assert store.stats().oldest_at == datetime(1, 1, 1, tzinfo=UTC)


def replayed_equals_kept(store: Store, reports: list[Report], stories: list[str]) -> None:
    replayed = Memberships(one.event for one in store.events())
    assert {one.id: store.story_of(one.id) for one in reports} == replayed.story_of
    for story in map(StoryId, stories):
        held = {one for one, place in replayed.story_of.items() if place == story}
        assert set(store.members(story)) == held
        assert store.merged_into(story) == replayed.merged_into.get(story)
    for row in store.stories(StoryQuery(limit=1000)):
        assert row.thread == replayed.thread_of[row.id]
        assert row.reports == len(store.members(row.id))


@pytest.mark.parametrize("seed", range(8))
def test_the_log_replayed_from_nothing_gives_the_very_same_memberships(store: Store, seed: int) -> None:
    chance = random.Random(seed)
    names = [f"s{number}" for number in range(6)]
    reports = [written(f"Report {number} of seed {seed}.") for number in range(40)]
    for place in range(0, len(reports), 4):
        batch = []
        for one in reports[place : place + 4]:
            events = [event(chance.choice(names), chance.choice([StoryChange.OPENED, StoryChange.JOINED]), one)]
            for _ in range(chance.randrange(3)):
                a, b = chance.sample(names, 2)
                # Of reports filed before, all may be moved.
                some = chance.sample(reports[:place], min(place, 3))
                events.append(chance.choice([
                    event(a, StoryChange.MERGED, other=b), event(a, StoryChange.THREADED, other=b),
                    event(a, StoryChange.SPLIT, *some, other=b), event(a, StoryChange.REVIVED),
                    event(a, StoryChange.JOINED, *some),
                ]))  # fmt: skip
                if some and chance.random() < 0.5:
                    events += [event(a, StoryChange.LEFT, some[0]), event(b, StoryChange.JOINED, some[0])]
            batch.append(filed(one, *events))
        store.file(batch, NOON)
    replayed_equals_kept(store, reports, names)


# What grouping starts from.


def test_subjects_come_back_with_their_place_those_of_changed_stories_alone(store: Store) -> None:
    newer = corrected(store)
    store.file([opening(BRIDGE, "s2")], NOON)
    last = max(one.number for one in store.events())
    assert list(store.subjects()) == [
        FiledSubject(one.id, StoryId(story), filed_subject(one))
        for one, story in ((TRAM_LATER, "s1"), (newer, "s1"), (BRIDGE, "s2"))
    ]
    assert [one.report for one in store.subjects(after=last - 1)] == [BRIDGE.id]
    assert list(store.subjects(after=last)) == []


def test_a_state_is_kept_in_the_place_of_the_former(store: Store) -> None:
    store.save_state("watch", b"one")
    store.save_state("watch", b"\0two")
    assert store.load_state("watch") == b"\0two" and store.load_state("grouping") is None


# Search.


def test_words_and_phrases_are_found_whatever_their_case_and_accents(store: Store) -> None:
    cafe = written("The Café Été owed 1,500 crowns; “don’t pay”, said the owner’s lawyer.")
    store.file([opening(TRAM), opening(BRIDGE), opening(cafe)], NOON)
    assert found(store, "RAILS") == [TRAM.id] and found(store, "cafe") == found(store, "CAFÉ") == [cafe.id]
    assert found(store, '"left the rails"') == [TRAM.id] and found(store, '"rails the left"') == []
    assert (
        found(store, "1,500") == [cafe.id] and found(store, "don't") == [cafe.id] and found(store, "500") == [cafe.id]
    )
    assert found(store, "tram bridge") == [] and found(store, "lorr*") == [BRIDGE.id] and found(store, "lorr") == []
    assert found(store, "trams") == []


def test_the_filters_narrow(store: Store) -> None:
    mayor = written("Jana Kralova said the tram must go.", speaker="Jana Kralova", published=date(2024, 4, 1))
    store.file([opening(TRAM), opening(TRAM_LATER), opening(mayor)], NOON)
    assert len(found(store, "tram")) == 3
    assert found(store, "tram", outlet="the herald") == [TRAM_LATER.id] and found(store, "tram", outlet="Herald") == []
    assert found(store, "tram", agency="TCA") == [TRAM_LATER.id]
    assert found(store, "tram", speaker="Kralova") == found(store, "tram", speaker="jana kralova") == [mayor.id]
    assert found(store, "tram", speaker="Kralova Jana") == []
    assert found(store, "tram", until=date(2024, 4, 1)) == [mayor.id]
    assert set(found(store, "tram", since=date(2024, 5, 3))) == {TRAM.id, TRAM_LATER.id}
    assert found(store, "", outlet="The Herald") == [TRAM_LATER.id] and found(store, "") == []


def test_a_word_in_the_headline_weighs_more(store: Store) -> None:
    body = written("The tram stood by the bridge all day long.", headline="A quiet day")
    head = written("It stood there all day long, by the old bridge.", headline="Tram stands still")
    store.file([opening(head), opening(body)], NOON)
    assert found(store, "tram") == [head.id, body.id]


def test_a_hit_shows_where_the_words_stand(store: Store) -> None:
    long = written(
        "\n".join(["Nothing to see here, move on. " * 12, "Far down a tram left the rails. " + "More. " * 90])
    )
    store.file([opening(long, "s1")], NOON)
    (hit,) = store.search(SearchQuery('"the rails" tram'))
    assert hit.excerpt.of(long.text) == hit.excerpt_text and len(hit.excerpt_text) <= 240
    assert [match.of(long.text) for match in hit.matches] == ["tram", "the rails"]
    assert all(hit.excerpt.covers(match) for match in hit.matches)
    assert (hit.story, hit.outlet, hit.at, hit.report) == ("s1", "The Morning Lantern", NOON, long.id)


def test_pages_of_hits_follow_each_other(store: Store) -> None:
    many = [written(f"Tram number {number} stood still.") for number in range(45)]
    store.file([opening(one) for one in many], NOON)
    pages = [store.search(SearchQuery("tram", page=page)) for page in range(3)]
    assert [len(page) for page in pages] == [20, 20, 5] and all(page.total == 45 for page in pages)
    assert len({hit.report for page in pages for hit in page}) == 45


HOSTILE = (
    '"', '""', "tram OR", "NOT tram", "a AND (", "headline:tram", "^tram", "-tram", "*", "tram*", "NEAR(a b)",
    "{body}: x", "'; DROP TABLE reports; --", "\0", "tr\0am", "%", "\\", "<->", "!", ":*", "tram & !rails",
    "(" * 500, '"' * 999, "a " * 5000, "\ud83d", "ẞ", "\u0301", "🚋",
)  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_signs_in_a_question_have_no_power(store: Store, words: str) -> None:
    store.file([opening(TRAM)], NOON)
    store.search(SearchQuery(words, outlet=words, agency=words, speaker=words))
    store.search(SearchQuery(words))
    store.holding([words], 3)
    assert found(store, "tram") == [TRAM.id]


def test_any_text_is_filed_and_found_by_its_own_words(store: Store) -> None:
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.text(min_size=1, max_size=60), st.text(max_size=30))
    def check(text: str, question: str) -> None:
        text = text.encode("utf-8", "replace").decode()
        one = written(f"seven {text} storks".replace("\n", " "))
        if not store.held([one.id]):
            store.file([opening(one)], NOON)
        assert one.id in {
            hit.report for hit in store.search(SearchQuery(f"seven {text} storks".replace("*", " "), limit=500))
        }
        store.search(SearchQuery(question))
        store.holding([text, question], 3)

    check()


def test_a_story_of_many_reports_is_answered_whole(store: Store) -> None:
    many = [written(f"Flood report number {number}.") for number in range(300)]
    store.file([joining(one, "flood") for one in many], NOON)
    assert store.members(StoryId("flood")) == tuple(one.id for one in many)
    assert len(store.load_reports(store.members(StoryId("flood")))) == 300
    assert len(list(store.subjects())) == 300


# What check asks.


def test_holding_puts_the_reports_with_most_of_the_rarest_words_first(store: Store) -> None:
    common = [written(f"The mayor said on day {number} that the tram is late.") for number in range(30)]
    rare = written("The mayor said the zeppelin struck the gazebo.")
    half = written("A zeppelin was seen.")
    store.file([opening(one) for one in [*common, rare, half]], NOON)
    assert store.holding("mayor said the zeppelin struck a gazebo".split(), 2) == [rare.id, half.id]
    assert (
        len(store.holding(["mayor"], 10)) == 10 and store.holding(["unheard"], 3) == [] and store.holding([], 3) == []
    )


def test_a_store_that_keeps_other_keys_apart(store: Store) -> None:
    store.file([filed(TRAM, event("s1", StoryChange.OPENED, TRAM), key=AnalysisKey("read", 1, "none"))], NOON)
    assert list(store.stale(KEY)) == [TRAM.id] and list(store.stale(AnalysisKey("read", 1, "none"))) == []
