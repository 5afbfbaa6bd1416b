"""A text read fast: what stands between two blanks is cut into words once and remembered with what they tell.

News is written with the same few ten thousand words: to look up 'Ullenford,' costs a tenth of finding its words, their
stems and what those weigh again.
"""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple

from headwater.text.remembered import Remembered
from headwater.text.shingles import number_of
from headwater.text.tokens import stem, words_of
from headwater.text.weights import weight_of


class ReadWord(NamedTuple):
    """A folded word, its stem, what the stem weighs, and the stem as a number of 64 bits (little-endian)."""

    word: str
    stem: str
    weight: float
    number: bytes


def read_words(text: str, most: int) -> list[ReadWord]:
    """The first words of a text, the same that `words_of` finds.

    >>> [read.word for read in read_words("The ferry's crew swam.", 3)]
    ['the', "ferry's", 'crew']
    """
    words: list[ReadWord] = []
    # Nearly always once: some of what stands between blanks is no word, a dash or a star.
    while text and len(words) < most:
        *chunks, text = [*text.split(None, most), ""][: most + 1]
        words += chain.from_iterable(map(_READ.__getitem__, chunks))
    return words[:most]


def _read_word(word: str) -> ReadWord:
    stemmed = stem(word)
    return ReadWord(word, stemmed, weight_of(stemmed), number_of(stemmed).to_bytes(8, "little"))


def _read(chunk: str) -> tuple[ReadWord, ...]:
    return tuple(_WORDS[word] for word in words_of(chunk))


_WORDS = Remembered(_read_word)
# No word reaches over a blank, and no letter is folded differently for what stands behind one.
_READ = Remembered(_read)
