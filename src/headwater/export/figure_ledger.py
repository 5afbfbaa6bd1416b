"""The ledger of figures: each number once, with every page that prints it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from itertools import chain

from headwater.export.same import grouped, same_sentences
from headwater.export.shown import on_one_line
from headwater.text.figures import compare_figures
from headwater.text.tokens import fold
from headwater.vocabulary.brief import Brief, FindingKind
from headwater.vocabulary.figure import Agreement, Figure, FigureKind
from headwater.vocabulary.span import Trace
from headwater.vocabulary.story import Story


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure with every page that prints it, the first page first; drifted if a copy prints another number."""

    figures: tuple[Figure, ...]
    has_drifted: bool

    @property
    def is_told(self) -> bool:
        """Whether it says more than its page does: two pages print it, or it drifted."""
        return self.has_drifted or len({figure.span.report for figure in self.figures}) > 1

    @property
    def counts(self) -> str:
        """What is counted, as printed; empty for a measure, whose unit stands in its own words."""
        first = self.figures[0]
        counted = first.counts or (first.unit if first.kind is FigureKind.COUNT else None) or ""
        return f"{counted} per {first.per}" if first.per else counted

    def printed(self, story: Story) -> tuple[str, ...]:
        """The figure as the first page prints it, and every other number where it drifted."""
        words = {
            fold(on_one_line(story.words(each.span))): on_one_line(story.words(each.span)) for each in self.figures
        }
        return tuple(words.values()) if self.has_drifted else tuple(words.values())[:1]


def figure_ledger(brief: Brief) -> tuple[FigureLine, ...]:
    """The figures of a story in the order of its reports, those that drifted first.

    Figures belong together if they agree and stand at one place of one text, if they say the same of the same thing,
    or if a finding says that one has drifted from the other.
    """
    story = brief.story
    same = same_sentences(story)
    figures = [figure for report in story.reports for figure in report.figures]
    lines = [line for family in grouped(figures, lambda each: same.first_of(each.span)) for line in _agreeing(family)]
    lines = [list(chain(*alike)) for alike in grouped(lines, lambda line: _what_it_counts(line[0]))]
    drifted = [one.evidence for one in brief.findings if one.kind is FindingKind.FIGURE_DRIFT]
    joined = _joined(lines, drifted)
    return tuple(sorted(joined, key=lambda line: not line.has_drifted))


def _agreeing(figures: list[Figure]) -> list[list[Figure]]:
    """The figures of one sentence and its copies, those together that agree, at most one of each page."""
    lines: list[list[Figure]] = []
    for figure in figures:
        for line in lines:
            if _agree(line[0], figure) and all(other.span.report != figure.span.report for other in line):
                line.append(figure)
                break
        else:
            lines.append([figure])
    return lines


def _joined(lines: list[list[Figure]], drifted: list[Trace]) -> list[FigureLine]:
    """The lines, those made one between which a finding saw a number drift."""
    ledger = [FigureLine(tuple(line), False) for line in lines]
    for evidence in drifted:
        touched = [line for line in ledger if any(_stands_in(figure, evidence) for figure in line.figures)]
        if len(touched) > 1:
            ledger[ledger.index(touched[0])] = FigureLine(tuple(chain(*(line.figures for line in touched))), True)
            ledger = [line for line in ledger if line not in touched[1:]]
    return ledger


def _stands_in(figure: Figure, evidence: Trace) -> bool:
    return any(span.overlaps(figure.span) for span in evidence)


def _agree(one: Figure, other: Figure) -> bool:
    return compare_figures(one, other).agreement not in (Agreement.DIFFERENT, Agreement.NOT_COMPARABLE)


def _what_it_counts(figure: Figure) -> Hashable:
    counts = figure.counts or figure.unit
    if counts is None:
        return id(figure)
    return figure.kind, figure.number, figure.low, figure.high, figure.unit, figure.per, fold(counts)
