"""What several reports tell of one day in like words is one line of the timeline."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from headwater.tell.same_event import merge_events
from headwater.vocabulary.brief import Event, EventStatus
from headwater.vocabulary.lineage import Lineage, OriginId
from headwater.vocabulary.moment import Precision
from headwater.vocabulary.span import Span
from headwater.vocabulary.story import Story
from tests.scenes.news import brief, report

BEGAN = "An independent board under Professor Emil Hradek began its inquiry on 2 May."
AHEAD = "The inquiry of an independent board, which Professor Emil Hradek leads, will open on 2 May."
SCHOOL = "The school on Mill Street stayed shut on 2 May."


def story() -> Story:
    told = brief(
        report("AFP", "Divers left the river in the evening.", BEGAN),
        report("Brno Courier", "Parents were told by letter.", AHEAD, SCHOOL),
    ).story
    # Of two short texts with one sentence alike the one may well be an excerpt of the other; here they are not.
    return replace(told, lineage=Lineage(tuple(OriginId(each.id) for each in told.reports), (), (), ()))


def line(story: Story, place: int, words: str, status: EventStatus = EventStatus.HAPPENED, **fields: object) -> Event:
    told = story.reports[place]
    start = told.text.index(words)
    of = {"start": date(2024, 5, 2), "end": date(2024, 5, 2), "precision": Precision.DAY, **fields}
    return Event(text=words, sources=(Span(told.id, start, start + len(words)),), independent_origins=1,
                 status=status, **of)  # type: ignore[arg-type]  # fmt: skip


def test_two_accounts_of_one_event_are_one_line_on_two_origins_told_as_it_happened() -> None:
    both = story()
    ahead, began = line(both, 1, AHEAD, EventStatus.ANNOUNCED), line(both, 0, BEGAN)
    (event,) = merge_events(both, [ahead, began])
    assert (event.text, event.status, event.independent_origins) == (BEGAN, EventStatus.HAPPENED, 2)
    assert event.sources == (*began.sources, *ahead.sources)


def test_an_hour_of_the_day_and_the_day_are_one_time_and_another_day_is_not() -> None:
    both = story()
    nine = datetime(2024, 5, 2, 9)
    began = line(both, 0, BEGAN)
    assert len(merge_events(both, [began, line(both, 1, AHEAD, start=nine, end=nine, precision=Precision.HOUR)])) == 1
    later = date(2024, 5, 3)
    assert len(merge_events(both, [began, line(both, 1, AHEAD, start=later, end=later)])) == 2


def test_lines_of_one_report_and_lines_in_other_words_stay_apart() -> None:
    both = story()
    assert len(merge_events(both, [line(both, 1, AHEAD), line(both, 1, AHEAD)])) == 2
    assert len(merge_events(both, [line(both, 0, BEGAN), line(both, 1, SCHOOL)])) == 2
    assert merge_events(both, []) == []
