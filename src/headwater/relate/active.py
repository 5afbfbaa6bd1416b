"""The active stories: those a new report may join, as arrays, about a kilobyte each.

Every report that is the head of its family has a row (`profiles`) as long as it is one of the few members its story
keeps: the first and the newest. A story of more than one such report has a row for its middle besides. Copies have no
row. Rows and stories are numbered; what is given up is used again.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from headwater.relate.middles import merged_row, quantised
from headwater.relate.profiles import ROOM, SKETCH, TERMS, Kind, Profile, titled_of
from headwater.vocabulary.span import ReportId
from headwater.vocabulary.story import StoryId

# The first report of a story and its newest, which the next will be most like.
KEPT = 4
# From so many reports on a new one moves the middle as if there were only so many: it follows the story.
_MIDDLE_OF = 6
_NOBODY = -1
RARITY_UNITS = 16


class Rows:
    """Profiles kept as rows."""

    ARRAYS = ("terms", "weights", "rarity", "meaning", "keys", "at", "length", "owner")

    def __init__(self, room: int = 256) -> None:
        self.terms = np.zeros((room, TERMS), np.uint32)
        self.weights = np.zeros((room, TERMS), np.uint8)
        self.rarity = np.zeros((room, ROOM[Kind.WORDS]), np.uint8)
        self.meaning = np.zeros(room, np.uint64)
        self.keys = np.zeros((room, SKETCH), np.uint32)
        self.at = np.zeros(room, np.float64)
        self.length = np.zeros(room, np.int32)
        self.owner = np.full(room, _NOBODY, np.int32)
        self.reports: list[str] = []
        self.free: list[int] = []

    def take(self, report: str) -> int:
        """A row of one's own."""
        if self.free:
            row = self.free.pop()
            self.reports[row] = report
            return row
        row = len(self.reports)
        if row == len(self.at):
            for name in self.ARRAYS:
                setattr(self, name, _twice(getattr(self, name)))
        self.reports.append(report)
        return row

    def write(self, row: int, profile: Profile) -> None:
        """Put a profile into a row."""
        self.terms[row] = profile.terms
        self.weights[row] = quantised(profile.weights)
        self.rarity[row] = np.minimum(profile.rarity[: ROOM[Kind.WORDS]] * RARITY_UNITS, 255)
        self.meaning[row] = profile.meaning
        self.keys[row] = profile.keys
        self.at[row] = profile.at
        self.length[row] = profile.length

    def profile(self, row: int) -> Profile:
        """A row as the profile it was made from, but for rounding."""
        terms = self.terms[row]
        rarity = np.zeros(TERMS, np.float32)
        rarity[: ROOM[Kind.WORDS]] = self.rarity[row] / np.float32(RARITY_UNITS)
        weights = self.weights[row] / np.float32(255)
        return Profile(
            terms, weights, rarity, titled_of(terms, weights), self.meaning[row], self.keys[row], float(self.at[row]),
            int(self.length[row]),
        )  # fmt: skip

    def give_up(self, row: int) -> None:
        """Let a row be used again."""
        self.reports[row] = ""
        self.owner[row] = _NOBODY
        self.keys[row] = 0
        self.free.append(row)


