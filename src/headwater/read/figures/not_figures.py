"""Numbers that name or place a thing and count nothing: dates, times, scores, telephone numbers, models, addresses."""

from __future__ import annotations

import re

from headwater.read.figures.numbers import Number
from headwater.read.figures.units import TIME_UNITS
from headwater.stylebook.calendar import CalendarWord, calendar_words
from headwater.stylebook.figures import Unit, numbered_things, street_words
from headwater.text.late import compile_late
from headwater.text.numbers import ORDINAL_WORDS, any_of
from headwater.vocabulary.figure import FigureKind

_SHORT_MONTHS = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
_MONTHS = (
    rf"(?:{any_of(word.capitalize() for word in calendar_words(CalendarWord.MONTH))}|(?:{_SHORT_MONTHS})\.?)(?!\w)"
)
# What a number is part of when it is no figure: a time, a date, a web address, a model name, a plural ('the 90s').
_BELONGS_AFTER = compile_late(
    rf"(?:st|nd|rd|th)\b| ?[ap]\.? ?m\b| {_MONTHS}| ?:\d| : \d|/\d|[-–]\d|['’]?s\b|[A-Za-z_@]|\.\d| ?GMT\b"
    rf"|-(?i:{ORDINAL_WORDS})"
    r"|\)? ?[-–]\d{3}|\) (?:\d{3}|[A-Z]{3})| o['’]clock\b|-block\b| block of\b|,\d"
)
_BELONGS_BEFORE = compile_late(
    r"(?:[A-Z][A-Z&]+|['’]s|#|\d[-:/–.,]|\d : |\d\) |[A-Za-z]-|\bGroup of"
    r"|\b(?:Image|Photo|Slide|Page|Part|Picture) \d+ (?:of|/))[ -]?$"
)
_NUMBERED = frozenset(numbered_things())
_MONTH_NAMES = frozenset(
    (*(word.capitalize() for word in calendar_words(CalendarWord.MONTH)), *_SHORT_MONTHS.split("|"))
)
_CLOCK = re.compile(r" ?[ap]\.? ?m\b")
_MONTH_BEFORE = re.compile(rf"{_MONTHS}\.? $")
_YEARLIKE = re.compile(r"(?:1[5-9]|20)\d\d")
_FUTURE_YEAR = re.compile(r"2[12]\d\d")
_YEAR_BEFORE = re.compile(r"\b(?:by|in|until|till|since|before|year|from|of) $", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"\w[A-Z]\w* $|(?<=[a-z,] )[A-Z][\w&]* $")
_BOTTOM = re.compile(r"\b(?:top|bottom|big|final) $", re.IGNORECASE)
_WORD_AFTER = re.compile(r"[ -][a-z]")
_NAME_AFTER = re.compile(r" (?!(?:January|February|March|April|May|June|July|August|September|October|November|December"
                         r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)[A-Z][A-Za-z]+")  # fmt: skip
# "41 Harbour Road", "9 E 33rd St", "12-14 Mill Lane".
_STREET = re.compile(
    rf"(?:-\d+[A-Za-z]?)?,?(?: (?:[NSEW]\.?|[A-Z][\w'’.]*|\d+(?:st|nd|rd|th))){{0,4}} (?:{any_of(street_words())})\b"
)
_WIDEST_BEFORE, _WIDEST_AFTER = 24, 60


def names_a_thing(sentence: str, first: Number, last: Number, unit: Unit | None) -> bool:
    """Whether the number at hand is no figure, by what stands around it and the unit found for it.

    "Boeing 737", "Article 5", "3:15 pm", "4 July", "the 2100 block of Mill Street", "2019": all true.
    """
    before = sentence[max(0, first.start - _WIDEST_BEFORE) : first.start]
    if before[-1:].isalnum() or before[-1:] in ("_", "@"):
        return True
    if unit is None and _is_part_of_a_name(sentence, before, first, last):
        return True
    if _is_year(before, first, unit):
        return True
    if first.value <= 31 and _MONTH_BEFORE.search(before):
        return unit is None or unit.kind is not FigureKind.PERCENTAGE
    # 'a three-year plan' names a plan; its length is a moment.
    return unit is not None and unit.unit in TIME_UNITS and sentence[last.end : last.end + 1] == "-"


def is_clock(sentence: str, number: Number) -> bool:
    """Whether a number is a time of day: '10.45pm', '5 a.m.'."""
    return bool(_CLOCK.match(sentence, number.end))


def is_model_number(sentence: str, number: Number, end: int) -> bool:
    """Whether a number without a counted noun belongs to the name after it: 'its 747 Jumbo', '500 Index'."""
    return number.words.isdigit() and number.value > 1 and bool(_NAME_AFTER.match(sentence, end))


def _is_part_of_a_name(sentence: str, before: str, first: Number, last: Number) -> bool:
    if _BELONGS_AFTER.match(sentence, last.end) or _BELONGS_BEFORE.search(before) or _is_numbered(before):
        return True
    if first.words.isdigit() and _STREET.match(sentence[last.end : last.end + _WIDEST_AFTER]):
        return True
    # 'the bottom three', 'the big four': places that have no other name.
    if _BOTTOM.search(before) and not _WORD_AFTER.match(sentence, last.end):
        return True
    # 'iPhone 11 Pro', 'Unit 7.': a number that a name ends with.
    return first.words[0].isdigit() and bool(_NAME_BEFORE.search(before)) and not _WORD_AFTER.match(sentence, last.end)


def _is_numbered(before: str) -> bool:
    """Whether the last word or two before a number are of the things that are numbered: 'Article 5', 'World War 2'."""
    words = before.rstrip(" -").split(" ")
    last = words[-1].lstrip("(“\"'")
    return last in _NUMBERED or last.rstrip(".") in _MONTH_NAMES or " ".join(words[-2:]) in _NUMBERED


def _is_year(before: str, first: Number, unit: Unit | None) -> bool:
    if unit is not None and unit.unit not in TIME_UNITS and unit.unit != "metre":
        return False
    if _YEARLIKE.fullmatch(first.words):
        return True
    return bool(unit is None and _FUTURE_YEAR.fullmatch(first.words) and _YEAR_BEFORE.search(before))
