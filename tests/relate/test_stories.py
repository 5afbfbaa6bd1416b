"""Which reports tell of one event."""

from __future__ import annotations

from datetime import date

from headwater.relate.stories import group_subjects, subject_of
from tests.scenes.news import TRAM_LOCAL, TRAM_REWRITE, TRAM_WIRE

DAY = date(2024, 5, 3)
QUAKE = (
    "A strong earthquake shook the northern coast of the island before dawn, and fishermen saw the sea draw back. "
    "The seismological institute measured 6.4 and lifted its tsunami warning after two hours."
)


def groups(*texts: tuple[str, date | None]) -> list[list[int]]:
    return group_subjects([subject_of(None, text, day) for text, day in texts])


def test_reports_of_one_event_are_one_story_and_another_event_is_another() -> None:
    wire, rewrite, local = (" ".join(text) for text in (TRAM_WIRE, TRAM_REWRITE, TRAM_LOCAL))
    assert groups((wire, DAY), (QUAKE, DAY), (rewrite, DAY), (local, DAY)) == [[0, 2, 3], [1]]


def test_the_same_words_a_month_later_are_another_event() -> None:
    spring = "Heavy rain flooded cellars in the old town of Znojmo and closed two roads on the river, firemen said."
    autumn = (
        "Water rose on the river in Znojmo after a night of rain. The swimming pool lost its roof, the bus station was "
        "closed until noon, and the mayor asked the region for money to mend the embankment."
    )
    assert groups((spring, DAY), (autumn, DAY)) == [[0, 1]]
    assert groups((spring, DAY), (autumn, date(2024, 9, 1))) == [[0], [1]]


def test_reports_without_words_or_day_are_stories_of_their_own() -> None:
    assert groups(("", None), ("", DAY), (QUAKE, None)) == [[0], [1], [2]]


def test_five_thousand_equal_reports_are_one_story_in_linear_time() -> None:
    subject = subject_of("Tram off the rails", " ".join(TRAM_WIRE), DAY)
    assert group_subjects([subject] * 5_000) == [list(range(5_000))]
