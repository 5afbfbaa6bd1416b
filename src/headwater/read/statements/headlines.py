"""Speech in headlines: 'Mayor: bridge will reopen in June', 'Bridge to close, says mayor', "'We are safe': captain".

A headline has its own grammar, so it has its own forms. Their statements stand in `Part.HEADLINE`; since only the
sentences of the body are weighed, what a headline repeats never counts twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from headwater.read.statements.modes import mode_of
from headwater.read.statements.pieces import trimmed
from headwater.stylebook.cues import CueKind, cue_words
from headwater.stylebook.headlines import headline_speakers
from headwater.stylebook.stances import stances
from headwater.text.marks import find_quoted
from headwater.text.numbers import any_of
from headwater.text.tokens import words_of
from headwater.vocabulary.doubt import Unresolved
from headwater.vocabulary.entity import Entity, EntityKind
from headwater.vocabulary.report import Prose
from headwater.vocabulary.span import Span, Stretch
from headwater.vocabulary.statement import Part, Speaker, Stance, Statement, StatementId

# Not measured on labelled headlines, of which there are none: with a verb the form is a tail clause and worth as much;
# a colon may also set a label before a title, so nothing is built on it.
_WITH_CUE, _WITH_COLON = 0.57, 0.45
_LONGEST_HEADLINE = 300
_LONGEST_SPEAKER = 6
# So many of a headline's words in the body's statement make it the one the headline tells of.
_SAME_FROM = 0.5


def find_headline_speech(prose: Prose, headline: Span | None, entities: Sequence[Entity]) -> tuple[Statement, ...]:
    """What the headline says that somebody said: at most one statement, its speaker not yet resolved."""
    if headline is None or len(headline) > _LONGEST_HEADLINE:
        return ()
    names = _names(entities)
    text = headline.of(prose.text)
    for pattern, confidence in _forms():
        match = pattern.fullmatch(text)
        if match is None or not _may_speak(match["speaker"], names):
            continue
        content = _content(prose, headline, match)
        if len(words_of(content.of(prose.text))) < 2:
            continue
        return (_statement(prose, headline, match, content, confidence),)
    return ()


@cache
def _forms() -> tuple[tuple[re.Pattern[str], float], ...]:
    said = any_of(
        form
        for cues in cue_words().values()
        for cue in cues
        if cue.kind in (CueKind.SAY, CueKind.STANCE, CueKind.ASK)
        for form in (" ".join(cue.words),)
        if not form.endswith("ing")
    )
    speaker = r"(?P<speaker>[\w.'’-]+(?: [\w.'’-]+){0,5}?)"
    return (
        (re.compile(rf"(?P<content>.+?)[,'’\"”] ?,? (?P<cue>(?i:{said})) {speaker}\.?"), _WITH_CUE),
        (re.compile(rf"(?P<content>.+?)[,'’\"”] ?,? {speaker} (?P<cue>(?i:{said}))\.?"), _WITH_CUE),
        (re.compile(rf"{speaker} (?P<cue>(?i:{said}))(?: that)?:? (?P<content>.+)"), _WITH_CUE),
        (re.compile(rf"{speaker}: (?P<content>.+)"), _WITH_COLON),
        (re.compile(rf"(?P<content>['‘\"“].+['’\"”]): {speaker}"), _WITH_COLON),
        (re.compile(rf"(?P<content>.+?)(?:: | [-–—] ){speaker}"), _WITH_COLON),
    )


def _names(entities: Iterable[Entity]) -> frozenset[str]:
    words = set()
    for entity in entities:
        if entity.kind is not EntityKind.PLACE:
            for name in (entity.name, *entity.variants):
                words |= {name.lower(), name.split()[-1].lower()} if name else set()
    return frozenset(words)


def _may_speak(words: str, names: frozenset[str]) -> bool:
    """Whether somebody is meant: a name of the report, or a speaker that headlines have without an article."""
    folded = words.lower().removeprefix("the ").rstrip(".")
    parts = folded.split()
    if not parts or len(parts) > _LONGEST_SPEAKER:
        return False
    # 'widow of trapped miner', 'experts at Talvik'
    head = next((i for i, word in enumerate(parts) if word in ("of", "at", "in", "from", "for")), len(parts))
    known = headline_speakers()
    return folded in names or any(" ".join(parts[at:head]) in known | names for at in range(head))


def _content(prose: Prose, headline: Span, match: re.Match[str]) -> Span:
    start, end = (headline.start + at for at in match.span("content"))
    return trimmed(prose.span(start, end), prose)


def _statement(prose: Prose, headline: Span, match: re.Match[str], content: Span, confidence: float) -> Statement:
    def span(group: str) -> Span:
        start, end = match.span(group)
        return prose.span(headline.start + start, headline.start + end)

    quoted = [
        prose.span(each.inner.start, each.inner.end)
        for each in find_quoted(prose.text, [Stretch(headline.start, headline.end)])
    ]
    speaker = span("speaker")
    has_cue = "cue" in match.re.groupindex
    inside = [each for each in quoted if each.overlaps(content)]
    only_quoted = len(inside) == 1 and len(content) - len(inside[0]) <= 2
    pieces = (inside[0],) if only_quoted else (content,)
    stance = stances("cue").get(tuple(match["cue"].lower().split()), Stance.ASSERTED) if has_cue else Stance.ASSERTED
    return Statement(
        id=StatementId(""),
        speaker=Speaker(speaker.of(prose.text), speaker),
        cue=span("cue") if has_cue else None,
        content=pieces,
        mode=mode_of(pieces, replace(prose, quotations=tuple(quoted))),
        addressee=None,
        relay=(),
        said=None,
        confidence=confidence,
        stance=stance,
        part=Part.HEADLINE,
    )


def with_body_behind(statements: Sequence[Statement], prose: Prose) -> tuple[Statement, ...]:
    """The statements, those of the headline with the speaker and day of the body's statement that says the same."""
    body = [each for each in statements if each.part is Part.BODY and isinstance(each.speaker, Speaker)]
    return tuple(_behind(each, body, prose) if each.part is Part.HEADLINE else each for each in statements)


def _behind(statement: Statement, body: Sequence[Statement], prose: Prose) -> Statement:
    speaker = statement.speaker
    if isinstance(speaker, Unresolved):
        return statement
    words = set(_words(statement, prose))
    told = [
        each
        for each in body
        if isinstance(each.speaker, Speaker)
        and (speaker.entity is None or each.speaker.entity in (speaker.entity, None))
        and len(words & set(_words(each, prose))) >= _SAME_FROM * len(words)
    ]
    if not told or not words:
        return statement
    first = max(told, key=lambda each: len(words & set(_words(each, prose))))
    entity = first.speaker.entity if isinstance(first.speaker, Speaker) else None
    if speaker.entity is None and entity is not None:
        speaker = replace(speaker, entity=entity, doubt=None)
    return replace(statement, speaker=speaker, said=first.said, relay=first.relay)


def _words(statement: Statement, prose: Prose) -> list[str]:
    return [word for piece in statement.content for word in words_of(piece.of(prose.text))]
