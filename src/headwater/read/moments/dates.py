"""Dates: '9 May', 'May 9, 2024', '2024-05-09', 'the night of 9 May', 'May 4 and 5'."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from headwater.read.moments.scene import (
    Reading,
    Rule,
    Scene,
    counted_from_day,
    counted_from_last_day,
    year_value,
)
from headwater.read.moments.words import (
    DAY_NUMBER,
    MONTH,
    PART_CODES,
    PART_OF_DAY,
    WEEKDAY,
    YEAR,
    clock_value,
    day_number,
    month_number,
)
from headwater.read.moments.years import in_year, year_of, year_to_come
from headwater.vocabulary.moment import Derivation

# A day without a year is the nearest one, leaning a little to the past: news tells more of what was.
_FAR_BEHIND, _FAR_AHEAD = 200, 165
# 'the year ended 31 March' has ended, be it nearer to the next.
_HAS_CLOSED = re.compile(r"\bended (?:on )?$")
_AFTER_DAY = re.compile(rf"\b{MONTH} \d{{1,2}}(?:(?:, \d{{1,2}})*,? (?:and|or)|,) $")


def _iso(match: re.Match[str], _scene: Scene) -> Reading:
    return Reading(match[0], "TIME" if "T" in match[0] else "DATE")


def _dotted(match: re.Match[str], _scene: Scene) -> Reading:
    """'31.12.2024', day first as where dates are written so."""
    return Reading(f"{match['y']}-{int(match['b']):02d}-{int(match['a']):02d}")


def _slashed(match: re.Match[str], _scene: Scene) -> Reading | None:
    month, day, year = int(match["a"]), int(match["b"]), int(match["y"])
    if month > 12:
        month, day = day, month
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    if year < 100:
        year += 1900 if year > 40 else 2000
    at = clock_value(match["t"]) if match["t"] else None
    return Reading(f"{year:04d}-{month:02d}-{day:02d}{at or ''}", "TIME" if at else "DATE")


def _day_of_month(match: re.Match[str], scene: Scene) -> Reading | None:
    found = resolve_day(match, scene, match["day"])
    last_day = match["to"]
    if found is not None and match["part"]:
        return replace(found, timex=f"{found.timex}T{PART_CODES[match['part'].lower()]}", timex_type="TIME")
    if found is None or last_day is None:
        return found
    last = f"{found.timex[:-2]}{day_number(last_day):02d}"
    return Reading(
        f"{found.timex}/{last}",
        "DATE",
        found.derived_from,
        found.anchor,
        bare=f"{found.bare}/{last[5:]}",
    )


def resolve_day(match: re.Match[str], scene: Scene, day_words: str) -> Reading | None:
    month, day = month_number(match["month"]), day_number(day_words)
    if not 1 <= day <= 39:
        return None
    month_day = f"{month:02d}-{day:02d}"
    if year_words := match["year"]:
        return in_year(year_of(year_words, scene), month_day)
    if (number := year_to_come(month, scene)) is not None:
        return Reading(f"{number:04d}-{month_day}")
    if scene.is_history and scene.last is not None:
        return Reading(
            f"{year_value(scene.year_of_month(month))}-{month_day}",
            "DATE",
            Derivation.ANCHOR,
            scene.last_span,
        )
    if _HAS_CLOSED.search(scene.left):
        year = scene.day.year - ((month, day) > (scene.day.month, scene.day.day))
        return counted_from_day(f"{year:04d}-{month_day}", scene, bare=f"XXXX-{month_day}")
    away = (date(scene.day.year, month, min(day, 28)) - scene.day).days
    year = scene.day.year + (1 if away < -_FAR_BEHIND else -1 if away > _FAR_AHEAD else 0)
    return counted_from_day(f"{year:04d}-{month_day}", scene, bare=f"XXXX-{month_day}")


def _first_of_two(match: re.Match[str], scene: Scene) -> Reading | None:
    """The first of '9 and 11 May', which are two days and no stretch."""
    return resolve_day(match, scene, match["day"])


def _second_day(match: re.Match[str], scene: Scene) -> Reading | None:
    """The second of 'May 4 and 5'."""
    if scene.last_day is None or not _AFTER_DAY.search(scene.left) or not 1 <= int(match["day"]) <= 31:
        return None
    return counted_from_last_day(f"{scene.last_day.isoformat()[:8]}{int(match['day']):02d}", scene)


_BETWEEN = r"(?: ?[-–] ?| to )"
_OF_YEAR = rf"(?:(?:,?| of) (?P<year>{YEAR}|(?:the same|that|this|last|next|the following|the previous) year))?"
# 'early in the morning of', 'the night of'
_PART_OF = (
    r"(?:(?i:(?:(?:early|late) (?:in |on ))?(?:the )?(?:early |late )?"
    rf"(?P<part>{PART_OF_DAY})(?: hours)?(?: of| on)) )?"
)

DATES = (
    Rule(r"(?<![\d-])\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?(?![\d-])", _iso),
    Rule(
        r"(?<![\d/.-])(?P<a>\d{1,2})[/-](?P<b>\d{1,2})[/-](?P<y>(?:19|20)?\d\d)\b(?: (?P<t>\d\d:\d\d))?",
        _slashed,
    ),
    Rule(r"(?<![\d/.-])(?P<a>\d{1,2})\.(?P<b>\d{1,2})\.(?P<y>(?:19|20)\d\d)(?![\d.]\d)", _dotted),
    Rule(
        rf"\b(?P<day>\d{{1,2}}(?:st|nd|rd|th)?)(?= (?:and|or) \d{{1,2}}(?:st|nd|rd|th)? (?P<month>{MONTH})"
        rf"(?:,? (?P<year>{YEAR}))?)",
        _first_of_two,
        cased=True,
    ),
    Rule(
        rf"\b{_PART_OF}(?:(?i:{WEEKDAY}),? (?:the )?)?\b(?P<day>{DAY_NUMBER})(?:{_BETWEEN}(?P<to>{DAY_NUMBER}))?"
        rf"(?: of)? (?P<month>{MONTH}){_OF_YEAR}(?![\d-])",
        _day_of_month,
        cased=True,
    ),
    Rule(
        rf"\b{_PART_OF}(?:(?i:{WEEKDAY}),? )?\b(?P<month>{MONTH}) (?P<day>{DAY_NUMBER})"
        rf"(?: ?[-–] ?(?P<to>{DAY_NUMBER}))?{_OF_YEAR}(?!\d|:\d|%|[,.]\d)",
        _day_of_month,
        cased=True,
    ),
)

SECOND_DAYS = (Rule(r"\b(?P<day>\d{1,2})\b(?![-/:%]|[.,]\d| ?[$\u20ac\u00a3]| [a-z]+s\b)", _second_day),)
