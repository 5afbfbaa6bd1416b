"""An affair: the days that reports go on naming are told, in order, each with a line that tells what it was."""

from __future__ import annotations

from datetime import date

import pytest

from headwater.tell.affair import tell_affair
from headwater.vocabulary.report import Report
from tests.scenes.news import report


@pytest.fixture(scope="module")
def affair() -> list[Report]:
    fell = "The footbridge at Pellow fell into the river on May 2 and eleven people were hurt."
    return [
        report("AFP", fell.replace("May 2", "Thursday"), day=date(2024, 5, 3)),
        report("Post", "Pellow mourned. " + fell, "A concert in the park was well attended.", day=date(2024, 5, 6)),
        report("Herald", "The mayor of Pellow resigned over the footbridge on Friday.", fell, day=date(2024, 5, 18)),
        report(
            "Echo", "The mayor, who resigned on May 17, and the builder met in court. " + fell, day=date(2024, 6, 20)
        ),
        report("Bugle", "A choir sang in Pellow and the weather was fair all day long.", day=date(2024, 6, 1)),
    ]


def test_the_days_that_reports_go_on_naming_are_told_in_order(affair: list[Report]) -> None:
    assert [each.day for each in tell_affair(affair, 2, 1)] == [date(2024, 5, 2), date(2024, 5, 17)]
    only_may = (date(2024, 5, 10), date(2024, 5, 31))
    assert [each.day for each in tell_affair(affair, 1, 1, only_may)] == [date(2024, 5, 17)]


def test_a_line_of_a_day_is_a_sentence_that_tells_of_it(affair: list[Report]) -> None:
    texts = {each.id: each.text for each in affair}
    told = {each.day: [span.of(texts[span.report]) for span in each.sentences] for each in tell_affair(affair, 3, 1)}
    (line,) = told[date(2024, 5, 17)]
    assert "resigned" in line


def test_two_lines_of_one_day_do_not_repeat_each_other(affair: list[Report]) -> None:
    for day in tell_affair(affair, 3, 4):
        assert len(set(day.sentences)) == len(day.sentences)


@pytest.mark.parametrize(("days", "lines"), [(0, 1), (1, 0)])
def test_nothing_asked_is_nothing_told(affair: list[Report], days: int, lines: int) -> None:
    assert tell_affair(affair, days, lines) == ()
    assert tell_affair([], 5, 2) == ()
