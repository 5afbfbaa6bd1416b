"""An index of the wording of texts that come one by one: which of those seen before may share a new one's words.

The smallest hashes of each text are kept as numbers in sorted arrays, older ones in longer arrays (a log-structured
merge: O'Neil et al. 1996): a text is added and looked for at a cost that grows with the logarithm of what is held. The
arrays never change once made, so they can lie on disk and be mapped into memory (`store/run_files.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from headwater.text.sketches import Hashes

Segment = NDArray[np.uint64]
"""A key in the upper 32 bits and the place of a text that has it in the lower, sorted."""

# A text's keys. Of a text that stands whole in one four times as long a quarter of its keys are met, six of 24.
KEYS = 24
_TEXTS_IN_TAIL = 2_048
# Under one key the oldest text and so many of the newest of each array are looked at: of 5,000 copies of one text that
# is enough to find it, and the cost of a standing phrase of all texts stays bounded.
_NEWEST = 8
MOST_FOUND = 64


class Met(NamedTuple):
    """A text seen before, by its place, and how many keys it shares with the one asked for."""

    place: int
    shared: int


class RunIndex:
    """The keys of all texts added, in the order they came: the first has place 0."""

    def __init__(self, segments: Iterable[Segment] = (), count: int = 0) -> None:
        self._segments: list[Segment] = list(segments)
        self._tail: dict[int, list[int]] = {}
        self._tail_texts = 0
        self._count = count

    def __len__(self) -> int:
        return self._count

    def add(self, runs: Hashes) -> int:
        """Keep a text's keys (its runs of words as `sketch_texts` gives them); its place."""
        place = self._count
        for key in runs[:KEYS].tolist():
            self._tail.setdefault(key, []).append(place)
        self._count += 1
        self._tail_texts += 1
        if self._tail_texts == _TEXTS_IN_TAIL:
            self._segments = _merged([*self._segments, self._packed_tail()])
            self._tail, self._tail_texts = {}, 0
        return place

    def meet(self, runs: Hashes, least: int = 1, most: int = MOST_FOUND) -> list[Met]:
        """The texts that share at least so many keys with a text, the most alike first, at most so many."""
        keys = runs[:KEYS]
        found = [place for key in keys.tolist() for place in _ends_of(self._tail.get(key, ()))]
        places = np.concatenate([np.array(found, np.uint64), *(_places(segment, keys) for segment in self._segments)])
        met, shared = np.unique(places.astype(np.int64), return_counts=True)
        order = np.lexsort((met, -shared))[:most]
        return [Met(int(met[i]), int(shared[i])) for i in order if shared[i] >= least]

    def segments(self) -> tuple[Segment, ...]:
        """All that is held, as arrays that `RunIndex(segments, count)` takes again."""
        return (*self._segments, *([self._packed_tail()] if self._tail_texts else []))

    def _packed_tail(self) -> Segment:
        keys = np.repeat(
            np.fromiter(self._tail, np.uint64, len(self._tail)), [len(places) for places in self._tail.values()]
        )
        places = np.fromiter((place for places in self._tail.values() for place in places), np.uint64, len(keys))
        return np.sort(keys << np.uint64(32) | places)


def _ends_of(places: Sequence[int]) -> Sequence[int]:
    return places if len(places) <= _NEWEST + 1 else [places[0], *places[-_NEWEST:]]


def _places(segment: Segment, keys: Hashes) -> Segment:
    """The places in a segment under each of the keys: the oldest of each key and the newest."""
    wanted = keys.astype(np.uint64) << np.uint64(32)
    low = np.searchsorted(segment, wanted)
    high = np.searchsorted(segment, wanted | np.uint64(0xFFFFFFFF), side="right")
    held = [
        at
        for first, last in zip(low.tolist(), high.tolist(), strict=True)
        if first < last
        for at in _ends_of(range(first, last))
    ]
    return segment[held] & np.uint64(0xFFFFFFFF)


def _merged(segments: list[Segment]) -> list[Segment]:
    """The segments with the last two made one as long as the last is not much shorter than the one before it, so that
    there are never more of them than the logarithm of what they hold."""
    while len(segments) > 1 and 2 * len(segments[-1]) > len(segments[-2]):
        *segments, older, newer = segments
        # Two sorted runs: a stable sort merges them in one pass.
        segments.append(np.sort(np.concatenate([older, newer]), kind="stable"))
    return segments
