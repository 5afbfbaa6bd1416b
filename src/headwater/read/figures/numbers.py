"""Numbers in a sentence: digits, words and both, alone or as the two ends of a range."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from headwater.stylebook.figures import currencies_by_mark, units_by_form
from headwater.text.numbers import DIGITS, SCALES, SMALL_WORDS, any_of, parse_number

_SHORT_SCALES = r"(?:bn|bln|mln|mio|mn|tn|trn|[kKmMbB])(?![A-Za-z])"
NUMBER = re.compile(
    rf"(?<![\d.])(?:(?:{DIGITS}|(?<!\d)\.\d{{1,9}}(?!\d)|(?i:{SMALL_WORDS}))"
    rf"(?:(?:[- ]?(?i:{SCALES})){{1,2}}|{_SHORT_SCALES})?"
    rf"(?: 1/2|½| and a half(?= (?:million|billion)))?"
    rf"|(?i:an?|several|half a|a few|a couple of) (?i:{SCALES})(?: (?i:{SCALES}))?)"
)
CROWD = re.compile(
    r"\b(?:(tens|dozens|hundreds) of )?(dozens|hundreds|thousands|millions|billions)(?= of\b)", re.IGNORECASE
)
_CROWDS = {"tens": 10, "dozens": 12, "hundreds": 100, "thousands": 10**3, "millions": 10**6, "billions": 10**9}
_UNIT = rf"(?:{any_of(units_by_form())})(?![A-Za-z0-9])"
UNIT = re.compile(rf"[- ]?({_UNIT})")
MARK = re.compile(rf"(?<![A-Za-z])({any_of(currencies_by_mark())}) ?$")
LONGEST_MARK = 1 + max(map(len, currencies_by_mark()))
_JOINT = re.compile(
    rf"(?P<unit>[- ]?{_UNIT})?(?P<by> ?[–—-] ?| to | and | or )(?P<mark>(?:{any_of(currencies_by_mark())}) ?)?$"
)
_LONGEST_JOINT = 40


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed: where it stands, its words and its value."""

    start: int
    end: int
    words: str
    value: float


@dataclass(frozen=True, slots=True)
class Range:
    """Two numbers that are one figure ('5 to 10 million', 'between 3% and 4%')."""

    low: Number
    high: Number


def find_numbers(sentence: str) -> list[Number]:
    """Every number of a sentence in order, whatever it may stand for."""
    found = []
    for match in NUMBER.finditer(sentence):
        words = match.group()
        value = _value(words)
        if value is not None:
            found.append(Number(match.start(), match.end(), words, value))
    return found


def _value(words: str) -> float | None:
    words = words.lower()
    if words.startswith(("several", "a few")):
        return None
    if words.startswith("half a"):
        whole = parse_number(words.removeprefix("half "))
        return None if whole is None else whole / 2
    return parse_number(words.replace("½", " 1/2"))


def find_crowds(sentence: str) -> Iterator[Range]:
    """'dozens of', 'tens of thousands of': numbers known to their size, from one such unit up to ten of them."""
    for match in CROWD.finditer(sentence):
        low = float(_CROWDS[match[2].lower()] * _CROWDS.get((match[1] or "").lower(), 1))
        yield Range(Number(*match.span(), match[0], low), Number(*match.span(), match[0], 10 * low))


def find_ranges(sentence: str, numbers: list[Number]) -> Iterator[Number | Range]:
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
            continue
        place += 2
        yield from _joined(sentence, number, following, joint)


def _joint(sentence: str, number: Number, following: Number | None) -> re.Match[str] | None:
    if following is None or following.start - number.end > _LONGEST_JOINT:
        return None
    return _JOINT.fullmatch(sentence[number.end : following.start])


def _joined(sentence: str, low: Number, high: Number, joint: re.Match[str]) -> Iterator[Number | Range]:
    by, before = joint["by"].strip(), sentence[max(0, low.start - 16) : low.start]
    has_unit = bool(joint["unit"] or joint["mark"] or UNIT.match(sentence, high.end) or MARK.search(before))
    if _is_score(sentence, low, high, by, has_unit):
        return
    is_range = (
        (
            by in ("to", "–", "—", "-")
            and (low.value <= high.value or _is_scaled(high) or "from" in before.lower())
            and not before.rstrip("$€£ ").endswith(" by")
        )
        or (by == "and" and "between" in before.lower())
        or (by == "or" and has_unit)
    )
    after = UNIT.match(sentence, high.end)
    # 'down 0.6 per cent to 309,381 yen': two units, two figures.
    differ = joint["unit"] and (joint["mark"] or (after and after[1] != joint["unit"].lstrip(" -")))
    if not is_range or differ:
        yield low
        yield high
        return
    # '5 to 10 million' shares its scale, '$200 to $4 million' does not.
    shares_scale = _is_scaled(high) and not _is_scaled(low) and low.value < 1000 and not joint["mark"]
    factor = high.value / _unscaled(high) if shares_scale else 1.0
    yield Range(Number(low.start, low.end, low.words, low.value * factor), high)


def _is_score(sentence: str, low: Number, high: Number, by: str, has_unit: bool) -> bool:
    """'won 3-2', 'a 6 to 4 vote': two small bare numbers side by side, or a number with more hyphens to it."""
    if by in ("–", "—", "-"):
        followed = sentence[high.end : high.end + 2]
        return (not has_unit and low.value < 200 and high.value < 200) or bool(re.match(r"[-–]\d", followed))
    return by == "to" and not has_unit and low.value < 10 and high.value < 10


def _is_scaled(number: Number) -> bool:
    return number.words[-1].isalpha() and number.value >= 1000


def _unscaled(number: Number) -> float:
    scale = next(size for size in (1e12, 1e9, 1e6, 1e3) if number.value >= size)
    return number.value / scale
