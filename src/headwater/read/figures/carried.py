"""Units said once for two numbers: 'rose by 2 per cent and the other by 3', 'from 14 metres to 24'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from headwater.vocabulary.figure import Figure, FigureKind

_LEAD = re.compile(r"\b(by|to|at) (?:(?:about|around|nearly|almost|just|some|only) )?$")
_CLAUSE_ENDS = re.compile(r"[.,;:)]|$| (?:on|for|in|after|from|and|but|while|as)\b")
_CARRYING = (FigureKind.PERCENTAGE, FigureKind.PERCENTAGE_POINT, FigureKind.MEASURE)
# Two parallel clauses seldom stand farther apart: 'stood at 90 points, while the other side ended at 84'.
_REACH = 120


def carry_units(sentence: str, offset: int, figures: Sequence[Figure]) -> Iterator[Figure]:
    """The figures of a sentence that begins at `offset`, in order; a bare number takes the unit of the one before it
    where the same 'by', 'to' or 'at' leads to both and nothing follows that it could count."""
    last: Figure | None = None
    for figure in figures:
        carried = (
            replace(figure, unit=last.unit, kind=last.kind)
            if last and _is_parallel(sentence, offset, last, figure)
            else figure
        )
        if carried.kind in _CARRYING and carried.per is None:
            last = carried
        yield carried


def _is_parallel(sentence: str, offset: int, last: Figure, figure: Figure) -> bool:
    start, end = figure.span.start - offset, figure.span.end - offset
    if figure.kind is not FigureKind.BARE or not 0 < start - (last.span.end - offset) <= _REACH:
        return False
    lead, led = _lead(sentence, start), _lead(sentence, last.span.start - offset)
    # "14 metres to 24" is one measure, "rose 9 per cent to 4.10" a change and where it ended.
    is_next = last.kind is FigureKind.MEASURE and sentence[last.span.end - offset : start] == " to "
    return (is_next or (lead is not None and lead == led)) and bool(_CLAUSE_ENDS.match(sentence, end))


def _lead(sentence: str, start: int) -> str | None:
    found = _LEAD.search(sentence[max(0, start - 24) : start])
    return found[1] if found else None
