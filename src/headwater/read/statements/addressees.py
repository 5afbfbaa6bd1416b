"""Addressees: to whom a statement was made ('told parliament', 'in a letter to residents')."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from headwater.read.statements.clauses import Token, TokenKind, clauses_of, phrase_after, tokens_of
from headwater.read.statements.pieces import by_clause, in_order, nearest, span_of
from headwater.stylebook.addressees import ListenerCue, listener_cues, no_listeners
from headwater.stylebook.grammar import WordClass
from headwater.vocabulary.report import Prose
from headwater.vocabulary.span import Span, Stretch
from headwater.vocabulary.statement import Speaker, Statement

_OBJECTS = frozenset(("me", "him", "them", "us", "you"))
_CLAUSE_WORDS = frozenset("to that whether if for about not why how what when where of against".split())
_BY = frozenset(("by", "was", "were", "been", "being", "when", "if"))


@dataclass(frozen=True, slots=True)
class _Listener:
    """A listener named in a clause, and the words behind which."""

    cue: Stretch
    phrase: Stretch
    is_verb: bool


def with_addressees(statements: Sequence[Statement], prose: Prose) -> tuple[Statement, ...]:
    """The statements with to whom they were made, where their clause names it; nobody is made of 'told the time'.

    An addressee that the engine found stays where the clause names none.
    """
    clauses = clauses_of(prose)
    grouped, elsewhere = by_clause(statements, clauses)
    laid = list(elsewhere)
    for clause, own in zip(clauses, grouped, strict=True):
        if own:
            laid += _laid_over(own, tokens_of(clause, prose), prose)
    return tuple(in_order(laid))


def _laid_over(own: Sequence[Statement], tokens: Sequence[Token], prose: Prose) -> Iterator[Statement]:
    told: dict[int, Span] = {}
    for listener in _listeners(tokens):
        cue, phrase = span_of(tokens, listener.cue, prose), span_of(tokens, listener.phrase, prose)
        place = _whose(own, cue, phrase, is_verb=listener.is_verb)
        if place is not None:
            told.setdefault(place, phrase)
    for place, statement in enumerate(own):
        if place in told and not all(told[place].covers(piece) for piece in statement.content):
            span = told[place]
            statement = _beside(replace(statement, addressee=Speaker(span.of(prose.text), span)), span, prose)
        elif statement.addressee is not None and _is_nobody(statement.addressee.text.lower()):
            statement = replace(statement, addressee=None)
        yield statement


def _whose(own: Sequence[Statement], cue: Span, phrase: Span, *, is_verb: bool) -> int | None:
    for place, statement in enumerate(own):
        if statement.cue is not None and statement.cue.overlaps(cue):
            # '"What now?" asked Mayor Ost': who stands behind the verb asks.
            return None if _says(statement, phrase) else place
    # 'Speaking to lawmakers, she said': beside the content of some statement and inside none.
    if any(piece.covers(cue) for statement in own for piece in statement.content) and is_verb:
        return None
    beside = nearest(own, cue)
    if beside is None or own[beside].cue is None:
        return None
    return None if _says(own[beside], phrase) else beside


def _says(statement: Statement, phrase: Span) -> bool:
    return isinstance(statement.speaker, Speaker) and statement.speaker.span.overlaps(phrase)


def _beside(statement: Statement, told: Span, prose: Prose) -> Statement:
    """The statement with the listener cut off the front of its content: 'told parliament the pier would reopen'."""
    first = statement.content[0]
    if not first.overlaps(told) or first.start < told.start or told.end >= first.end:
        return statement
    start = told.end
    while start < first.end and prose.text[start] in " ,":
        start += 1
    return replace(statement, content=(prose.span(start, first.end), *statement.content[1:]))


def _listeners(tokens: Sequence[Token]) -> Iterator[_Listener]:
    at = 0
    while at < len(tokens):
        cue = _cue_at(tokens, at)
        if cue is None:
            at += 1
            continue
        last = at + len(cue.words)
        phrase = _listener(tokens, last, cue)
        if phrase is not None:
            yield _Listener(Stretch(at, last), phrase, not cue.is_noun)
        at = phrase.end if phrase else last


def _cue_at(tokens: Sequence[Token], at: int) -> ListenerCue | None:
    for cue in listener_cues().get(tokens[at].word, ()):
        if tuple(token.word for token in tokens[at : at + len(cue.words)]) == cue.words:
            if cue.is_noun and not any(token.word in ("in", "at") for token in tokens[max(0, at - 4) : at]):
                continue
            before = tokens[at - 1] if at else None
            if not cue.is_noun and before is not None and _is_no_verb(before, cue):
                continue
            return cue
    return None


def _is_no_verb(before: Token, cue: ListenerCue) -> bool:
    # 'was told', 'the address', 'asked by': whoever follows is not spoken to by this speaker.
    if before.word_class is WordClass.DETERMINER and not cue.words[0].endswith("ing"):
        return True
    return before.word in _BY and not cue.words[0].endswith("ing")


def _listener(tokens: Sequence[Token], at: int, cue: ListenerCue) -> Stretch | None:
    if at >= len(tokens) or tokens[at].kind is not TokenKind.WORD:
        return None
    if tokens[at].word in _OBJECTS or (tokens[at].word == "her" and not _is_open(tokens, at + 1)):
        return Stretch(at, at + 1)
    phrase = phrase_after(tokens, at)
    if phrase is None or tokens[phrase.start].word_class in (WordClass.PREPOSITION, WordClass.PRONOUN):
        return None
    end = phrase.start + 1
    while end < phrase.end and (
        tokens[end].word_class not in (WordClass.DETERMINER, WordClass.PREPOSITION)
        or tokens[end].word == "of"
        or tokens[end - 1].word_class is WordClass.PREPOSITION
        or _is_capital_for(tokens, end)
    ):
        end += 1
    while end > phrase.start + 1 and tokens[end - 1].word_class in (WordClass.DETERMINER, WordClass.PREPOSITION):
        end -= 1
    if end == phrase.start + 1 and tokens[phrase.start].word_class is WordClass.DETERMINER:
        return None
    words = " ".join(token.word for token in tokens[phrase.start : end])
    if _is_nobody(words):
        return None
    if cue.needs_clause and not _is_wanted(tokens, end):
        return None
    return Stretch(phrase.start, end)


def _is_nobody(words: str) -> bool:
    return words.partition(" of")[0].partition(" for")[0] in no_listeners() or words.startswith("no ")


def _is_open(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].kind is TokenKind.WORD and tokens[at].word_class is WordClass.OPEN


def _is_capital_for(tokens: Sequence[Token], at: int) -> bool:
    # 'told the Committee for Forests': part of the name.
    return tokens[at].word == "for" and at + 1 < len(tokens) and tokens[at + 1].is_capitalised


def _is_wanted(tokens: Sequence[Token], at: int) -> bool:
    if at >= len(tokens):
        return False
    return tokens[at].kind is TokenKind.QUOTATION or tokens[at].word in _CLAUSE_WORDS or tokens[at].word in (":", ",")
