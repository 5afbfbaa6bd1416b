"""Channels: by which features stories are found that a report may belong to, each with a fixed budget.

Three of them: telling words, the pairs of words of the headline, full names and figures, each term leading to the
newest stories that hold it; and the binary sketch, which finds among the newest stories those of like meaning in other
words. A fourth finds the report of which one is a copy.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from headwater.relate.active import Active
from headwater.relate.measures import bits_set
from headwater.relate.postings import Postings
from headwater.relate.profiles import NO_KEY, SKETCH, STARTS, Kind, Profile

MOST_SCORED = 64
# A story whose newest report is a month away needs twice the common terms of one of the same day; where a day is not
# known it is taken to be five away. Of the right stories .993 and .968 are then among the 64 (politics, local crime),
# without it .977 and .968 (decisions/0022).
_HALVED_AFTER, _DAYS_UNKNOWN = 30.0, 5.0
# Of these kinds so many terms each lead to stories: the heaviest words, and all of the rarer kinds.
_LEADING = {
    Kind.WORDS: 24, Kind.BIGRAMS: 10, Kind.FULL_NAMES: 6, Kind.FIGURES: 10, Kind.HEADLINE: 12,
    Kind.NAMES: 8, Kind.PLACES: 4,
}  # fmt: skip
_LEAD_AT = np.concatenate([STARTS[kind] + np.arange(count) for kind, count in _LEADING.items()])
LEADS = len(_LEAD_AT)
_NEWEST_SKETCHED = 2_048
_ALIKE = 6
# Two sketches of 24 keys of texts of which one is a copy share nearly always one of the first eight.
_FAMILY_KEYS = 8
_FAMILIES_MEASURED = 6
_EXPECTED = 4_096
_ROWS_AT_ONCE = 20_000


class Channels:
    """Where the terms of the active stories lead, and whose wording is whose."""

    def __init__(self, rows: int = _EXPECTED) -> None:
        self.room = rows
        self.leads = Postings(rows * 4)
        self.wordings = Postings(rows)
        self.sketches = np.zeros(_NEWEST_SKETCHED, np.uint64)
        self.sketched = np.full(_NEWEST_SKETCHED, -1, np.int32)
        self.count = 0

    def hold(self, profile: Profile, number: int, row: int) -> None:
        """Let the terms of a report lead to its story, and its wording to its row."""
        terms = profile.terms[_LEAD_AT]
        self.leads.hold(self.leads.buckets(terms[terms > 0]), number)
        keys = profile.keys[:_FAMILY_KEYS]
        self.wordings.hold(self.wordings.buckets(keys[keys < NO_KEY]), row)
        at = self.count % _NEWEST_SKETCHED
        self.sketches[at], self.sketched[at] = profile.meaning, number
        self.count += 1

    def find(self, profile: Profile, active: Active) -> NDArray[np.int64]:
        """The numbers of the stories that may be the report's, the likeliest first, at most `MOST_SCORED`."""
        terms = profile.terms[_LEAD_AT]
        used = terms > 0
        buckets = self.leads.buckets(terms[used])
        holders = self.leads.holders[buckets]
        counts = self.leads.counts[buckets]
        votes = profile.rarity[_LEAD_AT][used] / np.log2(2 + counts)
        met = holders >= 0
        numbers = holders[met]
        loads = np.repeat(votes, holders.shape[1]).reshape(holders.shape)[met]
        alike = self._alike(profile)
        numbers = np.concatenate([numbers, alike])
        loads = np.concatenate([loads, np.full(len(alike), 1.0)])
        open_still = active.middle[numbers] >= 0
        numbers, loads = numbers[open_still], loads[open_still]
        if not len(numbers):
            return np.zeros(0, np.int64)
        order = np.argsort(numbers, kind="stable")
        numbers, loads = numbers[order], loads[order]
        first = np.flatnonzero(np.concatenate([[True], numbers[1:] != numbers[:-1]]))
        total = np.add.reduceat(loads, first)
        numbers = numbers[first]
        days = np.abs(active.newest[numbers] - profile.at)
        days[np.isnan(days)] = _DAYS_UNKNOWN
        total /= 1 + days / _HALVED_AFTER
        return numbers[np.argsort(-total, kind="stable")[:MOST_SCORED]].astype(np.int64)

    @classmethod
    def of(cls, active: Active, rows: int) -> Channels:
        """The channels of stories with room for so many rows, as if their kept reports had come again in the order in
        which the stories were touched."""
        made = cls(rows)
        numbers = np.flatnonzero(active.middle >= 0)
        numbers = numbers[np.argsort(active.touched[numbers], kind="stable")]
        members = active.members[numbers]
        valid = members >= 0
        kept, who = members[valid], np.repeat(numbers, valid.sum(axis=1)).astype(np.int32)
        stored = active.rows
        for start in range(0, len(kept), _ROWS_AT_ONCE):
            part, owners = kept[start : start + _ROWS_AT_ONCE], who[start : start + _ROWS_AT_ONCE]
            made.leads.hold_many(stored.terms[part][:, _LEAD_AT], owners)
            keys = stored.keys[part][:, :_FAMILY_KEYS]
            made.wordings.hold_many(np.where(keys == NO_KEY, 0, keys), part)
        newest = slice(max(0, len(kept) - _NEWEST_SKETCHED), len(kept))
        count = newest.stop - newest.start
        made.sketches[:count], made.sketched[:count] = stored.meaning[kept[newest]], who[newest]
        made.count = count
        return made

    def _alike(self, profile: Profile) -> NDArray[np.int32]:
        apart = bits_set(self.sketches ^ profile.meaning)
        nearest = np.argpartition(apart, _ALIKE)[:_ALIKE]
        return self.sketched[nearest[self.sketched[nearest] >= 0]]

    def wordings_like(self, profile: Profile, active: Active) -> list[tuple[float, int]]:
        """The rows of reports that share wording with a report, with what share of it they seem to; the most first."""
        keys = profile.keys[profile.keys < NO_KEY]
        holders = self.wordings.holders[self.wordings.buckets(keys[:_FAMILY_KEYS])].ravel()
        met = Counter(holders[holders >= 0].tolist())
        likely = [row for row, shared in met.most_common(_FAMILIES_MEASURED) if shared * 3 >= len(keys[:_FAMILY_KEYS])]
        if not likely:
            return []
        mine = set(keys.tolist())
        rows = active.rows
        found = [(resemblance(mine, set(rows.keys[row].tolist())), row) for row in likely if rows.owner[row] >= 0]
        return sorted(found, key=lambda one: (-one[0], one[1]))


def resemblance(keys: set[int], other: set[int]) -> float:
    """What share of the wording of two texts is in both, by their sketches (bottom-k: Broder 1997)."""
    smallest = set(sorted((keys | other) - {int(NO_KEY)})[:SKETCH])
    return len(smallest & keys & other) / len(smallest) if smallest else 0.0
