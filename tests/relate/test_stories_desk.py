"""The desk: what becomes of reports that come one by one, and of the stories they make."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.relate.desk import Desk
from headwater.relate.replay import replay
from headwater.relate.subjects import subject_of
from headwater.vocabulary.archive import FiledSubject, StoryChange, StoryEvent
from headwater.vocabulary.placement import Placement
from headwater.vocabulary.span import ReportId
from headwater.vocabulary.story import StoryId
from headwater.vocabulary.subject import Subject
from tests.scenes.invented import MONDAY, invented

FERRY = (
    "Ferry fire hurts 12 in Ullenford",
    "Twelve people were hurt when the ferry Maid of Sorrel caught fire in the harbour of Ullenford on Monday morning. "
    "Harbour master Ilse Brandvold said the engine room burned for two hours before 40 firefighters put it out.",
)
FERRY_AGAIN = (
    "Twelve hurt as Ullenford ferry burns",
    "A fire in the engine room of the Maid of Sorrel hurt 12 passengers in Ullenford on Monday, harbour master Ilse "
    "Brandvold told reporters. Firefighters needed two hours to put out the blaze on the ferry.",
)
STRIKE = (
    "Bakers of Tessmark walk out",
    "Bakers in Tessmark stopped work on Monday over night shifts. Union leader Odo Karst said 300 ovens stayed cold "
    "and that talks with the millers would not resume before Thursday.",
)
INQUIRY = (
    "Minister orders inquiry into boat company",
    "Transport minister Runa Halvik ordered an inquiry on Thursday into Sorrel Lines, which sails 14 boats from "
    "Ullenford and Tessmark. Inspectors will ask who signed for the pumps of the Maid of Sorrel. Shares of the company "
    "fell by a tenth, and its director, Tor Vessing, offered to resign. Unions asked for a seat in the commission.",
)


def about(report: tuple[str, str], at: datetime | date | None = MONDAY) -> Subject:
    return subject_of(*report, at)


def placed(desk: Desk, *subjects: Subject) -> list[Placement]:
    return [desk.place(ReportId(f"r{number}"), subject) for number, subject in enumerate(subjects)]


def test_another_report_of_the_event_joins_and_says_why() -> None:
    first, second = placed(Desk(), about(FERRY), about(FERRY_AGAIN, MONDAY + timedelta(hours=2)))
    assert (first.events[0].change, second.events[0].change) == (StoryChange.OPENED, StoryChange.JOINED)
    assert first.story == second.story == "s0"
    why = " ".join(second.events[0].evidence)
    assert "Maid of Sorrel" in why and "2 hours after the newest report" in why and "probability" in why


def test_another_event_opens_a_story_of_its_own() -> None:
    ferry, strike = placed(Desk(), about(FERRY), about(STRIKE))
    assert ferry.story != strike.story and strike.events[0].change == StoryChange.OPENED


def test_a_later_event_of_the_affair_is_another_story_of_one_thread() -> None:
    ferry, inquiry = placed(Desk(), about(FERRY), about(INQUIRY, MONDAY + timedelta(days=17)))
    assert inquiry.story != ferry.story
    assert inquiry.thread == ferry.story
    assert StoryChange.THREADED in [event.change for event in inquiry.events]


def test_a_copy_inherits_the_story_of_its_head() -> None:
    *_, copy = placed(
        Desk(), about(FERRY), about(STRIKE), about((FERRY[0], FERRY[1] + " Ferries sail again tomorrow."))
    )
    assert (copy.story, copy.copy_of, copy.scored) == ("s0", "r0", 0)


def test_a_form_filled_with_another_day_and_other_figures_is_no_copy() -> None:
    form = (
        "The weather in {} on {}: {} degrees by noon, wind from the north at {} knots, showers towards the evening and "
    )
    form += (
        "a calm night along the coast, with a falling glass and good visibility for small craft leaving the harbour."
    )
    desk = Desk()
    first = about(("Weather", form.format("Sorrel", "Monday", 14, 12)))
    other = about(("Weather", form.format("Tessmark", "Tuesday", 19, 31)), MONDAY + timedelta(days=1))
    assert [placement.copy_of for placement in placed(desk, first, other)] == [None, None]


def test_the_log_replays_to_the_very_same_memberships() -> None:
    desk, events, found = Desk(), list[StoryEvent](), dict[ReportId, StoryId]()
    for number, (_, subject) in enumerate(invented(60)):
        placement = desk.place(ReportId(f"r{number}"), subject)
        events += placement.events
    for number, (_, subject) in enumerate(invented(20)):
        story = replay(events)[ReportId(f"r{number}")]
        events += desk.correct(story, ReportId(f"r{number}"), ReportId(f"v{number}"), subject).events
    found = replay(events)
    held = {
        report: desk.active.ids[number]
        for number in desk.active.by_id.values()
        for row in desk.active.kept(number)
        if (report := desk.active.rows.reports[row])
    }
    assert held and all(found[ReportId(report)] == story for report, story in held.items())
    assert sum(map(int, desk.active.reports[list(desk.active.by_id.values())])) == len(found)


def test_merges_lefts_and_splits_replay() -> None:
    a, b, c = StoryId("sa"), StoryId("sb"), StoryId("sc")
    one, two, three = (ReportId(f"r{number}") for number in range(3))
    log = [
        StoryEvent(a, StoryChange.OPENED, (one,)),
        StoryEvent(b, StoryChange.OPENED, (two,)),
        StoryEvent(a, StoryChange.JOINED, (three,)),
        StoryEvent(a, StoryChange.MERGED, other=b),
        StoryEvent(c, StoryChange.SPLIT, (two, three), other=b),
        StoryEvent(c, StoryChange.LEFT, (three,), other=b),
        StoryEvent(b, StoryChange.JOINED, (three,), other=c),
    ]
    assert replay(log) == {one: b, two: c, three: b}


def test_the_same_order_gives_the_same_stories_and_the_same_evidence() -> None:
    reports = [subject for _, subject in invented(40)]
    assert placed(Desk(), *reports) == placed(Desk(), *reports)


def test_twenty_orders_give_nearly_the_same_stories() -> None:
    reports = invented(40)
    groupings = []
    for seed in range(20):
        order = list(range(len(reports)))
        Random(seed).shuffle(order)
        desk, events = Desk(), list[StoryEvent]()
        for place in order:
            events += desk.place(ReportId(f"r{place}"), reports[place][1]).events
        story_of = replay(events)
        groupings.append([story_of[ReportId(f"r{place}")] for place in range(len(reports))])
    together = [
        [first == second for at, first in enumerate(grouping) for second in grouping[:at]] for grouping in groupings
    ]
    of_one = [a[0] == b[0] for at, a in enumerate(reports) for b in reports[:at]]
    right = [sum(map(int.__eq__, map(int, each), map(int, of_one))) / len(of_one) for each in together]
    assert min(right) > 0.99


def test_a_desk_put_away_and_opened_again_goes_on_as_if_never_put_away() -> None:
    reports = [subject for _, subject in invented(50)]
    going, first = Desk(), Desk()
    for number, subject in enumerate(reports[:70]):
        going.place(ReportId(f"r{number}"), subject)
        first.place(ReportId(f"r{number}"), subject)
    opened = Desk.thaw(first.freeze())
    assert opened is not None
    rest = [(ReportId(f"q{number}"), subject) for number, subject in enumerate(reports[70:])]
    assert [going.place(*each) for each in rest] == [opened.place(*each) for each in rest]


@pytest.mark.parametrize("block", [b"", b"not a desk", b"PK\x03\x04 broken"])
def test_a_damaged_block_gives_no_desk(block: bytes) -> None:
    assert Desk.thaw(block) is None


def test_a_block_cut_short_gives_no_desk() -> None:
    desk = Desk()
    desk.place(ReportId("r1"), about(FERRY))
    block = desk.freeze()
    assert Desk.thaw(block[: len(block) // 2]) is None


def test_a_desk_restored_from_filed_subjects_knows_the_stories() -> None:
    desk, filed = Desk(), []
    for number, (_, subject) in enumerate(invented(20)):
        report = ReportId(f"r{number}")
        filed.append(FiledSubject(report, desk.place(report, subject).story, subject))
    restored = Desk.restore(filed)
    assert sorted(restored.active.by_id) == sorted(desk.active.by_id)
    again = restored.place(ReportId("new"), filed[0].subject)
    assert again.story == filed[0].story


def test_a_corrected_report_stays_in_its_story() -> None:
    desk = Desk()
    placed(desk, about(FERRY), about(FERRY_AGAIN))
    moved = desk.correct(
        StoryId("s0"), ReportId("r1"), ReportId("r1b"), about((FERRY_AGAIN[0], FERRY_AGAIN[1] + " More."))
    )
    assert (moved.story, moved.events[0].change) == ("s0", StoryChange.CORRECTED)
    assert moved.events[0].reports == ("r1", "r1b")


def test_an_id_that_was_taken_is_not_given_again() -> None:
    desk = Desk()
    first = desk.place(ReportId("r1"), about(FERRY))
    second = desk.place(ReportId("r1"), about(STRIKE))
    assert (first.story, second.story) == ("s1", "s1-2")


@pytest.mark.parametrize("text", ["", "One two three", "\x00\ufffd\u200b", "日本語の記事です。", "9" * 5_000])
def test_next_to_nothing_to_read_is_a_story_of_its_own(text: str) -> None:
    desk = Desk()
    desk.place(ReportId("r0"), about(FERRY))
    assert desk.place(ReportId("r1"), subject_of(None, text, None)).story == "s1"


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300), st.text(max_size=60), st.none() | st.dates() | st.datetimes())
def test_any_text_and_any_time_can_be_placed(text: str, headline: str, at: date | datetime | None) -> None:
    desk = Desk()
    for number in range(3):
        assert desk.place(ReportId(f"r{number}"), subject_of(headline, text, at)).story


def test_a_page_dated_in_the_future_and_a_clock_that_jumps_back_end_no_story() -> None:
    desk = Desk()
    desk.place(ReportId("r0"), about(FERRY))
    for number, (_, subject) in enumerate(invented(300)):
        at = datetime(2099, 1, 1, tzinfo=UTC) if number % 50 == 0 else MONDAY - timedelta(days=2 * (number % 30 == 0))
        desk.place(ReportId(f"x{number}"), subject_of(" ".join(subject.headline), " ".join(subject.words), at))
    assert desk.place(ReportId("late"), about(FERRY_AGAIN)).story == "s0"


def test_a_story_that_left_is_revived_by_a_late_report_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("headwater.relate.window.WINDOW_REPORTS", 100)
    first = FiledSubject(ReportId("r0"), StoryId("s0"), about(FERRY, MONDAY - timedelta(days=90)))
    desk = Desk(recall=lambda stories: [first] if "s0" in stories else [])
    desk.place(first.report, first.subject)
    for number, (_, subject) in enumerate(invented(480)):
        desk.place(ReportId(f"x{number}"), subject)
    assert "s0" not in desk.active.by_id and "s0" in desk.left.ids
    late = desk.place(ReportId("late"), about(FERRY_AGAIN, MONDAY - timedelta(days=90)))
    assert late.story == "s0"
    assert [event.change for event in late.events][:2] == [StoryChange.REVIVED, StoryChange.JOINED]


def test_ten_thousand_reports_of_one_event_cost_what_a_few_do() -> None:
    desk, chance = Desk(), Random(3)
    words = FERRY[1].split()
    for number in range(2_000):
        text = " ".join(chance.sample(words, len(words) - 8)) + f" {chance.choice(words)} {number}"
        desk.place(ReportId(f"r{number}"), subject_of(FERRY[0], text, MONDAY + timedelta(minutes=number)))
    assert len(desk) < 40
    assert len(desk.active.rows.reports) - len(desk.active.rows.free) <= 5 * len(desk) + 5


def test_two_thousand_events_under_one_headline_stay_bounded() -> None:
    desk = Desk()
    made = [subject for _, subject in invented(700)]
    scored = [
        desk.place(
            ReportId(f"r{number}"), subject_of("Police log for the week", " ".join(subject.words), subject.at)
        ).scored
        for number, subject in enumerate(made)
    ]
    assert max(scored) <= 100 and len(desk) > 200
