"""Profiles: subjects as rows of numbers, all of one length, so that a report is laid beside a hundred stories at once.

A row has a fixed number of places for each kind of feature (words, headline, lead, names, ...). A place holds a term, a
feature hashed to 32 bits with its kind in the upper four, and a weight of one byte; the weights of a kind have length
255. One row is `TERMS` * 5 bytes, of a report or of the middle of a story alike.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from headwater.relate import subjects
from headwater.text.meaning import vector_row, word_vectors
from headwater.text.shingles import number_of
from headwater.text.tokens import fold, stem
from headwater.text.weights import weight_of
from headwater.vocabulary.subject import Subject

Terms = NDArray[np.uint32]
Bytes = NDArray[np.uint8]
Measures = NDArray[np.float32]


class Kind(IntEnum):
    """The kinds of features, in the order of their places in a row."""

    WORDS = 0
    HEADLINE = 1
    LEAD = 2
    NAMES = 3
    FULL_NAMES = 4
    FIGURES = 5
    DAYS = 6
    BIGRAMS = 7
    PLACES = 8


ROOM = (
    subjects.MOST_WORDS, subjects.MOST_HEADLINE, subjects.MOST_LEAD, 16, 6, subjects.MOST_FIGURES, subjects.MOST_DAYS,
    10, subjects.MOST_PLACES,
)  # fmt: skip
STARTS = np.array([sum(ROOM[:kind]) for kind in range(len(ROOM))])
TERMS = sum(ROOM)
KIND_SHIFT = np.uint32(28)
_OF_PLACE = np.repeat(np.arange(len(ROOM)), ROOM)
SKETCH = subjects.SKETCH_KEYS
NO_KEY = np.uint32(0xFFFFFFFF)


def kind_of_places(kind: Kind) -> slice:
    """The places of a kind in a row."""
    return slice(int(STARTS[kind]), int(STARTS[kind]) + ROOM[kind])


@dataclass(frozen=True, slots=True)
class Profile:
    """One report as numbers: a row of terms and their weights, and how rare each is; `titled` are the weights of the
    headline's words at their places among the words. `meaning` is 64 bits, `keys` the sketch filled with `NO_KEY`, `at`
    a day with its fraction, or not a number."""

    terms: Terms
    weights: Measures
    rarity: Measures
    titled: Measures
    meaning: np.uint64
    keys: Terms
    at: float
    length: int


def profile_of(subject: Subject) -> Profile:
    """A subject as numbers."""
    told = [_telling(word) for word in subject.words]
    raw = [_LOGS[min(count, 99)] * word[1] for count, word in zip(subject.counts, told, strict=True)]
    title = [word for word in map(_telling, subject.headline) if word[1] > _TELLS_FROM]
    parts = dict.fromkeys(_telling(word) for name in subject.names for word in fold(name).split())
    pairs = dict.fromkeys(pairwise(title))
    kinds = (
        [(word[0], weight, word[1]) for word, weight in zip(told, raw, strict=True)],
        [(word[0], word[1], word[1]) for word in dict.fromkeys(title)],
        [(told[place][0], told[place][1], told[place][1]) for place in subject.lead],
        [(word[0], word[1], word[1]) for word in parts if word[1] > 1],
        [(_hashed(name), 1.0, 6.0) for name in subject.names if " " in name],
        [(_hashed(_unit_stemmed(figure)), 1.0, 5.0) for figure in subject.figures],
        [(_hashed(day), 1.0, 2.0) for day in subject.days],
        [((a[0] * 31 + b[0]) & _28_BITS, a[1] + b[1], a[1] + b[1]) for a, b in pairs],
        [(_hashed(place), 1.0, 5.0) for place in subject.places],
    )
    row = [one for held, blank in zip(kinds, _BLANKS, strict=True) for one in (*held, *blank)[: len(blank)]]
    numbers, loads, rare = zip(*row, strict=True)
    terms = np.array(numbers, np.uint32)
    terms |= np.where(terms > 0, _KIND_BITS, np.uint32(0))
    weights, rarity = np.array(loads, np.float32), np.array(rare, np.float32)
    norms = np.sqrt(np.add.reduceat(weights * weights, STARTS))
    weights /= np.where(norms > 0, norms, 1)[_OF_PLACE]
    keys = np.full(SKETCH, NO_KEY, np.uint32)
    kept = np.frombuffer(subject.sketch, "<u4")
    keys[: len(kept)] = kept
    meaning = _meaning_bits([word[2] for word in told], raw)
    at = instant_of(subject.at)
    return Profile(terms, weights, rarity, titled_of(terms, weights), meaning, keys, at, subject.length)


_LOGS = [0.0, *(1 + math.log(count) for count in range(1, 100))]
_BLANKS = [[(0, 0.0, 0.0)] * room for room in ROOM]
_KIND_BITS = (_OF_PLACE << 28).astype(np.uint32)
_28_BITS = 0x0FFFFFFF
# Words of a headline lighter than this ('in', 'after') are left out.
_TELLS_FROM = 1.5


@lru_cache(maxsize=131_072)
def _telling(word: str) -> tuple[int, float, int]:
    """A word's stem as a number, how rare it is, and the row of its vector."""
    stemmed = stem(word)
    return number_of(stemmed) & _28_BITS or 1, weight_of(stemmed), vector_row(stemmed)


