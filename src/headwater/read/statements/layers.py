"""The layers over the statements that an engine found, in the order in which they are laid.

An engine (the rules, or taggers) hands over who said what: the spans of speaker, cue and content. Everything else is
found here, the same for every engine: what the headline says, through whom it came, whether it was denied or refused,
to whom it was said, quotations that go on, whom the speakers mean, and when it was said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headwater.read.statements.addressees import with_addressees
from headwater.read.statements.continued import with_continued
from headwater.read.statements.headlines import find_headline_speech, with_body_behind
from headwater.read.statements.pieces import in_order, numbered
from headwater.read.statements.relays import with_relays
from headwater.read.statements.said import date_statements, with_times_cut
from headwater.read.statements.speakers import resolve_speakers
from headwater.read.statements.stances import with_stances
from headwater.text.tokens import words_of
from headwater.vocabulary.entity import Entity
from headwater.vocabulary.moment import Moment
from headwater.vocabulary.report import Prose
from headwater.vocabulary.span import Span
from headwater.vocabulary.statement import Statement


@dataclass(frozen=True, slots=True)
class Setting:
    """What the layers need of the report: its prose, who and when is named in it, its day and its headline."""

    prose: Prose
    entities: tuple[Entity, ...]
    moments: tuple[Moment, ...]
    printed: Moment | None
    headline: Span | None = None


def lay_over(statements: Sequence[Statement], setting: Setting) -> tuple[tuple[Statement, ...], tuple[Entity, ...]]:
    """The statements with all layers, numbered in order of the text, and the entities with the pronouns added.

    What holds no word is nothing that anybody said: a bracket an engine left over is no statement.
    """
    prose = setting.prose
    worded = [each for each in statements if any(words_of(piece.of(prose.text)) for piece in each.content)]
    laid = with_relays(worded, prose)
    laid = with_stances(laid, prose)
    laid = with_addressees(laid, prose)
    laid = with_times_cut(laid, prose, setting.moments)
    laid = with_continued(laid, prose)
    laid = (*find_headline_speech(prose, setting.headline, setting.entities), *laid)
    laid, entities = resolve_speakers(prose, laid, setting.entities)
    laid = date_statements(laid, prose, setting.moments, setting.printed)
    return numbered(in_order(with_body_behind(laid, prose)), prose), entities
