"""Pieces of statements: spans from tokens, spans with words cut out of them, statements in order and numbered."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from headwater.read.statements.clauses import Token
from headwater.vocabulary.report import Prose
from headwater.vocabulary.span import Span, Stretch
from headwater.vocabulary.statement import Statement, StatementId

_EDGES = " \t\n\r\u00a0,;:—–-"


def span_of(tokens: Sequence[Token], piece: Stretch, prose: Prose) -> Span:
    """The place in the report of a piece of a clause."""
    return prose.span(tokens[piece.start].start, tokens[piece.end - 1].end)


def trimmed(span: Span, prose: Prose) -> Span:
    """A span without blanks, commas and dashes at its ends."""
    start, end = span.start, span.end
    while start < end and prose.text[start] in _EDGES:
        start += 1
    while end > start and prose.text[end - 1] in _EDGES:
        end -= 1
    return prose.span(start, end)


def without(span: Span, cut: Sequence[Span], prose: Prose) -> list[Span]:
    """What is left of a span when others are cut out of it, in pieces, each without the commas at the cut."""
    pieces, at = [], span.start
    touching = sorted(each for each in cut if each.overlaps(span))
    if not touching:
        return [span]
    for each in touching:
        if each.start > at:
            pieces.append(trimmed(prose.span(at, each.start), prose))
        at = max(at, each.end)
    if at < span.end:
        pieces.append(trimmed(prose.span(at, span.end), prose))
    return [piece for piece in pieces if len(piece)]


def in_order(statements: Iterable[Statement]) -> list[Statement]:
    """The statements as they stand in the text."""
    return sorted(statements, key=lambda each: (each.content[0].start, each.content[0].end) if each.content else (0, 0))


def by_clause(
    statements: Iterable[Statement], clauses: Sequence[Span]
) -> tuple[list[list[Statement]], list[Statement]]:
    """The statements of each clause, by their cue or else their content, and those that stand in none of them."""
    starts = [clause.start for clause in clauses]
    grouped: list[list[Statement]] = [[] for _ in clauses]
    elsewhere: list[Statement] = []
    for statement in statements:
        at = statement.cue or (statement.content[0] if statement.content else None)
        place = bisect_right(starts, at.start) - 1 if at is not None else -1
        inside = at is not None and place >= 0 and at.start < clauses[place].end
        (grouped[place] if inside else elsewhere).append(statement)
    return grouped, elsewhere


def nearest(statements: Sequence[Statement], words: Span) -> int | None:
    """The place of the statement whose cue stands nearest to some words of its clause."""

    def distance(place: int) -> int:
        cue = statements[place].cue or statements[place].content[0]
        return max(words.start - cue.end, cue.start - words.end)

    return min(range(len(statements)), key=distance, default=None)


def numbered(statements: Sequence[Statement], prose: Prose) -> tuple[Statement, ...]:
    """The statements with their ids, by their place in the report."""
    return tuple(
        replace(each, id=StatementId(f"{prose.report}.s{place}")) for place, each in enumerate(statements, start=1)
    )
