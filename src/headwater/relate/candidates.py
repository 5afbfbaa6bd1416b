"""Candidates: which texts are near enough to be worth comparing, by their rare words (TF-IDF, background weights)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.sparse import csr_matrix

from headwater.text.weights import stems_of, weight_of
from headwater.vocabulary.report import Prose

Words = Mapping[str, float]

# Stems lighter than this stand in more than a third of all news texts and tell none apart.
_LIGHTEST = 1.0
_ROWS_AT_ONCE = 512


def read_words(prose: Prose) -> Words:
    """The telling words of a whole report with their weights, of length 1."""
    return weigh_words(stems_of(" ".join(sentence.of(prose.text) for sentence in prose.sentences)))


def weigh_words(stems: Sequence[str]) -> Words:
    """Stems as weights: rare ones much, repeated ones a little more, the whole of length 1."""
    counts = Counter(stems)
    weighted = {
        word: (1 + math.log(count)) * weight_of(word) for word, count in counts.items() if weight_of(word) > _LIGHTEST
    }
    norm = math.sqrt(sum(weight * weight for weight in weighted.values())) or 1.0
    return {word: weight / norm for word, weight in weighted.items()}


def nearest_texts(
    pool: Sequence[Words], queries: Sequence[Words] | None = None, count: int = 10
) -> list[list[tuple[int, float]]]:
    """For each query (by default each text of the pool itself) the places of the nearest texts, best first, with their
    cosines. The memory is that of the texts' words and of a few hundred rows of likeness at a time.
    """
    columns = {word: place for place, word in enumerate(sorted({word for words in pool for word in words}))}
    held = _matrix(pool, columns)
    asked = held if queries is None else _matrix(queries, columns)
    found: list[list[tuple[int, float]]] = []
    for start in range(0, asked.shape[0], _ROWS_AT_ONCE):
        alike = (asked[start : start + _ROWS_AT_ONCE] @ held.T).toarray()
        for row in alike:
            best = np.argpartition(-row, min(count, len(row) - 1))[:count]
            ranked = sorted(best.tolist(), key=lambda place: (-row[place], place))
            found.append([(place, float(row[place])) for place in ranked])
    return found


def _matrix(texts: Sequence[Words], columns: Mapping[str, int]) -> csr_matrix:
    places, weights, ends = [], [], [0]
    for words in texts:
        known = [(columns[word], weight) for word, weight in words.items() if word in columns]
        places += [place for place, _ in known]
        weights += [weight for _, weight in known]
        ends.append(len(places))
    return csr_matrix((np.array(weights), np.array(places, dtype=np.int64), np.array(ends)), (len(texts), len(columns)))
