"""Quotations that go on without a cue: they have the speaker of the quotation before them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from headwater.read.statements.modes import quotations_in
from headwater.read.statements.pieces import in_order
from headwater.text.tokens import words_of
from headwater.vocabulary.report import Prose
from headwater.vocabulary.span import Span
from headwater.vocabulary.statement import Mode, Part, Speaker, Statement, StatementId

# In one paragraph such a quotation was the speaker's in 89 of 100 (decisions/0003). In the paragraph behind it mostly
# is, but that is where a second speaker comes in as well, so nothing is built on it.
_NEXT_PARAGRAPH = 0.45
_IN_PARAGRAPH = 0.89
# A single quoted word is the name of a thing.
_SHORTEST = 2


def with_continued(statements: Sequence[Statement], prose: Prose) -> tuple[Statement, ...]:
    """The statements with the quotations nobody is named for given to the speaker before, where one goes on.

    It goes on in the paragraph of a direct quotation, and in the next paragraph if that is a quotation and nothing
    else. Whom no speaker comes before stays Unresolved.
    """
    ordered = in_order(statements)
    taken = sorted(piece for each in ordered if isinstance(each.speaker, Speaker) for piece in each.content)
    ends = [piece.start for piece in taken]
    loose = [
        quotation
        for quotation in prose.quotations
        if not _is_taken(quotation, taken, ends) and len(words_of(quotation.of(prose.text))) >= _SHORTEST
    ]
    spoken = [each for each in ordered if isinstance(each.speaker, Speaker) and each.part is Part.BODY and each.content]
    given = list(_given(loose, spoken, prose))
    mine = {piece for each in given for piece in each.content}
    kept = [
        each
        for each in ordered
        if isinstance(each.speaker, Speaker)
        or not any(q in mine for piece in each.content for q in quotations_in(piece, prose))
    ]
    return tuple(in_order([*kept, *given]))


def _is_taken(quotation: Span, taken: Sequence[Span], starts: Sequence[int]) -> bool:
    at = bisect_right(starts, quotation.end)
    return any(piece.overlaps(quotation) for piece in taken[max(0, at - 3) : at + 1])


def _given(loose: Sequence[Span], spoken: list[Statement], prose: Prose) -> Iterator[Statement]:
    paragraphs = [paragraph.start for paragraph in prose.paragraphs]
    starts = [each.content[0].start for each in spoken]
    for quotation in loose:
        before = bisect_right(starts, quotation.start) - 1
        if before < 0:
            continue
        giver = spoken[before]
        ours, theirs = (bisect_right(paragraphs, at.start) - 1 for at in (quotation, giver.content[-1]))
        alone = _stands_alone(prose.paragraphs[ours], prose)
        if giver.mode is Mode.INDIRECT or ours - theirs > 1 or (ours > theirs and not alone):
            continue
        if ours == theirs and not _is_between_sentences(quotation, prose):
            continue
        most = _IN_PARAGRAPH if ours == theirs else _NEXT_PARAGRAPH
        given = replace(
            giver,
            id=StatementId(""),
            cue=None,
            content=(quotation,),
            mode=Mode.DIRECT,
            confidence=round(min(most, giver.confidence * most / _IN_PARAGRAPH), 2),
        )
        spoken.insert(before + 1, given)
        starts.insert(before + 1, quotation.start)
        yield given


def _stands_alone(paragraph: Span, prose: Prose) -> bool:
    inside = quotations_in(paragraph, prose)
    outside = len(paragraph) - sum(len(quotation) for quotation in inside)
    return bool(inside) and outside <= 2 * len(inside) + 2


def _is_between_sentences(quotation: Span, prose: Prose) -> bool:
    """Whether nothing but its marks stands beside the quotation up to the ends of its sentence."""
    at = bisect_right(prose.sentences, quotation.start, key=lambda sentence: sentence.start) - 1
    return at >= 0 and quotation.start - prose.sentences[at].start <= 1
