"""What the rules see in a sentence and the taggers do not: quotations with a cue, and who speaks behind a carrier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headwater.read.statements.carriers import find_carriers
from headwater.read.statements.clauses import Token, clauses_of, tokens_of
from headwater.read.statements.pieces import by_clause
from headwater.read.statements.rules import find_by_rules
from headwater.vocabulary.report import Credit, Prose
from headwater.vocabulary.span import Span
from headwater.vocabulary.statement import Mode, Speaker, Statement


def find_by_form(prose: Prose, credits: Sequence[Credit], tagged: Sequence[Statement]) -> Iterator[Statement]:
    """The statements of the rules to set beside those of the taggers.

    Where the taggers saw no cue in a sentence, a quotation with its cue and its speaker: the form is sure enough
    ('“...,” the mayor is confident'). Where all that they saw is a carrier's ('the Gazette reported that Ruz urged
    ...'), whoever else the rules find speaking: a label of the corpus they learned from never holds another. Where they
    saw nothing they are sure of, a cue before its named speaker ('..., stressed visiting minister Lena Orvik on
    Friday'): usual in South Asia, and hardly ever in that corpus.
    """
    clauses = clauses_of(prose)
    by_rules, _ = by_clause(find_by_rules(prose, credits), clauses)
    by_taggers, _ = by_clause([statement for statement in tagged if statement.cue], clauses)
    for clause, ruled, seen in zip(clauses, by_rules, by_taggers, strict=True):
        named = [each for each in ruled if each.cue and isinstance(each.speaker, Speaker)]
        if not any(each.is_sure for each in seen):
            yield from (each for each in named if _is_inverted(each) or (not seen and each.mode is Mode.DIRECT))
        elif named:
            carriers = _carriers(tokens_of(clause, prose), prose)
            if carriers and all(_is_any(statement, carriers) for statement in seen):
                yield from (each for each in named if not _is_any(each, carriers))


def _is_inverted(statement: Statement) -> bool:
    """Whether the cue stands between the content and a speaker that ends in a name of two words."""
    cue, speaker = statement.cue, statement.speaker
    if cue is None or not isinstance(speaker, Speaker) or not 0 < speaker.span.start - cue.end <= 1:
        return False
    names = speaker.text.split()[-2:]
    return statement.content[-1].end <= cue.start and len(names) == 2 and all(name[:1].isupper() for name in names)


def _carriers(tokens: Sequence[Token], prose: Prose) -> list[Span]:
    return [prose.span(each.start, each.end) for each in find_carriers(tokens, prose.text) if not each.is_staffed]


def _is_any(statement: Statement, carriers: Sequence[Span]) -> bool:
    speaker = statement.speaker
    return isinstance(speaker, Speaker) and any(speaker.span.overlaps(carrier) for carrier in carriers)
