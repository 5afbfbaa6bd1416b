"""Stories that left the active window: eight marks of each, enough to ask whoever keeps the archive for it again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from headwater.relate.postings import Postings
from headwater.relate.profiles import STARTS, Kind, Profile, Terms

# The heaviest words, the first pairs of the headline and the first full names: what another report of it has, too.
_MARKED = np.concatenate(
    [STARTS[Kind.WORDS] + np.arange(4), STARTS[Kind.BIGRAMS] + np.arange(2), STARTS[Kind.FULL_NAMES] + np.arange(2)]
)
MARKS = len(_MARKED)
_LEAST_SHARED, _MOST_ASKED = 3, 3


class Left:
    """The ids of the stories that left, and their marks."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.marks = np.zeros((64, MARKS), np.uint32)
        self._postings = Postings()
        self._room = 1024

    @classmethod
    def of(cls, ids: Sequence[str], marks: Terms) -> Left:
        """Stories that left earlier, in order."""
        left = cls()
        left.ids = list(ids)
        left.marks = np.zeros((max(64, len(marks)), MARKS), np.uint32)
        left.marks[: len(marks)] = marks
        left._room = max(1024, 2 * len(ids))
        left._fill()
        return left

    def add(self, ids: Sequence[str], terms: Terms) -> None:
        """Stories that leave now, with the rows of terms of their middles."""
        count = len(self.ids)
        while count + len(ids) > len(self.marks):
            self.marks = np.concatenate([self.marks, np.zeros_like(self.marks)])
        self.marks[count : count + len(ids)] = terms[:, _MARKED]
        self.ids += ids
        if len(self.ids) > self._room:
            self._room *= 2
            self._fill()
        else:
            self._postings.hold_many(self.marks[count : len(self.ids)], np.arange(count, len(self.ids), dtype=np.int32))

    def like(self, profile: Profile) -> list[str]:
        """The ids of the stories that share enough marks with a report, at most a few, the most alike first."""
        if not self.ids:
            return []
        terms = profile.terms[profile.terms > 0]
        holders: NDArray[np.int32] = self._postings.holders[self._postings.buckets(terms)]
        met = Counter(holders[holders >= 0].tolist())
        likely = [place for place, count in met.most_common(_MOST_ASKED * 4) if count >= _LEAST_SHARED]
        shared = [(-int(np.isin(self.marks[place], terms).sum()), place) for place in likely]
        return [self.ids[place] for count, place in sorted(shared) if -count >= _LEAST_SHARED][:_MOST_ASKED]

    def _fill(self) -> None:
        self._postings = Postings(self._room * 2)
        self._postings.hold_many(self.marks[: len(self.ids)], np.arange(len(self.ids), dtype=np.int32))
