"""Calendar words: months, weekdays, seasons, parts of the day, units of time, holidays, and what tells the tense."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from types import MappingProxyType

from headwater.stylebook.tables import read_table

# As a brief writes them, whatever the language of the machine: strftime would ask that.
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class CalendarWord(StrEnum):
    """The classes of calendar words."""

    MONTH = "month"
    WEEKDAY = "weekday"
    UNIT = "unit"
    SEASON = "season"
    PART_OF_DAY = "part of day"
    HOLIDAY = "holiday"
    TRIGGER = "trigger"


class Tense(StrEnum):
    """Where a cue places what is told, seen from the report's day."""

    AHEAD = "ahead"
    SAYING = "saying"


@cache
def calendar_words(kind: CalendarWord) -> MappingProxyType[str, str]:
    """The words of one class, in lower case, with their codes."""
    rows = read_table("calendar_words")
    return MappingProxyType({row["word"]: row["value"] for row in rows if row["class"] == kind})


@cache
def tense_cues(tense: Tense) -> tuple[str, ...]:
    """The words and phrases that tell the tense of a clause, in lower case."""
    return tuple(row["cue"] for row in read_table("tense_cues") if row["tense"] == tense)


@cache
def timex_mods() -> tuple[tuple[str, str], ...]:
    """What modifies a time, in lower case, with the TIMEX3 `mod` it stands for; the longest first."""
    rows = ((row["cue"], row["mod"]) for row in read_table("timex_mods"))
    return tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0])))
