"""Holidays: 'Christmas', 'Easter Monday 2019', 'last Thanksgiving'."""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, date, timedelta

from headwater.read.moments.calendar import easter
from headwater.read.moments.scene import (
    Reading,
    Rule,
    Scene,
    counted_from_day,
    counted_from_last,
)
from headwater.read.moments.words import (
    HOLIDAYS,
    YEAR,
)
from headwater.text.numbers import any_of


def _holiday(match: re.Match[str], scene: Scene) -> Reading | None:
    year_words = (match["year"] or "").lower()
    if year_words.isdigit():
        return Reading(_holiday_in(int(year_words), match["name"].lower()).isoformat())
    name = match["name"].lower()
    if scene.is_history and scene.last is not None and not year_words:
        return counted_from_last(_holiday_in(scene.last.year, name).isoformat(), scene)
    shift = -1 if year_words.startswith("last") else 1 if year_words.startswith("next") else 0
    years = [scene.day.year + shift + near for near in ((0,) if year_words else (-1, 0, 1))]
    candidates = [_holiday_in(year, name) for year in years if MINYEAR <= year <= MAXYEAR]
    if not candidates:
        return None
    nearest = min(candidates, key=lambda day: abs((day - scene.day).days))
    if (match["how"] or "").lower() == "last":
        nearest = max((day for day in candidates if day < scene.day), default=nearest)
    return counted_from_day(nearest.isoformat(), scene)


def _holiday_in(year: int, name: str) -> date:
    """The day of a holiday in a year, from its code in the stylebook."""
    code = HOLIDAYS[name]
    if code.startswith("easter"):
        return easter(year) + timedelta(days=int(code.removeprefix("easter")))
    month, which, *weekday = code.split("-")
    if not weekday:
        return date(year, int(month), int(which))
    if which == "last":
        last = date(year, int(month) + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - int(weekday[0])) % 7)
    first = date(year, int(month), 1)
    into = (int(weekday[0]) - first.weekday()) % 7
    return first + timedelta(days=into + 7 * (int(which[0]) - 1))


HOLIDAY_RULES = (
    Rule(
        rf"\b(?:(?P<how>last|next|this) )?(?P<name>{any_of(HOLIDAYS)})\b"
        rf"(?:,? (?:of )?(?P<year>{YEAR}|(?:last|this|next) year))?",
        _holiday,
    ),
)
