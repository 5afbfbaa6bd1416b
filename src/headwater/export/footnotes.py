"""Footnotes: from a sentence of the brief to the sentences of the pages it rests on, and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from headwater.export.labels import Label
from headwater.export.same import SameSentences
from headwater.export.shown import on_one_line
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import ReportId, Span
from headwater.vocabulary.story import Story


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the parts of a story stand that are not on the page in hand; with no `base` all of them are on it."""

    base: str = ""

    def page(self, letter: str) -> str:
        """The address of a report's page in full."""
        return f"{self.base}/pages/{letter}" if self.base else ""

    def beside(self, parent: str, child: str) -> str:
        """The address of a copy beside the text it was made from."""
        return f"{self.base}/beside/{parent}/{child}" if self.base else ""


ON_THIS_PAGE = Addresses()


@dataclass(frozen=True, slots=True)
class Footnote:
    """One place a sentence of the brief rests on. `mark` is 'A3' for the third sentence of report A, 'A' for a place
    outside its body; `anchor` is the id of that place in the HTML page."""

    mark: str
    anchor: str
    label: Label
    words: str
    at: Addresses = ON_THIS_PAGE

    @property
    def href(self) -> str:
        """The address of that place."""
        return f"{self.at.page(self.label.letter)}#{self.anchor}"


@dataclass(frozen=True, slots=True)
class Footnotes:
    """Makes the footnotes of one story; `prefix` keeps the anchors of several stories apart. `at` tells where
    the pages in full stand."""

    prefix: str
    story: Story
    labels: dict[ReportId, Label]
    same: SameSentences
    at: Addresses = ON_THIS_PAGE

    def of(self, spans: Iterable[Span]) -> tuple[Footnote, ...]:
        """The footnotes of a trace, one for each sentence it touches, in its own order."""
        notes: dict[str, Footnote] = {}
        for span in spans:
            if span.report in self.labels:
                for note in self._of_one(span, self.story.report(span.report)):
                    notes.setdefault(note.anchor, note)
        return tuple(notes.values())

    def sentence_anchor(self, report: ReportId, place: int) -> str:
        """The id of a sentence."""
        return f"{self.prefix}-{self.labels[report].letter}-{place + 1}"

    def block_anchor(self, report: ReportId, place: int) -> str:
        """The id of a block."""
        return f"{self.prefix}-{self.labels[report].letter}-b{place + 1}"

    def page_anchor(self, report: ReportId) -> str:
        """The id of a page."""
        return f"{self.prefix}-{self.labels[report].letter}"

    def _of_one(self, span: Span, report: Report) -> list[Footnote]:
        label = self.labels[report.id]
        touched = self.same.touched_by(span)
        if touched:
            return [
                Footnote(
                    f"{label.letter}{place + 1}",
                    self.sentence_anchor(report.id, place),
                    label,
                    on_one_line(report.sentences[place].of(report.text)),
                    self.at,
                )
                for _, place in touched
            ]
        words = on_one_line(report.text[span.start : span.end])
        for place, block in enumerate(report.blocks):
            if block.span.start <= span.start < block.span.end:
                return [Footnote(label.letter, self.block_anchor(report.id, place), label, words, self.at)]
        return [Footnote(label.letter, self.page_anchor(report.id), label, words, self.at)]
