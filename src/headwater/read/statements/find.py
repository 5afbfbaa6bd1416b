"""Which engine finds the statements of a report: the taggers over a parse, or the rules where there is no model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from headwater.errors import MissingModel
from headwater.read.statements.by_form import find_by_form
from headwater.read.statements.modes import quotations_in
from headwater.read.statements.owners import with_one_owner
from headwater.read.statements.pieces import in_order
from headwater.read.statements.rules import find_by_rules, find_loose_quotations
from headwater.read.statements.signed import find_signed
from headwater.read.statements.tagged import tag_statements
from headwater.read.statements.taggers import load_taggers
from headwater.text.parse import DEFAULT_MODEL, load_parser
from headwater.text.threads import one_thread
from headwater.vocabulary.report import Credit, Prose
from headwater.vocabulary.span import touched
from headwater.vocabulary.statement import Statement

RULES_ALONE = "none"
"""The name of no model: statements by rules alone."""


class Found(NamedTuple):
    """The statements an engine found, in order, before anything is laid over them; and what to note of the engine."""

    statements: tuple[Statement, ...]
    note: str | None


def find_statements(prose: Prose, credits: Sequence[Credit], parse_model: str = DEFAULT_MODEL) -> Found:
    """What people are said to have said in a report, with speakers as printed.

    `parse_model` is the package of the model to parse with. Where the one that comes with Headwater is missing the
    rules find statements, not as many and not as well, and the note says so; another that is missing raises
    MissingModel.
    """
    if parse_model == RULES_ALONE:
        return Found(find_by_rules(prose, credits), "statements were found by rules alone, as asked")
    try:
        parser = load_parser(parse_model)
    except MissingModel as fault:
        if parse_model != DEFAULT_MODEL:
            raise
        return Found(find_by_rules(prose, credits), f"statements were found by rules alone: {fault}")
    signed = find_signed(prose)
    with one_thread():
        tagged = [*signed, *_beside(signed, tag_statements(prose, parser, load_taggers()))]
    by_form = list(find_by_form(prose, credits, tagged))
    found = with_one_owner([*_without_rivals(tagged, by_form), *by_form], prose)
    return Found(tuple(in_order([*found, *_loose_quotations(prose, found)])), None)


def _without_rivals(tagged: Sequence[Statement], by_form: Sequence[Statement]) -> list[Statement]:
    """What the taggers found, without unsure statements of a cue that the form of its sentence explains otherwise."""
    cues = sorted(statement.cue for statement in by_form if statement.cue)
    return [each for each in tagged if each.is_sure or not (each.cue and touched(each.cue, cues))]


def _beside(signed: Sequence[Statement], tagged: Sequence[Statement]) -> list[Statement]:
    """What the taggers found, without that which is mostly the words of a turn or of a signed quotation."""
    held = sorted(piece for statement in signed for piece in statement.content)

    def is_inside(statement: Statement) -> bool:
        pairs = [(own, piece) for own in statement.content for piece in touched(own, held)]
        shared = sum(min(piece.end, own.end) - max(piece.start, own.start) for own, piece in pairs)
        shortest = min((len(piece) for _, piece in pairs), default=0)
        return 2 * shared > max(shortest, sum(map(len, statement.content)))

    return [statement for statement in tagged if not is_inside(statement)]


def _loose_quotations(prose: Prose, found: Sequence[Statement]) -> list[Statement]:
    """Whole quotations without a cue, which the taggers pass over: nobody is named for them yet, but none is lost."""
    taken = {quotation for each in found for piece in each.content for quotation in quotations_in(piece, prose)}
    return [loose for loose in find_loose_quotations(prose) if taken.isdisjoint(loose.content)]
