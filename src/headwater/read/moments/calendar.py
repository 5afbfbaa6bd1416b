"""The calendar: TIMEX3 values into intervals, and steps from one day, week, month or year to another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta, timezone

from headwater.vocabulary.moment import Precision

VAGUE_VALUES = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")

# The hours people mean; a night ends with its day, so that 'Thursday night' stays on Thursday.
_PARTS_OF_DAY = {
    "MO": (5, 11),
    "MI": (12, 12),
    "AF": (12, 17),
    "DT": (8, 17),
    "EV": (18, 23),
    "NI": (18, 23),
}
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d)(?::(\d\d)(?::(\d\d))?)?(Z|[+-]\d\d(?::?\d\d)?)?")
_PART = re.compile(r"(\d{4}-\d\d-\d\d)T(MO|MI|AF|DT|EV|NI)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_NAMED = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)")
_YEARS = re.compile(r"\d{2,4}")
_BEFORE_CHRIST = re.compile(r"BC(\d{2,4})(?:-(?:(SP|SU|FA|WI)|\d\d(-\d\d)?))?")
_DURATION = re.compile(r"PT?[\dX.]+[A-Z]+\d*[A-Z]*")


@dataclass(frozen=True, slots=True)
class Interval:
    """What a TIMEX3 value means: both ends inclusive, or none for a duration, a set or a vague word."""

    start: date | datetime | None
    end: date | datetime | None
    precision: Precision


def parse_timex(value: str) -> Interval | None:
    """The interval of a TIMEX3 value; null for a value that names no day of the calendar, such as 2024-04-31.

    >>> parse_timex("2025-W10")
    Interval(start=datetime.date(2025, 3, 3), end=datetime.date(2025, 3, 9), precision=<Precision.WEEK: 'week'>)
    """
    if "/" in value:
        first, last = (parse_timex(part) for part in value.split("/", 1))
        return Interval(first.start, last.end, first.precision) if first and last else None
    if value in VAGUE_VALUES:
        return Interval(None, None, Precision.VAGUE)
    if before_christ := _BEFORE_CHRIST.fullmatch(value):
        return Interval(None, None, _precision_before_christ(before_christ))
    if value.startswith("XXXX"):
        return Interval(None, None, Precision.SET)
    if _DURATION.fullmatch(value):
        return Interval(None, None, Precision.DURATION)
    try:
        return _calendar_interval(value)
    except ValueError:
        return None


def _precision_before_christ(match: re.Match[str]) -> Precision:
    if "-" in match[0]:
        return Precision.SEASON if match[2] else Precision.DAY if match[3] else Precision.MONTH
    return {4: Precision.YEAR, 3: Precision.DECADE, 2: Precision.CENTURY}[len(match[1])]


def _calendar_interval(value: str) -> Interval | None:
    if match := _DAY.fullmatch(value):
        day = date(*map(int, match.groups()))
        return Interval(day, day, Precision.DAY)
    if match := _TIME.fullmatch(value):
        return _instant(match)
    if match := _PART.fullmatch(value):
        day = date.fromisoformat(match[1])
        first, last = _PARTS_OF_DAY[match[2]]
        return Interval(
            datetime.combine(day, time(first)),
            datetime.combine(day, time(last, 59, 59)),
            Precision.PART_OF_DAY,
        )
    if match := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        if match[3]:
            return Interval(monday + timedelta(days=5), monday + timedelta(days=6), Precision.WEEKEND)
        return Interval(monday, monday + timedelta(days=6), Precision.WEEK)
    if match := _MONTH.fullmatch(value):
        return _months(int(match[1]), int(match[2]), 1, Precision.MONTH)
    if match := _NAMED.fullmatch(value):
        return _named_part(int(match[1]), match[2])
    if _YEARS.fullmatch(value):
        return _years(value)
    return None


def _instant(match: re.Match[str]) -> Interval:
    day, hour = date.fromisoformat(match[1]), int(match[2])
    if hour == 24:
        # '24:00' closes its day.
        last = datetime.combine(day, time(23, 59, 59))
        return Interval(last, last, Precision.INSTANT)
    at = datetime.combine(day, time(hour, int(match[3] or 0), int(match[4] or 0), tzinfo=_zone(match[5])))
    if match[3] is None:
        return Interval(at, at.replace(minute=59, second=59), Precision.HOUR)
    return Interval(at, at, Precision.INSTANT)


def _zone(offset: str | None) -> timezone | None:
    if offset is None:
        return None
    if offset == "Z":
        return UTC
    sign = -1 if offset[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(offset[1:3]), minutes=int(offset[-2:]) if len(offset) > 3 else 0))


def _named_part(year: int, name: str) -> Interval | None:
    if name[0] == "Q":
        return _months(year, 3 * int(name[1]) - 2, 3, Precision.QUARTER)
    if name[0] == "H":
        return _months(year, 6 * int(name[1]) - 5, 6, Precision.HALF_YEAR)
    return _months(year, _SEASONS[name], 3, Precision.SEASON)


def _months(year: int, month: int, count: int, precision: Precision) -> Interval:
    first = date(year, month, 1)
    after = date(*step_month(year, month, count), 1)
    return Interval(first, after - timedelta(days=1), precision)


def _years(value: str) -> Interval:
    length = 10 ** (4 - len(value))
    first = int(value) * length
    precision = {1: Precision.YEAR, 10: Precision.DECADE, 100: Precision.CENTURY}[length]
    return Interval(date(max(first, MINYEAR), 1, 1), date(first + length - 1, 12, 31), precision)


def step_month(year: int, month: int, count: int) -> tuple[int, int]:
    """The month that lies so many months later, or earlier for a negative count."""
    place = year * 12 + month - 1 + count
    return place // 12, place % 12 + 1


def step(day: date, count: int, unit: str) -> str | None:
    """The TIMEX3 value of the day, week, month, quarter, year, decade or century so many steps from a day's own.

    Null for units under a day and for steps that leave the calendar.

    >>> step(date(2025, 3, 14), -1, "W"), step(date(2025, 3, 14), 1, "Q"), step(date(2025, 3, 14), -1, "DE")
    ('2025-W10', '2025-Q2', '201')
    """
    try:
        return _step(day, count, unit)
    except (OverflowError, ValueError):
        return None


def _step(day: date, count: int, unit: str) -> str | None:
    match unit:
        case "D":
            return (day + timedelta(days=count)).isoformat()
        case "W" | "2W":
            year, week, _ = (day + timedelta(weeks=count * (2 if unit == "2W" else 1))).isocalendar()
            return f"{year:04d}-W{week:02d}"
        case "M":
            year, month = step_month(day.year, day.month, count)
            return f"{_within(year):04d}-{month:02d}"
        case "Q":
            year, quarter = divmod(day.year * 4 + (day.month - 1) // 3 + count, 4)
            return f"{_within(year):04d}-Q{quarter + 1}"
        case "Y":
            return f"{_within(day.year + count):04d}"
        case "DE":
            return f"{_within(day.year + 10 * count) // 10:03d}"
        case "CE":
            return f"{_within(day.year + 100 * count) // 100:02d}"
    return None


def _within(year: int) -> int:
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError(year)
    return year


def shift_day(day: date, days: int) -> date:
    """The day so many days later, held inside the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.min if days < 0 else date.max


def easter(year: int) -> date:
    """Western Easter Sunday, by the anonymous Gregorian rule (Meeus, Jones, Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * weekday) // 433
    month = (h + weekday - 7 * m + 90) // 25
    return date(year, month, (h + weekday - 7 * m + 33 * month + 19) % 32)
