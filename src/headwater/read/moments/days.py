"""Days named beside another: 'Friday', 'yesterday', 'the day before', 'Thursday night', 'that morning'."""

from __future__ import annotations

import re
from datetime import date

from headwater.read.moments.calendar import shift_day
from headwater.read.moments.scene import (
    Reading,
    Rule,
    Scene,
    counted_from_day,
    counted_from_last_day,
    vague,
)
from headwater.read.moments.words import (
    PART_CODES,
    PART_OF_DAY,
    WEEKDAY,
    weekday_number,
)

# 'the day before the vote', 'the day after Varga left' lean on what follows.
_A_CLAUSE = re.compile(r" (?:(?:the|he|she|it|they|we|his|her|its|their|an?) |[A-Z])")


def weekday_of(match: re.Match[str], scene: Scene) -> date:
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
    return counted_from_day(weekday_of(match, scene).isoformat(), scene)


def day_of_word(word: str, scene: Scene) -> date:
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
    return counted_from_day(day_of_word(word, scene).isoformat(), scene)


def _part_of_named_day(match: re.Match[str], scene: Scene) -> Reading | None:
    day = weekday_of(match, scene) if match["weekday"] else day_of_word(match["word"], scene)
    return counted_from_day(f"{day.isoformat()}T{PART_CODES[match['part'].lower()]}", scene, "TIME")


def _part_first(match: re.Match[str], scene: Scene) -> Reading | None:
    """'mid-afternoon yesterday'"""
    day = day_of_word(match["word"], scene)
    return counted_from_day(f"{day.isoformat()}T{PART_CODES[match['part'].lower()]}", scene, "TIME")


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


HOW = r"(?P<how>(?:(?:last|next|this past|this coming|this|early|late|the previous|the following) ){0,3})"
NAMED_DAY = rf"(?:(?P<weekday>{WEEKDAY})|(?P<word>today|yesterday|tomorrow))"

PARTS_OF_DAYS = (
    Rule(rf"\b{HOW}{NAMED_DAY} (?P<part>{PART_OF_DAY})\b", _part_of_named_day),
    Rule(rf"\b(?:early |late |mid[ -])?(?P<part>{PART_OF_DAY}) (?P<word>today|yesterday|tomorrow)\b", _part_first),
)

WEEKDAYS = (Rule(rf"\b{HOW}(?P<weekday>{WEEKDAY})(?! {PART_OF_DAY}s\b)", _plain_weekday),)

BESIDE = (
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
)
