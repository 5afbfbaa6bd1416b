"""What words mean to each other in news: 'storm' is near 'hurricane', 'judge' near 'court'.

A vector for each of the more frequent stems, learned from which words stand near it (`training/word_vectors.py`). A
text is the sum of its words' vectors, rare words counting more (smooth inverse frequency: Arora, Liang & Ma 2017). It
tells what a text is about where two texts choose other words; it never tells what one says.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from headwater.errors import StylebookError
from headwater.text.weights import weight_of

Meaning = NDArray[np.float32]


def meaning_of(stems: Iterable[str]) -> Meaning:
    """The direction of a text's words, of length 1; zeros where none of them is known. Each stem counts once.

    >>> from headwater.text.tokens import stem
    >>> storm, court = meaning_of([stem("storm")]), meaning_of([stem("court")])
    >>> float(storm @ meaning_of([stem("hurricane")])) > 0.5 > float(storm @ court)
    True
    """
    places, vectors = _table()
    known = [(places[word], weight_of(word)) for word in sorted(set(stems)) if word in places]
    if not known:
        return np.zeros(vectors.shape[1], np.float32)
    rows, weights = zip(*known, strict=True)
    total = np.array(weights, np.float32) @ vectors[list(rows)]
    return np.asarray(total / max(float(np.linalg.norm(total)), 1e-9), dtype=np.float32)


@cache
def _table() -> tuple[dict[str, int], Meaning]:
    table = "text/word_vectors.npz"
    try:
        with resources.files(__package__).joinpath("word_vectors.npz").open("rb") as stream, np.load(stream) as arrays:
            words, vectors = str(arrays["words"]).split("\n"), arrays["vectors"].astype(np.float32)
    except (OSError, ValueError, KeyError) as fault:
        raise StylebookError(table, f"no usable vectors ({fault}); run training/word_vectors.py") from fault
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return {word: place for place, word in enumerate(words)}, vectors


def vector_row(stemmed: str) -> int:
    """The row of `word_vectors` of a stem; the last row, all noughts, where it is not known."""
    return _table()[0].get(stemmed, -1)


@cache
def word_vectors() -> Meaning:
    """The vectors of all stems known, of length 1 each, and a row of noughts."""
    vectors = _table()[1]
    return np.concatenate([vectors, np.zeros((1, vectors.shape[1]), np.float32)])
