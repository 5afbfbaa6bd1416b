"""Whose words a quotation holds, where two statements have it: one statement's, and the other goes without.

'Ruz remarked that it was late. “We go on,” he said.' A tagger that looks at one cue at a time may give the quotation to
both.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from headwater.read.statements.clauses import clauses_of
from headwater.read.statements.modes import mode_of, quotations_in
from headwater.read.statements.pieces import without
from headwater.vocabulary.report import Prose
from headwater.vocabulary.span import Span
from headwater.vocabulary.statement import Statement


def with_one_owner(statements: Sequence[Statement], prose: Prose) -> list[Statement]:
    """The statements, each quotation left with one of them: the one whose cue stands in its sentence, else the surest.

    What one tells of another's telling keeps all of it: 'Dolan said Ruz called it “a farce”'. A statement that is left
    without words goes.
    """
    holders: dict[Span, list[int]] = {}
    for place, statement in enumerate(statements):
        for piece in statement.content:
            for quotation in quotations_in(piece, prose):
                holders.setdefault(quotation, []).append(place)
    starts = [clause.start for clause in clauses_of(prose)]
    cut: dict[int, list[Span]] = {}
    for quotation, places in holders.items():
        if len(places) > 1:
            owner = max(places, key=lambda place: _claim(statements[place], quotation, starts))
            for place in places:
                if place != owner and not _tells_of(statements[place], statements[owner]):
                    cut.setdefault(place, []).append(prose.span(max(0, quotation.start - 1), quotation.end + 1))
    left = [_cut(statement, cut.get(place, ()), prose) for place, statement in enumerate(statements)]
    return [statement for statement in left if statement.content]


def _claim(statement: Statement, quotation: Span, starts: Sequence[int]) -> tuple[bool, float]:
    cue = statement.cue or statement.content[0]
    is_beside = bisect_right(starts, cue.start) == bisect_right(starts, quotation.start)
    return is_beside, statement.confidence


def _tells_of(one: Statement, other: Statement) -> bool:
    """Whether what one says holds the other's cue."""
    return other.cue is not None and any(piece.covers(other.cue) for piece in one.content)


def _cut(statement: Statement, cut: Sequence[Span], prose: Prose) -> Statement:
    if not cut:
        return statement
    pieces = (left for piece in statement.content for left in without(piece, cut, prose))
    content = tuple(piece for piece in pieces if _has_word(piece, prose))
    return replace(statement, content=content, mode=mode_of(content, prose))


def _has_word(span: Span, prose: Prose) -> bool:
    return any(sign.isalnum() for sign in span.of(prose.text))
