"""Do two names mean one body? Legal forms, articles, the order of words and the spelling of common heads may differ."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import token_sort_ratio

from headwater.stylebook.places import countries
from headwater.stylebook.tables import read_table
from headwater.text.likeness import likeness
from headwater.text.parts import Part, laid_side_by_side, part_of
from headwater.text.romanise import latin_of

# From here two names are taken for one body (decisions/0014).
SAME_BODY_FROM = 0.56
# Words of bodies' names are spellings of one if a letter in ten differs: Organisation, Organization.
_SPELT_ALIKE_FROM = 0.9

_NAME_LENGTH_CAP = 300
_MOST_WORDS = 20
_POINTS = re.compile(r"(?<=\b[a-z])[./](?=[a-z]\b)|['’ʼ`]")
_WORD = re.compile(r"[a-z]+|\d+")
_SMALL = frozenset("the of and for in on to a de du del la le les des der die das und et i y".split())
_NUMBER = re.compile(r"\d+|[ivx]+")


@dataclass(frozen=True, slots=True)
class _Key:
    """What a body's name is compared by: its words without legal form and small words, and what stands for it."""

    parts: tuple[Part, ...]
    words: str
    joined: str
    numbers: frozenset[str]
    places: frozenset[str]
    initials: str
    printed: str


@dataclass(frozen=True, slots=True)
class BodyMeasures:
    """What two names of bodies have in common, each from 0 to 1 or a count."""

    worst: float
    whole: float
    words: float
    missed: float
    left_over: float
    left_place: float
    other_place: float
    left_number: float
    other_start: float
    short_for: float

    def values(self) -> tuple[float, ...]:
        """The measures in the order of the fields."""
        return tuple(getattr(self, name) for name in self.__slots__)


@cache
def _legal_forms() -> dict[tuple[str, ...], str]:
    return {tuple(_words(row["form"])): row["plain"] for row in read_table("legal_forms")}


@cache
def _plain_words() -> dict[str, str]:
    """Spellings of common words of bodies' names, and demonyms as the names of their countries."""
    plain = {row["word"]: row["plain"] for row in read_table("body_words")}
    for country in countries():
        for name in (*country.demonyms, *country.names):
            latin = latin_of(name)
            if latin.isalpha():
                plain.setdefault(latin, latin_of(country.name).replace(" ", ""))
    return plain


@cache
def _places() -> frozenset[str]:
    return frozenset(latin_of(country.name).replace(" ", "") for country in countries())


def _words(name: str) -> list[str]:
    return _WORD.findall(_POINTS.sub("", latin_of(name).replace("ʼ", "'")))


@lru_cache(maxsize=65_536)
def _key(name: str) -> _Key:
    printed = _words(name[:_NAME_LENGTH_CAP])[:_MOST_WORDS]
    bare = _without_forms(printed)
    plain = _plain_words()
    kept = [plain.get(word, word) for word in bare if word not in _SMALL] or bare or printed
    words = " ".join(kept)
    return _Key(
        tuple(part_of(word) for word in kept),
        words,
        "".join(bare) or words.replace(" ", ""),
        frozenset(word for word in kept if _NUMBER.fullmatch(word)),
        frozenset(word for word in kept if word in _places()),
        "".join(word[0] for word in printed if word not in _SMALL),
        "".join(printed),
    )


def _without_forms(words: list[str]) -> list[str]:
    """The words less the legal forms among them, the longest form first; a form alone stays a name."""
    forms, kept = _legal_forms(), []
    at = 0
    while at < len(words):
        for length in range(min(5, len(words) - at), 0, -1):
            if tuple(words[at : at + length]) in forms:
                at += length
                break
        else:
            kept.append(words[at])
            at += 1
    return kept


def compare_organisation_names(a: str, b: str) -> float:
    """How surely two names mean one body, from 0 to 1; legal forms, articles and the order of words do not count.

    >>> compare_organisation_names("Ministry of Transport", "Transport Ministry")
    1.0
    """
    first, second = _key(a), _key(b)
    if not first.parts or not second.parts:
        return 1.0 if a.lower() == b.lower() and a else 0.0
    if first.joined == second.joined or sorted(first.words.split()) == sorted(second.words.split()):
        return 1.0
    return likeness("bodies").of(_measures(first, second))


def is_same_body(a: str, b: str) -> bool:
    """Whether two names are one body's name in another spelling or order, with or without its country.

    >>> is_same_body("Russian Federation Council", "Federation Council"), is_same_body("Bank of Lund", "Bank of Land")
    (True, False)
    """
    first, second = _key(a), _key(b)
    if not first.parts or not second.parts or first.numbers != second.numbers:
        return bool(a) and a.casefold() == b.casefold()
    if first.joined == second.joined:
        return True
    short, long = _shorter_first(first, second)
    places, _ = laid_side_by_side(short.parts, long.parts)
    left = {part.latin for at, part in enumerate(long.parts) if at not in places}
    if left and (short.places or len(short.parts) < 2 or not left <= long.places):
        return False
    pairs = ((part.latin, long.parts[place].latin) for part, place in zip(short.parts, places, strict=True))
    return -1 not in places and all(OSA.normalized_similarity(*pair) >= _SPELT_ALIKE_FROM for pair in pairs)


def beginnings_of(name: str) -> frozenset[str]:
    """Keys that `is_same_body` names have in common: how their words but countries begin, and all letters in a row."""
    key = _key(name)
    words = sorted(part.latin[:2] for part in key.parts if part.latin not in key.places)
    return frozenset({" ".join(words), key.joined[:12]} - {""})


def measure_organisation_names(a: str, b: str) -> BodyMeasures:
    """What `compare_organisation_names` weighs."""
    return BodyMeasures(*_measures(_key(a), _key(b)))


def is_short_for(short: str, long: str) -> bool:
    """Whether a name is the initials of another, small words counted or not, or begins its words in turn (BelTA).

    >>> is_short_for("PLA", "People's Liberation Army"), is_short_for("BelTA", "Belarusian Telegraph Agency")
    (True, True)
    """
    return _is_short(_key(short), _key(long))


def _shorter_first(first: _Key, second: _Key) -> tuple[_Key, _Key]:
    turned = (len(first.parts), first.joined) > (len(second.parts), second.joined)
    return (second, first) if turned else (first, second)


def _is_short(short: _Key, long: _Key) -> bool:
    letters = short.printed
    if len(long.initials) < 2 or not 1 < len(letters) <= 10 or len(short.parts) > 1:
        return False
    return letters == long.initials or (len(letters) > 3 and _begins_words(letters, long))


def _begins_words(letters: str, long: _Key) -> bool:
    """Whether letters are the beginnings of all words in turn: Bel-T-A."""
    ends = {0}
    for part in long.parts:
        ends = {
            end + size
            for end in ends
            for size in range(1, len(part.latin) + 1)
            if letters.startswith(part.latin[:size], end)
        }
    return len(letters) in ends


def _measures(first: _Key, second: _Key) -> tuple[float, ...]:
    short, long = _shorter_first(first, second)
    places, likes = laid_side_by_side(short.parts, long.parts)
    return (
        min(likes),
        OSA.normalized_similarity(first.joined, second.joined),
        token_sort_ratio(first.words, second.words) / 100,
        min(places.count(-1), 2),
        min(len(long.parts) - len(short.parts), 3),
        bool(first.places) != bool(second.places),
        first.places != second.places and bool(first.places) and bool(second.places),
        bool(first.numbers) != bool(second.numbers),
        first.parts[0].latin[0] != second.parts[0].latin[0],
        _is_short(short, long),
    )
