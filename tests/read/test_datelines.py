"""Datelines: what is one, what only looks like one, and what day it means."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.read.datelines import PrintedDate, find_dateline
from headwater.vocabulary.report import Dateline
from headwater.vocabulary.span import ReportId, Span


@pytest.mark.parametrize(
    ("line", "place", "day", "agencies", "printed"),
    [
        ("Harrow, May 3 (IANS) The ferry sank.", "Harrow", "--05-03", ("IANS",), "Harrow, May 3 (IANS)"),
        ("HARROW, 3 May (BelTA) – The ferry sank.", "HARROW", "--05-03", ("BelTA",), "HARROW, 3 May (BelTA)"),
        ("MOSCOW, January 21. /TASS/. The ferry sank.", "MOSCOW", "--01-21", ("TASS",), "MOSCOW, January 21. /TASS/"),
        ("BEIRUT/THE HAGUE, March 7 (Reuters) - Two", "BEIRUT/THE HAGUE", "--03-07", ("Reuters",), None),
        ("KUALA LUMPUR, Aug 6 (NNN-BERNAMA-ANADOLU) — Two", "KUALA LUMPUR", "--08-06", ("NNN", "BERNAMA", "AA"), None),
        ("4 ene (EFE).- El transbordador", None, "--01-04", ("EFE",), "4 ene (EFE)"),
        ("Berlin (dpa) - Die Fähre sank.", "Berlin", None, ("dpa",), "Berlin (dpa)"),
        ("SAN FRANCISCO--(BUSINESS WIRE)--Norland Steel", "SAN FRANCISCO", None, ("BW",), None),
        ("MOSCOW, May 21. /TASS/. The ferry sank.", "MOSCOW", "--05-21", ("TASS",), "MOSCOW, May 21. /TASS/"),
        ("FORT HALE, Calif. (AP) — The ferry sank.", "FORT HALE, Calif.", None, ("AP",), "FORT HALE, Calif. (AP)"),
        ("(ANSA) - ROMA, 16 MAG - Il traghetto.", "ROMA", "--05-16", ("ANSA",), "(ANSA) - ROMA, 16 MAG"),
        ("SAN DIEGO--(BUSINESS WIRE)--Norland Steel said", "SAN DIEGO", None, ("BW",), "SAN DIEGO--(BUSINESS WIRE)"),
        ("KUALA LUMPUR, Aug 6 (NNN-BERNAMA) — Two", "KUALA LUMPUR", "--08-06", ("NNN", "BERNAMA"), None),
        ("Madrid, 4 ene (EFE).- El transbordador", "Madrid", "--01-04", ("EFE",), "Madrid, 4 ene (EFE)"),
        ("Berlin (dpa/lno) - Die Fähre sank.", "Berlin", None, ("dpa",), "Berlin (dpa/lno)"),
        ("Damascus [Syria], June 9 (ANI): Rain fell.", "Damascus [Syria]", "--06-09", ("ANI",), None),
        ("Sydney, July 30 AAP - Rain fell.", "Sydney", "--07-30", ("AAP",), "Sydney, July 30 AAP"),
        ("LISBON — The ferry sank on Monday.", "LISBON", None, (), "LISBON"),
        ("KARACHI: Two ferries sank off the coast on Monday.", "KARACHI", None, (), "KARACHI"),
        ("NEW DELHI, MAY 3: The ferry sank.", "NEW DELHI", "--05-03", (), "NEW DELHI, MAY 3"),
        ("BAKU, Azerbaijan, May 3. Two ferries sank.", "BAKU, Azerbaijan", "--05-03", (), "BAKU, Azerbaijan, May 3"),
        ("BAKU, May 3, AZERTAC Two ferries sank.", "BAKU", "--05-03", ("AZERTAC",), "BAKU, May 3, AZERTAC"),
        ("Boston — Two ferries sank off the coast.", "Boston", None, (), "Boston"),
        ("LONDON, May 3, 1944 (A. P.)—Two ferries", "LONDON", "1944-05-03", ("AP",), None),
        ("PARIS, Jan 1, 2025 (AFP) - Swimmers met.", "PARIS", "2025-01-01", ("AFP",), None),
        ("date 2025-05-03 Harrow, May 3 (PTI) The ferry", "Harrow", "--05-03", ("PTI",), "Harrow, May 3 (PTI)"),
    ],
)
def test_a_dateline_gives_place_day_and_agencies(
    line: str, place: str | None, day: str | None, agencies: tuple[str, ...], printed: str | None
) -> None:
    found = find_dateline(line)

    assert found is not None
    assert (found.place, found.agencies) == (place, agencies)
    assert (str(found.printed_on) if found.printed_on else None) == day
    if printed is not None:
        assert line[found.stretch.start : found.stretch.end] == printed


@pytest.mark.parametrize(
    ("place", "region"),
    [
        ("FORT HALE, Calif.", "Calif."),
        ("Damascus [Syria]", "Syria"),
        ("BEIRUT/THE HAGUE", None),
        ("LISBON", None),
        (None, None),
    ],
)
def test_the_region_is_what_is_printed_behind_the_town(place: str | None, region: str | None) -> None:
    assert Dateline(place, None, (), Span(ReportId("r1"), 0, 1)).region == region


def test_a_station_the_stylebook_does_not_know_is_taken_as_printed_where_only_an_agency_can_stand() -> None:
    found = find_dateline("Harrow, May 3 (Norland Wire) Two ferries collided.")

    assert found is not None
    assert found.agencies == ("Norland Wire",)


@pytest.mark.parametrize(
    "line",
    [
        "Paris Hilton - the hotel heiress - will open the fair.",
        "VIDEO: Ferries collide off Harrow",
        "LIVE: Ferries collide off the coast of Norland on Monday",
        "ADP: A firm that makes everything for every office of every town",
        "Chelsea (home) - Saturday, and two more games in the week after",
        "FILE - A ferry leaves Harrow on May 3, 2024.",
        "Ann Hale (Norland Steel): It was a quiet year for us.",
        "By Ann Hale - Associated Press - Friday, May 3, 2024",
        "Liquid gas (LPG) - not to be mixed up with the other - is cheap.",
        "Two sailors — a cook and a mate — were found.",
        "DEAR ABBOT: My ferry is late every day.",
        "The ferry sank on Monday, Reuters reported.",
        "",
        "   ",
    ],
)
def test_what_only_looks_like_a_dateline_is_none(line: str) -> None:
    assert find_dateline(line) is None


def test_a_day_without_a_year_is_the_one_nearest_to_the_printed_day() -> None:
    assert PrintedDate(None, 12, 31).on(date(2025, 1, 2)) == date(2024, 12, 31)
    assert PrintedDate(None, 1, 1).on(date(2024, 12, 30)) == date(2025, 1, 1)
    assert PrintedDate(2019, 5, 3).on(date(2025, 1, 2)) == date(2019, 5, 3)
    assert PrintedDate(None, 5, 3).on(None) is None
    assert PrintedDate(None, 2, 29).on(date(2025, 3, 1)) == date(2024, 2, 29)


def test_a_day_that_no_calendar_has_is_no_dateline() -> None:
    assert find_dateline("Harrow, May 45 (AP) — The ferry sank.") is None


@given(st.text(max_size=400), st.integers(min_value=0, max_value=50))
def test_any_text_is_read_without_an_error_and_the_stretch_lies_in_it(text: str, start: int) -> None:
    found = find_dateline(text, start)

    assert found is None or start <= found.stretch.start < found.stretch.end <= len(text)


@given(
    place=st.sampled_from(["LISBON", "New York", "St. Harrow", "HARROW/BREST"]),
    day=st.dates(date(1990, 1, 1), date(2040, 1, 1)),
    agency=st.sampled_from(["AP", "Reuters", "Xinhua", "NNN-BERNAMA"]),
)
def test_a_dateline_written_by_the_grammar_is_read_back(place: str, day: date, agency: str) -> None:
    found = find_dateline(f"{place}, {day:%B} {day.day}, {day.year} ({agency}) — The ferry sank.")

    assert found is not None
    assert found.place == place
    assert found.printed_on is not None
    assert found.printed_on.on(None) == day
