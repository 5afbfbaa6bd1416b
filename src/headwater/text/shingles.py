"""Shingles: runs of words by which two texts are seen to share their wording."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Shingles = NDArray[np.uint64]
"""A number for each different run of words, in order of size."""

_STEP = np.uint64(0xD6E8FEB86659FD93)


def shingles_of(words: Sequence[str], length: int) -> Shingles:
    """Every run of that many words; a text shorter than one run has none."""
    runs = len(words) - length + 1
    if runs <= 0:
        return np.zeros(0, np.uint64)
    numbers = np.fromiter(map(number_of, words), np.uint64, len(words))
    joined = numbers[:runs].copy()
    for step in range(1, length):
        joined *= _STEP
        joined += numbers[step : step + runs]
    joined.sort()
    return np.asarray(joined[np.diff(joined, prepend=joined[0] - np.uint64(1)) != 0])


def containment(part: Shingles, whole: Shingles) -> float:
    """The share of one text's runs that stand in the other; 0 where it has none."""
    return shared_count(part, whole) / len(part) if len(part) else 0.0


def shared_count(first: NDArray[np.unsignedinteger], second: NDArray[np.unsignedinteger]) -> int:
    """How many numbers two texts share, each text's once."""
    both = np.sort(np.concatenate([first, second]), kind="stable")
    return int(np.count_nonzero(both[1:] == both[:-1]))


@lru_cache(maxsize=1 << 17)
def number_of(word: str) -> int:
    """A word as a number of 64 bits, the same in every process."""
    return int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "little")
