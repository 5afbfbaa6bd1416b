"""How much a word tells: rare words much, common ones little."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from headwater.stylebook.frequencies import document_frequencies
from headwater.text.tokens import find_words, fold, stem
from headwater.vocabulary.span import Stretch

Matrix = NDArray[np.float64]

# A stem from this weight on stands in under 1 % of news texts: a name, a number or a telling word.
RARE_FROM = 4.6


@lru_cache(maxsize=65_536)
def weight_of(stemmed: str) -> float:
    """The inverse document frequency of a stem in news, by natural logarithm; numbers and unknown stems are rare.

    >>> weight_of("the") < 0.2 < 3 < weight_of("ferri")
    True
    """
    total, counts = document_frequencies()
    if stemmed[:1].isdigit():
        return _number_weight(total)
    return math.log(total / min(total, max(counts.get(stemmed, 0), _FEWEST)) + 0.05)


_FEWEST = 6  # what a stem missing from the table is taken to have: a little under the fewest that it lists


@cache
def _number_weight(total: int) -> float:
    return math.log(total / 200)


def stems_of(text: str, stretch: Stretch | None = None) -> list[str]:
    """The stems of the words of a text, or of a stretch of it, in order."""
    start, end = stretch or Stretch(0, len(text))
    return [stem(fold(text[word.start : word.end])) for word in find_words(text, start, end)]


def similarity_matrix(first: Sequence[Sequence[str]], second: Sequence[Sequence[str]]) -> Matrix:
    """How alike each sentence of the first list is to each of the second, from 0 to 1: cosines of weighted stems.

    Rows are the first list's. A stem counts once a sentence, and less the more of these sentences hold it: the names of
    a story stand in most of its sentences and tell two of them apart as little as 'the' does.
    """
    every = [frozenset(sentence) for sentence in (*first, *second)]
    spread = Counter(word for sentence in every for word in sentence)
    columns = {word: place for place, word in enumerate(spread)}
    weights = np.array([weight_of(word) * _telling(count, len(every)) for word, count in spread.items()])
    places = np.fromiter((columns[word] for sentence in every for word in sentence), np.int64)
    ends = np.cumsum([0, *(len(sentence) for sentence in every)])
    rows = csr_array(
        (weights[places] if len(places) else np.zeros(0), places, ends), (len(every), max(1, len(columns)))
    )
    norms = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    scale = 1 / np.where(norms > 0, norms, 1.0)
    alike = (rows[: len(first)] @ rows[len(first) :].T).toarray()
    return np.asarray(alike * scale[: len(first), None] * scale[None, len(first) :])


def _telling(holding: int, total: int) -> float:
    """1 for a word in one sentence of either text, falling to .2 for a word in all of them."""
    if holding <= 2 or total <= 3:
        return 1.0
    return max(0.2, math.log(total / holding) / math.log(total / 2))
