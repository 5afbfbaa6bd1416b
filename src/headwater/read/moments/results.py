"""Quarters, halves and business years, as companies' results are told: 'the year-earlier quarter', 'fiscal 2024'."""

from __future__ import annotations

import re

from headwater.read.moments.calendar import step
from headwater.read.moments.scene import (
    Reading,
    Rule,
    Scene,
    counted_from_day,
)
from headwater.read.moments.words import (
    MONTH,
    ORDINAL_QUARTER,
    YEAR,
    month_number,
)
from headwater.read.moments.years import in_year, which, year_of
from headwater.vocabulary.moment import Derivation

_QUARTERS = {
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
}
RESULTS_WORDS = re.compile(
    r"\b(?:(?:from|with|of) C?[$#£€]?[\d.,]+ (?:[mb]illion|cents)|net|profit|loss|earn\w*|income|revenue"
    r"|sales|a share)\b",
    re.IGNORECASE,
)


def _quarter_of_year(match: re.Match[str], scene: Scene) -> Reading | None:
    quarter = _QUARTERS[match["quarter"].lower()]
    year = year_of(match["year"], scene)
    if year is None:
        now = (scene.day.month - 1) // 3 + 1
        number = scene.day.year - (1 if quarter > now and not scene.looks_ahead else 0)
        year = counted_from_day(f"{number:04d}", scene)
    return in_year(year, f"Q{quarter}")


def _quarter(match: re.Match[str], scene: Scene) -> Reading | None:
    how = match["how"].lower()
    if "year" in how:
        return year_earlier(match, scene)
    steps = -1 if how in ("last", "previous", "prior", "latest") else 1 if how == "next" else 0
    return counted_from_day(step(scene.day, steps, "Q"), scene)


def _the_quarter(match: re.Match[str], scene: Scene) -> Reading | None:
    """'the quarter', 'the latest period' of a company's results: the one told of, else the one that has closed."""
    if "year" in match[0].lower():
        return counted_from_day(step(scene.day, 0, "Y"), scene)
    if scene.last_quarter is not None:
        return Reading(
            step(scene.last_quarter, 0, "Q") or "PAST_REF", "DATE", Derivation.ANCHOR, scene.last_quarter_span
        )
    return counted_from_day(step(scene.day, -1, "Q"), scene)


def _period_of_year(match: re.Match[str], scene: Scene) -> Reading:
    """'the 1988 period' of results: the same quarter of that year, or the year where nine months are compared."""
    if scene.last_quarter is None or scene.compares_years:
        return Reading(match["year"])
    quarter = (scene.last_quarter.month - 1) // 3 + 1
    return Reading(f"{match['year']}-Q{quarter}", "DATE", Derivation.ANCHOR, scene.last_quarter_span)


def _closing(match: re.Match[str], scene: Scene) -> Reading | None:
    """'the quarter ended 30 September', 'the year ending in March 2026': the one that holds the day it ends on."""
    month = month_number(match["month"])
    number = scene.day.year - (month > scene.day.month)
    if "ending" in scene.right[:8] and month < scene.day.month:
        number += 1
    year = Reading(match["year"]) if match["year"] else counted_from_day(f"{number:04d}", scene)
    if year is None or match["unit"].lower() == "year":
        return year
    return in_year(year, f"Q{(month - 1) // 3 + 1}")


def _fiscal_year(match: re.Match[str], scene: Scene) -> Reading | None:
    """'the fiscal year': told by the calendar year, as nobody here knows when the company's begins."""
    how = (match["how"] or "").strip()
    return counted_from_day(step(scene.day, -1 if how in ("latest", "last", "previous") else which(how), "Y"), scene)


def _fiscal(match: re.Match[str], _scene: Scene) -> Reading:
    year = match["year"]
    return Reading(year if len(year) == 4 else f"{19 if int(year) > 40 else 20}{year}")


def _half(match: re.Match[str], scene: Scene) -> Reading | None:
    words = match["year"]
    year = counted_from_day(step(scene.day, 0, "Y"), scene) if words.lower() == "the year" else year_of(words, scene)
    return in_year(year, "H1" if match["half"].lower() == "first" else "H2")


def year_earlier(_match: re.Match[str], scene: Scene) -> Reading | None:
    """'the year-earlier quarter', 'from $3 million a year ago' of results: the same quarter a year before.

    Where nine months or a year are compared ('in the first nine months, net was ...'), it is the year before.
    """
    if scene.compares_years and "quarter" not in _match[0]:
        return counted_from_day(step(scene.day, -1, "Y"), scene)
    if scene.last_quarter is not None:
        return Reading(
            step(scene.last_quarter, -4, "Q") or "PAST_REF",
            "DATE",
            Derivation.ANCHOR,
            scene.last_quarter_span,
        )
    return counted_from_day(step(scene.day, -5, "Q"), scene)


RESULTS = (
    Rule(
        rf"\b(?:the )?(?:fiscal )?(?P<quarter>{ORDINAL_QUARTER})(?: fiscal)?[ -]quarter\b"
        rf"(?:(?: of)?(?: fiscal)? (?P<year>{YEAR}|(?:this|last|next) year))?",
        _quarter_of_year,
    ),
    Rule(
        rf"\b(?:the )?(?P<year>{YEAR}|(?:this|last|next) year's) (?P<quarter>{ORDINAL_QUARTER})[ -]quarter\b",
        _quarter_of_year,
    ),
    Rule(
        rf"\b(?:the|its) (?:fiscal )?(?P<unit>quarter|year)\b(?= end(?:ed|ing) (?:on )?(?P<month>(?-i:{MONTH}))"
        rf"(?: \d{{1,2}}(?!\d))?(?:,? (?P<year>{YEAR}))?)",
        _closing,
    ),
    Rule(
        r"\bthe (?:quarter\b(?!-| (?:of|to|for|in|ended|ending)\b)|latest period\b|full year\b(?! of\b))",
        _the_quarter,
    ),
    Rule(rf"\bthe (?P<year>{YEAR}) period\b", _period_of_year),
    Rule(
        r"\b(?:the )?(?P<how>year-(?:ago|earlier)(?: (?:first|second|third|fourth))?|year-to-year"
        r"|latest|current|same|prior|previous|last|next|this) quarter\b",
        _quarter,
    ),
    Rule(r"\b(?:the|this|its) (?P<how>latest |current |next |last |previous |coming )?fiscal year\b", _fiscal_year),
    Rule(r"\b(?:the )?fiscal(?: year)? '?(?P<year>(?:19|20)\d\d|\d\d)\b", _fiscal),
    Rule(
        rf"\b(?:the )?(?P<half>first|second|latter|last) half of (?P<year>{YEAR}|(?:this|last|next|the) year)\b",
        _half,
    ),
    Rule(
        r"\bthe year-(?:ago|earlier) period\b|\byear-(?:ago|earlier)(?= \w)"
        r"|\b(?:a )?year (?:ago|earlier)(?= (?:period|quarter|month|figure|level|net|profit|loss|"
        r"third|second|first|fourth))",
        year_earlier,
    ),
)
