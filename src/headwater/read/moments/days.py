"""Days and times of day: '9 May', 'Friday', 'the day before', 'Thursday night', '3 p.m.', 'Christmas'."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from headwater.read.moments.calendar import easter, shift_day
from headwater.read.moments.scene import (
    Reading,
    Rule,
    Scene,
    counted_from_day,
    counted_from_last_day,
    vague,
)
from headwater.read.moments.words import (
    CLOCK,
    DAY_NUMBER,
    HOLIDAYS,
    MONTH,
    PART_CODES,
    PART_OF_DAY,
    WEEKDAY,
    YEAR,
    clock_value,
    month_number,
    weekday_number,
)
from headwater.text.numbers import any_of
from headwater.vocabulary.moment import Derivation

# A day without a year is the nearest one, leaning a little to the past: news tells more of what was.
_FAR_BEHIND, _FAR_AHEAD = 200, 165
_HOURS_NEED_CONTEXT = re.compile(r"[ap]\.?m|gmt|utc|e[sd]t|cet|local|hours", re.IGNORECASE)
# 'the year ended 31 March' has ended, be it nearer to the next.
_HAS_CLOSED = re.compile(r"\bended (?:on )?$")
_BEFORE_CLOCK = re.compile(
    r"\b(?:at|by|until|from|to|around|about|before|after|till|past|since|and)\W+$",
    re.IGNORECASE,
)


def _iso(match: re.Match[str], _scene: Scene) -> Reading:
    return Reading(match[0], "TIME" if "T" in match[0] else "DATE")


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
    found = _resolve_day(match, scene, match["day"])
    last_day = match["to"]
    if found is not None and match["part"]:
        return replace(found, timex=f"{found.timex}T{PART_CODES[match['part'].lower()]}", timex_type="TIME")
    if found is None or last_day is None:
        return found
    last = f"{found.timex[:-2]}{int(re.sub(r'[a-z]+$', '', last_day)):02d}"
    return Reading(
        f"{found.timex}/{last}",
        "DATE",
        found.derived_from,
        found.anchor,
        bare=f"{found.bare}/{last[5:]}",
    )


def _resolve_day(match: re.Match[str], scene: Scene, day_words: str) -> Reading | None:
    month, day = month_number(match["month"]), int(re.sub(r"[a-z]+$", "", day_words))
    if not 1 <= day <= 39:
        return None
    month_day = f"{month:02d}-{day:02d}"
    if match["year"]:
        return Reading(f"{int(match['year']):04d}-{month_day}")
    if scene.is_history and scene.last is not None:
        return Reading(
            f"{scene.year_of_month(month):04d}-{month_day}",
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


def _clock_on_date(match: re.Match[str], scene: Scene) -> Reading | None:
    day, at = _resolve_day(match, scene, match["day"]), clock_value(match["clock"])
    return Reading(f"{day.timex}{at}", "TIME", day.derived_from, day.anchor) if day and at else None


def _weekday(match: re.Match[str], scene: Scene) -> date:
    wanted, now, how = (
        weekday_number(match["weekday"]),
        scene.day,
        (match["how"] or "").lower(),
    )
    back, forth = (now.weekday() - wanted) % 7, (wanted - now.weekday()) % 7
    if "last" in how or "past" in how:
        return shift_day(now, -(back or 7))
    if "previous" in how:
        # 'down from the previous Friday': the one before the last.
        return shift_day(now, -(back or 7) - 7)
    if "next" in how or "coming" in how:
        return shift_day(now, forth or 7)
    return shift_day(now, forth if scene.looks_ahead and not scene.right.startswith(("'s ", "\u2019s ")) else -back)


def _plain_weekday(match: re.Match[str], scene: Scene) -> Reading | None:
    if scene.is_history and scene.last_day is not None:
        forth = (weekday_number(match["weekday"]) - scene.last_day.weekday()) % 7
        return counted_from_last_day(shift_day(scene.last_day, forth).isoformat(), scene)
    return counted_from_day(_weekday(match, scene).isoformat(), scene)


def _day_word(word: str, scene: Scene) -> date:
    word = word.lower()
    return shift_day(
        scene.day,
        -1 if "yesterday" in word else 1 if "tomorrow" in word or "tmrw" in word else 0,
    )


def _word_of_day(match: re.Match[str], scene: Scene) -> Reading | None:
    word = match["word"].lower()
    if word in ("tonight", "overnight"):
        return counted_from_day(f"{scene.day.isoformat()}TNI", scene, "TIME")
    if scene.is_history and word == "today":
        return vague("PRESENT_REF")
    return counted_from_day(_day_word(word, scene).isoformat(), scene)


def _part_of_named_day(match: re.Match[str], scene: Scene) -> Reading | None:
    day = _weekday(match, scene) if match["weekday"] else _day_word(match["word"], scene)
    return counted_from_day(f"{day.isoformat()}T{PART_CODES[match['part'].lower()]}", scene, "TIME")


def _part_first(match: re.Match[str], scene: Scene) -> Reading | None:
    """'mid-afternoon yesterday'"""
    day = _day_word(match["word"], scene)
    return counted_from_day(f"{day.isoformat()}T{PART_CODES[match['part'].lower()]}", scene, "TIME")


def _clock_on_named_day(match: re.Match[str], scene: Scene) -> Reading | None:
    day = _weekday(match, scene) if match["weekday"] else _day_word(match["word"], scene)
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


# A clock time is that of the event, which is days away from the report; a letter of last May is not.
_NEAR_DAYS = 31
# 'the day before the vote', 'the day after Varga left' lean on what follows.
_A_CLAUSE = re.compile(r" (?:(?:the|he|she|it|they|we|his|her|its|their|an?|this|that|last) |[A-Z])")
_NOON = {"noon": "T12:00", "midday": "TMI", "midnight": "T24:00"}


def _noon(match: re.Match[str], scene: Scene) -> Reading | None:
    day = scene.last_day or scene.day
    return counted_from_last_day(f"{day.isoformat()}{_NOON[match[0].lower()]}", scene, "TIME")


def _day_beside(match: re.Match[str], scene: Scene) -> Reading | None:
    """'the day before', 'the next day', 'the same day': beside the last event day.

    The time of a saying is told from the report's day instead ('as she remarked the day before: "..."'), unless the
    sentence itself names a day to lean on.
    """
    if match["side"] and _A_CLAUSE.match(scene.right):
        return None
    word = (match["side"] or match["how"] or match["late"] or "same").lower()
    days = (
        -1 if word in ("before", "previous", "earlier") else 1 if word in ("after", "next", "following", "later") else 0
    )
    told_by_saying = days < 0 and not scene.last_day_is_here and scene.is_time_of_saying
    if scene.last_day is None or told_by_saying:
        return counted_from_day(shift_day(scene.day, days).isoformat(), scene)
    return counted_from_last_day(shift_day(scene.last_day, days).isoformat(), scene)


def _two_days_from(match: re.Match[str], scene: Scene) -> Reading | None:
    return counted_from_day(
        shift_day(scene.day, 2 if "tomorrow" in match[0].lower() else -2).isoformat(),
        scene,
    )


def _part_beside(match: re.Match[str], scene: Scene) -> Reading | None:
    """'last night' and 'this morning' beside now; 'that night' and 'the next morning' beside the last event day."""
    how, part = match["how"].lower(), PART_CODES[match["part"].lower()]
    if how in ("last", "this"):
        return counted_from_day(
            f"{shift_day(scene.day, -(how == 'last')).isoformat()}T{part}",
            scene,
            "TIME",
        )
    days = -1 if how == "previous" else 1 if how in ("next", "following") else 0
    return counted_from_last_day(
        f"{shift_day(scene.last_day or scene.day, days).isoformat()}T{part}",
        scene,
        "TIME",
    )


def _holiday(match: re.Match[str], scene: Scene) -> Reading | None:
    year_words = (match["year"] or "").lower()
    if year_words.isdigit():
        return Reading(_holiday_in(int(year_words), match["name"].lower()).isoformat())
    shift = -1 if year_words.startswith("last") else 1 if year_words.startswith("next") else 0
    candidates = [
        _holiday_in(scene.day.year + shift + near, match["name"].lower()) for near in ((0,) if shift else (-1, 0, 1))
    ]
    nearest = min(candidates, key=lambda day: abs((day - scene.day).days))
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


_HOW = r"(?P<how>(?:(?:last|next|this past|this coming|this|early|late|the previous|the following) ){0,3})"
_ON = r"(?: |, )(?:on )?"
_NAMED_DAY = rf"(?:(?P<weekday>{WEEKDAY})|(?P<word>today|yesterday|tomorrow))"
_BETWEEN = r"(?: ?[-–] ?| to | and )"

# 'early in the morning of', 'the night of'
_PART_OF = (
    rf"(?:(?i:(?:(?:early|late) (?:in |on ))?(?:the )?(?:early |late )?(?P<part>{PART_OF_DAY})(?: hours)?(?: of| on)) )?"
)

EXACT_DAYS = (
    Rule(r"(?<![\d-])\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?(?![\d-])", _iso),
    Rule(
        r"(?<![\d/.-])(?P<a>\d{1,2})[/-](?P<b>\d{1,2})[/-](?P<y>(?:19|20)?\d\d)\b(?: (?P<t>\d\d:\d\d))?",
        _slashed,
    ),
    Rule(
        rf"(?P<clock>{CLOCK}),? (?:on )?(?:(?i:{WEEKDAY}),? )?(?:(?P<month>{MONTH})"
        rf" (?P<day>{DAY_NUMBER})(?!\d))(?:,? (?P<year>{YEAR}))?",
        _clock_on_date,
        cased=True,
    ),
    Rule(
        rf"\b{_PART_OF}(?:(?i:{WEEKDAY}),? (?:the )?)?\b(?P<day>{DAY_NUMBER})(?:{_BETWEEN}(?P<to>{DAY_NUMBER}))?(?: of)? "
        rf"(?P<month>{MONTH})(?:,? (?P<year>{YEAR}))?(?![\d-])",
        _day_of_month,
        cased=True,
    ),
    Rule(
        rf"\b{_PART_OF}(?:(?i:{WEEKDAY}),? )?\b(?P<month>{MONTH}) (?P<day>{DAY_NUMBER})(?: ?[-–] ?(?P<to>{DAY_NUMBER}))?"
        rf"(?:,? (?P<year>{YEAR}))?(?!\d|:\d|%|[,.]\d)",
        _day_of_month,
        cased=True,
    ),
)

NAMED_DAYS = (
    Rule(rf"\b{_HOW}{_NAMED_DAY} (?P<part>{PART_OF_DAY})\b", _part_of_named_day),
    Rule(rf"\b(?:early |late |mid[ -])?(?P<part>{PART_OF_DAY}) (?P<word>today|yesterday|tomorrow)\b", _part_first),
    Rule(
        rf"\b(?P<clock>{CLOCK}|noon|midday|midnight){_ON}{_HOW}{_NAMED_DAY}",
        _clock_on_named_day,
    ),
    Rule(rf"(?<![\d:.])\b{CLOCK}", _clock),
    Rule(rf"\b{_HOW}(?P<weekday>{WEEKDAY})", _plain_weekday),
    Rule(r"\b(?:the )?day (?:before yesterday|after tomorrow)\b", _two_days_from),
    Rule(
        r"\b(?:the day (?P<side>before|after|following)\b"
        r"|(?:the|that) (?P<how>same|previous|next|following|very) day\b|that day\b|(?:a|one)"
        r" day (?P<late>earlier|later)\b)",
        _day_beside,
    ),
    Rule(
        r"\b(?:(?:late|early|earlier|later) )?(?P<word>today|yesterday|tomorrow|tonight|tonite|overnight|tmrw)\b",
        _word_of_day,
    ),
    Rule(
        rf"\b(?:(?:early|late) )?(?:the )?(?P<how>same|previous|following|next|that|last|this)"
        rf" (?P<part>{PART_OF_DAY})\b",
        _part_beside,
    ),
    Rule(r"\b(?:noon|midnight|midday)\b", _noon),
    Rule(
        rf"\b(?P<name>{any_of(HOLIDAYS)})\b(?:,? (?:of )?(?P<year>{YEAR}|(?:last|this|next) year))?",
        _holiday,
    ),
)
