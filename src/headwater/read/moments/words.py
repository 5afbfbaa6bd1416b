"""Calendar words as patterns to build rules from, and their values."""

from __future__ import annotations

import re

from headwater.stylebook.calendar import CalendarWord, calendar_words
from headwater.text.numbers import DIGITS, ORDINAL_WORDS, SMALL_WORDS, parse_number, parse_ordinal

_MONTHS = calendar_words(CalendarWord.MONTH)
_WEEKDAYS = calendar_words(CalendarWord.WEEKDAY)
_UNITS = calendar_words(CalendarWord.UNIT)
SEASON_CODES = calendar_words(CalendarWord.SEASON)
PART_CODES = calendar_words(CalendarWord.PART_OF_DAY)
HOLIDAYS = calendar_words(CalendarWord.HOLIDAY)

_FULL_MONTHS = "|".join(word.capitalize() for word in _MONTHS)
# 'Jan', 'Mar' and 'Dec' are names and words too: without a point only beside a number.
MONTH = (
    rf"(?:(?:{_FULL_MONTHS})|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:\.|(?= \d)|(?<=\d [A-Z]..)))(?![a-z])"
)
WEEKDAY = rf"(?:{'|'.join(_WEEKDAYS)})(?!s)\b"
YEAR = r"(?:1\d{3}|20\d\d)"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
# 'nineteen ninety-seven', as a broadcaster's transcript has it.
SPOKEN_YEAR = rf"(?:nineteen|twenty)[ -](?:(?:{_TENS})(?:[ -]{SMALL_WORDS})?|(?:ten|eleven|twelve|\w{{3,5}}teen)\b)"
DAY_NUMBER = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|{ORDINAL_WORDS})"
NUMBER = rf"(?:{DIGITS}(?: \d/\d)?|{SMALL_WORDS}|(?:(?:a|{SMALL_WORDS}) )?(?:hundred|thousand)\b|(?:a |two )?dozen\b)"
UNIT = (
    r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|fortnights?|months?|quarters?|years?|decades?"
    r"|centur(?:y|ies))\b"
)
PART_OF_DAY = r"(?:morning|afternoon|evening|night)"
SEASON = r"(?:spring|summer|fall|autumn|winter)"
ORDINAL_QUARTER = r"(?:first|second|third|fourth|1st|2nd|3rd|4th)"
CLOCK = (
    r"(?:\d{1,2}(?::\d\d(?::\d\d)?)? ?[ap]\.?m\b\.?(?: ?(?:EST|EDT|GMT|ET|UTC|PST|CST|CET|local time))?"
    r"|\d{1,2}:\d\d(?::\d\d)?(?: ?(?:GMT|UTC|EST|EDT|ET|CET|hours))?|\d{4} ?GMT)"
)
ABOUT = r"(?:about|around|nearly|almost|more than|less than|at least|roughly|some|over|under|up to|approximately)"

_UNIT_ENDING = re.compile(r"-?long$")
_CLOCK = re.compile(r"(\d{1,2}):?(\d\d)?(?::(\d\d))?\s*([ap])?", re.IGNORECASE)
_ZONES = {
    "gmt": "Z",
    "utc": "Z",
    "est": "-05:00",
    "edt": "-04:00",
    "cet": "+01:00",
    "pst": "-08:00",
    "cst": "-06:00",
}


def month_number(word: str) -> int:
    """The month, by its first three letters."""
    return next(int(number) for name, number in _MONTHS.items() if name[:3] == word[:3].lower())


def spoken_year(words: str) -> int | None:
    """The year of a date spelled out.

    >>> spoken_year("nineteen ninety-seven"), spoken_year("twenty twelve")
    (1997, 2012)
    """
    hundreds, _, rest = words.lower().replace("-", " ").partition(" ")
    number = parse_number(rest)
    return (
        None if number is None or not 10 <= number < 100 else {"nineteen": 1900, "twenty": 2000}[hundreds] + int(number)
    )


def day_number(words: str) -> int:
    """The day of the month: '9', '9th', 'ninth'."""
    return int(re.sub(r"[a-z]+$", "", words)) if words[0].isdigit() else parse_ordinal(words) or 0


def weekday_number(word: str) -> int:
    """The weekday, Monday being 0."""
    return int(_WEEKDAYS[word.lower()])


def unit_code(word: str) -> str:
    """The TIMEX3 code of a unit of time, singular or plural."""
    word = _UNIT_ENDING.sub("", word.lower())
    return _UNITS.get(word) or _UNITS[word.removesuffix("s")] if not word.startswith("centur") else "CE"


def duration(count: float | None, unit: str) -> str:
    """The TIMEX3 value of so many units; X for a number nobody gives.

    >>> duration(2, "D"), duration(None, "Y"), duration(1.5, "H")
    ('P2D', 'PXY', 'PT1H30M')
    """
    if count is not None and count % 1 == 0.5 and unit in "YH":
        whole = f"{count - 0.5:g}{unit}" if count > 1 else ""
        return f"P{whole}6M" if unit == "Y" else f"PT{whole}30M"
    if unit == "DE" and count is not None:
        count, unit = 10 * count, "Y"
    if unit == "2W":
        count, unit = None if count is None else 2 * count, "W"
    number = "X" if count is None else f"{count:.12g}"
    prefix, code = {
        "S": ("PT", "S"),
        "MIN": ("PT", "M"),
        "H": ("PT", "H"),
        "CE": ("P", "C"),
    }.get(unit, ("P", unit))
    return f"{prefix}{number}{code}"


def clock_value(words: str) -> str | None:
    """The TIMEX3 time of a clock reading ("3:30 p.m." is T15:30); null for no hour of the day."""
    match = _CLOCK.match(words)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[4].lower() == "p" else 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    zone = next((offset for name, offset in _ZONES.items() if words.lower().endswith(name)), "")
    return f"T{hour:02d}:{minute:02d}{':' + match[3] if match[3] else ''}{zone if hour < 24 else ''}"


def count_of(word: str | None) -> float | None:
    """How many the words before a unit say; null where they do not say."""
    return parse_number(word) if word else None
