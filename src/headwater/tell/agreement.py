"""Agreement: how much of what the independent accounts open with some sentences tell, together.

A synopsis is the choice on which the accounts would agree best. Each independent origin holds its own opening up as the
account it would have given, and what is chosen is laid against all of them by shared words and word pairs (ROUGE-1 and
-2; choosing by the mean likeness to all is minimum Bayes risk decoding, Kumar & Byrne 2004). A copy has no voice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from headwater.text.tokens import stem, words_of

Counts = NDArray[np.float64]

# Word pairs against words, tuned on a sixth of the development roundups; from .7 to 1, and from 75 to 110 words, it
# changes little (decisions/0027).
_PAIRS = 0.7
_OPENING_WORDS = 90
# Of a story with more origins the first are asked: what fifty agree on a hundred do not tell otherwise.
_MOST_VOICES = 50


@dataclass(frozen=True, slots=True)
class _Voices:
    """The openings of the accounts, counted over one list of words or word pairs."""

    places: dict[tuple[str, ...], int]
    counts: Counts
    sizes: Counts

    def counted(self, units: Sequence[tuple[str, ...]]) -> Counts:
        """How often each unit of the list stands among some; what no account has is not in it."""
        row = np.zeros(len(self.places))
        for unit, times in Counter(units).items():
            if unit in self.places:
                row[self.places[unit]] = times
        return row

    def shared_f1(self, counted: Counts, size: int) -> float:
        """The mean F1 of the units told and those of each account."""
        both = np.minimum(counted, self.counts).sum(axis=1)
        return float(np.mean(2 * both / np.maximum(1.0, size + self.sizes)))


class Agreement:
    """The voices of a story's accounts, asked again and again for what some sentences would tell of them."""

    def __init__(self, accounts: Sequence[str]) -> None:
        openings = [_stems(account)[:_OPENING_WORDS] for account in accounts[:_MOST_VOICES]]
        self._words = _voices([_singly(opening) for opening in openings])
        self._pairs = _voices([_in_pairs(opening) for opening in openings])

    def of(self, sentences: Sequence[str]) -> float:
        """From 0, where the accounts share nothing with the sentences, to 1.7, where they are the same."""
        told = [_stems(sentence) for sentence in sentences]
        words = [unit for each in told for unit in _singly(each)]
        pairs = [unit for each in told for unit in _in_pairs(each)]
        if not self._words.places or not words:
            return 0.0
        agreed = self._words.shared_f1(self._words.counted(words), len(words))
        return agreed + _PAIRS * self._pairs.shared_f1(self._pairs.counted(pairs), len(pairs))


def _stems(text: str) -> list[str]:
    return [stem(word) for word in words_of(text)]


def _singly(stems: Sequence[str]) -> list[tuple[str, ...]]:
    return [(each,) for each in stems]


def _in_pairs(stems: Sequence[str]) -> list[tuple[str, ...]]:
    return list(pairwise(stems))


def _voices(accounts: Sequence[Sequence[tuple[str, ...]]]) -> _Voices:
    places = {unit: place for place, unit in enumerate(dict.fromkeys(unit for each in accounts for unit in each))}
    counts = np.zeros((len(accounts), len(places)))
    for row, account in enumerate(accounts):
        for unit in account:
            counts[row, places[unit]] += 1
    return _Voices(places, counts, counts.sum(axis=1))
