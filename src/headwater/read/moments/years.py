"""Years, decades and centuries: '2024', 'the end of last year', 'nineteen ninety-seven', 'the 1930s', '1995-96'."""

from __future__ import annotations

import re

from headwater.read.moments.calendar import step
from headwater.read.moments.scene import (
    Reading,
    Rule,
    Scene,
    counted_from_day,
    counted_from_mentioned,
    counted_near,
)
from headwater.read.moments.words import (
    MONTH,
    SPOKEN_YEAR,
    UNIT,
    YEAR,
    month_number,
    spoken_year,
    unit_code,
)
from headwater.text.numbers import ORDINAL_WORDS, any_of, parse_ordinal

_BEFORE_OLD_YEAR = re.compile(
    r"\b(?:in|since|by|of|from|until|till|to|and|about|around|year|after|before|between)\W*$",
    re.IGNORECASE,
)
_TWENTIES = ("twen", "thir", "for", "fif", "six", "seven", "eigh", "nine")
MOD = r"(?:(?:early|late|mid)[ -]|mid-? ?)"
EARLY = r"(?:(?:early|late|mid)[ -]|mid)?"
SOME_YEAR = rf"(?:{YEAR}|(?i:{SPOKEN_YEAR})|(?:this|last|next|the same|the following|the previous|that) year)"
COUNTED_THINGS = (
    "people|points|shares|million|dollars|miles|feet|votes|troops|jobs|men|women|workers|employees|members|students|"
    "cases|homes|soldiers|tons|tonnes|euros|pounds|kilometres|kilometers|metres|meters|houses|families|pages|times|km"
)


def which(words: str) -> int:
    """-1 for what is past, 1 for what is to come, 0 for now."""
    words = words.lower()
    if re.search(
        r"\b(?:last|past|previous|prior|preceding|ago|earlier|before|previously)\b",
        words,
    ):
        return -1
    return 1 if re.search(r"\b(?:next|coming|following|later|hence|after|from now)\b", words) else 0


def year_of(words: str | None, scene: Scene) -> Reading | None:
    """'2024', 'last year', 'the same year', as a Reading of a year."""
    if not words:
        return None
    words = words.lower()
    if words[-4:].isdigit():
        return Reading(words[-4:])
    if words.startswith(("nineteen", "twenty")):
        year = spoken_year(words)
        return Reading(f"{year:04d}") if year else None
    if re.match(r"(?:the|that)\b", words) and "last" not in words:
        return counted_from_mentioned(step(scene.mentioned or scene.day, which(words), "Y"), scene)
    return counted_from_day(step(scene.day, which(words), "Y"), scene)


# 'from March' to May 2024, '3 March' and 4 April 2024
_YEAR_BEHIND = re.compile(
    rf"(?: ?[-\u2013] ?| (?:to|and|or|through|until|till) )(?:early |mid-|late )?(?:\d{{1,2}} )?(?P<month>{MONTH})"
    rf"(?: \d{{1,2}},?)? (?P<year>{YEAR})\b"
)


def year_to_come(month: int, scene: Scene) -> int | None:
    """The year of a month or day that shares it with the next: 'from March to May 2024', 'November to May 2024'."""
    shared = _YEAR_BEHIND.match(scene.right)
    return None if shared is None else int(shared["year"]) - (month > month_number(shared["month"]))


def in_year(year: Reading | None, rest: str) -> Reading | None:
    return None if year is None else Reading(f"{year.timex}-{rest}", "DATE", year.derived_from, year.anchor)


def _edge(match: re.Match[str], scene: Scene) -> Reading | None:
    """'the end of 2024', 'the beginning of the year': the period whose edge it is."""
    if match["month"]:
        month = month_number(match["month"])
        year = year_of(match["monthyear"], scene) or counted_near(f"{scene.year_of_month(month):04d}", scene)
        return in_year(year, f"{month:02d}")
    if match["year"]:
        return Reading(match["year"])
    period = match["period"]
    return counted_near(step(scene.near, which(period), unit_code(period.split()[-1])), scene)


def _year_end(match: re.Match[str], scene: Scene) -> Reading | None:
    return Reading(match["year"]) if match["year"] else counted_near(step(scene.near, 0, "Y"), scene)


def _year_in_words(match: re.Match[str], _scene: Scene) -> Reading | None:
    """'nineteen ninety-seven', 'the year two thousand'."""
    if match["round"]:
        return Reading("2000")
    year = spoken_year(match["spoken"])
    return Reading(f"{year:04d}") if year else None


def _decade(match: re.Match[str], _scene: Scene) -> Reading:
    if match["year"]:
        return Reading(match["year"][:3])
    tens = int(match["tens"]) if match["tens"] else _TWENTIES.index(match["word"].lower()) + 2
    return Reading(f"19{tens}")


def _century(match: re.Match[str], _scene: Scene) -> Reading | None:
    number = parse_ordinal(match["number"])
    return None if number is None or not 1 <= number <= 21 else Reading(f"{number - 1:02d}")


def _year(match: re.Match[str], scene: Scene) -> Reading | None:
    if int(match["year"]) < 1500 and not _BEFORE_OLD_YEAR.search(scene.left):
        return None
    if re.search(
        r"(?:[Nn]o\.|[Nn]umber|[Ff]light|[Rr]oute|[Rr]oom|[Ss]ection|[Aa]rticle|[Tt]he last|#) ?$",
        scene.left,
    ):
        return None
    return Reading(match["year"])


def _short_year(match: re.Match[str], scene: Scene) -> Reading | None:
    """The second of '1995-96'."""
    first = re.search(r"\b(\d\d)(\d\d) ?[-\u2013]$", scene.left)
    return Reading(f"{first[1]}{match['year']}") if first and match["year"] > first[2] else None


YEARS = (
    Rule(
        rf"\b(?:the )?(?:end|start|beginning|middle) of (?:(?P<period>the (?:year|month|week|decade|century)|"
        rf"(?:this|last|next) (?:year|month|week))|(?P<year>{YEAR})|(?P<month>{MONTH})(?:,? (?P<monthyear>{YEAR}))?)\b",
        _edge,
    ),
    Rule(rf"\b(?:year[- ]?end|year's end)(?!\w)(?: (?P<year>{YEAR}))?\b", _year_end),
    Rule(
        rf"\b(?P<spoken>{SPOKEN_YEAR})(?!\w)(?! (?:{COUNTED_THINGS}|per cent|percent|{UNIT}))"
        rf"|\bthe year (?P<round>two thousand)\b",
        _year_in_words,
    ),
)

DECADES = (
    Rule(
        rf"\b(?:the )?{EARLY}(?:(?P<year>(?:1\d|20)\d0)'?s|(?:'|(?<=the ))(?P<tens>\d)0s"
        rf"|(?P<word>{any_of(_TWENTIES)})ties)\b",
        _decade,
    ),
    Rule(
        rf"\b(?:the )?{EARLY}(?P<number>\d\d?(?:st|nd|rd|th)|{ORDINAL_WORDS})[ -]century\b",
        _century,
    ),
)

BARE_YEARS = (
    Rule(r"(?<=\d\d[-\u2013])(?P<year>\d\d)\b(?![-\u2013/.,]\d)", _short_year),
    Rule(
        rf"(?:(?<![\d$£€,./–-])|(?<=[ (]\d{{4}}[–-]))\b{MOD}?(?P<year>{YEAR})\b"
        rf"(?![\d%]|:\d|,\d\d\d|/\d|\.\d|-[A-Za-z]| (?:{COUNTED_THINGS})\b)",
        _year,
    ),
)
