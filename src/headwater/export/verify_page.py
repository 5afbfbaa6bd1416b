"""The verdicts on a text as a page for the terminal, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from headwater.export.labels import labels_of, letter
from headwater.export.shown import on_one_line, shortened
from headwater.export.wording import count_words
from headwater.vocabulary.span import ReportId, Span
from headwater.vocabulary.story import Stories
from headwater.vocabulary.verify import Checked, Fault, Standing, Verdict

_MARKS = {Standing.SUPPORTED: "✓", Standing.ALTERED: "≠", Standing.UNSUPPORTED: "✗"}
_STYLES = {Standing.SUPPORTED: "green", Standing.ALTERED: "yellow", Standing.UNSUPPORTED: "red"}
# Enough of a report's sentence to find it by.
_LONGEST_TRACE = 160


def verify_page(verdicts: Sequence[Verdict], stories: Stories) -> RenderableType:
    """Each sentence with its mark, what is wrong with it, and the words of the reports it was held against."""
    shelf = _Shelf(stories)
    parts: list[RenderableType] = []
    for verdict in verdicts:
        parts.append(_sentence(verdict))
        parts += [Padding(line, (0, 0, 0, 4)) for line in shelf.lines(verdict)]
    counts = [sum(verdict.standing is standing for verdict in verdicts) for standing in Standing]
    told = ", ".join(f"{count} {standing.value}" for count, standing in zip(counts, Standing, strict=True))
    parts += [Text(""), Text(f"{count_words(len(verdicts), 'sentence')}: {told}", style="bold")]
    parts += [Text(line, style="dim") for line in shelf.key(verdicts)]
    return Group(*parts)


def _sentence(verdict: Verdict) -> Text:
    style = _STYLES[verdict.standing]
    line = Text(f"{_MARKS[verdict.standing]} {verdict.standing.value}: ", style=f"bold {style}")
    at = 0
    for fault in sorted(verdict.faults, key=lambda fault: fault.place):
        start, end = (max(at, place - verdict.place.start) for place in fault.place)
        if fault.what is not Checked.TRACE:
            line.append(_piece(verdict.text[at:start]), style="not bold default")
            line.append(_piece(verdict.text[start:end]), style=f"bold underline {style}")
            at = end
    return line.append(_piece(verdict.text[at:]), style="not bold default")


def _piece(text: str) -> str:
    """A piece of a sentence on one line, with the blanks at its ends kept."""
    line = on_one_line(text)
    return f"{' ' if text[:1].isspace() else ''}{line}{' ' if line and text[-1:].isspace() else ''}"


class _Shelf:
    """The reports by letter and name, in the order of the stories."""

    def __init__(self, stories: Stories) -> None:
        self._stories = {report.id: story for story in stories for report in story.reports}
        self._letters = {report_id: letter(place) for place, report_id in enumerate(self._stories)}

    def lines(self, verdict: Verdict) -> Iterator[Text]:
        for fault in verdict.faults:
            yield Text(self._fault_words(fault), style=_STYLES[verdict.standing])
        for span in verdict.sources:
            words = shortened(self._stories[span.report].words(span), _LONGEST_TRACE)
            yield Text(f"{self._letters[span.report]}: {words}", style="dim")

    def _fault_words(self, fault: Fault) -> str:
        if fault.what is Checked.TRACE:
            return "no sentence of the reports says this"
        said = f"{fault.what.value}: says '{on_one_line(fault.words)}'"
        if fault.instead is None or fault.where is None:
            return f"{said}; not found in what is cited"
        return f"{said}; {self._letters[fault.where.report]} says '{on_one_line(fault.instead)}'"

    def key(self, verdicts: Sequence[Verdict]) -> Iterator[str]:
        """A line for each report that is cited."""
        cited = {span.report for verdict in verdicts for span in _spans(verdict)}
        for report_id, mark in self._letters.items():
            if report_id in cited:
                yield f"{mark} {self._name(report_id)}"

    def _name(self, report_id: ReportId) -> str:
        label = labels_of(self._stories[report_id])[report_id]
        return ", ".join(filter(None, (label.name, label.day)))


def _spans(verdict: Verdict) -> Iterator[Span]:
    yield from verdict.sources
    yield from (fault.where for fault in verdict.faults if fault.where is not None)
