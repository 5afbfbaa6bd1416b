"""Stories: the reports about one event."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NewType

from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.entity import Entity
from headwater.vocabulary.lineage import Lineage
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import ReportId, Span

StoryId = NewType("StoryId", str)


class Mentions:
    """Who and what is named where in a story, looked up by span without walking through every mention."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        placed: dict[ReportId, list[tuple[int, int, Entity]]] = {}
        for entity in entities:
            for span in entity.mentions:
                placed.setdefault(span.report, []).append((span.start, span.end, entity))
        self._placed = {report: sorted(each, key=lambda one: one[:2]) for report, each in placed.items()}
        self._starts = {report: [start for start, _, _ in each] for report, each in self._placed.items()}

    def inside(self, span: Span) -> list[tuple[Span, Entity]]:
        """The mentions that lie wholly inside a span, in order of the text."""
        placed = self._placed.get(span.report, [])
        starts = self._starts.get(span.report, [])
        inside = placed[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        return [(Span(span.report, start, end), entity) for start, end, entity in inside if end <= span.end]


@dataclass(frozen=True, slots=True)
class Story:
    """The reports about one event, the people and bodies in them, and who copied whom.

    `mentions` looks up who is named in a span; it is made from the entities.
    """

    id: StoryId
    reports: tuple[Report, ...]
    entities: tuple[Entity, ...]
    lineage: Lineage
    mentions: Mentions = field(init=False, repr=False, compare=False)
    _by_id: dict[ReportId, Report] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "mentions", Mentions(self.entities))
        object.__setattr__(self, "_by_id", {report.id: report for report in self.reports})

    def report(self, report_id: ReportId) -> Report:
        """The report with that id; KeyError if the story does not hold it."""
        return self._by_id[report_id]

    def words(self, span: Span) -> str:
        """The words a span of one of the story's reports points at."""
        return span.of(self.report(span.report).text)


@dataclass(frozen=True, slots=True)
class StoryOutline:
    """What is known of a story as a whole: its title, who is named in it and who copied whom, of which reports."""

    id: StoryId
    title: str
    reports: tuple[ReportId, ...]
    entities: tuple[Entity, ...]
    lineage: Lineage


class Stories(list[Story]):
    """The stories of one run, in order, and what was left out of it, each page with its reason."""

    def __init__(self, stories: Iterable[Story] = (), left_out: Iterable[LeftOut] = ()) -> None:
        super().__init__(stories)
        self.left_out: tuple[LeftOut, ...] = tuple(left_out)
