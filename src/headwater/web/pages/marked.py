"""A report's text with everything that was found in it marked in its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise

from headwater.export.wording import block_words, moment_words
from headwater.vocabulary.figure import Bound, Change, Figure
from headwater.vocabulary.moment import Derivation, Moment
from headwater.vocabulary.report import Block, BlockKind, Report
from headwater.vocabulary.span import Span
from headwater.vocabulary.statement import Speaker

DERIVED_WORDS = {
    Derivation.EXPLICIT: "printed in full",
    Derivation.DATELINE: "counted from the day of the dateline",
    Derivation.PUBLISHED: "counted from the day of publication",
    Derivation.ANCHOR: "counted from another time in the text",
    Derivation.SPOKEN: "counted from when it was said",
    Derivation.NONE: "",
}
BOUND_WORDS = {
    Bound.EXACT: "exactly",
    Bound.ABOUT: "about",
    Bound.MORE_THAN: "more than",
    Bound.AT_LEAST: "at least",
    Bound.LESS_THAN: "less than",
    Bound.UP_TO: "up to",
    Bound.BETWEEN: "between",
    Bound.DOZENS: "only its size is told",
}


class MarkKind(StrEnum):
    """What a mark marks."""

    FIGURE = "figure"
    MOMENT = "moment"
    SPEAKER = "speaker"
    CUE = "cue"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing found, and what it was taken to mean."""

    id: str
    kind: MarkKind
    span: Span
    means: str


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words within at most one mark; a mark cut in two has its id where it begins."""

    words: str
    mark: Mark | None
    begins: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """Runs within at most one statement (its place among the report's)."""

    statement: int | None
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """Phrases within at most one sentence; `number` counts from 1, `begins` where the sentence does."""

    number: int | None
    begins: bool
    is_lit: bool
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """A block with its sentences."""

    number: int
    kind: BlockKind
    name: str
    reason: str
    is_furniture: bool
    sentences: tuple[MarkedSentence, ...]


def marks_of(report: Report) -> tuple[Mark, ...]:
    """Everything found, in the order of the text."""
    marks = [
        *(Mark(f"f{place}", MarkKind.FIGURE, one.span, figure_words(one)) for place, one in enumerate(report.figures)),
        *(
            Mark(f"m{place}", MarkKind.MOMENT, one.span, _moment_words(one))
            for place, one in enumerate(report.moments)
            if one.span
        ),
        *(
            Mark(f"c{place}", MarkKind.CREDIT, one.span, f"credits {one.agency} ({one.role.value})")
            for place, one in enumerate(report.masthead.credits)
        ),
    ]
    for place, said in enumerate(report.statements):
        if isinstance(said.speaker, Speaker):
            marks.append(Mark(f"p{place}", MarkKind.SPEAKER, said.speaker.span, f"speaker of statement {place + 1}"))
        if said.cue is not None:
            marks.append(Mark(f"q{place}", MarkKind.CUE, said.cue, f"cue of statement {place + 1}"))
    return tuple(sorted(marks, key=lambda mark: (mark.span.start, -len(mark.span))))


def figure_words(figure: Figure) -> str:
    """What a figure was taken to mean: 'count: at least 31 people injured', 'length: 84 metre, counts footbridges'."""
    if figure.number is not None:
        value = f"{figure.number:,.10g}"
    else:
        ends = (f"{end:,.10g}" for end in (figure.low, figure.high) if end is not None)
        value = " to ".join(ends) or "no number"
    bound = BOUND_WORDS[figure.bound] if figure.bound is not Bound.EXACT else ""
    # '41 passengers' has 'passenger' for its unit: said once.
    is_unit_counted = bool(figure.unit and figure.counts and figure.unit in figure.counts)
    thing = figure.counts if is_unit_counted or not figure.unit else figure.unit
    parts = [" ".join(filter(None, (bound, value, thing)))]
    parts += [f"counts {figure.counts}"] if figure.counts and thing is not figure.counts else []
    parts += [f"per {figure.per}"] if figure.per else []
    parts += [f"a change {figure.change.value}"] if figure.change is not Change.NONE else []
    return f"{figure.kind.value.replace('-', ' ')}: {', '.join(parts)}"


def _moment_words(moment: Moment) -> str:
    told = [moment_words(moment), DERIVED_WORDS[moment.derived_from] if not moment.unresolved else ""]
    return ", ".join(filter(None, told))


def mark_blocks(report: Report, lit: Span | None = None) -> tuple[MarkedBlock, ...]:
    """All of a report's text in order, cut at its sentences, statements and marks; the sentences that `lit` touches
    stand out."""
    cutter = _Cutter(report, lit)
    return tuple(
        MarkedBlock(
            number,
            block.kind,
            block_words(block.kind),
            block.reason,
            block.kind.is_furniture,
            tuple(cutter.sentences(block)),
        )
        for number, block in enumerate(report.blocks, start=1)
        if block.span.of(report.text).strip()
    )


@dataclass(frozen=True, slots=True)
class _Layer:
    """Spans apart from each other, in order, to be looked up by a place in the text."""

    spans: Sequence[Span]
    starts: Sequence[int]
    what: Sequence[int]

    def at(self, place: int) -> int | None:
        found = bisect_right(self.starts, place) - 1
        return self.what[found] if found >= 0 and place < self.spans[found].end else None


def _layer(spans: Iterable[tuple[Span, int]]) -> _Layer:
    """The spans without those that overlap an earlier or longer one: marks stand in each other nowhere."""
    kept: list[tuple[Span, int]] = []
    for span, what in sorted(spans, key=lambda one: (one[0].start, -len(one[0]))):
        if len(span) and (not kept or span.start >= kept[-1][0].end):
            kept.append((span, what))
    return _Layer([span for span, _ in kept], [span.start for span, _ in kept], [what for _, what in kept])


class _Cutter:
    """Cuts the blocks of one report."""

    def __init__(self, report: Report, lit: Span | None) -> None:
        self._text, self._lit, self._marks = report.text, lit, marks_of(report)
        self._sentences = report.sentences
        self._in_sentence = _layer((span, place) for place, span in enumerate(report.sentences))
        self._in_statement = _layer(
            (span, place) for place, said in enumerate(report.statements) for span in said.content
        )
        self._in_mark = _layer((mark.span, place) for place, mark in enumerate(self._marks))
        layers = (self._in_sentence, self._in_statement, self._in_mark)
        self._cuts = sorted({end for layer in layers for span in layer.spans for end in (span.start, span.end)})

    def sentences(self, block: Block) -> Iterable[MarkedSentence]:
        words = block.span.of(self._text)
        start = block.span.start + len(words) - len(words.lstrip())
        stop = block.span.start + len(words.rstrip())
        inside = self._cuts[bisect_right(self._cuts, start) : bisect_right(self._cuts, stop)]
        cuts = list(dict.fromkeys((start, *inside, stop)))
        pieces = list(pairwise(cuts))
        for place, of_sentence in groupby(pieces, key=lambda piece: self._in_sentence.at(piece[0])):
            held = list(of_sentence)
            begins = place is not None and self._sentences[place].start >= block.span.start
            is_lit = place is not None and self._lit is not None and self._sentences[place].overlaps(self._lit)
            yield MarkedSentence(place + 1 if place is not None else None, begins, is_lit, tuple(self._phrases(held)))

    def _phrases(self, pieces: Sequence[tuple[int, int]]) -> Iterable[Phrase]:
        for statement, of_statement in groupby(pieces, key=lambda piece: self._in_statement.at(piece[0])):
            yield Phrase(statement, tuple(self._run(start, end) for start, end in of_statement))

    def _run(self, start: int, end: int) -> Run:
        place = self._in_mark.at(start)
        mark = self._marks[place] if place is not None else None
        return Run(self._text[start:end], mark, mark is not None and mark.span.start == start)
