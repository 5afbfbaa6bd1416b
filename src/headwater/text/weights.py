"""How much a word tells: rare words much, common ones little."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from headwater.stylebook.frequencies import document_frequencies
from headwater.text.shingles import number_of
from headwater.text.tokens import stem, words_of
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
    return [stem(word) for word in words_of(text if stretch is None else text[stretch.start : stretch.end])]


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """The different stems of each of some sentences, one after the other: the sentence, the stem as a number, and what
    the stem tells."""

    rows: NDArray[np.int64]
    stems: NDArray[np.uint64]
    weights: Matrix
    count: int


def sentence_words(sentences: Sequence[Sequence[str]]) -> SentenceWords:
    """The sentences made ready to be compared, as often as need be."""
    held = [(row, word) for row, sentence in enumerate(sentences) for word in dict.fromkeys(sentence)]
    return SentenceWords(
        np.fromiter((row for row, _ in held), np.int64, len(held)),
        np.fromiter((number_of(word) for _, word in held), np.uint64, len(held)),
        np.fromiter((weight_of(word) for _, word in held), np.float64, len(held)),
        len(sentences),
    )


def similarity_matrix(first: Sequence[Sequence[str]], second: Sequence[Sequence[str]]) -> Matrix:
    """How alike each sentence of the first list is to each of the second; see `likeness`."""
    return likeness(sentence_words(first), sentence_words(second))


def plain_likeness(sentences: Sequence[Sequence[str]]) -> Matrix:
    """How alike each of some sentences is to each other one, from 0 to 1: cosines of weighted stems, whatever else is
    told. The names of a story count as anywhere: two sentences with the same names and little besides are alike."""
    words = sentence_words(sentences)
    _, places = np.unique(words.stems, return_inverse=True)
    norms = np.sqrt(np.bincount(words.rows, words.weights**2, minlength=words.count))
    scaled = words.weights / np.where(norms > 0, norms, 1.0)[words.rows]
    table = csr_array((scaled, (words.rows, places)), (words.count, max(1, len(places))))
    return np.asarray((table @ table.T).toarray())


# Of so many cells and more a table of sentences by stems is kept sparse: it is slower to make and smaller.
_DENSE_UP_TO = 1_000_000


def likeness(first: SentenceWords, second: SentenceWords) -> Matrix:
    """How alike each sentence of the first text is to each of the second, from 0 to 1: cosines of weighted stems.

    Rows are the first text's. A stem counts once a sentence, and less the more of these sentences hold it: the names of
    a story stand in most of its sentences and tell two of them apart as little as 'the' does.
    """
    total = first.count + second.count
    rows = np.concatenate([first.rows, second.rows + first.count])
    places, scaled, stems = _scaled(
        rows, np.concatenate([first.stems, second.stems]), np.concatenate([first.weights, second.weights]), total
    )
    shape = (total, max(1, stems))
    if total * stems > _DENSE_UP_TO:
        table = csr_array((scaled, (rows, places)), shape)
        return np.asarray((table[: first.count] @ table[first.count :].T).toarray())
    dense = np.zeros(shape)
    dense[rows, places] = scaled
    return np.asarray(dense[: first.count] @ dense[first.count :].T)


class SentenceTable:
    """The sentences of many texts, made ready once, of which any can be laid beside any others.

    As `likeness`, but how little a name of the story tells is read off all of the sentences and not off the two lists
    that are compared: the same two sentences are always as alike.
    """

    def __init__(self, sentences: Sequence[Sequence[str]]) -> None:
        words = sentence_words(sentences)
        places, scaled, stems = _scaled(words.rows, words.stems, words.weights, words.count)
        self._rows = csr_array((scaled, (words.rows, places)), (words.count, max(1, stems)))

    def likeness(self, first: Sequence[int], second: Sequence[int]) -> Matrix:
        """How alike each sentence of the first places is to each of the second, from 0 to 1."""
        return np.asarray((self._rows[list(first)] @ self._rows[list(second)].T).toarray())


def _scaled(
    rows: NDArray[np.int64], stems: NDArray[np.uint64], weights: Matrix, total: int
) -> tuple[NDArray[np.int64], Matrix, int]:
    """Of each stem of each sentence its place among the stems and what it tells, so that a sentence has length 1; and
    the number of stems."""
    _, places, spread = np.unique(stems, return_inverse=True, return_counts=True)
    told = weights * _telling(spread, total)[places]
    norms = np.sqrt(np.bincount(rows, told * told, minlength=total))
    return places, told / np.where(norms > 0, norms, 1.0)[rows], len(spread)


def _telling(holding: NDArray[np.int64], total: int) -> Matrix:
    """1 for a word in one sentence of either text, falling to .2 for a word in all of them."""
    if total <= 3:
        return np.ones(len(holding))
    shares = np.log(total / holding) / math.log(total / 2)
    return np.where(holding <= 2, 1.0, np.maximum(0.2, shares))
