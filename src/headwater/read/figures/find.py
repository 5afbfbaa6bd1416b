"""Finding figures in a report's prose, each with its unit, bound, and what it counts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from headwater.read.figures.bounds import limits, read_bound, read_change
from headwater.read.figures.carried import carry_units
from headwater.read.figures.counting import counts_span_of, is_counting, noun_of, per_of
from headwater.read.figures.not_figures import is_clock, names_a_thing
from headwater.read.figures.numbers import Number, Range, find_crowds, find_numbers, words_of_numbers
from headwater.read.figures.parts import Part, Place, find_parts, find_places, find_ratios
from headwater.read.figures.ranges import find_ranges
from headwater.read.figures.units import (
    find_currency,
    find_unit,
    has_unit,
    measure_of_noun,
    unit_of_part,
    unit_of_whole,
)
from headwater.vocabulary.figure import Bound, Change, Figure, FigureKind
from headwater.vocabulary.moment import Moment, Precision
from headwater.vocabulary.report import Prose
from headwater.vocabulary.span import Span

# A blank that parts the thousands of one number is kept apart from those that part words.
_THIN = re.compile("(?<=\\d)[\u00a0\u202f\u2009](?=\\d{3}(?!\\d))")
_BLANKS = str.maketrans("\n\r\t\u00a0\u202f\u2009\u2028\u2029", "        ")
_NEGATIVE = re.compile(r"(?:^|[ (,])(?:minus |minus-|-|−)[$€£]?$|[$€£] ?[-−]$")
_PLUS = re.compile(r"\+(?=[ -])")


def find_figures(prose: Prose, moments: Sequence[Moment]) -> tuple[Figure, ...]:
    """The figures of a report's prose in text order.

    Numbers inside a moment are no figures, except lengths of time ('three weeks', 'two years later'): they count days
    as others count houses. Dates, scores, telephone numbers and the numbers of model names are left alone.
    """
    taken = _Taken([moment.span for moment in moments if moment.span and moment.precision is not Precision.DURATION])
    found: list[Figure] = []
    for sentence in prose.sentences:
        text = _THIN.sub("\u2007", prose.text[sentence.start : sentence.end]).translate(_BLANKS)
        if (words := words_of_numbers(text)) is not None:
            found.extend(_Sentence(prose, sentence, text, words).figures(taken))
    return tuple(sorted(found, key=lambda figure: figure.span))


class _Taken:
    """Spans in order, to ask quickly whether another lies over one."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]

    def over(self, span: Span) -> Span | None:
        """The span that lies over another one, if there is any."""
        place = bisect_right(self._starts, span.end - 1)
        return next((each for each in self._spans[max(0, place - 2) : place] if each.overlaps(span)), None)


