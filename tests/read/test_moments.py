from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.read.moments import find_moments
from headwater.read.moments.calendar import easter, parse_timex, step
from headwater.read.prose import prose_of
from headwater.vocabulary.moment import Derivation, Moment, Precision, day_moment

FRIDAY = day_moment(date(2025, 3, 14), Derivation.DATELINE)


def moments(text: str, printed: Moment | None = FRIDAY) -> list[Moment]:
    return list(find_moments(prose_of(text), printed))


def values(text: str, printed: Moment | None = FRIDAY) -> list[str]:
    return [moment.timex for moment in moments(text, printed)]


def words(text: str) -> list[str]:
    return [moment.span.of(text) for moment in moments(text) if moment.span]


def test_weekdays_look_back_from_the_day_of_the_report():
    assert values("The ferry sank on Friday and was raised on Thursday.") == ["2025-03-14", "2025-03-13"]


def test_a_weekday_looks_ahead_where_the_clause_does():
    assert values("The council will meet on Tuesday.") == ["2025-03-18"]


def test_what_was_said_on_a_day_is_past_although_it_tells_of_the_future():
    assert values("The mayor said Monday that the bridge will open.") == ["2025-03-10"]


def test_last_week_is_the_monday_to_sunday_before():
    (week,) = moments("She toured the shipyard last week.")

    assert (week.start, week.end, week.precision) == (date(2025, 3, 3), date(2025, 3, 9), Precision.WEEK)


def test_a_month_named_alone_is_the_nearest_behind_and_never_finer():
    (month,) = moments("In February, the harbour board closed the pier.")

    assert (month.start, month.end) == (date(2025, 2, 1), date(2025, 2, 28))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Voting was held on January 26.", "2025-01-26"),
        ("She plans to attend the regatta on 9 May.", "2025-05-09"),
        ("The treaty of 25 December 1998 still holds.", "1998-12-25"),
        ("He was returned to office in January this year.", "2025-01"),
        ("The tram line opened in the spring of 2019.", "2019-SP"),
        ("Output fell in the third quarter of last year.", "2024-Q3"),
        ("The mill closed in the 1930s.", "193"),
        ("The chapel dates from the 14th century.", "13"),
        ("They met at the end of 2023.", "2023"),
        ("It rained on Thursday night.", "2025-03-13TNI"),
        ("The doors open at 3:30 p.m. on Sunday.", "2025-03-09T15:30"),
        ("Three years ago the dam burst.", "2022"),
        ("The strike lasted two and a half weeks.", "P2.5W"),
        ("Rents are paid every month.", "P1M"),
        ("The port handles 40,000 crates annually.", "P1Y"),
        ("The fair runs from 9-11 May 2024.", "2024-05-09/2024-05-11"),
        ("Shops close on Easter Monday.", "2025-04-21"),
    ],
)
def test_a_phrase_means_this(text: str, value: str):
    assert value in values(text)


def test_every_year_of_a_list_is_a_moment():
    text = "He won again in 2001, 2006, 2010, 2015 and 2020."

    assert values(text) == ["2001", "2006", "2010", "2015", "2020"]


def test_the_same_day_leans_on_the_last_event_day_and_names_it():
    text = "The minister arrived on 11 March. On the same day he met the board."
    arrival, same = moments(text)

    assert (same.timex, same.derived_from, same.anchor) == ("2025-03-11", Derivation.ANCHOR, arrival.span)


def test_two_days_later_counts_from_the_last_event_day():
    assert values("The levee broke on 2 March. Two days later the water reached the mill.")[-1] == "2025-03-04"


def test_the_time_of_a_saying_is_told_from_the_day_of_the_report():
    text = 'The talks opened on 13 March. They may go on, as the mayor remarked the day before: "We have time."'

    assert moments(text)[-1].timex == "2025-03-13"
    assert moments(text)[-1].derived_from is Derivation.DATELINE


