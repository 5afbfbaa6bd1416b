"""Parts and places: 'a third of the talks', 'half the votes', 'the 80th anniversary'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from headwater.read.figures.nouns import counted_noun, whole_of
from headwater.read.figures.numbers import DIGIT, UNIT, Number
from headwater.stylebook.numbers import NumberWord, number_words
from headwater.text.nouns import singular
from headwater.text.numbers import ORDINAL_WORDS, any_of, parse_ordinal

_ONE_PART = any_of(part for part in number_words(NumberWord.FRACTION) if not part.endswith("s") and part != "half")
_MORE_PARTS = any_of(part for part in number_words(NumberWord.FRACTION) if part.endswith("s"))
_WHOLE = (
    r"(?= of\b| the\b| its\b| their\b| his\b| her\b| our\b| an? (?!dozen|hundred|thousand|million|billion|trillion))"
)
# "a third" may be one more of a row ("a third man") and three quarters nine months; a whole or a hyphen makes them
# parts.
_FRACTION = re.compile(
    rf"\b(?:(?P<tops>two|three|four|five|six|seven|eight|nine)(?:-(?P<parts>{_MORE_PARTS})\b"
    rf"|\ (?P<loose>(?!quarters){_MORE_PARTS})\b|\ (?P<timed>quarters){_WHOLE})"
    rf"|(?:an?|one)(?:-(?P<tied>{_ONE_PART})\b(?!-)|\ (?P<part>{_ONE_PART}){_WHOLE})"
    rf"|(?P<half>half){_WHOLE})",
    re.IGNORECASE,
)
_IN = re.compile(r" (?:out of|in(?: every)?) ")
_FIRST = "".join(
    f"{letter}{letter.upper()}" for letter in sorted({word[0] for word in number_words(NumberWord.ORDINAL)})
)
_ORDINAL = re.compile(
    rf"(?:(?=\d)(?<!\w)\d{{1,3}}(?:,\d{{3}})?(?:st|nd|rd|th)|(?=[{_FIRST}])(?<!\w)(?i:{ORDINAL_WORDS}))"
    r"(?=[ -]([a-z][\w-]*))"
)
_COMMON_ORDINALS = frozenset("first second third".split())
_LARGEST_BOTTOM = 1000
_NO_PLACE = ("of", "century", "quarter")
_DETERMINER = re.compile(r"(?: of)?(?: (?:the|its|his|her|their|our|my|these|those|all))*")


class Part(NamedTuple):
    """A part of a whole: its place, its value, the noun it is of, and where the words for the whole stand."""

    start: int
    end: int
    value: float
    unit: str | None
    whole: tuple[int, int] | None


class Place(NamedTuple):
    """A place in a row: where it stands, which it is, and where the noun stands."""

    start: int
    end: int
    value: float
    unit: str
    noun: tuple[int, int]


def find_parts(sentence: str, words: frozenset[str]) -> Iterator[Part]:
    """'a third of our talks', 'half the votes', 'half a mile'; `words` are the number words of the sentence."""
    if words.isdisjoint(number_words(NumberWord.FRACTION)):
        return
    for match in _FRACTION.finditer(sentence):
        value = _value(match)
        if value > 1:
            continue
        whole_at = _DETERMINER.match(sentence, match.end())
        noun = counted_noun(sentence, match.start(), whole_at.end()) if whole_at else None
        whole = whole_of(sentence, match.end()) or ((noun.start, noun.end) if noun else None)
        yield Part(match.start(), match.end(), value, noun.unit if noun else None, whole)


def find_ratios(sentence: str, numbers: Sequence[Number]) -> Iterator[Part]:
    """'one in five adults', 'nine out of ten': a part told in two numbers; 'two in five weeks' is none."""
    for top, bottom in pairwise(numbers):
        between = _IN.fullmatch(sentence, top.end, bottom.start)
        if between is None or not 0 < top.value < bottom.value <= _LARGEST_BOTTOM or UNIT.match(sentence, bottom.end):
            continue
        noun = counted_noun(sentence, bottom.start, bottom.end)
        if noun is not None or "out" in between[0]:
            where = (noun.start, noun.end) if noun else None
            yield Part(top.start, bottom.end, top.value / bottom.value, noun.unit if noun else None, where)


def _value(match: re.Match[str]) -> float:
    parts = number_words(NumberWord.FRACTION)
    if match["half"]:
        return 0.5
    part = next(match[name] for name in ("parts", "loose", "timed", "tied", "part") if match[name])
    top = number_words(NumberWord.UNIT)[match["tops"].lower()] if match["tops"] else 1.0
    return top * parts[part.lower()]


def find_places(sentence: str, words: frozenset[str]) -> Iterator[Place]:
    """'the 80th anniversary'; 'first', 'second' and 'third' order a story more than they count and are left alone."""
    if DIGIT not in words and words.isdisjoint(number_words(NumberWord.ORDINAL)):
        return
    for match in _ORDINAL.finditer(sentence):
        place = parse_ordinal(match[0])
        if place is not None and match[0].lower() not in _COMMON_ORDINALS and match[1] not in _NO_PLACE:
            yield Place(match.start(), match.end(), float(place), singular(match[1]), match.span(1))
