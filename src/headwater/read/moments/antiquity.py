"""Years before Christ: '480 BC', '480-479 BC', 'spring of 480 BC', 'the 5th century BC', 'the 490s BC'."""

from __future__ import annotations

import re

from headwater.read.moments.scene import Reading, Rule, Scene, counted_from_last
from headwater.read.moments.words import MONTH, SEASON, SEASON_CODES, month_number
from headwater.text.numbers import ORDINAL_WORDS, parse_ordinal

_ERA = r"(?:BCE?|B\.C\.(?:E\.)?)(?!\w)"
_ABOUT = r"(?:(?:ca?\.|Ca?\.|circa) )?"


def _year(match: re.Match[str], _scene: Scene) -> Reading:
    season, month = match["season"], match["month"]
    part = f"-{SEASON_CODES[season.lower()]}" if season else f"-{month_number(month):02d}" if month else ""
    return Reading(f"BC{int(match['year']):04d}{part}")


def _first_of_two(match: re.Match[str], _scene: Scene) -> Reading:
    return Reading(f"BC{int(match['year']):04d}")


def _decade(match: re.Match[str], _scene: Scene) -> Reading:
    return Reading(f"BC{int(match['year']) // 10:03d}")


def _century(match: re.Match[str], _scene: Scene) -> Reading | None:
    number = parse_ordinal(match["number"])
    return None if number is None or not 1 <= number <= 99 else Reading(f"BC{number - 1:02d}")


def _beside(match: re.Match[str], scene: Scene) -> Reading | None:
    """'the following year' of a story told in years before Christ, which count down."""
    if scene.before_christ is None:
        return None
    steps = {"following": -1, "next": -1, "previous": 1, "preceding": 1}.get(match["how"].lower(), 0)
    year = scene.before_christ + steps
    return counted_from_last(f"BC{year:04d}", scene) if year > 0 else None


BEFORE_CHRIST = (
    Rule(
        rf"\b(?:(?:(?:[Tt]he )?(?:(?:early|late|mid)[ -])?(?P<season>(?i:{SEASON}))(?: of)?|(?P<month>{MONTH})),? )?"
        rf"{_ABOUT}(?P<year>\d{{1,4}}) {_ERA}",
        _year,
        cased=True,
    ),
    Rule(rf"\b(?P<year>\d{{1,4}})(?= ?[-–/] ?\d{{1,4}} {_ERA})", _first_of_two, cased=True),
    Rule(rf"\b(?:[Tt]he )?(?:(?:early|late|mid)[ -])?(?P<year>\d{{1,3}}0)s {_ERA}", _decade, cased=True),
    Rule(
        rf"\b(?i:(?:the )?(?:(?:early|late|mid)[ -])?(?P<number>\d\d?(?:st|nd|rd|th)|{ORDINAL_WORDS})[ -]century) "
        rf"{_ERA}",
        _century,
        cased=True,
    ),
    Rule(r"\b(?:the|that) (?:same )?(?P<how>following|next|previous|preceding|same|very) year\b", _beside),
)
