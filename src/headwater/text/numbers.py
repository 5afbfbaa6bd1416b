"""Numbers: digits with separators and numbers in words, as patterns to build on and as values."""

from __future__ import annotations

import re
from collections.abc import Iterable

from headwater.stylebook.numbers import NumberWord, number_words


def any_of(words: Iterable[str]) -> str:
    """A pattern for any one of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


# At most fifteen digits: beyond them a float no longer holds the number, and nothing in the news is counted so.
DIGITS = (
    r"(?:\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,9})?|\d{1,3}(?:[\u00a0\u202f]\d{3}){1,5}(?!\d)|\d{1,15}(?:\.\d{1,9})?)(?!\d)"
)
_UNITS, _TENS = any_of(number_words(NumberWord.UNIT)), any_of(number_words(NumberWord.TEN))
SMALL_WORDS = rf"(?:(?:{_TENS})(?:[- ](?:{_UNITS}))?|(?:{_UNITS}))(?![a-z])"
SCALES = rf"(?:{any_of(number_words(NumberWord.SCALE))})s?(?![a-z])"
ORDINAL_WORDS = rf"(?:(?:{_TENS})-)?(?:{any_of(number_words(NumberWord.ORDINAL))})(?![a-z])"

_WORD = re.compile(r"[a-z]+")
_DIGITS = re.compile(DIGITS)
_HALF = re.compile(r" 1/2$| and a half$|½$")


def parse_number(phrase: str) -> float | None:
    """The value of a number in digits, in words or in both; null where the phrase is no number.

    >>> parse_number("1.2 million"), parse_number("twenty-one"), parse_number("a hundred thousand")
    (1200000.0, 21.0, 100000.0)
    """
    phrase = phrase.strip().lower()
    if half := _HALF.search(phrase):
        whole = parse_number(phrase[: half.start()])
        return None if whole is None else whole + 0.5
    if digits := _DIGITS.match(phrase):
        value = float(re.sub(r"[,\u00a0\u202f]", "", digits.group()))
        return _scaled(value, phrase[digits.end() :])
    return _value_of_words(_WORD.findall(phrase))


def parse_ordinal(phrase: str) -> int | None:
    """The place an ordinal names ("80th", "twenty-first"); null where the phrase is no ordinal."""
    phrase = phrase.strip().lower()
    if digits := re.match(r"(\d{1,9})(?:,(\d{3}))?(?:st|nd|rd|th)$", phrase):
        return int("".join(part for part in digits.groups() if part))
    *tens, last = _WORD.findall(phrase) or [""]
    place = number_words(NumberWord.ORDINAL).get(last)
    return None if place is None else int(place + sum(number_words(NumberWord.TEN).get(word, 0) for word in tens))


def _scaled(value: float, rest: str) -> float | None:
    for word in _WORD.findall(rest):
        scale = _scale_of(word)
        if scale is None:
            return None
        value *= scale
    return value


def _scale_of(word: str) -> float | None:
    scales = number_words(NumberWord.SCALE)
    return scales.get(word) or scales.get(word.removesuffix("s")) or number_words(NumberWord.SHORT_SCALE).get(word)


def _value_of_words(words: list[str]) -> float | None:
    """The usual reading of a row of number words: small numbers add up, scales multiply what stands before them."""
    total, current, seen = 0.0, 0.0, False
    units, tens = number_words(NumberWord.UNIT), number_words(NumberWord.TEN)
    for place, word in enumerate(words):
        if word in ("a", "an") and place == 0:
            current = 1
        elif word == "couple" and place == 1:
            current, seen = 2, True
        elif word in units or word in tens:
            current, seen = current + units.get(word, 0) + tens.get(word, 0), True
        elif (scale := _scale_of(word)) is not None and len(word) > 2:
            seen = True
            current = (current or 1) * scale
            if scale >= 1000:
                total, current = total + current, 0.0
        elif word not in ("and", "of"):
            return None
    return total + current if seen or words in (["a"], ["an"]) else None
