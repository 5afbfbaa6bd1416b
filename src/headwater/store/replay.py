"""The log of stories, replayed: what the events say about who belongs where, from nothing.

These are the rules by which the tables of an archive are kept; `store/board.py` does the same in SQL, and a test holds
the two beside each other. A story that was merged away stands for the one it went to: of two writers, one may place a
report in a story that the other has merged meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable

from headwater.vocabulary.archive import StoryChange, StoryEvent
from headwater.vocabulary.span import ReportId
from headwater.vocabulary.story import StoryId

PLACING = frozenset(
    {StoryChange.OPENED, StoryChange.JOINED, StoryChange.CORRECTED, StoryChange.SPLIT, StoryChange.REVIVED}
)
"""The changes whose reports belong to the story from then on, wherever they were."""


class Memberships:
    """Which report belongs to which story, which story went to which, and which is the first of its affair."""

    def __init__(self, events: Iterable[StoryEvent] = ()) -> None:
        self.story_of: dict[ReportId, StoryId] = {}
        self.merged_into: dict[StoryId, StoryId] = {}
        self.thread_of: dict[StoryId, StoryId] = {}
        """In the order in which stories were first named."""
        for event in events:
            self.apply(event)

    def apply(self, event: StoryEvent) -> None:
        """Take one event of the log."""
        story = self._standing(event.story)
        if event.change in PLACING:
            self.story_of.update((report, story) for report in event.reports)
        elif event.change is StoryChange.LEFT:
            for report in event.reports:
                if self.story_of.get(report) == story:
                    del self.story_of[report]
        elif event.other is not None and event.change is StoryChange.MERGED:
            self._merge(story, self._standing(event.other))
        elif event.other is not None and event.change is StoryChange.THREADED:
            self._thread(story, self._standing(event.other))

    def _standing(self, story: StoryId) -> StoryId:
        """A story that is not merged away: itself, or where its reports went; one that is new is known from now on."""
        self.thread_of.setdefault(story, story)
        return self.merged_into.get(story, story)

    def _merge(self, story: StoryId, other: StoryId) -> None:
        if story == other:
            return
        self.story_of.update((report, other) for report, place in self.story_of.items() if place == story)
        self.merged_into.update((gone, other) for gone, place in self.merged_into.items() if place == story)
        self.merged_into[story] = other
        self._thread(story, other)

    def _thread(self, story: StoryId, other: StoryId) -> None:
        threads = {self.thread_of[story], self.thread_of[other]}
        affair = [one for one, thread in self.thread_of.items() if thread in threads]
        first = next(one for one in affair if one not in self.merged_into)
        self.thread_of.update((one, first) for one in affair)
