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
from headwater.relate.postings import NEWEST, Numbers, Postings
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
        self._tally = np.zeros(0)
        self._seen_at = np.zeros(0, np.int32)

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
        terms = profile.terms.take(_LEAD_AT)
        used = terms.nonzero()[0]
        buckets = self.leads.buckets(terms.take(used))
        holders = self.leads.holders.take(buckets, axis=0).ravel()
        votes = profile.rarity.take(_LEAD_AT).take(used) / np.log2(2 + self.leads.counts.take(buckets))
        met = (holders >= 0).nonzero()[0]
        alike = self._alike(profile)
        numbers, total = self._tallied(
            np.concatenate([holders.take(met), alike]),
            np.concatenate([votes.take(met // NEWEST), np.ones(len(alike))]),
            len(active.middle),
        )
        is_open = active.middle.take(numbers) >= 0
        numbers, total = numbers[is_open], total[is_open]
        days = np.abs(active.newest.take(numbers) - profile.at)
        days[days != days] = _DAYS_UNKNOWN
        total /= 1 + days / _HALVED_AFTER
        return numbers[np.argsort(-total, kind="stable")[:MOST_SCORED]]

    def _tallied(
        self, numbers: Numbers, votes: NDArray[np.float64], room: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Each number once, in order, and the sum of its votes. The tally is kept for the next time, all noughts."""
        if len(self._tally) < room:
            self._tally, self._seen_at = np.zeros(room), np.zeros(room, np.int32)
        np.add.at(self._tally, numbers, votes)
        at = np.arange(len(numbers), dtype=np.int32)
        self._seen_at[numbers] = at
        once = numbers[self._seen_at.take(numbers) == at].astype(np.int64)
        once.sort()
        total = self._tally.take(once)
        self._tally[once] = 0
        return once, total

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
        first = keys[:_FAMILY_KEYS]
        holders = self.wordings.holders.take(self.wordings.buckets(first), axis=0).ravel()
        met = Counter(holders[holders >= 0].tolist())
        if not met or max(met.values()) * 3 < len(first):
            return []
        likely = [row for row, shared in met.most_common(_FAMILIES_MEASURED) if shared * 3 >= len(first)]
        mine = set(keys.tolist())
        rows = active.rows
        found = [(resemblance(mine, set(rows.keys[row].tolist())), row) for row in likely if rows.owner[row] >= 0]
        return sorted(found, key=lambda one: (-one[0], one[1]))


def resemblance(keys: set[int], other: set[int]) -> float:
    """What share of the wording of two texts is in both, by their sketches (bottom-k: Broder 1997)."""
    smallest = set(sorted((keys | other) - {int(NO_KEY)})[:SKETCH])
    return len(smallest & keys & other) / len(smallest) if smallest else 0.0
