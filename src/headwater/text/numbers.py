"""Numbers: digits with separators and numbers in words, as patterns to build on and as values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from headwater.stylebook.numbers import NumberWord, number_words


def any_of(words: Iterable[str]) -> str:
    """A pattern for any one of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def one_of_many(words: Iterable[str]) -> str:
    """The same for hundreds of words: what begins alike is tried once. Longer words go first here, too.

    >>> one_of_many(["mile", "miles", "metre"])
    'm(?:etre|ile(?:s)?)'
    """
    tree: dict[str, Any] = {}
    for word in words:
        branch = tree
        for letter in word:
            branch = branch.setdefault(letter, {})
        branch[""] = {}
    return _branches(tree)


def _branches(tree: dict[str, Any]) -> str:
    following = [re.escape(letter) + _branches(rest) for letter, rest in sorted(tree.items()) if letter]
    if not following:
        return ""
    may_end, is_one = "" in tree, len(following) == 1
    joined = "|".join(following)
    return f"(?:{joined})?" if may_end else joined if is_one else f"(?:{joined})"


# At most fifteen digits: beyond them a float no longer holds the number, and nothing in the news is counted so.
# A blank parts thousands only if it is one that does not break, or if groups of three run on to the end of the number:
# "1 234 567" and "1 234,5" are numbers, in "room 12 300 people" nothing says so and English does not print it.
_THIN = "\u00a0\u202f\u2009\u2007"
DIGITS = (
    r"(?:\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,9})?"  # 1,234,567.89
    r"|\d{1,2}(?:,\d{2}){1,5},\d{3}(?:\.\d{1,9})?"  # 12,34,567 in India
    rf"|\d{{1,3}}(?:[{_THIN}]\d{{3}}){{1,4}}(?:[.,]\d{{1,9}})?"  # 1 234 567,89
    r"|\d{1,3}(?: \d{3}){1,4},\d{1,2}|\d{1,3}(?: \d{3}){2,4}(?! ?\d)"
    r"|\d{1,3}(?:\.\d{3}){1,4},\d{1,9}|\d{1,3}(?:\.\d{3}){2,4}"  # 1.234.567,89
    r"|\d{1,15}(?:\.\d{1,9})?)(?!\d)"
)
_UNITS, _TENS = any_of(number_words(NumberWord.UNIT)), any_of(number_words(NumberWord.TEN))
SMALL_WORDS = rf"(?:(?:{_TENS})(?:[- ](?:{_UNITS}))?|(?:{_UNITS}))(?![a-z])"
SCALES = rf"(?:{any_of(number_words(NumberWord.SCALE))})s?(?![a-z])"
ORDINAL_WORDS = rf"(?:(?:{_TENS})-)?(?:{any_of(number_words(NumberWord.ORDINAL))})(?![a-z])"
# "one hundred and five", "a dozen", "twenty-one"; then "two hundred thousand", "three million four hundred thousand".
_HUNDREDS = rf"(?:(?:an?|{SMALL_WORDS})[ -](?:hundred|dozen)(?![a-z])(?:(?: and)?[ -]{SMALL_WORDS})?|{SMALL_WORDS})"
NUMBER_WORDS = (
    rf"(?:(?:{_HUNDREDS}|an?)(?:[ -]{SCALES}){{1,2}}(?:(?:,| and)? {_HUNDREDS}(?:[ -]{SCALES})?(?! ?%)){{0,3}}"
    rf"|{_HUNDREDS})"
)
# Signs that are a fraction by themselves, one (U+2150 on) or two digits of it under a bar.
PARTS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
PART = rf"(?:(?<=\d)[{PARTS}]|[ -](?:\d[/⁄]\d{{1,2}}(?![\d/⁄])|[{PARTS}]))"

_WORD = re.compile(r"[a-z]+")
_DIGITS = re.compile(DIGITS)
# A comma before one or two digits parts no thousands: "3,5 million".
_COMMA = re.compile(r"\d{1,3},\d{1,2}(?![\d,.])")
_PART = re.compile(rf"(?:^|[ -]?)(?:(\d{{1,3}})[/⁄](\d{{1,3}})|([{PARTS}]))")
_HALF = re.compile(r" and a half\b")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}")


def parse_number(phrase: str) -> float | None:
    """The value of a number in digits, in words or in both; null where the phrase is no number.

    >>> parse_number("1.2 million"), parse_number("twenty-one"), parse_number("a hundred thousand")
    (1200000.0, 21.0, 100000.0)
    >>> parse_number("12,34,567"), parse_number("1.234.567,8"), parse_number("7 3/4"), parse_number("two and a half")
    (1234567.0, 1234567.8, 7.75, 2.5)
    """
    phrase = phrase.strip().lower()
    if phrase.startswith("."):
        phrase = f"0{phrase}"
    if half := _HALF.search(phrase):
        return _with_half(phrase[: half.start()], phrase[half.end() :].strip())
    if part := _PART.match(phrase):
        return _scaled(_part(part), phrase[part.end() :])
    if digits := _COMMA.match(phrase) or _DIGITS.match(phrase):
        value, rest = value_of_digits(digits.group()), phrase[digits.end() :]
        if part := _PART.match(rest):
            value, rest = value + _part(part), rest[part.end() :]
        return _scaled(value, rest)
    return _value_of_words(_WORD.findall(phrase))


def value_of_digits(digits: str) -> float:
    """The value of digits with separators: of commas and points that stand together the last is the decimal one.

    A single separator is read the English way: "1,234" is a thousand and some, "1.234" a little more than one.
    """
    bare = re.sub(rf"[{_THIN} ]", "", digits)
    comma, point = bare.rfind(","), bare.rfind(".")
    if comma >= 0 and (point > comma or (point < 0 and _GROUPED.fullmatch(bare))):
        return float(bare.replace(",", ""))
    if comma >= 0:
        return float(bare.replace(".", "").replace(",", "."))
    return float(bare.replace(".", "") if bare.count(".") > 1 else bare)


def parse_ordinal(phrase: str) -> int | None:
    """The place an ordinal names ("80th", "twenty-first"); null where the phrase is no ordinal."""
    phrase = phrase.strip().lower()
    if digits := re.match(r"(\d{1,9})(?:,(\d{3}))?(?:st|nd|rd|th)$", phrase):
        return int("".join(part for part in digits.groups() if part))
    *tens, last = _WORD.findall(phrase) or [""]
    place = number_words(NumberWord.ORDINAL).get(last)
    return None if place is None else int(place + sum(number_words(NumberWord.TEN).get(word, 0) for word in tens))


def _part(part: re.Match[str]) -> float:
    top, bottom, sign = part.groups()
    if sign:
        return unicodedata.numeric(sign)
    return int(top) / int(bottom) if int(bottom) else 0.0


def _with_half(whole: str, scale: str) -> float | None:
    """'two and a half million' and 'a million and a half': the half is of the last scale named."""
    value = parse_number(whole)
    if value is None:
        return None
    if scale:
        return _scaled(value + 0.5, scale)
    last = _scale_of((_WORD.findall(whole) or [""])[-1])
    return value + 0.5 * (last or 1.0)


def _scaled(value: float, rest: str) -> float | None:
    for word in _WORD.findall(rest):
        scale = _scale_of(word)
        if scale is None:
            return None
        # 16.4 million is a whole number; a float's product of the two is not always one.
        value = round(value * scale, 6)
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
