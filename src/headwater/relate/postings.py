"""Postings: which stories hold a term, the newest first, a fixed number of them a term.

A table of buckets, each a ring of the newest holders of the terms that fall into it: a term of all stories costs as
much as a rare one, looking up two dozen terms is one step of numpy, and the whole is one array to keep and to open.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from headwater.relate.profiles import Terms

Numbers = NDArray[np.int32]

# Of a term in very many stories only so many of the newest are met: what is that common tells no story from another.
NEWEST = 16
_FEWEST_BUCKETS = 1 << 12
_SPREAD = np.uint32(0x9E3779B1)


class Postings:
    """The newest holders of each term; a holder is a number of 32 bits, -1 is nobody."""

    def __init__(self, room_for: int = 0) -> None:
        bits = max(_FEWEST_BUCKETS, room_for).bit_length()
        self._shift = np.uint32(32 - bits)
        self.holders = np.full((1 << bits, NEWEST), -1, np.int32)
        self.counts = np.zeros(1 << bits, np.uint32)

    def buckets(self, terms: Terms) -> NDArray[np.int64]:
        """Where each term falls."""
        return ((terms * _SPREAD) >> self._shift).astype(np.int64)

    def hold(self, buckets: NDArray[np.int64], holder: int) -> None:
        """Note a holder of terms, where it is not noted yet."""
        fresh = ~(self.holders[buckets] == holder).any(axis=1)
        at = buckets[fresh]
        self.holders[at, self.counts[at] % NEWEST] = holder
        self.counts[at] += np.uint32(1)

    def hold_many(self, terms: Terms, holders: Numbers) -> None:
        """Note many holders at once, the oldest first, a row of terms each."""
        buckets = self.buckets(terms.ravel())
        who = np.repeat(holders, terms.shape[1])
        used = terms.ravel() > 0
        buckets, who = buckets[used], who[used]
        order = np.argsort(buckets, kind="stable")
        buckets, who = buckets[order], who[order]
        fresh = (
            np.concatenate([[True], (buckets[1:] != buckets[:-1]) | (who[1:] != who[:-1])]) if len(who) else used[:0]
        )
        buckets, who = buckets[fresh], who[fresh]
        rank = self.counts[buckets] + (np.arange(len(buckets)) - np.searchsorted(buckets, buckets)).astype(np.uint32)
        self.holders[buckets, rank % NEWEST] = who
        np.add.at(self.counts, buckets, np.uint32(1))
