"""Modes: whether the words of a statement are the speaker's own, by the quotation marks in its content."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from headwater.vocabulary.report import Prose
from headwater.vocabulary.span import Span
from headwater.vocabulary.statement import Mode


def mode_of(content: Sequence[Span], prose: Prose) -> Mode:
    """Direct where the content is quotations and nothing else but their marks, mixed where some words stand outside."""
    quoted = list(dict.fromkeys(q for piece in content for q in quotations_in(piece, prose)))
    if not quoted:
        return Mode.INDIRECT
    outside = sum(len(piece) for piece in content) - sum(
        min(piece.end, q.end) - max(piece.start, q.start) for piece in content for q in quoted if piece.overlaps(q)
    )
    return Mode.DIRECT if outside <= 2 * len(quoted) + 2 else Mode.MIXED


def quotations_in(span: Span, prose: Prose) -> list[Span]:
    """The quotations of a report that a span touches, in order."""
    first = bisect_left(prose.quotations, span.start, key=lambda quotation: quotation.end)
    touched = []
    for place in range(first, len(prose.quotations)):
        if prose.quotations[place].start >= span.end:
            break
        if prose.quotations[place].overlaps(span):
            touched.append(prose.quotations[place])
    return touched