class Active:
    """The stories, by number: the row of the middle, the rows of the members kept, and what is known of time."""

    ARRAYS = ("middle", "members", "heads", "reports", "newest", "oldest", "mean", "dated", "touched")

    def __init__(self, room: int = 256) -> None:
        self.rows = Rows(room)
        self.middle = np.full(room, _NOBODY, np.int32)
        self.members = np.full((room, KEPT), _NOBODY, np.int32)
        self.heads = np.zeros(room, np.int32)
        self.reports = np.zeros(room, np.int32)
        self.newest = np.full(room, math.nan)
        self.oldest = np.full(room, math.nan)
        self.mean = np.full(room, math.nan)
        self.dated = np.zeros(room, np.int32)
        self.touched = np.zeros(room, np.int64)
        self.ids: list[str] = []
        self.threads: list[str] = []
        self.by_id: dict[str, int] = {}
        self.free: list[int] = []

    def __len__(self) -> int:
        return len(self.by_id)

    def open(self, story: StoryId, thread: StoryId) -> int:
        """A story without reports; its number."""
        if self.free:
            number = self.free.pop()
            self.ids[number], self.threads[number] = story, thread
        else:
            number = len(self.ids)
            if number == len(self.middle):
                for name in self.ARRAYS:
                    setattr(self, name, _twice(getattr(self, name)))
            self.ids.append(story)
            self.threads.append(thread)
        self.by_id[story] = number
        self.middle[number] = _NOBODY
        self.members[number] = _NOBODY
        for counted in (self.heads, self.reports, self.dated, self.touched):
            counted[number] = 0
        for at in (self.newest, self.oldest, self.mean):
            at[number] = math.nan
        return number

    def close(self, number: int) -> None:
        """Give up a story and its rows."""
        for row in self.rows_of(number):
            self.rows.give_up(row)
        del self.by_id[self.ids[number]]
        self.ids[number] = self.threads[number] = ""
        self.middle[number] = _NOBODY
        self.members[number] = _NOBODY
        self.free.append(number)

    def rows_of(self, number: int) -> list[int]:
        """The rows of a story's members, and of its middle if it has one of its own."""
        kept = [int(row) for row in self.members[number] if row != _NOBODY]
        middle = int(self.middle[number])
        return kept if middle in kept or middle == _NOBODY else [*kept, middle]

    def kept(self, number: int) -> list[int]:
        """The rows of the members that a story keeps, the first report's first."""
        return [int(row) for row in self.members[number] if row != _NOBODY]

    def count_report(self, number: int, at: float, now: int) -> None:
        """Count one more report of a story, with its time."""
        self.reports[number] += 1
        self.touched[number] = now
        if at != at:
            return
        self.dated[number] += 1
        if self.dated[number] == 1:
            self.newest[number] = self.oldest[number] = self.mean[number] = at
            return
        self.newest[number] = max(self.newest[number], at)
        self.oldest[number] = min(self.oldest[number], at)
        self.mean[number] += (at - self.mean[number]) / self.dated[number]

    def drop_row(self, number: int, row: int) -> None:
        """Let a story of several kept reports no longer keep one of them. The middle stays where it was: one report in
        many moves it little, and the next will move it on."""
        kept = [one for one in self.kept(number) if one != row]
        if self.middle[number] == row:
            self.middle[number] = kept[0]
        self.members[number] = kept + [_NOBODY] * (KEPT - len(kept))
        self.heads[number] = max(len(kept), int(self.heads[number]) - 1)
        self.reports[number] -= 1
        self.rows.owner[row] = _NOBODY
        if len(kept) == 1 and self.middle[number] != kept[0]:
            self.rows.give_up(int(self.middle[number]))
            self.middle[number] = kept[0]

    def take_over(self, number: int, other: int) -> list[int]:
        """Let a story have all that another keeps and counts; the rows it keeps of them. The other is closed."""
        rows, moved = self.rows, self.kept(other)
        middle = int(self.middle[other])
        if middle not in moved:
            rows.give_up(middle)
        self.middle[other] = self.members[other] = _NOBODY
        for row in moved:
            self.add_row(number, row)
        self.heads[number] += max(0, int(self.heads[other]) - len(moved))
        dated = int(self.dated[number]) + int(self.dated[other])
        if dated:
            self.newest[number] = np.fmax(self.newest[number], self.newest[other])
            self.oldest[number] = np.fmin(self.oldest[number], self.oldest[other])
            sums = [self.mean[at] * self.dated[at] for at in (number, other) if self.dated[at]]
            self.mean[number] = sum(sums) / dated
        self.dated[number] = dated
        self.reports[number] += self.reports[other]
        self.close(other)
        kept = self.kept(number)
        return [row for row in moved if row in kept]

    def add_head(self, number: int, report: ReportId, profile: Profile) -> int:
        """Keep the row of a report that is no copy, and move the story's middle; the row."""
        rows = self.rows
        row = rows.take(report)
        rows.write(row, profile)
        return self.add_row(number, row)

    def add_row(self, number: int, row: int) -> int:
        """Keep a row as a member of a story, and move the story's middle."""
        rows = self.rows
        rows.owner[row] = number
        count = int(self.heads[number])
        self.heads[number] = count + 1
        if count == 0:
            self.middle[number] = self.members[number, 0] = row
            return row
        middle = int(self.middle[number])
        if count == 1:
            middle = rows.take("")
            first = int(self.middle[number])
            for name in Rows.ARRAYS:
                getattr(rows, name)[middle] = getattr(rows, name)[first]
            self.middle[number] = middle
        share = 1 / min(count + 1, _MIDDLE_OF)
        rows.terms[middle], rows.weights[middle] = merged_row(
            rows.terms[middle], rows.weights[middle], rows.terms[row], rows.weights[row], share
        )
        place = count if count < KEPT else 1 + (count - 1) % (KEPT - 1)
        held = int(self.members[number, place])
        if held != _NOBODY:
            rows.give_up(held)
        self.members[number, place] = row
        return row


def _twice(array: NDArray[np.generic]) -> NDArray[np.generic]:
    # What is not used yet belongs to nobody.
    blank = _NOBODY if array.dtype == np.int32 else 0
    grown = np.full((2 * len(array), *array.shape[1:]), blank, array.dtype)
    grown[: len(array)] = array
    return grown
