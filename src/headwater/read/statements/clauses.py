"""Clauses without a parser: words, points and whole quotations as tokens, and the noun phrases beside a cue.

A quotation counts as one token, whatever is in it, so that '"...," said X' is three tokens long. The noun phrases are
found by the closed word classes alone; where that is not enough the phrase comes out short, not wrong.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from headwater.read.statements.modes import quotations_in
from headwater.stylebook.cues import CueKind, CueWord, Needs, cue_words
from headwater.stylebook.grammar import WordClass, class_of
from headwater.text.tokens import fold
from headwater.vocabulary.report import Prose
from headwater.vocabulary.span import Span, Stretch

_PIECE = re.compile(
    r"[^\W_]+(?:(?:['’‑-]|(?<=\d)[.,](?=\d)|(?<=\b[A-Za-z])\.(?=[A-Za-z]\b))[^\W_]+)*(?:(?<=s)['’](?=\s[a-zA-Z]))?|[^\w\s]"
)
_LONGEST_PHRASE = 24
# The longest sentences of print have some hundreds of words; a text without points is one clause of any length.
_MOST_TOKENS = 1_000
_PARTICLES = frozenset({"off", "up", "down", "around", "away"})


class TokenKind(StrEnum):
    """A word, a point, or a whole quotation."""

    WORD = "word"
    POINT = "point"
    QUOTATION = "quotation"


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a clause, with its place in the report's text; `word` is folded."""

    kind: TokenKind
    start: int
    end: int
    word: str
    is_capitalised: bool

    @property
    def word_class(self) -> WordClass | None:
        """The class of a word; None for points and quotations."""
        return class_of(self.word) if self.kind is TokenKind.WORD else None


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue found in a clause: tokens `first` up to and without `last`."""

    first: int
    last: int
    kind: CueKind
    lemma: str


def clauses_of(prose: Prose) -> list[Span]:
    """The sentences of a report, those that share a quotation put together, in order."""
    joined: list[Span] = []
    quotations = list(prose.quotations)
    starts = [quotation.start for quotation in quotations]
    for sentence in prose.sentences:
        if joined and _is_inside_quotation(joined[-1].end, sentence.start, quotations, starts):
            joined[-1] = prose.span(joined[-1].start, sentence.end)
        else:
            joined.append(sentence)
    return joined


def _is_inside_quotation(end: int, start: int, quotations: Sequence[Span], starts: Sequence[int]) -> bool:
    place = bisect_left(starts, end) - 1
    # The closing mark may belong to the sentence before: only a quotation that holds words of the next one joins them.
    return place >= 0 and quotations[place].end > start


def tokens_of(clause: Span, prose: Prose) -> list[Token]:
    """The tokens of a clause, in order; of a clause beyond all measure the first ones."""
    tokens: list[Token] = []
    at = clause.start
    for quotation in quotations_in(clause, prose):
        if len(tokens) >= _MOST_TOKENS:
            return tokens
        opening = 2 if prose.text.startswith(("``", "''"), max(0, quotation.start - 2)) else 1
        closing = 2 if prose.text.startswith("''", quotation.end) else 1
        tokens += _pieces(prose.text, at, max(at, quotation.start - opening))
        end = min(quotation.end + closing, clause.end)
        tokens.append(Token(TokenKind.QUOTATION, quotation.start, quotation.end, '"', False))
        at = max(at, end)
    return [*tokens, *_pieces(prose.text, at, clause.end)]


def _pieces(text: str, start: int, end: int) -> list[Token]:
    found = []
    for match in islice(_PIECE.finditer(text, start, end), _MOST_TOKENS):
        word = match.group()
        kind = TokenKind.WORD if word[0].isalnum() else TokenKind.POINT
        found.append(Token(kind, match.start(), match.end(), fold(word), word[0].isupper()))
    return found


def find_cues(tokens: Sequence[Token]) -> list[Cue]:
    """The cues among the tokens, in order, longest first at each place; nouns spelled like verbs are passed over."""
    cues: list[Cue] = []
    at = 0
    while at < len(tokens):
        cue = _cue_at(tokens, at)
        if cue is None:
            at += 1
            continue
        last = at + len(cue.words)
        if not _is_noun(tokens, at, cue):
            cues.append(Cue(at, last, cue.kind, cue.lemma))
        at = last
    return cues


def _cue_at(tokens: Sequence[Token], at: int) -> CueWord | None:
    for cue in cue_words().get(tokens[at].word, ()):
        words = tuple(token.word for token in tokens[at : at + len(cue.words)])
        if words == cue.words:
            return cue
    return None


def _is_noun(tokens: Sequence[Token], at: int, cue: CueWord) -> bool:
    if cue.needs is Needs.QUOTATION and not _is_beside_quotation(tokens, at):
        return True
    if len(cue.words) > 1 or at == 0:
        return False
    before = tokens[at - 1]
    if at + 1 < len(tokens) and tokens[at + 1].word in _PARTICLES:
        return True  # "called off the concert", "showed up", "asked around"
    if before.word_class is WordClass.DETERMINER or tokens[at].is_capitalised:
        return True  # "the report", "his claim", "a call"; "Report" in a name
    if before.word == "to" or before.word_class is WordClass.PREPOSITION:
        return True  # "to say" and "of showing" name no speaker of their own
    if cue.needs is Needs.CLAUSE and not tokens[at].word.endswith(("ed", "ing")):
        return not (_opens_clause(tokens, at + 1) or before.word_class is WordClass.PRONOUN)
    return tokens[at].word == cue.lemma and cue.kind is not CueKind.SAY and not _is_subject_end(before)


def _is_beside_quotation(tokens: Sequence[Token], at: int) -> bool:
    return any(token.kind is TokenKind.QUOTATION for token in tokens[max(0, at - 5) : at + 4])


def _opens_clause(tokens: Sequence[Token], at: int) -> bool:
    following = tokens[at] if at < len(tokens) else None
    return following is not None and (following.word in ("that", ":") or following.kind is TokenKind.QUOTATION)


def _is_subject_end(token: Token) -> bool:
    return token.word_class in (WordClass.PRONOUN, WordClass.ADVERB, WordClass.AUXILIARY) or token.word.endswith("s")


def phrase_before(tokens: Sequence[Token], at: int) -> Stretch | None:
    """The noun phrase that ends just before a cue, as token places; auxiliaries and adverbs between are passed over.

    'the chief of staff of the office, Max Ober, said': an apposition between commas belongs to the phrase.
    """
    end = at
    while end > 0 and tokens[end - 1].word_class in (WordClass.AUXILIARY, WordClass.ADVERB, WordClass.TIME):
        end -= 1
    if 0 < end < at and tokens[end - 1].word == "on" and tokens[end].word_class is WordClass.TIME:
        end -= 1  # "the minister on Wednesday said"
    if end > 0 and tokens[end - 1].word == ",":
        return _with_apposition(tokens, end)
    start = _phrase_start(tokens, end)
    if start == end:
        return None
    before = tokens[start - 1] if start > 0 else None
    is_bare_name = tokens[start].is_capitalised
    if before is not None and before.word == "," and is_bare_name:
        return _with_title(tokens, start, end)
    return Stretch(start, end)


def _with_apposition(tokens: Sequence[Token], end: int) -> Stretch | None:
    comma = end - 1
    opening = next((i for i in range(comma - 1, max(-1, comma - _LONGEST_PHRASE), -1) if tokens[i].word == ","), None)
    if opening is None:
        return None
    start = _phrase_start(tokens, opening)
    return Stretch(start, comma) if start < opening else None


def _with_title(tokens: Sequence[Token], start: int, end: int) -> Stretch:
    """Take in 'the chief of staff,' where it stands before the name it tells of, and not 'Speaking on Friday,'."""
    title = _phrase_start(tokens, start - 1)
    if title < start - 1 and tokens[title].word == "the" and (title == 0 or tokens[title - 1].word == ","):
        return Stretch(title, end)
    return Stretch(start, end)


def _phrase_start(tokens: Sequence[Token], end: int) -> int:
    start = end
    while start > 0 and end - start < _LONGEST_PHRASE:
        token = tokens[start - 1]
        if token.kind is not TokenKind.WORD:
            break
        match token.word_class:
            case WordClass.PRONOUN:
                return start - 1 if start == end else start
            case WordClass.SUBORDINATOR | WordClass.AUXILIARY | WordClass.ADVERB | WordClass.TIME:
                break
            case WordClass.PREPOSITION:
                if start == end or not _carries_on(tokens, start - 1):
                    break
            case WordClass.CONJUNCTION:
                if start == end or not (
                    tokens[start].is_capitalised and start > 1 and tokens[start - 2].is_capitalised
                ):
                    break
            case WordClass.DETERMINER:
                start -= 1
                if start == 0 or tokens[start - 1].word_class is not WordClass.PREPOSITION:
                    return start
                continue
            case _:
                pass
        start -= 1
    # "On the first day mayor Ana Ruz said": a phrase cannot begin with a preposition.
    while start < end and tokens[start].word_class in (WordClass.PREPOSITION, WordClass.CONJUNCTION):
        start += 1
    return start


def _carries_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether a preposition stands inside a noun phrase ('head of', 'minister for') and does not open the clause."""
    if at == 0 or tokens[at - 1].kind is not TokenKind.WORD:
        return False
    return tokens[at].word in ("of", "for", "at", "in", "from") and tokens[at - 1].word_class is WordClass.OPEN


