"""Stories: the reports about one event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

from headwater.vocabulary.entity import Entity
from headwater.vocabulary.lineage import Lineage
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import ReportId, Span

StoryId = NewType("StoryId", str)


@dataclass(frozen=True, slots=True)
class Story:
    """The reports about one event, the people and bodies in them, and who copied whom."""

    id: StoryId
    reports: tuple[Report, ...]
    entities: tuple[Entity, ...]
    lineage: Lineage

    def report(self, report_id: ReportId) -> Report:
        """The report with that id; KeyError if the story does not hold it."""
        for report in self.reports:
            if report.id == report_id:
                return report
        raise KeyError(report_id)

    def words(self, span: Span) -> str:
        """The words a span of one of the story's reports points at."""
        return span.of(self.report(span.report).text)
