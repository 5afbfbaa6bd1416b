"""Lengths of time and repetitions: 'for two weeks', 'every Monday', 'annually'; and vague words: 'now', 'recently'."""

from __future__ import annotations

import re

from headwater.read.moments.scene import Reading, Rule, Scene, lasting, repeated, vague
from headwater.read.moments.words import (
    ABOUT,
    MONTH,
    NUMBER,
    PART_CODES,
    PART_OF_DAY,
    SEASON,
    SEASON_CODES,
    UNIT,
    WEEKDAY,
    count_of,
    duration,
    month_number,
    unit_code,
    weekday_number,
)

_OFTEN = {
    "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "monthly": "P1M", "quarterly": "P1Q",
    "annually": "P1Y", "yearly": "P1Y", "hourly": "PT1H",
}  # fmt: skip
_PLURALS = {
    "weekdays": "XXXX-WXX-XX", "weekends": "XXXX-WXX-WE", "mornings": "XXXX-XX-XXTMO", "nights": "XXXX-XX-XXTNI",
    "evenings": "XXXX-XX-XXTEV",
}  # fmt: skip
# '$5 a share' is no time; '$5 a year', '60 miles an hour', 'twice a week' are rates.
_RATE = re.compile(
    r"(?:\$[\d.,]+(?: (?:million|billion))?|\d[\d,.]*%?|percent|per cent|times|once|twice|million|billion|tons|tonnes|"
    r"barrels|people|cents|miles|dollars|pounds|euros|units|drones) $"
)
# 'in the weeks before the vote'
_THAT_LED = re.compile(r" (?:before|after|since|ahead|following|leading|to come|that followed)\b")
_NOT_A_LENGTH = ("the", "those", "his", "her", "their", "its", "our", "early", "school")


def _every(match: re.Match[str], _scene: Scene) -> Reading | None:
    what = match["what"].lower()
    if re.fullmatch(WEEKDAY, what, re.IGNORECASE):
        return repeated(f"XXXX-WXX-{weekday_number(what) + 1}")
    if what in SEASON_CODES:
        return repeated(f"XXXX-{SEASON_CODES[what]}")
    if what in PART_CODES and what != "night":
        return repeated(f"XXXX-XX-XXT{PART_CODES[what]}")
    count = match["count"]
    return repeated(duration(2 if count == "other" else count_of(count) or 1, unit_code(what)))


def _often(match: re.Match[str], scene: Scene) -> Reading | None:
    """'paid quarterly' says how often; 'a quarterly dividend' says which kind of dividend."""
    if match[0].lower() == "quarterly" and re.match(r" [a-z]+(?!\w)", scene.right):
        return None
    return repeated(_OFTEN[match[0].lower()])


def _part_of_weekdays(match: re.Match[str], _scene: Scene) -> Reading:
    return repeated(f"XXXX-WXX-{weekday_number(match['weekday']) + 1}T{PART_CODES[match['part'].lower()]}")


def _per(match: re.Match[str], _scene: Scene) -> Reading:
    """'40 tons per day'; '60 miles per hour' is a unit and no set of hours."""
    return repeated(duration(1, unit_code(match["unit"])))


def _at_night(_match: re.Match[str], _scene: Scene) -> Reading:
    return repeated("XXXX-XX-XXTNI")


def _every_month(match: re.Match[str], _scene: Scene) -> Reading:
    return repeated(f"XXXX-{month_number(match['month']):02d}")


def _plural(match: re.Match[str], _scene: Scene) -> Reading:
    word = match[0].lower()
    return repeated(_PLURALS.get(word) or f"XXXX-WXX-{weekday_number(word.removesuffix('s')) + 1}")


def _length(match: re.Match[str], scene: Scene) -> Reading | None:
    count_words, unit_words = match["count"].lower(), match["unit"].lower()
    unit, count = unit_code(unit_words), count_of(match["to"] or count_words)
    one = count_words in ("a", "an")
    if unit_words == "quarters" and ("-" in match[0] or scene.right.startswith(" of ")):
        # 'three-quarters of the seats'
        return None
    if (unit_words in ("second", "quarter") and count_words != "one") or (one and unit in ("S", "Q")):
        # 'a second' is mostly another, 'a quarter' mostly a fourth.
        return None
    if count_words.startswith("half"):
        count = 0.5
    elif count_words == "one-and-a-half":
        count = 1.5
    elif "couple" in count_words:
        count = 2
    elif "half" in (match["half"] or ""):
        count = (count or 1) + 0.5
    if count is not None and count > 3000 and unit == "Y":
        return None
    if one and _RATE.search(scene.left):
        return repeated(duration(1, unit))
    return lasting(duration(count, unit))


def _some(match: re.Match[str], scene: Scene) -> Reading | None:
    words = match[0].lower().split()
    if len(words) == 1 and _THAT_LED.match(scene.right):
        return lasting(duration(None, unit_code(words[-1])))
    before = scene.left.rstrip().rsplit(" ", 1)[-1].lower()
    if len(words) == 1 and before in _NOT_A_LENGTH:
        return None
    return lasting(duration(None, unit_code(words[-1])))


def _vague(match: re.Match[str], _scene: Scene) -> Reading:
    words = match[0].lower()
    if "future" in words or words == "soon":
        return vague("FUTURE_REF")
    return vague("PAST_REF" if words in ("recently", "the past", "formerly", "lately") else "PRESENT_REF")


REPETITIONS = (
    Rule(
        rf"\b(?:every|each)(?: (?P<count>{NUMBER}|other|few|single))? (?P<what>{UNIT}|{WEEKDAY}|{SEASON}\b"
        rf"|{PART_OF_DAY}\b)",
        _every,
    ),
    Rule(rf"\b(?i:every|each) (?P<month>{MONTH})", _every_month, cased=True),
    Rule(rf"\b(?:{'|'.join(_OFTEN)})\b", _often),
    Rule(r"\bper (?P<unit>day|night|week|month|quarter|year)\b", _per),
    Rule(r"(?<=\bat )night\b", _at_night),
    Rule(rf"\b(?P<weekday>{WEEKDAY}) (?P<part>{PART_OF_DAY})s\b", _part_of_weekdays),
    Rule(
        rf"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days|{'|'.join(_PLURALS)})\b",
        _plural,
    ),
)

LENGTHS = (
    Rule(
        rf"(?<![\d.,$-])\b(?:(?:{ABOUT}|at most|as much as|as long as|a mere|another|an additional|an estimated"
        rf"|a little over|a little under|the(?! \w+-)) )?"
        rf"(?P<count>{NUMBER}(?: and a half)?|a few|several|an?|many|a couple of|half an?"
        rf"|one-and-a-half)"
        rf"(?: (?:full|consecutive|straight|more|additional|whole|long|short|or more|or so"
        rf"|solid))?(?: to (?P<to>{NUMBER}))?"
        rf"[ -](?P<unit>{UNIT})(?:-?long)?(?P<half> and a half)?(?![- ]olds?\b| of age|-(?:ago|earlier))",
        _length,
    ),
    Rule(
        rf"\b(?:recent|many|several|few|most) (?:{UNIT})|\b(?:hours|days|weeks|months|years|decades|minutes"
        rf"|centuries)\b(?! old)",
        _some,
    ),
)

VAGUE = (
    Rule(
        r"\b(?:right now|now|currently|at present|at the moment|at this time|recently|current(?! account)"
        r"|these days|the (?:near |foreseeable )?future(?!s)|(?<=near )future|the past)\b",
        _vague,
    ),
)
