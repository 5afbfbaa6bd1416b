from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.read.moments import find_moments
from headwater.read.moments.calendar import easter, parse_timex, step
from headwater.read.moments.find import ANY_RULE, OPENERS
from headwater.read.moments.triggers import beginnings
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
        ("The mill has been shut since last Thanksgiving.", "2024-11-28"),
        ("Trams ran again over the weekend.", "2025-W10-WE"),
        ("The regatta will be held over the weekend.", "2025-W11-WE"),
        ("Output is down from the previous Friday.", "2025-02-28"),
        ("The strait froze in the winter of nineteen ninety-four.", "1994-WI"),
        ("The pact of January nineteen ninety-seven held.", "1997-01"),
        ("The bridge fell on the night of 9 May 2024.", "2024-05-09TNI"),
        ("The alarm came early in the morning of 9 May 2024.", "2024-05-09TMO"),
        ("Two men came at 4 in the morning.", "2025-03-14T04:00"),
        ("She left at mid-afternoon yesterday.", "2025-03-13TAF"),
        ("The line closed at 5 p.m. EST, Nov. 6.", "2024-11-06T17:00-05:00"),
        ("The line closed at 17:30 CET on Monday.", "2025-03-10T17:30+01:00"),
        ("Markets are held on Tuesday nights.", "XXXX-WXX-2TNI"),
        ("The parade is held every July.", "XXXX-07"),
        ("The ferry burns 40 tons per day.", "P1D"),
        ("The wall has stood for two thousand years.", "P2000Y"),
        ("It will last for a couple of weeks.", "P2W"),
        ("A week or so ago the dam burst.", "2025-W10"),
        ("Sales rose in this year's first quarter.", "2025-Q1"),
        ("It expects a loss for the current fiscal year.", "2025"),
        ("It was founded in fiscal 1988.", "1988"),
        ("It rained this past spring.", "2024-SP"),
        ("Fishing was good in the latter half of 2008.", "2008-H2"),
        ("The harbour froze in the mid-1990s.", "199"),
        ("The talks are over by year end.", "2025"),
        ("She comes this coming Sunday, March sixteenth.", "2025-03-16"),
        ("The chapel was closed on 31.12.2024.", "2024-12-31"),
    ],
)
def test_a_phrase_means_this(text: str, value: str):
    assert value in values(text)


def test_every_year_of_a_list_is_a_moment():
    text = "He won again in 2001, 2006, 2010, 2015 and 2020."

    assert values(text) == ["2001", "2006", "2010", "2015", "2020"]


def test_both_years_of_a_pair_are_moments():
    assert values("Trains stopped in 1995-96.") == ["1995", "1996"]


def test_two_days_of_one_month_are_two_moments_and_no_stretch():
    assert values("The session is set for May 4 and 5.") == ["2025-05-04", "2025-05-05"]
    assert values("The court sat on 9 and 11 May 2024.") == ["2024-05-09", "2024-05-11"]


def test_a_month_shares_the_year_of_the_next():
    assert values("It was shut from March to May 2024, and from November to May 2020.") == [
        "2024-03",
        "2024-05",
        "2019-11",
        "2020-05",
    ]


def test_a_day_of_that_year_belongs_to_the_year_named_last():
    year, day = moments("The duke fled in 1911. On July 25 of that year he came back.")

    assert (day.timex, day.derived_from, day.anchor) == ("1911-07-25", Derivation.ANCHOR, year.span)


def test_now_and_currently_are_told_apart_from_days():
    found = moments("The pier is now closed, and it currently leaks, as others do these days.")

    assert [moment.timex for moment in found] == ["PRESENT_REF"] * 3
    assert all(moment.start is None and not moment.is_day for moment in found)


def test_the_day_before_a_vote_says_which_vote_and_not_which_day():
    assert values("She spoke on 3 March. It was the day before the vote.") == ["2025-03-03"]


def test_how_often_is_a_set_and_which_kind_is_none():
    assert values("A quarterly dividend is paid quarterly.") == ["P1Q"]


def test_a_part_of_a_whole_is_no_quarter_of_a_year():
    assert values("Three-quarters of the seats were empty, three quarters of them red.") == []


def test_miles_per_hour_are_a_unit_and_no_hours():
    assert values("The wind blew at 60 miles per hour.") == []


def test_ages_are_figures_and_no_moments():
    assert values("A 52-year-old baker and a boy two years old were hurt.") == []


def test_a_weekday_that_owns_something_is_past():
    assert values("The union would look for ways around Wednesday's ruling.") == ["2025-03-12"]


def test_what_had_been_due_is_past():
    assert values("The offer had been due to expire on Monday.") == ["2025-03-10"]


def test_the_same_day_leans_on_the_last_event_day_and_names_it():
    text = "The minister arrived on 11 March. On the same day he met the board."
    arrival, same = moments(text)

    assert (same.timex, same.derived_from, same.anchor) == ("2025-03-11", Derivation.ANCHOR, arrival.span)


def test_without_a_dateline_the_day_of_publication_is_counted_from_and_named():
    published = day_moment(date(2025, 3, 14), Derivation.PUBLISHED)
    (friday,) = moments("The ferry sank on Friday.", published)

    assert (friday.timex, friday.derived_from) == ("2025-03-14", Derivation.PUBLISHED)


def test_lengths_sets_and_vague_words_are_worked_out_from_nothing():
    found = moments("For three weeks trains run every Monday now.")

    assert [moment.derived_from for moment in found] == [Derivation.NONE] * 3


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


