"""Ranges: two numbers that are one figure ('5 to 10 million', 'fell from 410 dollars to 380')."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from headwater.read.figures.numbers import LONGEST_MARK, MARK, UNIT, UNIT_FORM, Number, Range
from headwater.stylebook.figures import currencies_by_mark, form_of_unit
from headwater.text.late import compile_late
from headwater.text.numbers import any_of

_MARK = rf"(?:{any_of(currencies_by_mark())})"
# What may stand between the two ends; after "from" a time, too: "from 40 boats in 2011 to 52".
_JOINT = compile_late(
    rf"(?P<unit>[- ]?{UNIT_FORM})?(?P<by> ?(?:[–—]|-{{1,2}}) ?| to ?-? ?| and | or )(?P<mark>{_MARK} ?)?"
)
_FAR_JOINT = compile_late(
    rf"(?P<unit>[- ]?{UNIT_FORM})?(?: U\.?S\.?)?(?: (?:per|an?) [a-z]+)?(?: [a-z]+)?"
    r"(?: (?:in|on|at|last|this|a|an|the|during|before|earlier)\b[\w ,.:'’-]{0,40}?)?"
    rf",?(?P<by> to )(?P<mark>{_MARK} ?)?"
)
_MAY_JOIN = re.compile(r"[-–—]| (?:to|and|or) ")
_FROM = compile_late(rf"\bfrom (?:(?:about|around|some|nearly|almost|over|just|under) )?(?:{_MARK} ?)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween [^,;]{0,24}$", re.IGNORECASE)
_SCALE_END = re.compile(r"[A-Za-z]$")
_BY_BEFORE = re.compile(r" by [$€£ ]*$")
_MORE_HYPHENS = re.compile(r"[-–]\d")
_PLURAL = re.compile(r" [a-z]+s\b")
_WIDEST_CHANGE = 5
_LONGEST_JOINT = 70
_LONGEST_CUE = 32


def find_ranges(sentence: str, numbers: Sequence[Number]) -> Iterator[Number | Range]:
    """The numbers again, two that belong together as one range. Scores ('3-2') and phone numbers are neither and are
    left out."""
    place = 0
    while place < len(numbers):
        number = numbers[place]
        following = numbers[place + 1] if place + 1 < len(numbers) else None
        joint = _joint(sentence, number, following)
        if following is None or joint is None:
            yield number
            place += 1
        elif _is_score(sentence, number, following, joint):
            place += 2
        elif _is_range(sentence, number, following, joint):
            yield _range(number, following)
            place += 2
        else:
            yield number
            place += 1


def _joint(sentence: str, number: Number, following: Number | None) -> re.Match[str] | None:
    if following is None or following.start - number.end > _LONGEST_JOINT:
        return None
    between = sentence[number.end : following.start]
    if not _MAY_JOIN.search(between):
        return None
    if near := _JOINT.fullmatch(between):
        return near
    before = sentence[max(0, number.start - _LONGEST_CUE) : number.start]
    return _FAR_JOINT.fullmatch(between) if _FROM.search(before) else None


def _is_range(sentence: str, low: Number, high: Number, joint: re.Match[str]) -> bool:
    """Whether the words between and before two numbers make them one."""
    by, before = _by(joint), sentence[max(0, low.start - _LONGEST_CUE) : low.start]
    if joint["unit"] and _do_units_differ(sentence, high, joint):
        return False
    if by == "and":
        return bool(_BETWEEN.search(before))
    if by == "or":
        return _has_unit(sentence, low, high, joint) or _are_neighbours(low, high)
    is_upward = low.value <= high.value or _is_scaled(high) or bool(_FROM.search(before))
    # "rose by 5 to 900 euros" has a change and an end, "rose by 5 to 7 euros" a range.
    return is_upward and not (_BY_BEFORE.search(before) and high.value > _WIDEST_CHANGE * low.value)


def _do_units_differ(sentence: str, high: Number, joint: re.Match[str]) -> bool:
    """'down 0.6 per cent to 309,381 yen': two units, two figures."""
    after = UNIT.match(sentence, high.end)
    if joint["mark"]:
        return True
    return after is not None and form_of_unit(after[1] or after[2]) != form_of_unit(joint["unit"].lstrip(" -"))


def _is_score(sentence: str, low: Number, high: Number, joint: re.Match[str]) -> bool:
    """'won 3-2', 'a 6 to 4 vote': two small bare numbers side by side, or a number with more hyphens to it."""
    by = _by(joint)
    if by == "-" and _MORE_HYPHENS.match(sentence, high.end):
        return True
    if (
        by not in ("-", "to")
        or _has_unit(sentence, low, high, joint)
        or _FROM.search(sentence[max(0, low.start - _LONGEST_CUE) : low.start])
    ):
        return False
    # "won 3-2" against "5-7 boats": only a noun in the plural makes two small numbers in a row a range.
    is_counted = low.value < high.value and _PLURAL.match(sentence, high.end)
    return not is_counted and max(low.value, high.value) < (10 if by == "to" else 200)


def _has_unit(sentence: str, low: Number, high: Number, joint: re.Match[str]) -> bool:
    is_marked = MARK.search(sentence[max(0, low.start - LONGEST_MARK) : low.start])
    return bool(joint["unit"] or joint["mark"] or is_marked or UNIT.match(sentence, high.end))


def _by(joint: re.Match[str]) -> str:
    by = joint["by"].strip(" -")
    return by if by in ("to", "and", "or") else "-"


def _are_neighbours(low: Number, high: Number) -> bool:
    """'seven or eight boats'."""
    return high.value == low.value + 1


def _range(low: Number, high: Number) -> Range:
    """'$71 to $75 billion' share their scale, '$200 to $4 million' do not."""
    shares = _is_scaled(high) and not _is_scaled(low) and low.value <= _unscaled(high)
    factor = high.value / _unscaled(high) if shares else 1.0
    return Range(Number(low.start, low.end, low.words, low.value * factor), high)


def _is_scaled(number: Number) -> bool:
    return bool(_SCALE_END.search(number.words)) and number.value >= 1000


def _unscaled(number: Number) -> float:
    scale = next(size for size in (1e12, 1e9, 1e6, 1e3) if number.value >= size)
    return number.value / scale
