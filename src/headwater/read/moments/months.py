"""Months: 'last May', 'January of that year', 'March'."""

from __future__ import annotations

import re

from headwater.read.moments.scene import (
    Reading,
    Rule,
    Scene,
    counted_near,
    year_value,
)
from headwater.read.moments.words import (
    MONTH,
    month_number,
)
from headwater.read.moments.years import MOD, SOME_YEAR, in_year, year_of, year_to_come

_MONTHLIKE = ("May", "March", "Mar.", "Jan.")
_BEFORE_MONTH = re.compile(
    r"\b(?:in|of|since|by|until|last|this|next|during|from|between|and|to|for|late|early|through|before|after|till)\W*$",
    re.IGNORECASE,
)


def _month(match: re.Match[str], scene: Scene) -> Reading | None:
    name, month = match["month"], month_number(match["month"])
    is_alone = not match["how"] and not _BEFORE_MONTH.search(scene.left)
    if name in _MONTHLIKE and is_alone and re.match(r" ?\w|'|$", scene.right):
        return None
    if not match["how"] and (shared := year_to_come(month, scene)) is not None:
        return Reading(f"{shared:04d}-{month:02d}")
    how, now = (match["how"] or "").lower(), scene.day
    if how.startswith("last"):
        year = now.year - (1 if month >= now.month else 0)
    elif how.startswith("next"):
        year = now.year + (1 if month <= now.month else 0)
    else:
        year = now.year if how.startswith("this") else scene.year_of_month(month)
    return counted_near(f"{year_value(year)}-{month:02d}", scene, bare=f"XXXX-{month:02d}")


def _month_of_year(match: re.Match[str], scene: Scene) -> Reading | None:
    return in_year(year_of(match["year"], scene), f"{month_number(match['month']):02d}")


MONTHS = (
    Rule(
        rf"\b(?P<how>(?i:last|next|this past|this coming|this)) (?P<month>{MONTH})(?! ?\d)",
        _month,
        cased=True,
    ),
    Rule(
        rf"\b{MOD}?(?P<month>{MONTH})(?: of|,)? (?P<year>{SOME_YEAR})\b",
        _month_of_year,
        cased=True,
    ),
)

BARE_MONTHS = (Rule(rf"\b(?P<how>(?!))?{MOD}?(?P<month>{MONTH})(?! ?\d)", _month, cased=True),)
