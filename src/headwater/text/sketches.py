"""Sketches: the wording of many texts as numbers, so that tens of thousands are laid side by side at once.

Every run of five words is one hash, made from the letters of a whole batch with a dozen passes of numpy and without
making a string; the smallest hashes of a text stand for it when its like are looked for (bottom-k sketches: Broder
1997, "On the resemblance and containment of documents"; Thorup 2013). Of two texts that share much, the one may be a
small part of the other: bottom-k keys still meet then, where bands of min-hash values, which fall with a power of the
resemblance, do not (decisions/0015).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from headwater.text.tokens import fold

Hashes = NDArray[np.uint32]
_Long = NDArray[np.uint64]

RUN = 5
# What copies a text copies its beginning; a text of more bytes than this is sketched by so many of them.
MOST_BYTES = 2_000_000
_BATCH_BYTES = 200_000
# Odd, so that they have an inverse modulo 2^64; otherwise any.
_BASE, _STEP = 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93


@dataclass(frozen=True, slots=True)
class Sketches:
    """The runs of words of several texts: `hashes` holds those of all, each text's once and in order of size; text
    `i` has `hashes[starts[i] : starts[i + 1]]`."""

    hashes: Hashes
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def of(self, place: int) -> Hashes:
        """The hashes of one text, smallest first."""
        return self.hashes[self.starts[place] : self.starts[place + 1]]

    def counts(self) -> NDArray[np.int64]:
        """How many different runs each text has."""
        return np.diff(self.starts)


def sketch_texts(texts: Sequence[str]) -> Sketches:
    """The runs of five words of each text as hashes of 32 bits; a text of fewer than five words has none.

    Letters count as `fold` leaves them; whatever is neither letter nor digit parts words, apostrophes too. Two runs
    have one hash by chance once in four thousand million. Memory is four bytes a word and that of one batch.
    """
    hashes, counts = [np.zeros(0, np.uint32)], [np.zeros(0, np.int64)]
    for batch in _batches(texts):
        packed = np.sort(_pack(batch))
        # Not np.unique: it hashes, and takes twenty times as long.
        packed = packed[np.diff(packed, prepend=packed[:1] - np.uint64(1)) != 0]
        hashes.append((packed & np.uint64(0xFFFFFFFF)).astype(np.uint32))
        counts.append(np.bincount((packed >> np.uint64(32)).astype(np.int64), minlength=len(batch)))
    return Sketches(np.concatenate(hashes), np.concatenate([[0], np.cumsum(np.concatenate(counts))]))


def _batches(texts: Sequence[str]) -> Iterator[list[bytes]]:
    """The folded texts as bytes, some hundred thousand bytes at a time: what fits a processor's cache."""
    batch, size = [], 0
    for text in texts:
        batch.append(fold(text[:MOST_BYTES]).encode("utf-8", "replace")[:MOST_BYTES])
        size += len(batch[-1])
        if size >= _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _pack(batch: Sequence[bytes]) -> _Long:
    """Every run of words in a batch: the place of its text in the upper 32 bits, its hash in the lower."""
    letters = np.frombuffer(b" ".join([*batch, b""]), np.uint8)
    starts, words = _hash_words(letters)
    if len(words) < RUN:
        return np.zeros(0, np.uint64)
    runs = words[: 1 - RUN].copy()
    for step in range(1, RUN):
        runs *= np.uint64(_STEP)
        runs += words[step : len(words) + 1 - RUN + step]
    ends = np.cumsum([len(text) + 1 for text in batch])
    text = np.searchsorted(ends, starts, side="right").astype(np.uint64)
    whole = text[: 1 - RUN] == text[RUN - 1 :]
    return np.asarray((text[: 1 - RUN][whole] << np.uint64(32)) | (_mixed(runs[whole]) >> np.uint64(32)))


def _hash_words(letters: NDArray[np.uint8]) -> tuple[NDArray[np.int64], _Long]:
    """Where each word starts, and its hash: a polynomial of its bytes modulo 2^64, as the difference of two sums of
    bytes times powers, moved to the word's start by the inverse power (Karp & Rabin 1987)."""
    inside = _letter_bytes()[letters]
    _part_at_punctuation(letters, inside)
    edges = np.flatnonzero(np.diff(inside, prepend=False, append=False))
    starts, ends = edges[::2], edges[1::2]
    sums = np.zeros(len(letters) + 1, np.uint64)
    np.cumsum(letters * _powers(_BASE, len(letters)), out=sums[1:])
    return starts, _mixed((sums[ends] - sums[starts]) * _powers(pow(_BASE, -1, 2**64), len(letters))[starts])


def _part_at_punctuation(letters: NDArray[np.uint8], inside: NDArray[np.bool_]) -> None:
    """Take the signs of two and three bytes that are no letters out of the words: '§', '—', '…', '。'."""
    for lead, least, most, length in ((0xC2, 0x80, 0xBF, 2), (0xE2, 0x80, 0x81, 3), (0xE3, 0x80, 0x80, 3)):
        at = np.flatnonzero(letters[:-1] == lead)
        at = at[(letters[at + 1] >= least) & (letters[at + 1] <= most)]
        for step in range(length):
            inside[at + step] = False


@cache
def _letter_bytes() -> NDArray[np.bool_]:
    """Which bytes are part of a word; those of a letter outside ASCII all are."""
    return np.array([byte >= 0x80 or chr(byte).isalnum() for byte in range(256)])


@cache
def _powers_up_to(base: int, count: int) -> _Long:
    powers = np.full(count, base, dtype=np.uint64)
    powers[0] = 1
    return np.multiply.accumulate(powers)


def _powers(base: int, count: int) -> _Long:
    """base^0, base^1, ... modulo 2^64; kept in the few sizes that double."""
    return _powers_up_to(base, 1 << max(count, 1).bit_length())[:count]


def _mixed(numbers: _Long) -> _Long:
    """The numbers with every bit spread over all (the finaliser of splitmix64: Steele, Lea & Flood 2014)."""
    numbers = numbers ^ (numbers >> np.uint64(30))
    numbers *= np.uint64(0xBF58476D1CE4E5B9)
    numbers ^= numbers >> np.uint64(27)
    numbers *= np.uint64(0x94D049BB133111EB)
    numbers ^= numbers >> np.uint64(31)
    return numbers
