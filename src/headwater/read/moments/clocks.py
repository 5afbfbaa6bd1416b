"""Times of day: '3:30 p.m.', 'noon', '5 p.m. EST, 9 November', '4 in the morning', '10 a.m. on Friday'."""

from __future__ import annotations

import re

from headwater.read.moments.dates import resolve_day
from headwater.read.moments.days import HOW, NAMED_DAY, day_of_word, weekday_of
from headwater.read.moments.scene import (
    Reading,
    Rule,
    Scene,
    counted_from_day,
    counted_from_last_day,
)
from headwater.read.moments.words import (
    CLOCK,
    DAY_NUMBER,
    MONTH,
    WEEKDAY,
    YEAR,
    clock_value,
)

_HOURS_NEED_CONTEXT = re.compile(r"[ap]\.?m|gmt|utc|e[sd]t|cet|local|hours", re.IGNORECASE)
_BEFORE_CLOCK = re.compile(
    r"\b(?:at|by|until|from|to|around|about|before|after|till|past|since|and)\W+$",
    re.IGNORECASE,
)
# A clock time is that of the event, which is days away from the report; a letter of last May is not.
_NEAR_DAYS = 31
_NOON = {"noon": "T12:00", "midday": "TMI", "midnight": "T24:00"}


def _clock_on_date(match: re.Match[str], scene: Scene) -> Reading | None:
    day, at = resolve_day(match, scene, match["day"]), clock_value(match["clock"])
    return Reading(f"{day.timex}{at}", "TIME", day.derived_from, day.anchor) if day and at else None


def _clock_on_named_day(match: re.Match[str], scene: Scene) -> Reading | None:
    day = weekday_of(match, scene) if match["weekday"] else day_of_word(match["word"], scene)
    at = _NOON.get(match["clock"].lower()) or clock_value(match["clock"])
    return counted_from_day(f"{day.isoformat()}{at}", scene, "TIME") if at else None


def _clock(match: re.Match[str], scene: Scene) -> Reading | None:
    if not _HOURS_NEED_CONTEXT.search(match[0]) and not _BEFORE_CLOCK.search(scene.left):
        return None
    at = clock_value(match[0])
    if at is None:
        return None
    if scene.last_day is not None and (scene.is_history or abs((scene.last_day - scene.day).days) <= _NEAR_DAYS):
        return counted_from_last_day(f"{scene.last_day.isoformat()}{at}", scene, "TIME")
    return counted_from_day(f"{scene.day.isoformat()}{at}", scene, "TIME")


def _hour_of_part(match: re.Match[str], scene: Scene) -> Reading | None:
    """'4 in the morning', '9 at night'."""
    at = clock_value(f"{match['hour']} {'a' if (match['part'] or '').lower() == 'morning' else 'p'}.m.")
    return counted_from_last_day(f"{(scene.last_day or scene.day).isoformat()}{at}", scene, "TIME") if at else None


def _noon(match: re.Match[str], scene: Scene) -> Reading | None:
    day = scene.last_day or scene.day
    return counted_from_last_day(f"{day.isoformat()}{_NOON[match[0].lower()]}", scene, "TIME")


_ON = r"(?: |, )(?:on )?"

CLOCKS_ON_DATES = (
    Rule(
        rf"(?P<clock>{CLOCK}),? (?:on )?(?:(?i:{WEEKDAY}),? )?(?:(?P<month>{MONTH})"
        rf" (?P<day>{DAY_NUMBER})(?!\d))(?:,? (?P<year>{YEAR}))?",
        _clock_on_date,
        cased=True,
    ),
)

CLOCKS_ON_DAYS = (
    Rule(
        rf"\b(?P<clock>{CLOCK}|noon|midday|midnight){_ON}{HOW}{NAMED_DAY}",
        _clock_on_named_day,
    ),
)

CLOCKS = (
    Rule(rf"(?<![\d:.])\b{CLOCK}", _clock),
    Rule(r"(?<![\d:.,$])\b(?P<hour>\d{1,2}) (?:in the (?P<part>morning|afternoon|evening)|at night)\b", _hour_of_part),
)

NOON = (Rule(r"\b(?:noon|midnight|midday)\b", _noon),)
