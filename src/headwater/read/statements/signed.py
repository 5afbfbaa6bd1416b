"""Statements without a verb: turns of a transcript ('RUZ: We go on.') and signed quotations ('“We go on.” — Ana Ruz').

Both have a paragraph of their own and are told by its form alone, which taggers of sentences do not see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.read.statements.modes import quotations_in
from headwater.vocabulary.report import Prose
from headwater.vocabulary.span import Span
from headwater.vocabulary.statement import Mode, Speaker, Statement, StatementId

# Names in capitals, perhaps with a word in brackets: 'RUZ:', 'ANA RUZ (BBC):'. One such line alone is a label
# ('UPDATE:', 'WATCH:'); a transcript has two that are not alike, or one speaker again and again.
_TURN = re.compile(r"(?P<name>(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+\s?){1,4})(?:\([^()\n]{1,40}\)\s?)?(?P<cue>:)\s+(?=\S)")
_FEWEST_TURNS = 3
_SIGNED = re.compile(
    r"[”\"»’']\s*(?P<cue>[―—–]|--|-(?=\s))\s*(?P<name>[A-ZÀ-Þ][\w.'’-]*(?:\s[\w.'’()-]+){0,5})(?:,[^.!?\n]{0,120})?\.?\s*$"
)
# Of the twelve in the training part of the labelled corpus eleven were right.
_CONFIDENCE = 0.9


def find_signed(prose: Prose) -> list[Statement]:
    """The turns of a transcript and the signed quotations of a report, in order."""
    turns = [(paragraph, turn) for paragraph in prose.paragraphs if (turn := _turn(paragraph, prose))]
    is_transcript = len(turns) >= _FEWEST_TURNS and len({turn["name"].strip() for _, turn in turns}) >= 2
    found = [_statement(paragraph, turn, prose) for paragraph, turn in turns] if is_transcript else []
    return sorted([*found, *_signed(prose)], key=lambda statement: statement.content[0].start)


def _turn(paragraph: Span, prose: Prose) -> re.Match[str] | None:
    return _TURN.match(prose.text, paragraph.start, paragraph.end)


def _statement(paragraph: Span, turn: re.Match[str], prose: Prose) -> Statement:
    name = prose.span(turn.start("name"), turn.start("name") + len(turn["name"].rstrip()))
    content = prose.span(turn.end(), paragraph.end)
    return _made(name, prose.span(*turn.span("cue")), (content,), prose)


def _signed(prose: Prose) -> Iterator[Statement]:
    for paragraph in prose.paragraphs:
        quoted = quotations_in(paragraph, prose)
        signature = _SIGNED.search(prose.text, quoted[-1].end, paragraph.end) if quoted else None
        if signature is not None and signature.start() == quoted[-1].end:
            name, cue = prose.span(*signature.span("name")), prose.span(*signature.span("cue"))
            yield _made(name, cue, tuple(quoted), prose)


def _made(name: Span, cue: Span, content: tuple[Span, ...], prose: Prose) -> Statement:
    return Statement(
        id=StatementId(""),
        speaker=Speaker(name.of(prose.text), name),
        cue=cue,
        content=content,
        mode=Mode.DIRECT,
        addressee=None,
        relay=(),
        said=None,
        confidence=_CONFIDENCE,
    )
