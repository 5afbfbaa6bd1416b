"""Modes: whether the words of a statement are the speaker's own, by the quotation marks in its content."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.vocabulary.report import Prose
from headwater.vocabulary.span import Span, touched
from headwater.vocabulary.statement import Mode, Quotation, Statement, StatementId


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
    return touched(span, prose.quotations)


def quotations_of(prose: Prose, statements: Sequence[Statement]) -> tuple[Quotation, ...]:
    """The quotations of a report, each with the statement whose words it holds: the first in order that does."""
    said_in: dict[Span, StatementId] = {}
    for statement in statements:
        for piece in statement.content:
            for quotation in quotations_in(piece, prose):
                said_in.setdefault(quotation, statement.id)
    return tuple(Quotation(quotation, said_in.get(quotation)) for quotation in prose.quotations)
