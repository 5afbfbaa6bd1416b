"""Where something stands: stretches of a string, spans of a report, traces of a told sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, NewType

from headwater.errors import BadSpan

ReportId = NewType("ReportId", str)


class Stretch(NamedTuple):
    """A piece of a bare string, as code points, half-open; what `text/` hands out before a report is known."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A piece of one report's text, as code points, half-open. A span always knows its report.

    >>> span = Span(ReportId("r1"), 0, 6)
    >>> span.of("Moscow, March 14")
    'Moscow'
    """

    report: ReportId
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise BadSpan(self.start, self.end)

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words the span points at; raises BadSpan if the text is too short to hold it."""
        if self.end > len(text):
            raise BadSpan(self.start, self.end, len(text))
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether the other span of the same report lies wholly inside this one."""
        return self.report == other.report and self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans of the same report share at least one character."""
        return self.report == other.report and self.start < other.end and other.start < self.end


def touched(span: Span, others: Sequence[Span]) -> list[Span]:
    """Those of some spans, in order and apart from each other, that a span shares a character with."""
    found = []
    for place in range(bisect_left(others, span.start, key=lambda other: other.end), len(others)):
        if others[place].start >= span.end:
            break
        if others[place].overlaps(span):
            found.append(others[place])
    return found


Trace = tuple[Span, ...]
"""The spans that justify one told sentence."""
