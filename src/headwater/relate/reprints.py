"""Reprints among many texts: which share their wording word for word, without laying each text beside every other.

Texts that share some of their smallest hashes are candidates; a pair counts only when the runs of words of one are seen
in the other. Pairs are never joined by way of third texts: A like B and B like C says nothing of A and C, and a chain
of such steps is how ten thousand stray texts become one 'cluster' (decisions/0015).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headwater.text.run_index import KEYS
from headwater.text.shingles import shared_count
from headwater.text.sketches import Sketches

Keys = NDArray[np.uint64]
Pairs = NDArray[np.int64]

# A shared key or two is a standing phrase or one sentence quoted by both. Short texts have few keys to share.
_KEYS_SHARED, _FEW_RUNS = 3, 12
# Each text is laid beside so many that stand next to it under a key: of 5,000 copies of one text, four each.
_NEXT = 4
# Half of the runs of the shorter text: right for every pair of the 20,000 texts of the development part.
REPRINT_FROM = 0.5
# A guess from 24 keys errs by a tenth and more; on 20,000 texts .5, .7 and .8 of what is asked lose 3, 4 and 4 of 3,665
# reprints, and the time goes down with the pairs that are measured.
_GUESS_OF_LEAST = 0.7
_NO_KEY = np.uint64(1 << 32)
_ROWS_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class SharedWording:
    """Two of the texts, by their places, and the share of the runs of words of each that stand in the other."""

    a: int
    b: int
    of_a: float
    of_b: float


def find_reprints(sketches: Sketches, least: float = REPRINT_FROM) -> list[SharedWording]:
    """The pairs of texts of which one has at least that share of its wording from the other, ordered by place.

    Each pair is seen on the texts' own runs. Of many copies of one text each is paired with some, not with all: cost
    grows with the number of texts, not of pairs. Which of two was first is not told here.
    """
    keys = _smallest(sketches)
    met = _meeting(keys)
    likely = met[_guess_share(keys, met) >= _GUESS_OF_LEAST * least]
    measured = (_measure(sketches, int(a), int(b)) for a, b in likely)
    return [pair for pair in measured if max(pair.of_a, pair.of_b) >= least]


def _measure(sketches: Sketches, a: int, b: int) -> SharedWording:
    first, second = sketches.of(a), sketches.of(b)
    shared = shared_count(first, second)
    return SharedWording(a, b, shared / len(first), shared / len(second))


def _smallest(sketches: Sketches) -> Keys:
    """The keys of each text, a row a text, smallest first; what a short text lacks is filled with `_NO_KEY`."""
    places = sketches.starts[:-1, None] + np.arange(KEYS)
    held = places < sketches.starts[1:, None]
    padded = np.append(sketches.hashes, np.uint32(0))
    return np.where(held, padded[np.where(held, places, -1)].astype(np.uint64), _NO_KEY)


def _meeting(keys: Keys) -> Pairs:
    """Pairs of texts that share enough keys, as rows of two places, the lower first, ordered."""
    text, rank = np.nonzero(keys < _NO_KEY)
    packed = np.sort(keys[text, rank] << np.uint64(32) | text.astype(np.uint64))
    key, holder = packed >> np.uint64(32), packed & np.uint64(0xFFFFFFFF)
    met = [
        (holder[:-step] << np.uint64(32) | holder[step:])[key[:-step] == key[step:]]
        for step in range(1, min(_NEXT, len(key) - 1) + 1)
    ]
    pairs = np.sort(np.concatenate([np.zeros(0, np.uint64), *met]))
    firsts = np.flatnonzero(np.diff(pairs, prepend=np.uint64(0xFFFFFFFFFFFFFFFF)))
    shared = np.diff(firsts, append=len(pairs))
    found = np.column_stack([pairs[firsts] >> np.uint64(32), pairs[firsts] & np.uint64(0xFFFFFFFF)]).astype(np.int64)
    is_short = (keys[:, _FEW_RUNS - 1] == _NO_KEY)[found].any(axis=1)
    return np.asarray(found[is_short | (shared >= _KEYS_SHARED)])


def _guess_share(keys: Keys, pairs: Pairs) -> NDArray[np.float64]:
    """For each pair, of the keys up to where both texts' keys reach, the share of the text with fewer of them that the
    other has too: what containment is on a sample."""
    guesses = [np.zeros(0)]
    for start in range(0, len(pairs), _ROWS_AT_ONCE):
        a, b = (keys[pairs[start : start + _ROWS_AT_ONCE, side]] for side in (0, 1))
        # A text with fewer keys than asked for has all its runs among them, so it reaches as far as the other.
        reach = np.minimum(a[:, -1], b[:, -1])[:, None]
        shared = ((a[:, :, None] == b[:, None, :]) & (a < _NO_KEY)[:, :, None]).sum(axis=(1, 2))
        fewer = np.minimum(((a <= reach) & (a < _NO_KEY)).sum(axis=1), ((b <= reach) & (b < _NO_KEY)).sum(axis=1))
        guesses.append(shared / np.maximum(fewer, 1))
    return np.concatenate(guesses)