class _Sentence:
    """One sentence under the eye: its place in the report and its text with every blank a plain one."""

    def __init__(self, prose: Prose, place: Span, text: str, words: frozenset[str]) -> None:
        self._prose, self._place, self._text, self._words = prose, place, text, words

    def span(self, start: int, end: int) -> Span:
        """Where offsets of the sentence stand in the report."""
        return self._prose.span(self._place.start + start, self._place.start + end)

    def figures(self, taken: _Taken) -> Iterator[Figure]:
        """The figures of the sentence, kind by kind."""
        numbers = find_numbers(self._text, self._words)
        parts = [*find_parts(self._text, self._words), *find_ratios(self._text, numbers)]
        told = {place for part in parts for place in range(part.start, part.end)}
        numbers = [number for number in numbers if number.start not in told and self._is_free(number, taken)]
        yield from carry_units(self._text, self._place.start, list(self._row(find_ranges(self._text, numbers))))
        others = chain(
            map(self._counted, find_crowds(self._text, self._words)),
            map(self._part, parts),
            map(self._place_in_row, find_places(self._text, self._words)),
        )
        yield from (figure for figure in others if figure is not None and taken.over(figure.span) is None)

    def _row(self, numbers: Iterable[Number | Range]) -> Iterator[Figure]:
        """The figures of numbers in order; one inside what another counts is none: 'three old 747 Jumbo liners'."""
        counted_up_to = self._place.start
        for number in numbers:
            first = number.low if isinstance(number, Range) else number
            if self._place.start + first.start < counted_up_to or (figure := self._counted(number)) is None:
                continue
            noun = figure.counts_span if figure.kind is FigureKind.COUNT else None
            is_next = noun is not None and noun.start - figure.span.end <= 1
            counted_up_to = max(counted_up_to, noun.end if noun and is_next else figure.span.end)
            yield figure

    def _is_free(self, number: Number, taken: _Taken) -> bool:
        """Whether a number is no part of a time; a unit after it makes it a figure all the same: 'two years later'."""
        if is_clock(self._text, number):
            return False
        span = self.span(number.start, number.end)
        time = taken.over(span)
        return time is None or has_unit(self._text, number.end)

    def _counted(self, found: Number | Range) -> Figure | None:
        text = self._text
        first, last = (found.low, found.high) if isinstance(found, Range) else (found, found)
        currency, start = find_currency(text, first.start)
        unit, end, factor = find_unit(text, first, last, currency)
        if currency is None and names_a_thing(text, first, last, unit):
            return None
        if plus := _PLUS.match(text, end):
            end = plus.end()
        if unit is None:
            unit = unit_of_whole(text, end)
        noun = noun_of(text, first, end) if unit is None else None
        if noun and (measure := measure_of_noun(noun.unit)):
            unit, end, noun = measure, noun.end, None
        if unit is None and not is_counting(text, first, end, noun):
            return None
        # What 'dozens of' counts is not of its words.
        number_end = end - len(" of") if unit is None and text.endswith(" of", first.start, end) else end
        per = per_of(text, noun.end if noun else end)
        low, high = factor * first.value, factor * last.value
        if _NEGATIVE.search(text[max(0, start - 8) : first.start]):
            low, high = -low, -high
        bound, bound_start = read_bound(text, start, number_end)
        change = Change.NONE
        if isinstance(found, Range):
            bound, change = Bound.DOZENS if found.is_crowd else Bound.BETWEEN, Change.DOWN if low > high else change
        kind = unit.kind if unit else FigureKind.COUNT if noun else FigureKind.BARE
        return self._figure(
            (start, number_end),
            (low, high) if isinstance(found, Range) else low,
            bound,
            unit.unit if unit else noun.unit if noun else None,
            kind,
            counts=counts_span_of(text, start, number_end, unit, noun),
            per=per,
            change=read_change(text, bound_start, number_end, kind) if change is Change.NONE else change,
        )

    def _part(self, part: Part) -> Figure:
        bound, _ = read_bound(self._text, part.start, part.end)
        if measured := unit_of_part(self._text, part.end):
            unit, end = measured
            return self._figure((part.start, end), part.value, bound, unit.unit, unit.kind, counts=None)
        return self._figure(
            (part.start, part.end), part.value, bound, part.unit, FigureKind.FRACTION, counts=part.whole
        )

    def _place_in_row(self, place: Place) -> Figure:
        where = (place.start, place.end)
        return self._figure(where, place.value, Bound.EXACT, place.unit, FigureKind.ORDINAL, counts=place.noun)

    def _figure(
        self,
        where: tuple[int, int],
        value: float | tuple[float, float],
        bound: Bound,
        unit: str | None,
        kind: FigureKind,
        *,
        counts: tuple[int, int] | None,
        per: str | None = None,
        change: Change = Change.NONE,
    ) -> Figure:
        low, high = (min(value), max(value)) if isinstance(value, tuple) else limits(bound, value)
        return Figure(
            span=self.span(*where),
            number=None if isinstance(value, tuple) else value,
            low=low,
            high=high,
            bound=bound,
            unit=unit,
            counts=self._text[slice(*counts)] if counts else None,
            counts_span=self.span(*counts) if counts else None,
            per=per,
            kind=kind,
            change=change,
        )
