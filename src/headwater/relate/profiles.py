"""Profiles: subjects as rows of numbers, all of one length, so that a report is laid beside a hundred stories at once.

A row has a fixed number of places for each kind of feature (words, headline, lead, names, ...). A place holds a term, a
feature hashed to 32 bits with its kind in the upper four, and a weight of one byte; the weights of a kind have length
255. One row is `TERMS` * 5 bytes, of a report or of the middle of a story alike.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from headwater.relate import subjects
from headwater.relate.features import Features, features_of
from headwater.text.meaning import word_vectors
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
OF_PLACE = np.repeat(np.arange(len(ROOM)), ROOM)
SKETCH = subjects.SKETCH_KEYS
NO_KEY = np.uint32(0xFFFFFFFF)


def kind_of_places(kind: Kind) -> slice:
    """The places of a kind in a row."""
    return _PLACES[kind]


_PLACES = tuple(slice(sum(ROOM[:kind]), sum(ROOM[: kind + 1])) for kind in range(len(ROOM)))


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
    (profile,) = profiles_of([subject])
    return profile


def profiles_of(subjects: Sequence[Subject]) -> list[Profile]:
    """Each subject as numbers: the very same as one at a time, at a third of the cost."""
    count = len(subjects)
    terms, raw, rarity, vectors = _rows_of(features_of(subjects))
    meaning = _meaning_bits(raw[:, : ROOM[Kind.WORDS]], vectors)
    norms = np.sqrt(np.add.reduceat(raw * raw, STARTS, axis=1))
    weights = np.asarray(raw / np.maximum(norms, _TINY).take(OF_PLACE, axis=1), dtype=np.float32)
    titled = titled_of(terms, weights)
    keys = np.full((count, SKETCH), NO_KEY, np.uint32)
    for place, subject in enumerate(subjects):
        keys[place, : len(subject.sketch) // 4] = np.frombuffer(subject.sketch, "<u4")
    return [
        Profile(
            terms[place], weights[place], rarity[place], titled[place], meaning[place], keys[place],
            instant_of(subject.at), subject.length,
        )
        for place, subject in enumerate(subjects)
    ]  # fmt: skip


def _rows_of(features: Features) -> tuple[Terms, Measures, Measures, NDArray[np.intp]]:
    """Features in their places: of each subject the terms, what they weigh, how rare they are, and of its words the
    rows of their vectors. Of a kind with more features than places the first are kept."""
    kinds, count = features.counts.shape
    part = np.repeat(np.arange(kinds * count), features.counts.ravel())
    ends = np.cumsum(features.counts.ravel())
    rank = np.arange(len(part)) - (ends - features.counts.ravel()).take(part)
    kind = part // count
    kept = np.flatnonzero(rank < _ROOM.take(kind))
    at = ((part % count) * TERMS + STARTS.take(kind) + rank).take(kept)
    terms = np.zeros((count, TERMS), np.uint32)
    weights, rarity = np.zeros((2, count, TERMS), np.float32)
    terms.put(at, features.numbers.take(kept) + (kind.take(kept) << 28))
    weights.put(at, features.weights.take(kept))
    rarity.put(at, features.rarity.take(kept))
    vectors = np.full((count, ROOM[Kind.WORDS]), -1)
    words = kept[: np.searchsorted(kept, len(features.vectors))]
    vectors[part.take(words), rank.take(words)] = features.vectors.take(words)
    return terms, weights, rarity, vectors


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
    """What each of the words of rows weighs in its headline, together 1."""
    headline = kind_of_places(Kind.HEADLINE)
    titled = terms[..., None, headline] & np.uint32((1 << int(KIND_SHIFT)) - 1)
    found = (terms[..., : ROOM[Kind.WORDS], None] == titled) & (titled > 0)
    loads = weights[..., headline]
    loads = loads / np.maximum(loads.sum(axis=-1, keepdims=True), np.float32(1e-6))
    return np.asarray((found * loads[..., None, :]).sum(axis=-1), dtype=np.float32)


def _meaning_bits(weights: Measures, vectors: NDArray[np.intp]) -> NDArray[np.uint64]:
    """Which way the words' meaning points in each of 64 directions: a binary sketch (Charikar 2002) over learned
    vectors instead of random ones."""
    total = weights[:, None, :] @ word_vectors()[vectors]
    return np.packbits(total[:, 0] > 0, axis=1).view(np.uint64)[:, 0]


def slots_of(terms: Terms, mask: np.uint32) -> Terms:
    """Where terms fall in a table of so many slots."""
    # The kind is in the upper four bits: the same word as a name and in the headline must not meet in one slot.
    return np.asarray((terms ^ (terms >> np.uint32(14))) & mask)


_ROOM, _TINY = np.array(ROOM), 1e-30
