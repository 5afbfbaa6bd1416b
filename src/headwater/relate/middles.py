"""Middles of stories: what the reports of a story hold on average, in the places of one report."""

from __future__ import annotations

import numpy as np

from headwater.relate.profiles import KIND_SHIFT, OF_PLACE, ROOM, STARTS, TERMS, Bytes, Measures, Terms


def quantised(weights: Measures) -> Bytes:
    """Weights from 0 to 1 as bytes."""
    return np.rint(weights * 255).astype(np.uint8)


def merged_row(
    terms: Terms, weights: Bytes, other_terms: Terms, other_weights: Bytes, share: float
) -> tuple[Terms, Bytes]:
    """The middle of two rows, of which the second counts for that share: of each kind the heaviest terms of both."""
    both = np.concatenate([terms, other_terms])
    loads = np.concatenate([weights * np.float32(1 - share), other_weights * np.float32(share)])
    order = np.argsort(both, kind="stable")
    both, loads = both[order], loads[order]
    first = np.flatnonzero(np.concatenate([[True], both[1:] != both[:-1]]))
    both, loads = both[first], np.add.reduceat(loads, first)
    held = loads > 0
    both, loads = both[held], loads[held]
    kinds = (both >> KIND_SHIFT).astype(np.int64)
    order = np.lexsort((both, -loads, kinds))
    both, loads, kinds = both[order], loads[order], kinds[order]
    rank = np.arange(len(both)) - np.searchsorted(kinds, kinds)
    kept = rank < _ROOM.take(kinds)
    both, loads, kinds, rank = both[kept], loads[kept], kinds[kept], rank[kept]
    row, heavy = np.zeros(TERMS, np.uint32), np.zeros(TERMS, np.float32)
    places = STARTS.take(kinds) + rank
    row[places], heavy[places] = both, loads
    norms = np.sqrt(np.add.reduceat(heavy * heavy, STARTS))
    return row, quantised((heavy / np.where(norms > 0, norms, 1)[OF_PLACE]).astype(np.float32))


_ROOM = np.array(ROOM)
