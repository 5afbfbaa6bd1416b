"""Date lines, furniture phrases and the tables behind them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.errors import StylebookError
from headwater.read.lines import name_lines
from headwater.read.metadata import read_instant
from headwater.read.printed_dates import find_printed_date, is_date_line
from headwater.stylebook.agencies import agencies, find_agency
from headwater.stylebook.furniture import find_furniture
from headwater.stylebook.tables import read_table
from headwater.vocabulary.report import BlockKind


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("3 May 2025, 09:00", datetime(2025, 5, 3, 9, 0)),
        ("Published Sat, May 3 2025 7:05 PM EST", datetime(2025, 5, 3, 19, 5)),
        ("Updated: 2025-05-03", date(2025, 5, 3)),
        ("Stand: 03.05.2025, 06:00 Uhr", datetime(2025, 5, 3, 6, 0)),
        ("May 3rd, 2025", date(2025, 5, 3)),
        ("45 May 2025", None),
        ("The ferry", None),
    ],
)
def test_a_printed_date_is_read(line: str, meant: date | datetime | None) -> None:
    assert find_printed_date(line) == meant


def test_a_line_about_its_date_is_told_from_a_sentence_with_one() -> None:
    assert is_date_line("Published: 3 May 2025, 09:00 GMT")
    assert is_date_line("2 hours ago")
    assert not is_date_line("He was born on 3 May 1975 in a village near Harrow.")


@given(st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1)))
def test_an_instant_written_as_iso_is_read_back(instant: datetime) -> None:
    assert read_instant(instant.isoformat(timespec="seconds")) == instant.replace(microsecond=0)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("* Follow us on:", "share"),
        ("Read more: Bridge closed", "related"),
        ("© 2025 The Harrow Post", "copyright"),
        ("Sign up for our newsletter", "advert"),
        ("The ferry last year. Getty Images", "caption"),
        ("Reporting by Ann Hale; Editing by Jo Dane", "credit"),
    ],
)
def test_furniture_gives_itself_away(line: str, kind: str) -> None:
    found = find_furniture(line)

    assert found is not None
    assert found.kind.value == kind


@pytest.mark.parametrize("mark", ["-0-", "(END)", "###", "/END/", "- 30 -"])
def test_the_mark_behind_the_last_word_is_no_sentence_of_the_report(mark: str) -> None:
    report = REPORT.partition("Read more")[0]

    last = name_lines(report + mark)[-1]

    assert (last.kind, last.reason) == (BlockKind.CREDIT, "ends the text")


def test_a_sentence_of_a_report_has_no_furniture_in_it() -> None:
    assert find_furniture("The ferry left the harbour at noon with forty people on board.") is None


def test_an_agency_is_found_under_each_of_its_names() -> None:
    for agency in agencies():
        for form in agency.printed_forms:
            assert find_agency(form) is not None, form
    known = find_agency("the Associated Press")
    assert known is not None and known.short == "AP"
    assert find_agency("Harrow Post") is None


def test_a_table_that_is_not_there_is_named() -> None:
    with pytest.raises(StylebookError, match="stylebook table ferries: cannot be read"):
        read_table("ferries")


REPORT = """Home
News
Sport

Harbour master to hear the council on the ferry

By Ann Hale

A ferry with forty people on board sank off the coast on Friday night, the harbour office said on Saturday.

All forty were saved by two fishing boats that had been nearby, and nobody was badly hurt, the office added.

"We do not know yet why she took in water so fast," said Jo Dane, who leads the office and was once a pilot.

The council has asked him to explain on Monday why the boat was allowed to leave in such weather.

He may resign in June.

Read more: Bridge closed until October
Most read
Forty saved as ferry sinks
Follow us on
Facebook
© 2025 The Harrow Post. All rights reserved.
"""


def test_a_short_last_sentence_belongs_to_the_report_and_what_follows_does_not() -> None:
    body = [REPORT[line.stretch.start : line.stretch.end] for line in name_lines(REPORT) if line.kind.is_read]

    assert body[0].startswith("A ferry")
    assert body[-1] == "He may resign in June."
    assert len(body) == 5


def test_what_is_cut_says_as_what_and_why() -> None:
    kinds = {
        REPORT[line.stretch.start : line.stretch.end]: (line.kind.value, line.reason) for line in name_lines(REPORT)
    }

    assert kinds["Harbour master to hear the council on the ferry"][0] == "headline"
    assert kinds["By Ann Hale"][0] == "byline"
    assert kinds["Facebook"][0] == "share"
    assert kinds["Read more: Bridge closed until October"][0] == "related"
    assert kinds["© 2025 The Harrow Post. All rights reserved."][0] == "copyright"
    assert all(reason for _, reason in kinds.values())


@given(st.lists(st.text(max_size=120), max_size=30).map("\n".join))
def test_lines_are_in_order_trimmed_and_hold_every_sign_that_is_not_blank(text: str) -> None:
    named = name_lines(text)

    at = 0
    for line in named:
        assert at <= line.stretch.start < line.stretch.end
        assert not text[at : line.stretch.start].strip() or text[at : line.stretch.start].strip(" \t\r\n.:=–—―/-") == ""
        at = line.stretch.end
    assert not text[at:].strip()
