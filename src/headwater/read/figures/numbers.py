"""Numbers in a sentence: digits, words and both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from headwater.stylebook.figures import currencies_by_mark, units_by_form
from headwater.stylebook.numbers import NumberWord, number_words
from headwater.text.late import compile_late
from headwater.text.numbers import DIGITS, NUMBER_WORDS, PART, PARTS, SCALES, any_of, one_of_many, parse_number

_SHORT_SCALES = r"(?:bn|bln|mln|mio|mn|tn|trn|[kKmMbB])(?![A-Za-z0-9])"
_AND_A_HALF = r" and a half(?![a-z])"
# Units in one or two letters are read as they stand; the longer ones in any case ("14 FEET", "5 Per Cent").
_SHORT_FORMS = [form for form in units_by_form() if len(form) < 4]
_LONG_FORMS = [form for form in units_by_form() if len(form) >= 4]
UNIT_FORM = rf"(?:(?:(?i:{one_of_many(_LONG_FORMS)})|{one_of_many(_SHORT_FORMS)})(?![A-Za-z0-9]))"
UNIT = compile_late(rf"[- ]?({UNIT_FORM})|[ ]?[(\[<{{]({UNIT_FORM})[)\]>}}]")
# "1/4 point" and "3/4 of": a fraction of nothing is a date, a score or an address.
_BARE_PART = rf"(?:\d[/⁄]\d{{1,3}}|[{PARTS}])(?=[ -]?{UNIT_FORM}| of\b)"
# "3,5 million" with a decimal comma: only before what makes it a number; "3,5" may be a list.
_COMMA = rf"\d{{1,3}},\d{{1,2}}(?![\d,.])(?=[- ]?(?:{UNIT_FORM}|(?i:{SCALES})|bn\b))"
# What a number word can begin with; elsewhere no alternative is tried.
_FIRST_LETTERS = "".join(
    sorted({word[0] for kind in (NumberWord.UNIT, NumberWord.TEN) for word in number_words(kind)} | {"a", "h"})
)
_IN_DIGITS = (
    rf"(?=[\d.{PARTS}])(?<![\d.])"
    rf"(?:{_BARE_PART}|(?:{_COMMA}|{DIGITS}|(?<!\d)\.\d{{1,9}}(?!\d))(?:{PART})?"
    rf"(?:(?:[- ]?(?i:{SCALES})){{1,2}}|{_SHORT_SCALES})?(?:{_AND_A_HALF}(?: (?i:{SCALES}))?)?)"
)
_IN_WORDS = (
    rf"(?i:(?=[{_FIRST_LETTERS}])(?<![\w.])"
    rf"(?:{NUMBER_WORDS}(?:{_AND_A_HALF}(?: {SCALES})?)?|half a {SCALES}|a couple of {SCALES}|an? {SCALES}))"
)
NUMBER = compile_late(rf"{_IN_DIGITS}|{_IN_WORDS}")
_DIGITS_ONLY, _WORDS_ONLY = compile_late(_IN_DIGITS), compile_late(_IN_WORDS)
CROWD = compile_late(
    r"\b(?:(tens|dozens|hundreds|thousands) of )?(dozens|hundreds|thousands|millions|billions|tens) of\b",
    re.IGNORECASE,
)
_CROWDS = {"tens": 10, "dozens": 12, "hundreds": 100, "thousands": 10**3, "millions": 10**6, "billions": 10**9}
MARK = compile_late(rf"(?<![A-Za-z])({any_of(currencies_by_mark())}) ?[-−]?$")
LONGEST_MARK = 2 + max(map(len, currencies_by_mark()))
_NUMBERISH = frozenset(
    form
    for kind in (NumberWord.UNIT, NumberWord.TEN, NumberWord.SCALE, NumberWord.ORDINAL, NumberWord.FRACTION)
    for word in number_words(kind)
    for form in (word, f"{word}s")
) | {"tens"}
_WORDS = frozenset(word for kind in (NumberWord.UNIT, NumberWord.TEN, NumberWord.SCALE) for word in number_words(kind))
DIGIT = "0"
_LETTERS = re.compile(r"[a-z]+")
_HAS_DIGIT = re.compile(rf"[\d{PARTS}]")


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
    is_crowd: bool = False


def words_of_numbers(sentence: str) -> frozenset[str] | None:
    """The number words of a sentence in lower case, with "0" if it has digits; null where no figure can be in it."""
    words = _NUMBERISH.intersection(_LETTERS.findall(sentence.lower()))
    if _HAS_DIGIT.search(sentence):
        return words | {DIGIT}
    return words or None


def find_numbers(sentence: str, words: frozenset[str]) -> list[Number]:
    """Every number of a sentence in order, whatever it may stand for; `words` are its number words."""
    pattern = _WORDS_ONLY if DIGIT not in words else _DIGITS_ONLY if words.isdisjoint(_WORDS) else NUMBER
    found = []
    for match in pattern.finditer(sentence):
        printed = match.group()
        value = _value(printed)
        if value is not None:
            found.append(Number(match.start(), match.end(), printed, value))
    return found


def _value(words: str) -> float | None:
    if words.isdecimal():
        return float(words)
    words = words.lower()
    if words.startswith("half a"):
        whole = parse_number(words.removeprefix("half "))
        return None if whole is None else whole / 2
    return parse_number(words)


def find_crowds(sentence: str, words: frozenset[str]) -> Iterator[Range]:
    """'dozens of', 'tens of thousands of': numbers known to their size, from one such unit up to ten of them."""
    if words.isdisjoint(_CROWDS):
        return
    for match in CROWD.finditer(sentence):
        low = float(_CROWDS[match[2].lower()] * _CROWDS.get((match[1] or "").lower(), 1))
        yield Range(Number(*match.span(), match[0], low), Number(*match.span(), match[0], 10 * low), is_crowd=True)
