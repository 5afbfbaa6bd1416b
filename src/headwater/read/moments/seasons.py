"""Seasons: 'the spring of 2019', 'last summer', 'the spring and summer'."""

from __future__ import annotations

import re

from headwater.read.moments.scene import (
    Reading,
    Rule,
    Scene,
    counted_from_day,
    counted_from_last,
    counted_near,
    year_value,
)
from headwater.read.moments.words import (
    SEASON,
    SEASON_CODES,
    YEAR,
)
from headwater.read.moments.years import EARLY, SOME_YEAR, in_year, which, year_of

# The month from which a season named alone is the one that runs.
FIRST_MONTHS = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}
_BEFORE_SEASON = re.compile(
    r"\b(?:in|of|since|by|until|this|last|next|during|early|late|every|each)(?: the)? $",
    re.IGNORECASE,
)
# "at the time of the fall" is no autumn.
_A_FALL = re.compile(r"\b(?:time|moment|cause|scene|site|height|force|result) of the $", re.IGNORECASE)


def season_beside(how: str, season: str, scene: Scene) -> Reading | None:
    """'last summer', 'this past spring', 'that winter', 'later in the summer'."""
    words, code = how.lower(), SEASON_CODES[season]
    if scene.is_history and scene.last is not None and re.search(r"\b(?:that|same|the)\b", words):
        return counted_from_last(f"{scene.last.year:04d}-{code}", scene)
    steps = -(FIRST_MONTHS[code] > scene.day.month) if "past" in words else which(words)
    return counted_from_day(f"{scene.day.year + steps:04d}-{code}", scene)


def _season_of_year(match: re.Match[str], scene: Scene) -> Reading | None:
    return in_year(year_of(match["year"], scene), SEASON_CODES[match["season"].lower()])


def _season(match: re.Match[str], scene: Scene) -> Reading | None:
    season = match["season"].lower()
    # A spring is water or steel too, and to fall is a verb.
    if season in ("spring", "fall") and not _BEFORE_SEASON.search(scene.left + (match["the"] or "")):
        return None
    if _A_FALL.search(scene.left + (match["the"] or "")):
        return None
    first_month = FIRST_MONTHS[SEASON_CODES[season]]
    return counted_near(f"{year_value(scene.year_of_month(first_month))}-{SEASON_CODES[season]}", scene)


def _spring_and_summer(match: re.Match[str], scene: Scene) -> Reading | None:
    """The first of 'the spring and early summer of 1943'."""
    season, year = SEASON_CODES[match["season"].lower()], match["year"]
    if year:
        return Reading(f"{year}-{season}")
    return counted_near(f"{year_value(scene.year_of_month(FIRST_MONTHS[season]))}-{season}", scene)


SEASONS = (
    Rule(
        rf"\b(?:the )?(?:{EARLY} ?)?(?P<season>{SEASON})(?: of|,)? (?P<year>{SOME_YEAR})\b",
        _season_of_year,
    ),
)

BARE_SEASONS = (
    Rule(
        rf"\b(?:the )?(?P<season>{SEASON})(?= (?:and|or|to) (?:the )?(?:{EARLY})?(?:{SEASON})\b(?: of)?"
        rf"(?: (?P<year>{YEAR}))?)",
        _spring_and_summer,
    ),
    Rule(rf"\b(?P<the>the )?(?:{EARLY} ?)?(?P<season>{SEASON})\b", _season),
)
