"""What stands at the same place of the same text: sentences of copies joined to the sentence they were made from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from headwater.vocabulary.span import ReportId, Span
from headwater.vocabulary.story import Story

T = TypeVar("T")

SentencePlace = tuple[ReportId, int]


@dataclass(frozen=True, slots=True)
class SameSentences:
    """The sentences of a story, each with the first sentence it goes back to."""

    first: dict[SentencePlace, SentencePlace]
    starts: dict[ReportId, list[int]]
    ends: dict[ReportId, list[int]]

    def place_of(self, span: Span) -> SentencePlace | None:
        """The sentence in which a span begins; null for a span outside the body (a headline, a caption)."""
        starts = self.starts.get(span.report, [])
        place = bisect_right(starts, span.start) - 1
        if place < 0 or span.start >= self.ends[span.report][place]:
            return None
        return span.report, place

    def first_of(self, span: Span) -> SentencePlace | tuple[ReportId, int, int]:
        """What two spans share if they stand in sentences that go back to one."""
        place = self.place_of(span)
        return self.first[place] if place else (span.report, span.start, span.end)

    def touched_by(self, span: Span) -> list[SentencePlace]:
        """Every sentence a span touches, in order."""
        starts, ends = self.starts.get(span.report, []), self.ends.get(span.report, [])
        place = max(bisect_right(starts, span.start) - 1, 0)
        touched = []
        while place < len(starts) and starts[place] < max(span.end, span.start + 1):
            if ends[place] > span.start:
                touched.append((span.report, place))
            place += 1
        return touched


def same_sentences(story: Story) -> SameSentences:
    """Join the sentences of the story's reports along the pairs of its lineage."""
    parent: dict[SentencePlace, SentencePlace] = {
        (report.id, place): (report.id, place) for report in story.reports for place in range(len(report.sentences))
    }

    def find(place: SentencePlace) -> SentencePlace:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for link in story.lineage.links:
        for pair in link.pairs:
            child = (link.child, pair.child_sentence)
            older = (ReportId(link.parent), pair.parent_sentence)
            if child in parent and older in parent and find(child) != find(older):
                parent[find(child)] = find(older)
    return SameSentences(
        first={place: find(place) for place in parent},
        starts={report.id: [span.start for span in report.sentences] for report in story.reports},
        ends={report.id: [span.end for span in report.sentences] for report in story.reports},
    )


def grouped(items: Iterable[T], key: Callable[[T], Hashable]) -> list[list[T]]:
    """The items with one key together, in the order of their first ones."""
    groups: dict[Hashable, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return list(groups.values())
