"""The log of stories read again: from the events alone, which report is in which story."""

from __future__ import annotations

from collections.abc import Iterable

from headwater.vocabulary.archive import StoryChange, StoryEvent
from headwater.vocabulary.span import ReportId
from headwater.vocabulary.story import StoryId


def replay(events: Iterable[StoryEvent]) -> dict[ReportId, StoryId]:
    """The story of each report after all events, in the order they happened."""
    story_of: dict[ReportId, StoryId] = {}
    members: dict[StoryId, set[ReportId]] = {}

    def put(report: ReportId, story: StoryId) -> None:
        members.get(story_of.get(report, story), set()).discard(report)
        story_of[report] = story
        members.setdefault(story, set()).add(report)

    for event in events:
        match event.change:
            case StoryChange.OPENED | StoryChange.JOINED | StoryChange.SPLIT:
                for report in event.reports:
                    put(report, event.story)
            case StoryChange.CORRECTED:
                old, new = event.reports
                members.get(event.story, set()).discard(old)
                story_of.pop(old, None)
                put(new, event.story)
            case StoryChange.MERGED if event.other is not None:
                for report in members.pop(event.story, set()):
                    put(report, event.other)
            case _:
                pass
    return story_of