def phrase_after(tokens: Sequence[Token], at: int) -> Stretch | None:
    """The noun phrase that begins at a token: the speaker of '"...," said X' or 'according to X', or who was told."""
    end = at
    while end < len(tokens) and end - at < _LONGEST_PHRASE:
        token = tokens[end]
        if token.kind is not TokenKind.WORD:
            break
        if token.word_class is WordClass.PRONOUN:
            return Stretch(at, end + 1) if end == at else _trimmed(tokens, at, end)
        if token.word_class in (WordClass.SUBORDINATOR, WordClass.AUXILIARY, WordClass.ADVERB, WordClass.TIME):
            break
        if token.word_class is WordClass.PREPOSITION and token.word != "of" and not _is_office(tokens, end):
            break
        end += 1
    return _trimmed(tokens, at, end)


def _is_office(tokens: Sequence[Token], at: int) -> bool:
    # "minister for Health": a capital after the preposition and a lower-case office before it.
    return (
        tokens[at].word in ("for", "at")
        and at + 1 < len(tokens)
        and tokens[at + 1].is_capitalised
        and tokens[at - 1].word_class is WordClass.OPEN
    )


def _trimmed(tokens: Sequence[Token], start: int, end: int) -> Stretch | None:
    while end > start and tokens[end - 1].word_class in (WordClass.CONJUNCTION, WordClass.PREPOSITION):
        end -= 1
    return Stretch(start, end) if start < end else None
