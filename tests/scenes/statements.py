"""Statements of a few invented sentences: read by the rules, or handed over by an engine that marks its own spans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from headwater.read.credits import find_credits
from headwater.read.moments import find_moments
from headwater.read.names import find_entities
from headwater.read.prose import prose_of
from headwater.read.statements import RULES_ALONE, Setting, find_statements, lay_over, mode_of, resolve_pronouns
from headwater.vocabulary.doubt import Unresolved
from headwater.vocabulary.moment import Derivation, day_moment
from headwater.vocabulary.report import Prose
from headwater.vocabulary.span import ReportId, Span, Stretch
from headwater.vocabulary.statement import Speaker, Statement, StatementId

THURSDAY = date(2024, 5, 16)


@dataclass(frozen=True, slots=True)
class Said:
    """One statement in plain words, for tests: `who` is the name the speaker means, `doubt` why there is none."""

    speaker: str | None
    who: str | None
    doubt: str | None
    words: tuple[str, ...]
    to: str | None
    relay: tuple[str, ...]
    said: str | None
    stance: str
    mode: str
    part: str
    confidence: float


def read_said(text: str, headline: str = "") -> list[Said]:
    """What is said in a text of 16 May 2024, a Thursday, as the rules and the layers read it."""
    prose, setting = _setting(text, headline)
    return _plain(find_statements(prose, find_credits(prose.text, prose.report), RULES_ALONE).statements, setting)


def laid_over(text: str, *found: tuple[str | None, ...]) -> list[Said]:
    """What the layers make of statements that an engine found: the words of speaker, cue and each piece of content."""
    prose, setting = _setting(text, "")
    statements = []
    for speaker, cue, *said in found:
        pieces = tuple(_at(prose, words) for words in said if words)
        who = _at(prose, speaker) if speaker else None
        statements.append(
            Statement(
                StatementId("engine"),
                Speaker(who.of(text), who) if who else Unresolved("nobody is named"),
                _at(prose, cue) if cue else None,
                pieces,
                mode_of(pieces, prose),
                None,
                (),
                None,
                0.9,
            )
        )
    return _plain(tuple(statements), setting)


def _at(prose: Prose, words: str) -> Span:
    start = prose.text.index(words)
    return prose.span(start, start + len(words))


def _setting(text: str, headline: str) -> tuple[Prose, Setting]:
    whole = f"{headline}\n\n{text}" if headline else text
    body = [Stretch(len(headline), len(whole))] if headline else None
    prose = prose_of(whole, ReportId("r"), body)
    head = prose.span(0, len(headline)) if headline else None
    printed = day_moment(THURSDAY, Derivation.PUBLISHED)
    entities = resolve_pronouns(prose, find_entities(prose, head))
    return prose, Setting(prose, entities, find_moments(prose, printed), printed, head)


def _plain(found: tuple[Statement, ...], setting: Setting) -> list[Said]:
    laid, entities = lay_over(found, setting)
    names = {entity.id: entity.name for entity in entities}
    text = setting.prose.text
    return [
        Said(
            each.speaker.text if isinstance(each.speaker, Speaker) else None,
            names.get(each.speaker.entity) if isinstance(each.speaker, Speaker) and each.speaker.entity else None,
            each.speaker.doubt if isinstance(each.speaker, Speaker) else each.speaker.reason,
            tuple(piece.of(text) for piece in each.content),
            each.addressee.text if each.addressee else None,
            tuple(relay.agency for relay in each.relay),
            each.said.timex if each.said else None,
            each.stance.value,
            each.mode.value,
            each.part.value,
            each.confidence,
        )
        for each in laid
    ]
