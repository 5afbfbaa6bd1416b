"""Placements: into which story a report was put, how surely, and what else that did to stories."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.vocabulary.archive import StoryEvent
from headwater.vocabulary.span import ReportId
from headwater.vocabulary.story import StoryId


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one report was put; `events` are all that came of it, in order, its own joining or opening among them.

    `story` is where it stands after the repairs it caused. `probability` says how surely it belongs there: calibrated,
    also where it opened a story (then: that it belongs to none of the others). `runner_up` is the story it would have
    joined otherwise, `margin` by how much less probable that was. `is_uncertain` where neither is sure. `copy_of` is
    the report of whose wording it is a copy: it inherited that one's story. `scored` stories were weighed against it.
    """

    report: ReportId
    story: StoryId
    thread: StoryId
    events: tuple[StoryEvent, ...]
    probability: float
    runner_up: StoryId | None
    margin: float
    is_uncertain: bool
    copy_of: ReportId | None
    scored: int
