"""The lexicon: every word met as a place in a few arrays, so that the words of many reports are weighed in one step."""

from __future__ import annotations

from threading import Lock

import numpy as np
from numpy.typing import NDArray

from headwater.text.meaning import vector_row
from headwater.text.remembered import Remembered
from headwater.text.shingles import number_of
from headwater.text.tokens import fold, stem
from headwater.text.weights import weight_of

_28_BITS = 0x0FFFFFFF
# Words of a headline ('in', 'after') and of names ('of') lighter than this are left out.
_TITLES_FROM, _NAMES_FROM = 1.5, 1.0
_MOST = 1 << 17


class Lexicon:
    """The stems met so far. Each has a place, the same for all words of the stem, at which `numbers` has it hashed to
    28 bits, `rarity` how rare it is, and `vectors` the row of its vector."""

    def __init__(self) -> None:
        self.numbers = np.zeros(4_096, np.int64)
        self.rarity = np.zeros(4_096, np.float64)
        self.vectors = np.zeros(4_096, np.intp)
        self.places = Remembered(self._place)
        """The place of a word."""
        self.in_headlines = Remembered(self._place_in_headlines)
        """The same, or -1 for a word that tells nothing in a headline."""
        self.in_names = Remembered(self._places_in_names)
        """The places of the words of a name."""
        self._taken: dict[str, int] = {}
        self._lock = Lock()

    @property
    def is_full(self) -> bool:
        """Whether it is time to begin another: of made-up words there is no end."""
        return len(self._taken) > _MOST

    def _place(self, word: str) -> int:
        stemmed = stem(word)
        with self._lock:
            place = self._taken.get(stemmed)
            if place is None:
                place = len(self._taken)
                if place == len(self.numbers):
                    self.numbers = np.concatenate([self.numbers, np.zeros_like(self.numbers)])
                    self.rarity = np.concatenate([self.rarity, np.zeros_like(self.rarity)])
                    self.vectors = np.concatenate([self.vectors, np.zeros_like(self.vectors)])
                self.numbers[place], self.rarity[place] = hashed(stemmed), weight_of(stemmed)
                self.vectors[place] = vector_row(stemmed)
                self._taken[stemmed] = place
        return place

    def _place_in_headlines(self, word: str) -> int:
        place = self.places[word]
        return place if self.rarity[place] > _TITLES_FROM else -1

    def _places_in_names(self, name: str) -> tuple[int, ...]:
        places = map(self.places.__getitem__, fold(name).split())
        return tuple(place for place in places if self.rarity[place] > _NAMES_FROM)


_KEPT = [Lexicon()]


def lexicon() -> Lexicon:
    """The lexicon of this process. Keep hold of it while its places are used: it may give way to another."""
    if _KEPT[0].is_full:
        _KEPT[0] = Lexicon()
    return _KEPT[0]


def hashed(word: str) -> int:
    """A word as a number of 28 bits that is not nought."""
    return number_of(word) & _28_BITS or 1


def hashed_pairs(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Pairs of hashed words, a row each, as numbers of 28 bits."""
    return np.asarray((numbers[:, 0] * 31 + numbers[:, 1]) & _28_BITS)


def _figure(figure: str) -> int:
    number, _, unit = figure.partition(" ")
    return hashed(f"{number} {stem(unit)}")


HASHED, FIGURES = Remembered(hashed), Remembered(_figure)
"""Names, days and places as numbers; figures with their units stemmed."""
