"""The tables of stories, kept up to date from events by the rules of `store/replay.py`, inside one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from headwater.store.database import Row, Transaction, marks, one_value
from headwater.store.replay import PLACING
from headwater.vocabulary.archive import StoryChange, StoryEvent
from headwater.vocabulary.span import ReportId
from headwater.vocabulary.story import StoryId

One = TypeVar("One")
# PostgreSQL takes 65,535 values a statement, SQLite 32,766.
MOST_VALUES = 1_000

_OPEN = (
    "INSERT INTO stories (number, id, title, thread, merged_into, changed, reports, first_at, newest_at, origins)"
    " VALUES (?, ?, '', ?, NULL, 0, 0, NULL, NULL, 0)"
)
_PLACE = (
    "INSERT INTO memberships (report, story, is_current, at) SELECT number, ?, is_current, at FROM reports"
    " WHERE number = ? ON CONFLICT (report) DO UPDATE SET story = excluded.story"
)
_SUM_UP = (
    "UPDATE stories SET changed = ?, origins = 0,"
    " reports = (SELECT count(*) FROM memberships m WHERE m.story = stories.number AND m.is_current = 1),"
    " first_at = (SELECT min(m.at) FROM memberships m WHERE m.story = stories.number AND m.is_current = 1),"
    " newest_at = (SELECT max(m.at) FROM memberships m WHERE m.story = stories.number AND m.is_current = 1)"
    " WHERE number = ?"
)
_NAME = (
    "UPDATE stories SET title = coalesce((SELECT coalesce(r.headline, r.outlet, r.agency, r.address)"
    " FROM memberships m JOIN reports r ON r.number = m.report WHERE m.story = stories.number"
    " ORDER BY m.report LIMIT 1), '') WHERE number = ? AND title = ''"
)


class Board:
    """The stories that some events name, and what the events do to them; `finish` writes what is still in hand."""

    def __init__(self, archive: Transaction, events: Sequence[StoryEvent], fresh: dict[ReportId, int]) -> None:
        """`fresh` are the numbers of the reports that are filed now; all others must be held."""
        self._archive = archive
        self._next = int(one_value(archive, "SELECT coalesce(max(number), 0) FROM stories")) + 1
        self._numbers: dict[StoryId, int] = {}
        self._merged: dict[int, int] = {}
        self._unwritten: list[Row] = []
        self._touched: dict[int, int] = {}
        self.reports: dict[ReportId, int] = dict(fresh)
        # Where each report that the events name stands now: the number of its story, null for nowhere.
        self._story_of: dict[int, int | None] = dict.fromkeys(fresh.values())
        self._moved: set[int] = set()
        self._load_stories({one for event in events for one in (event.story, event.other) if one is not None})
        self._load_reports({report for event in events for report in event.reports} - fresh.keys())

    def apply(self, event: StoryEvent, number: int) -> None:
        """Take one event, which has this number in the log; its reports must be among those known."""
        story = self._standing(event.story)
        if event.change in PLACING:
            self._touched[story] = number
            for report in event.reports:
                self._move(self.reports[report], story, number)
        elif event.change is StoryChange.LEFT:
            for report in event.reports:
                if self._story_of[self.reports[report]] == story:
                    self._move(self.reports[report], None, number)
        elif event.other is not None and event.change is StoryChange.MERGED:
            self._merge(story, self._standing(event.other), number)
        elif event.other is not None and event.change is StoryChange.THREADED:
            self._thread(story, self._standing(event.other))

    def nowhere(self) -> list[ReportId]:
        """The reports that no event has given a story, or that were taken out of one and joined none."""
        return [report for report, number in self.reports.items() if self._story_of[number] is None]

    def finish(self) -> None:
        """Write memberships and the sums of each story touched; the briefs of these tell what was, and go."""
        self._write_stories()
        self._archive.run(_PLACE, [(self._story_of[report], report) for report in sorted(self._moved)])
        touched = sorted(self._touched.items())
        self._archive.run(_SUM_UP, [(number, story) for story, number in touched])
        self._archive.run(_NAME, [(story,) for story, _ in touched])
        self._archive.run("DELETE FROM briefs WHERE story = ?", [(story,) for story, _ in touched])

    def _move(self, report: int, story: int | None, number: int) -> None:
        before = self._story_of[report]
        if before is not None:
            self._touched[before] = number
        self._story_of[report] = story
        self._moved.add(report)

    def _merge(self, story: int, other: int, number: int) -> None:
        if story == other:
            return
        self._write_stories()
        self._touched[story] = self._touched[other] = number
        self._archive.rows("UPDATE memberships SET story = ? WHERE story = ?", (other, story))
        self._archive.rows(
            "UPDATE stories SET merged_into = ? WHERE merged_into = ? OR number = ?", (other, story, story)
        )
        self._story_of.update((report, other) for report, place in self._story_of.items() if place == story)
        self._merged.update((gone, other) for gone, place in self._merged.items() if place == story)
        self._merged[story] = other
        self._thread(story, other)

    def _thread(self, story: int, other: int) -> None:
        self._write_stories()
        threads = self._archive.rows("SELECT thread FROM stories WHERE number IN (?, ?)", (story, other))
        both = (threads[0][0], threads[-1][0])
        first = one_value(
            self._archive, "SELECT min(number) FROM stories WHERE thread IN (?, ?) AND merged_into IS NULL", both
        )
        self._archive.rows("UPDATE stories SET thread = ? WHERE thread IN (?, ?)", (first, *both))

    def _standing(self, story: StoryId) -> int:
        """The number of a story that is not merged away: its own or that of where its reports went."""
        if story not in self._numbers:
            self._numbers[story] = self._next
            self._unwritten.append((self._next, story, self._next))
            self._next += 1
        number = self._numbers[story]
        return self._merged.get(number, number)

    def _write_stories(self) -> None:
        self._archive.run(_OPEN, self._unwritten)
        self._unwritten = []

    def _load_stories(self, named: set[StoryId]) -> None:
        for ids in chunks(named):
            sql = f"SELECT id, number, merged_into FROM stories WHERE id IN ({marks(len(ids))})"
            for story, number, merged_into in self._archive.rows(sql, ids):
                self._numbers[story] = number
                if merged_into is not None:
                    self._merged[number] = merged_into

    def _load_reports(self, named: set[ReportId]) -> None:
        for ids in chunks(named):
            sql = (
                "SELECT r.id, r.number, m.story FROM reports r JOIN memberships m ON m.report = r.number"
                f" WHERE r.id IN ({marks(len(ids))})"
            )
            for report, number, story in self._archive.rows(sql, ids):
                self.reports[report] = number
                self._story_of[number] = story


def chunks(many: Iterable[One]) -> Iterator[tuple[One, ...]]:
    """Many values in parts that a statement can take."""
    rest = iter(many)
    while part := tuple(islice(rest, MOST_VALUES)):
        yield part
