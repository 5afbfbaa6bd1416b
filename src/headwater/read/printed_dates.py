"""Dates that a page prints about itself: '14 March 2025, 09:00', 'Published Wed, Feb 28 2024 7:00 AM EST'."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import cache

from headwater.stylebook.datelines import date_line_words, month_names

# A line that is about its date says little else: these letters are left when the date is taken out.
_LONGEST_LINE = 120


def find_printed_date(line: str) -> date | datetime | None:
    """The first whole day, with its time of day if one is printed, in a line; zones are kept only where they are plain.

    >>> find_printed_date("Published: 14 March 2025, 09:00")
    datetime.datetime(2025, 3, 14, 9, 0)
    """
    match = _pattern().search(line[:_LONGEST_LINE])
    if match is None:
        return None
    year, month, day = _year_month_day(match)
    try:
        printed_on = date(year, month, day)
        clock = _CLOCK.search(line, match.end(), match.end() + 24)
        return datetime.combine(printed_on, _time(clock)) if clock else printed_on
    except ValueError:
        return None


def is_date_line(line: str) -> bool:
    """Whether a line is about when the page was made and about nothing else.

    >>> is_date_line("14 March 2025, 09:00"), is_date_line("He came on 14 March 2025 to talk about gas.")
    (True, False)
    """
    if not line or len(line) > _LONGEST_LINE or not (_DIGIT.search(line) or " ago" in line):
        return False
    bare = _pattern().sub(" ", line) if _YEAR.search(line) else line
    bare = _AGO.sub(" ", bare)
    if bare == line and not _ONLY_TIME.fullmatch(line.strip()):
        return False
    rest = [
        word for word in _REST.findall(_CLOCK.sub(" ", bare).casefold()) if word.strip(".") not in date_line_words()
    ]
    return sum(map(len, rest)) <= 12 and len(rest) <= 4


def _year_month_day(match: re.Match[str]) -> tuple[int, int, int]:
    if match["iso"]:
        return int(match["iso"]), int(match["iso_month"]), int(match["iso_day"])
    if match["name_a"]:
        return (int(match["year_a"]), month_names()[match["name_a"].casefold()], int(match["day_a"]))
    if match["name_b"]:
        return (int(match["year_b"]), month_names()[match["name_b"].casefold()], int(match["day_b"]))
    first, second = int(match["first"]), int(match["second"])
    # 14/03 and 14.03 can only be day first; 03/14 only month first; 03/04 is read as most of the world writes it.
    return (int(match["last"]), first, second) if second > 12 >= first else (int(match["last"]), second, first)


def _time(clock: re.Match[str]) -> time:
    hour, minute = int(clock["hour"]), int(clock["minute"])
    half = (clock["half"] or "").casefold().replace(".", "")
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute)


@cache
def _pattern() -> re.Pattern[str]:
    month = "|".join(sorted(map(re.escape, month_names()), key=len, reverse=True))
    return re.compile(
        r"(?<!\d)(?:(?P<iso>(?:19|20)\d\d)[-/.](?P<iso_month>\d{1,2})[-/.](?P<iso_day>\d{1,2})(?!\d)"
        rf"|(?P<day_a>\d{{1,2}})(?:st|nd|rd|th|\.|º)?\s?(?:de\s)?(?P<name_a>{month})\b[.,]?\s?(?:de\s|del\s)?"
        r"(?P<year_a>(?:19|20)\d\d)"
        rf"|(?<!\w)(?P<name_b>{month})\b\.?\s(?P<day_b>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,2}}(?P<year_b>(?:19|20)\d\d)"
        r"|(?P<first>\d{1,2})[./-](?P<second>\d{1,2})[./-](?P<last>(?:19|20)\d\d)(?!\d))",
        re.IGNORECASE,
    )


_CLOCK = re.compile(
    r"(?<!\d)(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?::[0-5]\d)?\s?(?P<half>[ap]\.?m\b\.?)?", re.IGNORECASE
)
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_REST = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)?")
_ONLY_TIME = re.compile(r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?", re.IGNORECASE)
_AGO = re.compile(
    r"\b(?:an?|\d{1,3})\s?(?:s|m|h|d|min|mins|minutes?|hrs?|hours?|days?|weeks?|months?|years?)\.?\s+ago\b"
    r"|\b(?:vor|il y a|hace)\s\d{1,3}\s\w+",
    re.IGNORECASE,
)