@lru_cache(maxsize=131_072)
def _hashed(word: str) -> int:
    return number_of(word) & _28_BITS or 1


@lru_cache(maxsize=65_536)
def _unit_stemmed(figure: str) -> str:
    number, _, unit = figure.partition(" ")
    return f"{number} {stem(unit)}"


def instant_of(at: date | datetime | None) -> float:
    """Days since the year 1 with their fraction (in UTC; what prints no zone is taken for UTC); a bare day is its noon;
    not a number where nothing is known."""
    if at is None:
        return math.nan
    if not isinstance(at, datetime):
        return at.toordinal() + 0.5
    if at.tzinfo is not None:
        at = at.astimezone(UTC)
    clock = at.time()
    return at.toordinal() + (clock.hour * 3600 + clock.minute * 60 + clock.second) / 86_400


def titled_of(terms: Terms, weights: Measures) -> Measures:
    """What each of the words of a row weighs in its headline, together 1."""
    start = STARTS[Kind.HEADLINE]
    titled = terms[start : start + ROOM[Kind.HEADLINE]] & np.uint32(_28_BITS)
    found = (terms[: ROOM[Kind.WORDS], None] == titled) & (titled > 0)
    loads = weights[start : start + ROOM[Kind.HEADLINE]]
    return np.asarray(found @ (loads / max(float(loads.sum()), 1e-6)), dtype=np.float32)


def _meaning_bits(rows: list[int], raw: list[float]) -> np.uint64:
    """Which way the words' meaning points in each of 64 directions: a binary sketch (Charikar 2002) over learned
    vectors instead of random ones."""
    total = np.array(raw, np.float32) @ word_vectors()[rows] if rows else np.zeros(64, np.float32)
    bits: np.uint64 = np.packbits(total > 0).view(np.uint64)[0]
    return bits


def slots_of(terms: Terms, mask: np.uint32) -> Terms:
    """Where terms fall in a table of so many slots."""
    # The kind is in the upper four bits: the same word as a name and in the headline must not meet in one slot.
    return np.asarray((terms ^ (terms >> np.uint32(14))) & mask)


def quantised(weights: Measures) -> Bytes:
    """Weights from 0 to 1 as bytes."""
    return np.rint(weights * 255).astype(np.uint8)


def merged_row(
    terms: Terms, weights: Bytes, other_terms: Terms, other_weights: Bytes, share: float
) -> tuple[Terms, Bytes]:
    """The middle of two rows, of which the second counts for that share: of each kind the heaviest terms of both."""
    both = np.concatenate([terms, other_terms])
    loads = np.concatenate([weights * np.float32(1 - share), other_weights * np.float32(share)])
    order = np.argsort(both, kind="stable")
    both, loads = both[order], loads[order]
    first = np.flatnonzero(np.concatenate([[True], both[1:] != both[:-1]]))
    both, loads = both[first], np.add.reduceat(loads, first)
    held = loads > 0
    both, loads = both[held], loads[held]
    kinds = (both >> KIND_SHIFT).astype(np.int64)
    order = np.lexsort((both, -loads, kinds))
    both, loads, kinds = both[order], loads[order], kinds[order]
    rank = np.arange(len(both)) - np.searchsorted(kinds, kinds)
    kept = rank < _ROOM[kinds]
    both, loads, kinds, rank = both[kept], loads[kept], kinds[kept], rank[kept]
    row, heavy = np.zeros(TERMS, np.uint32), np.zeros(TERMS, np.float32)
    places = STARTS[kinds] + rank
    row[places], heavy[places] = both, loads
    norms = np.sqrt(np.add.reduceat(heavy * heavy, STARTS))
    return row, quantised((heavy / np.where(norms > 0, norms, 1)[_OF_PLACE]).astype(np.float32))


_ROOM = np.array(ROOM)