def test_inside_a_quotation_days_count_from_the_day_it_was_spoken():
    text = '"We will talk again tomorrow, and the day after tomorrow," the envoy said.'
    prose = prose_of(text)
    spoken = {prose.quotations[0]: day_moment(date(2025, 3, 12), Derivation.ANCHOR)}
    found = find_moments(prose, FRIDAY, spoken)

    assert [moment.timex for moment in found] == ["2025-03-13", "2025-03-14"]
    assert {moment.derived_from for moment in found} == {Derivation.SPOKEN}


def test_an_impossible_date_keeps_its_place_and_says_why_it_means_nothing():
    (moment,) = moments("The hearing is set for 31 April 2024.")

    assert (moment.start, moment.unresolved) == (None, "no such day: 2024-04-31")


def test_without_the_day_of_the_report_only_full_dates_are_told():
    friday, dated = moments("On Friday the court upheld the ruling of 3 June 2021.", None)

    assert (friday.start, friday.unresolved) == (None, "no dateline or date of publication to count from")
    assert dated.start == date(2021, 6, 3)


def test_vague_words_and_lengths_have_no_interval():
    recently, weeks = moments("The quay was recently shut for three weeks.")

    assert (recently.precision, recently.start) == (Precision.VAGUE, None)
    assert (weeks.timex, weeks.precision, weeks.start) == ("P3W", Precision.DURATION, None)


def test_a_history_takes_the_year_it_mentioned_last():
    text = (
        "In 1911 the duchy of Arland went to war. On 3 May the army crossed the Lenne. In 1912 it stood before Brask. "
        "By 1913 the siege was over, and in 1914 the duke fled. The peace of 1915 held until 1921, when his son came, "
        "and the union of 1923 ended in 1931."
    )

    assert "1911-05-03" in values(text)


@pytest.mark.parametrize(
    "text", ["May I come in?", "They may march on.", "Flight 1987 was late.", "It cost $2019.", "a second time"]
)
def test_what_is_no_time_is_left_alone(text: str):
    assert values(text) == []


def test_spans_are_places_in_the_whole_text():
    text = "Menu\n\nThe fire broke out on 4 March 2024."

    assert words(text) == ["4 March 2024"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_no_text_raises_and_every_span_lies_inside_it(text: str):
    for moment in moments(text):
        assert moment.span is not None and 0 <= moment.span.start < moment.span.end <= len(text)


_FRAGMENTS = st.sampled_from(
    "on in the last next week Friday 31 April 2024 2024-13-02 day before , . May 9 1998 at 3 p.m. ten years ago end of "
    "'90s 19th century every two days later Q3 quarter 99999999999999999999 \u202e \u0661".split(" ")
)


@settings(max_examples=100, deadline=None)
@given(st.lists(_FRAGMENTS, max_size=25).map(" ".join))
def test_what_is_printed_as_timex_reads_back_as_the_same_interval(text: str):
    for moment in moments(text):
        if moment.start is not None:
            interval = parse_timex(moment.timex)
            assert interval is not None and (interval.start, interval.end) == (moment.start, moment.end)


def test_a_huge_line_is_read_in_linear_time():
    text = "7" * 200_000 + " the last the last 12 " * 2_000
    started = time.perf_counter()

    moments(text)

    assert time.perf_counter() - started < 20


@given(st.dates(), st.integers(-(10**6), 10**6), st.sampled_from(["D", "W", "2W", "M", "Q", "Y", "DE", "CE"]))
def test_a_step_stays_in_the_calendar_or_says_it_left(day: date, count: int, unit: str):
    value = step(day, count, unit)
    assert value is None or parse_timex(value) is not None


def test_easter_falls_where_the_almanacs_have_it():
    assert [easter(year) for year in (2000, 2024, 2038)] == [date(2000, 4, 23), date(2024, 3, 31), date(2038, 4, 25)]
