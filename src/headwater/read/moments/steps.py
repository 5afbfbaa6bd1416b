"""Steps in the calendar: 'two weeks ago', 'last week', 'the next year', 'that month', 'over the weekend'."""

from __future__ import annotations

import re

from headwater.read.moments.calendar import shift_day, step
from headwater.read.moments.results import RESULTS_WORDS, year_earlier
from headwater.read.moments.scene import (
    Reading,
    Rule,
    Scene,
    counted_from_day,
    counted_from_last,
    counted_from_last_day,
    counted_from_mentioned,
    counted_near,
    lasting,
    vague,
)
from headwater.read.moments.seasons import season_beside
from headwater.read.moments.words import (
    ABOUT,
    NUMBER,
    PART_OF_DAY,
    SEASON,
    SEASON_CODES,
    UNIT,
    count_of,
    duration,
    unit_code,
)
from headwater.read.moments.years import which

# Until Saturday 'the weekend' is the last one.
_TO_SATURDAY = 5


def _ago(match: re.Match[str], scene: Scene) -> Reading | None:
    words, unit, where = (
        match["count"].lower(),
        unit_code(match["unit"]),
        match["where"].lower(),
    )
    sign = 1 if where in ("later", "after", "from now", "hence") else -1
    from_now = where in ("ago", "from now", "hence")
    count = count_of(words)
    if count is None:
        return vague("PAST_REF" if sign < 0 else "FUTURE_REF") if where != "before" else None
    if unit == "Y" and count == 1 and scene.last_quarter is not None and RESULTS_WORDS.search(scene.left):
        return year_earlier(match, scene)
    if unit == "DE":
        count, unit = 10 * count, "Y"
    if count % 1 or unit in ("S", "MIN", "H"):
        return lasting(duration(count, unit))
    base = scene.day if from_now else scene.last_day or scene.last or scene.day
    value = step(base, sign * int(count), unit)
    return counted_from_day(value, scene) if from_now else counted_from_last_day(value, scene)


def _long_ago(match: re.Match[str], _scene: Scene) -> Reading:
    return vague("PAST_REF" if match["where"].lower() in ("ago", "earlier") else "FUTURE_REF")


def _last_or_next(match: re.Match[str], scene: Scene) -> Reading | None:
    """'last week' is the week before this one; 'the last two weeks' and 'the past year' are lengths of time."""
    how, unit_words, has_article = (
        match["how"].lower(),
        match["unit"].lower(),
        bool(match["the"]),
    )
    if unit_words in SEASON_CODES:
        return season_beside(how, unit_words, scene)
    if re.fullmatch(PART_OF_DAY, unit_words):
        return None
    unit = unit_code(unit_words)
    if match["count"]:
        return lasting(duration(count_of(match["count"]), unit))
    if unit_words.endswith("s"):
        return lasting(duration(None, unit))
    if how in ("first", "final"):
        return None if unit == "D" else lasting(duration(1, unit))
    if how == "recent":
        return None
    if has_article and how == "next" and scene.is_history:
        return counted_from_last(step(scene.last or scene.day, 1, unit), scene)
    if has_article and how in ("past", "last", "next") and (how == "past" or unit != "W"):
        return lasting(duration(1, unit))
    if unit_words == "weekend":
        return counted_from_day(weekend_of(step(scene.day, which(how), "W")), scene)
    if how in ("following", "preceding", "previous"):
        return counted_from_mentioned(step(scene.mentioned or scene.day, which(how), unit), scene)
    value = step(scene.day, which(how), unit)
    return counted_from_day(value, scene) if value else lasting(duration(1, unit))


def weekend_of(week: str | None) -> str | None:
    return week and f"{week}-WE"


def _this_or_that(match: re.Match[str], scene: Scene) -> Reading | None:
    how, unit_words = match["how"].lower(), match["unit"].lower()
    if unit_words in SEASON_CODES:
        return season_beside(how, unit_words, scene)
    unit = unit_code(unit_words)
    if how in ("all", "the entire", "the whole", "an entire", "a whole"):
        return lasting(duration(1, unit))
    steps = 0 if how.startswith(("earlier", "later")) and " last" not in how and " next" not in how else which(how)
    if re.search(r"\bthat\b|\bsame\b", how):
        value = step(scene.mentioned or scene.day, 0, unit)
        return counted_from_mentioned(weekend_of(value) if unit_words == "weekend" else value, scene)
    if how == "this" and scene.is_history:
        return counted_near(step(scene.near, 0, unit), scene)
    value = step(scene.day, steps, unit)
    return counted_from_day(weekend_of(value) if unit_words == "weekend" else value, scene)


def _definite(match: re.Match[str], scene: Scene) -> Reading | None:
    """'during the week', 'for the year': the one we are in; 'over the weekend': the one behind us."""
    if match["unit"].lower() == "weekend" and not scene.is_history and not scene.looks_ahead:
        return counted_from_day(weekend_of(step(shift_day(scene.day, -_TO_SATURDAY), 0, "W")), scene)
    value = step(scene.near, 0, unit_code(match["unit"]))
    return counted_near(weekend_of(value) if match["unit"].lower() == "weekend" else value, scene)


STEPS = (
    Rule(
        rf"\b(?:{ABOUT} )?(?P<count>{NUMBER}|a few|several|an?|many|some|a couple of)(?: or so| or more)? "
        rf"(?P<unit>{UNIT})(?: and a half| or so| or more)? "
        rf"(?P<where>ago|earlier|later|before|from now|hence|previously|prior)\b",
        _ago,
    ),
    Rule(
        r"\b(?:decades|centuries|years|months|weeks|days|hours|minutes|moments) (?P<where>ago|earlier|later)\b",
        _long_ago,
    ),
    Rule(
        rf"\b(?P<the>(?:the|these|this) )?(?P<how>this past|last|past|next|previous|coming|first|final|recent|following"
        rf"|preceding)"
        rf"(?: (?P<count>{NUMBER}|few|several|couple of|couple|many))? "
        rf"(?P<unit>{UNIT}|{SEASON}\b|{PART_OF_DAY}\b)(?: or so)?",
        _last_or_next,
    ),
    Rule(
        r"\b(?P<how>this|that|later this|earlier this|early this|late this|late last|early last|earlier last"
        r"|later last|"
        r"late next|early next|earlier in the|later in the|later that|earlier that|the current|the latest|the coming|"
        r"the entire|all|that same|the same|the whole) "
        rf"(?P<unit>week|weekend|month|quarter|year|decade|century|{SEASON})\b",
        _this_or_that,
    ),
)

DEFINITE = (
    Rule(
        r"(?:(?<=\bfor )|(?<=\bof )|(?<=\bin )|(?<=during )|(?<=over )|(?<=through )|(?<=throughout )"
        r"|(?<=earlier )|(?<=all ))"
        r"the (?P<unit>year|week|weekend)\b(?!-| (?:of|that|when|ended|in which|ending|to|before|after|two)\b)",
        _definite,
    ),
)