def test_results_compare_the_quarter_they_told_with_that_of_a_year_before():
    quarter, earlier = moments("Brask Mills earned $3 million in the third quarter, up from $2 million a year earlier.")

    assert (quarter.timex, earlier.timex) == ("2024-Q3", "2023-Q3")
    assert (earlier.derived_from, earlier.anchor) == (Derivation.ANCHOR, quarter.span)


def test_results_of_nine_months_are_compared_with_the_year_before():
    text = "In the first nine months, Brask Mills lost $3 million, against a profit of $1 million a year ago."

    assert values(text) == ["P9M", "2024"]


def test_the_period_of_another_year_is_its_same_quarter():
    text = "Sales rose in the third quarter. In the 2022 period they fell, and in the year-ago period too."

    assert values(text) == ["2024-Q3", "2022-Q3", "2023-Q3"]


def test_a_quarter_is_the_one_that_holds_the_day_it_ended_on():
    assert values("Sales were $5 million in the quarter ended Sept. 30.") == ["2024-Q3", "2024-09-30"]
    assert values("Net income for the year ended January 31 was $4 million.") == ["2025", "2025-01-31"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The chapel was built in 480 BC.", "BC0480"),
        ("The town burnt in 481-479 BC.", "BC0481"),
        ("They sailed in the spring of 480 BC.", "BC0480-SP"),
        ("They sailed in August 480 BC.", "BC0480-08"),
        ("The idea is of the 5th century BC.", "BC04"),
    ],
)
def test_times_before_christ_have_a_value_and_no_interval(text: str, value: str):
    moment = moments(text)[0]

    assert moment.timex == value
    assert (moment.start, moment.unresolved) == (None, "before the year 1")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The deal of 2024-13-02 is void.", "2024-13-02"),
        ("The deal of 31/04/2024 is void.", "2024-04-31"),
        ("The deal of 31.04.2024 is void.", "2024-04-31"),
        ("The deal of February 29, 2023 is void.", "2023-02-29"),
        ("They met at 2024-03-01T25:61 there.", "2024-03-01T25:61"),
    ],
)
def test_an_impossible_day_keeps_its_words_and_names_its_reason(text: str, value: str):
    (moment,) = moments(text)

    assert moment.timex == value
    assert (moment.start, moment.unresolved) == (None, f"no such day: {value}")


@pytest.mark.parametrize("day", [date.min, date.max])
def test_at_both_ends_of_the_calendar_nothing_breaks(day: date):
    edge = day_moment(day, Derivation.PUBLISHED)
    text = (
        "On Friday, yesterday and tomorrow, two days ago and two weeks from now, last year, next year, next summer, "
        "last Christmas, at Easter, the year-ago quarter, the previous Friday, over the weekend, in January "
        "and in December."
    )

    for moment in moments(text, edge):
        assert moment.span is not None


def test_a_number_without_end_is_no_time():
    assert values("7" * 5_000 + " and " + "1" * 5_000 + " years and 2024" + "0" * 5_000) in ([], ["PXY"])


def test_words_written_from_right_to_left_leave_the_days_beside_them_alone():
    assert values("\u0627\u0644\u062c\u0645\u0639\u0629 \u202e on 3 May 2024 \u202c \u05d9\u05d5\u05dd") == [
        "2024-05-03"
    ]


_MONTH_NAMES = [date(2000, month, 1).strftime("%B") for month in range(1, 13)]


@given(
    st.dates(date(1500, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["{d} {m} {y}", "{m} {d}, {y}", "{iso}", "{d}th of {m} {y}"]),
)
def test_a_day_printed_in_full_reads_back_as_itself(day: date, form: str):
    printed = form.format(d=day.day, m=_MONTH_NAMES[day.month - 1], y=f"{day.year:04d}", iso=day.isoformat())
    (moment,) = moments(f"It opened on {printed}.", None)

    assert moment.span is not None and moment.span.of(f"It opened on {printed}.") == printed
    assert (moment.start, moment.end, moment.derived_from) == (day, day, Derivation.EXPLICIT)


@given(st.integers(1500, 2099), st.integers(1, 12))
def test_a_month_and_a_year_printed_in_full_read_back_as_themselves(year: int, month: int):
    assert values(f"It opened in {_MONTH_NAMES[month - 1]} {year}.", None) == [f"{year}-{month:02d}"]
    assert values(f"It opened in {year}.", None) == [f"{year}"]


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

    assert time.perf_counter() - started < 60


@settings(max_examples=200, deadline=None)
@given(st.lists(_FRAGMENTS, max_size=25).map(" ".join))
def test_the_rules_are_tried_wherever_one_of_them_matches(text: str):
    tried = set(beginnings(text, OPENERS))
    for match in ANY_RULE.finditer(text):
        assert match.start() in tried or text[match.start()] in " '"


@given(st.dates(), st.integers(-(10**6), 10**6), st.sampled_from(["D", "W", "2W", "M", "Q", "Y", "DE", "CE"]))
def test_a_step_stays_in_the_calendar_or_says_it_left(day: date, count: int, unit: str):
    value = step(day, count, unit)
    assert value is None or parse_timex(value) is not None


def test_easter_falls_where_the_almanacs_have_it():
    assert [easter(year) for year in (2000, 2024, 2038)] == [date(2000, 4, 23), date(2024, 3, 31), date(2038, 4, 25)]
