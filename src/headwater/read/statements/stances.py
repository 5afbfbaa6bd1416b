"""Stances: whether a speaker said the content, denied it, would not say it, or asked for it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from headwater.read.statements.clauses import Token, TokenKind, clauses_of, phrase_before, tokens_of
from headwater.read.statements.modes import mode_of
from headwater.read.statements.pieces import by_clause, in_order, span_of
from headwater.stylebook.grammar import WordClass, class_of
from headwater.stylebook.stances import stances
from headwater.vocabulary.report import Prose
from headwater.vocabulary.span import Stretch
from headwater.vocabulary.statement import Speaker, Stance, Statement, StatementId

_NEGATIONS = frozenset(("not", "never", "n't"))
# Words that may stand between 'not' and its verb: 'did not immediately respond'.
_MOST_BETWEEN = 3
# What statements with a cue of opinion are worth; 'declined to comment' is one of them (decisions/0003).
_REFUSAL = 0.66


def with_stances(statements: Sequence[Statement], prose: Prose) -> tuple[Statement, ...]:
    """The statements with their stance, and with those refusals that no engine takes for a statement."""
    clauses = clauses_of(prose)
    grouped, elsewhere = by_clause(statements, clauses)
    laid = list(elsewhere)
    for clause, own in zip(clauses, grouped, strict=True):
        tokens = tokens_of(clause, prose)
        laid += [_mended(replace(each, stance=_stance(each, tokens)), tokens, prose) for each in own]
        laid += _refusals(own, tokens, prose)
    return tuple(in_order(laid))


def stance_of(cue: str, before: str = "") -> Stance:
    """The stance that the words of a cue tell, with the words before it.

    >>> stance_of("comment", "did not immediately").value
    'refused'
    """
    words = cue.split()
    return _stance_of(words, before.split()[-_MOST_BETWEEN - 2 :])


def _stance(statement: Statement, tokens: Sequence[Token]) -> Stance:
    if statement.cue is None:
        return statement.stance
    first = bisect_left(tokens, statement.cue.start, key=lambda token: token.start)
    last = bisect_left(tokens, statement.cue.end, key=lambda token: token.start)
    found = _phrase_at(tokens, max(0, first - 1)) or _phrase_at(tokens, first)
    if found is not None:
        return stances("phrase")[found]
    before = [token.word for token in tokens[max(0, first - _MOST_BETWEEN - 2) : first]]
    # A cue noun ends with what it is about: 'his call for', 'the denial that'.
    words = [token.word for token in tokens[first : max(last, first + 2)]]
    return _stance_of(words, before)


def _mended(statement: Statement, tokens: Sequence[Token], prose: Prose) -> Statement:
    """'The army neither confirmed nor denied': the army speaks, and not 'neither'."""
    if statement.cue is None or not isinstance(statement.speaker, Speaker):
        return statement
    at = bisect_left(tokens, statement.speaker.span.start, key=lambda token: token.start)
    phrase = _phrase_at(tokens, at)
    speaker = phrase_before(tokens, at) if phrase else None
    if phrase is None or speaker is None:
        return statement
    span = span_of(tokens, speaker, prose)
    cue = span_of(tokens, Stretch(at, at + len(phrase)), prose)
    return replace(statement, speaker=Speaker(span.of(prose.text), span), cue=cue)


def _stance_of(words: Sequence[str], before: Sequence[str]) -> Stance:
    for place, word in enumerate(words[:4]):
        head = (*before, *words[:place])
        if _is_negated(head) and (word,) in stances("negated"):
            return stances("negated")[word,]
    for place in range(min(len(words), 3)):
        for length in (2, 1):
            found = stances("cue").get(tuple(words[place : place + length]))
            if found is not None and not _is_negated((*before, *words[:place])):
                return found
        if class_of(words[place]) not in (WordClass.AUXILIARY, WordClass.ADVERB):
            break
    return Stance.ASSERTED


def _is_negated(before: Sequence[str]) -> bool:
    for word in reversed(before[-_MOST_BETWEEN:]):
        if word in _NEGATIONS or word.endswith("n't"):
            return True
        if not word.endswith("ly") and word not in ("yet", "even", "also", "to"):
            return False
    return False


def _phrase_at(tokens: Sequence[Token], at: int) -> tuple[str, ...] | None:
    for phrase in stances("phrase"):
        if tuple(token.word for token in tokens[at : at + len(phrase)]) == phrase:
            return phrase
    return None


def _refusals(own: Sequence[Statement], tokens: Sequence[Token], prose: Prose) -> Iterator[Statement]:
    taken = [piece for each in own for piece in (each.cue, *each.content) if piece is not None]
    for at, token in enumerate(tokens):
        found = _refusal_at(tokens, at) if token.kind is TokenKind.WORD else None
        if found is None:
            continue
        cue = span_of(tokens, found, prose)
        speaker = phrase_before(tokens, found.start)
        if speaker is None or any(piece.overlaps(cue) for piece in taken):
            continue
        content = _content(tokens, found.end)
        about = span_of(tokens, content, prose) if content else cue
        taken += [cue, about]
        words = span_of(tokens, speaker, prose)
        yield Statement(
            id=StatementId(""),
            speaker=Speaker(words.of(prose.text), words),
            cue=cue,
            content=(about,),
            mode=mode_of((about,), prose),
            addressee=None,
            relay=(),
            said=None,
            confidence=_REFUSAL,
            stance=Stance.REFUSED,
        )


def _refusal_at(tokens: Sequence[Token], at: int) -> Stretch | None:
    phrase = _phrase_at(tokens, at) if tokens[at].word in _FIRST_WORDS else None
    if phrase is not None:
        return Stretch(at, at + len(phrase) - (phrase[-1] == "to"))
    if tokens[at].word not in _NEGATIONS and not tokens[at].word.endswith("n't"):
        return None
    for place in range(at + 1, min(at + 2 + _MOST_BETWEEN, len(tokens))):
        word = tokens[place].word
        if (word,) in stances("negated"):
            # 'has not responded', and not 'the news was not confirmed'.
            if word.endswith(("ed", "aid")) and tokens[at - 1].word not in ("has", "have", "had") and at > 0:
                return None
            is_split = tokens[at].word in _NEGATIONS and at > 0 and tokens[at - 1].word_class is WordClass.AUXILIARY
            return Stretch(at - is_split, place + 1)
        if tokens[place].word_class is not WordClass.ADVERB:
            return None
    return None


_FIRST_WORDS = frozenset(phrase[0] for phrase in stances("phrase"))


def _content(tokens: Sequence[Token], start: int) -> Stretch | None:
    end = start
    while end < len(tokens) and (tokens[end].kind is not TokenKind.POINT or tokens[end].word not in ".,;:!?—–"):
        end += 1
    return Stretch(start, end) if end > start else None
