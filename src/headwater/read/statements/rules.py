"""Statements: who said what, to whom, by rules over clauses.

Each cue of a clause is laid out as one of a few forms ('"...," X said', 'X said that ...', '..., X said', 'according to
X', 'X called it "..."'), and the form gives speaker, content and how sure we are. The shares in `_CONFIDENCE` were
measured on the development part of a labelled corpus of news, not chosen. A speaker is only ever the
words of the clause; whom they mean is resolved in `speakers.py`, the agency it came through is never the speaker.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from headwater.read.statements.clauses import (
    Cue,
    Token,
    TokenKind,
    clauses_of,
    find_cues,
    phrase_after,
    phrase_before,
    tokens_of,
)
from headwater.read.statements.modes import mode_of
from headwater.stylebook.cues import CueKind
from headwater.stylebook.grammar import WordClass
from headwater.vocabulary.doubt import Unresolved
from headwater.vocabulary.report import Credit, CreditRole, Prose
from headwater.vocabulary.span import Span, Stretch
from headwater.vocabulary.statement import Relay, Speaker, Statement, StatementId


class Form(StrEnum):
    """How a clause lays out cue, speaker and content."""

    QUOTED = "quoted"  # "...," X said
    QUOTED_INVERTED = "quoted-inverted"  # "...," said X
    THAT = "that"  # X said (that) ...
    TAIL = "tail"  # ..., X said
    ACCORDING = "according"  # according to X
    ANNOUNCED = "announced"  # X said: and the quotation in the next paragraph
    CONTINUED = "continued"  # a quotation without a cue, after a speaker's
    NOBODY = "nobody"  # a quotation nobody is named for


# Share of statements of each form whose content and speaker were right on the development part of the labelled corpus;
# the kinds of cue beside 'say' as a share of it (benchmarks/README.md, decisions/0003). 'announced' was too rare there
# to be measured and takes what inverted quotations have.
_CONFIDENCE = {
    Form.QUOTED: 0.86,
    Form.QUOTED_INVERTED: 0.75,
    Form.THAT: 0.78,
    Form.TAIL: 0.57,
    Form.ACCORDING: 0.89,
    Form.ANNOUNCED: 0.75,
    Form.CONTINUED: 0.89,
    Form.NOBODY: 0.06,
}
_KIND_SHARE = {CueKind.HOLD: 0.58, CueKind.STANCE: 0.66, CueKind.ASK: 0.82, CueKind.NAME: 0.73}


@dataclass(frozen=True, slots=True)
class _Found:
    """A statement as token places of its clause, before it becomes one of the report."""

    form: Form
    cue: Cue | None
    speaker: Stretch | None
    content: tuple[Stretch, ...]
    addressee: Stretch | None = None


def find_by_rules(prose: Prose, credits: Sequence[Credit]) -> tuple[Statement, ...]:
    """What people are said to have said in a report, in order of the text.

    Speakers are spans without an entity; `said` is left open. A quotation of some length that nobody is named for
    becomes a statement whose speaker is Unresolved, so that it is not lost.
    """
    relayed = tuple(credit for credit in credits if credit.role is CreditRole.RELAY)
    statements: list[Statement] = []
    announced: Statement | None = None
    previous: Span | None = None
    for clause in clauses_of(prose):
        tokens = tokens_of(clause, prose)
        found = _read_clause(tokens, relayed)
        follows = bool(statements) and previous is not None and _is_same_paragraph(prose, previous, clause)
        if not found:
            found = _uncued(tokens, follows=follows and announced is None)
        made = [_statement(each, tokens, clause, prose, relayed) for each in found]
        if made and made[0].cue is None:
            made = [_inherited(each, announced or (statements[-1] if follows else None)) for each in made]
        announced = made.pop() if made and not made[-1].content else None
        statements += made
        previous = clause if made else None
    ordered = sorted(statements, key=lambda each: (each.content[0].start, each.content[0].end))
    return tuple(
        replace(each, id=StatementId(f"{prose.report}.s{place}")) for place, each in enumerate(ordered, start=1)
    )


def find_loose_quotations(prose: Prose) -> list[Statement]:
    """The quotations that stand in a sentence of their own, without a cue: nobody is named for them there."""
    found = []
    for clause in clauses_of(prose):
        tokens = tokens_of(clause, prose)
        found += [_statement(each, tokens, clause, prose, ()) for each in _uncued(tokens, follows=False)]
    return found


def _inherited(statement: Statement, giver: Statement | None) -> Statement:
    """A quotation without a cue of its own, with the speaker of the statement it goes on from."""
    if giver is None:
        return statement
    cue = giver.cue if not giver.content else None
    confidence = giver.confidence if not giver.content else statement.confidence
    return replace(
        statement, speaker=giver.speaker, cue=cue, relay=giver.relay, addressee=giver.addressee, confidence=confidence
    )


def _is_same_paragraph(prose: Prose, before: Span, clause: Span) -> bool:
    return "\n" not in prose.text[before.end : clause.start]


def _read_clause(tokens: Sequence[Token], relayed: Sequence[Credit]) -> list[_Found]:
    cues = find_cues(tokens)
    relays = [place for cue in cues if (place := _relay_phrase(tokens, cue, relayed)) is not None]
    found = _read_cues(_without_tail(tokens, relays), [cue for cue in cues if not _is_any(cue, relays)])
    # 'Xinhua reported that the plant burned': nobody else is named, so the agency itself says it.
    return found or _read_cues(tokens, cues)


def _read_cues(tokens: Sequence[Token], cues: Sequence[Cue]) -> list[_Found]:
    found: list[_Found] = []
    taken_to = -1
    for cue in cues:
        if cue.first < taken_to or cue.last > len(tokens):
            continue
        each = _read_cue(tokens, cue)
        if each is None or any(_overlap(one, other) for one in each.content for f in found for other in f.content):
            continue
        found.append(each)
        taken_to = max((piece.end for piece in each.content), default=len(tokens))
    return found


def _relay_phrase(tokens: Sequence[Token], cue: Cue, relayed: Sequence[Credit]) -> Stretch | None:
    """Where a relaying agency's own clause stands ('Xinhua news agency reported'), if the cue is an agency's."""
    subject = phrase_after(tokens, cue.last) if cue.kind is CueKind.BEFORE else phrase_before(tokens, cue.first)
    if subject is None:
        return None
    first, last = tokens[subject.start].start, tokens[subject.end - 1].end
    if not any(first <= credit.span.start and credit.span.end <= last for credit in relayed):
        return None
    return Stretch(min(subject.start, cue.first), max(subject.end, cue.last))


def _is_any(cue: Cue, phrases: Sequence[Stretch]) -> bool:
    return any(phrase.start <= cue.first < phrase.end for phrase in phrases)


def _without_tail(tokens: Sequence[Token], relays: Sequence[Stretch]) -> Sequence[Token]:
    """The clause without the ', X reported' at its end."""
    for phrase in relays:
        rest = sum(token.kind is TokenKind.WORD for token in tokens[phrase.end :])
        if rest <= 1 and phrase.start > 1 and tokens[phrase.start - 1].word in (",", "—", "–"):
            return tokens[: phrase.start - 1]
    return tokens


def _overlap(one: Stretch, other: Stretch) -> bool:
    return one.start < other.end and other.start < one.end


def _read_cue(tokens: Sequence[Token], cue: Cue) -> _Found | None:
    if cue.kind is CueKind.BEFORE:
        return _according(tokens, cue)
    if _is_passive(tokens, cue):
        return None
    inverted = _inverted(tokens, cue)
    if inverted is not None:
        return inverted
    speaker = phrase_before(tokens, cue.first) or _subject_of(tokens, cue)
    if speaker is None:
        return None
    tail = _tail(tokens, cue, speaker)
    if tail is not None:
        return tail
    addressee = phrase_after(tokens, cue.last) if cue.kind is CueKind.TELL else None
    begin = _content_start(tokens, addressee.end if addressee else cue.last)
    content = _to_end(tokens, begin)
    if content is None:
        return _Found(Form.ANNOUNCED, cue, speaker, (), addressee) if tokens[-1].word == ":" else None
    form = Form.QUOTED if _is_all_quoted(tokens, content) else Form.THAT
    return _Found(form, cue, speaker, (content,), addressee)


def _subject_of(tokens: Sequence[Token], cue: Cue) -> Stretch | None:
    """'The president addressed the council and said': the clause's own beginning, if a phrase of its own."""
    at = cue.first - 1
    while at > 0 and tokens[at].word_class is WordClass.ADVERB:
        at -= 1
    if at < 2 or tokens[at].word != "and" or tokens[0].kind is not TokenKind.WORD:
        return None
    subject = phrase_after(tokens, 0)
    if subject is None or any(token.kind is not TokenKind.WORD for token in tokens[:at]):
        return None
    return _before_verb(tokens, subject)


def _before_verb(tokens: Sequence[Token], subject: Stretch) -> Stretch | None:
    """The phrase up to its verb, which the closed classes do not tell from a noun: a word in -ed behind a name."""
    for at in range(subject.start + 1, subject.end):
        if tokens[at].word.endswith("ed") and not tokens[at].is_capitalised and tokens[at - 1].is_capitalised:
            return Stretch(subject.start, at)
    return subject if subject.end < len(tokens) and tokens[subject.end].word_class is WordClass.AUXILIARY else None


def _is_passive(tokens: Sequence[Token], cue: Cue) -> bool:
    """'was described', 'is expected': the words before the cue are not its speaker's."""
    at = cue.first - 1
    while at >= 0 and tokens[at].word_class is WordClass.ADVERB:
        at -= 1
    before = tokens[at].word if at >= 0 else ""
    is_participle = tokens[cue.first].word.endswith(("ed", "en", "told", "said", "known", "thought"))
    return before in ("is", "was", "are", "were", "be", "been", "being") and is_participle


def _according(tokens: Sequence[Token], cue: Cue) -> _Found | None:
    speaker = phrase_after(tokens, cue.last)
    if speaker is None:
        return None
    begins_clause = all(token.word_class is WordClass.CONJUNCTION for token in tokens[: cue.first])
    content = _to_end(tokens, _content_start(tokens, speaker.end)) if begins_clause else _from_start(tokens, cue.first)
    return _Found(Form.ACCORDING, cue, speaker, (content,)) if content else None


def _inverted(tokens: Sequence[Token], cue: Cue) -> _Found | None:
    """'"...," said X' and '..., said X': the cue stands before its speaker."""
    before = tokens[cue.first - 1] if cue.first else None
    if before is None or not (before.kind is TokenKind.QUOTATION or before.word in (",", "—", "–", "-")):
        return None
    if cue.kind not in (CueKind.SAY, CueKind.ASK) or tokens[cue.first].word.endswith("ing"):
        return None
    speaker = phrase_after(tokens, cue.last)
    if speaker is None or (before.word == "," and phrase_before(tokens, cue.first) and not _ends_soon(tokens, speaker)):
        return None
    contents = _quotations(tokens) if before.kind is TokenKind.QUOTATION or _has_quotation(tokens, cue.first) else ()
    content = contents or tuple(filter(None, (_from_start(tokens, cue.first),)))
    form = Form.QUOTED_INVERTED if contents else Form.TAIL
    return _Found(form, cue, speaker, content) if content else None


def _ends_soon(tokens: Sequence[Token], speaker: Stretch) -> bool:
    return len(tokens) - speaker.end <= 3


def _has_quotation(tokens: Sequence[Token], before: int) -> bool:
    return any(token.kind is TokenKind.QUOTATION for token in tokens[max(0, before - 2) : before])


def _quotations(tokens: Sequence[Token]) -> tuple[Stretch, ...]:
    return tuple(Stretch(i, i + 1) for i, token in enumerate(tokens) if token.kind is TokenKind.QUOTATION)


def _tail(tokens: Sequence[Token], cue: Cue, speaker: Stretch) -> _Found | None:
    """'"...," X said.' and '..., X said on Friday.': the content stands before the speaker."""
    if cue.kind is CueKind.STANCE and cue.last < len(tokens) and tokens[cue.last].word == "to":
        return None  # "Pressed by journalists, Krone refused to say who": what is refused stands behind
    told = _told(tokens, cue)
    behind = told.end if told else cue.last
    if speaker.start == 0 or (cue.kind is CueKind.TELL and not _is_short(tokens, behind)):
        return None
    before = tokens[speaker.start - 1]
    if before.kind is TokenKind.QUOTATION:
        return _Found(Form.QUOTED, cue, speaker, _quotations(tokens), told)
    if before.word == "," and _is_short(tokens, behind) and speaker.start > 3:
        content = _from_start(tokens, speaker.start)
        if content is None:
            return None
        form = Form.QUOTED if _is_all_quoted(tokens, content) else Form.TAIL
        return _Found(form, cue, speaker, (content,), told)
    return None


def _told(tokens: Sequence[Token], cue: Cue) -> Stretch | None:
    return phrase_after(tokens, cue.last) if cue.kind is CueKind.TELL else None


def _is_short(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing is said behind the cue: only a time, a place, a point, or another ', X reported'."""
    rest = tokens[at:]
    until = next((i for i, token in enumerate(rest) if token.kind is TokenKind.POINT), len(rest))
    opening = rest[0].word_class if rest else None
    if any(token.kind is TokenKind.QUOTATION for token in rest[:until]):
        return False
    # 'In a letter to residents, he wrote: "..."': what is said stands behind the colon.
    opens = until + 1 < len(rest) and rest[until].word in (":", ",")
    if opens and rest[until + 1].kind is TokenKind.QUOTATION:
        return False
    return until == 0 or opening in (WordClass.TIME, WordClass.PREPOSITION) or until <= 1


def _content_start(tokens: Sequence[Token], at: int) -> int:
    # 'as the mayor remarked the day before: "..."': what stands before the colon tells of the saying.
    colon = next((i for i, token in enumerate(tokens[at : at + 9], at) if token.word == ":"), None)
    if colon is not None and colon + 1 < len(tokens) and tokens[colon + 1].kind is TokenKind.QUOTATION:
        return colon + 1
    while at < len(tokens) and (tokens[at].word in (",", ":", "that") or tokens[at].word_class in (WordClass.TIME,)):
        at += 1
    return at


def _to_end(tokens: Sequence[Token], at: int) -> Stretch | None:
    end = len(tokens)
    while end > at and tokens[end - 1].kind is TokenKind.POINT and tokens[end - 1].word not in "%)]":
        end -= 1
    return Stretch(at, end) if end > at else None


def _from_start(tokens: Sequence[Token], end: int) -> Stretch | None:
    while end > 0 and tokens[end - 1].word in (",", "—", "–", "-"):
        end -= 1
    return Stretch(0, end) if end > 1 or (end == 1 and tokens[0].kind is TokenKind.QUOTATION) else None


def _is_all_quoted(tokens: Sequence[Token], content: Stretch) -> bool:
    return all(token.kind is not TokenKind.WORD for token in tokens[content.start : content.end])


def _uncued(tokens: Sequence[Token], *, follows: bool) -> list[_Found]:
    """A clause that is a quotation and nothing else: the speaker before goes on, or nobody is named."""
    contents = _quotations(tokens)
    words_outside = sum(token.kind is TokenKind.WORD for token in tokens)
    if not contents or words_outside > 0:
        return []
    return [_Found(Form.CONTINUED if follows else Form.NOBODY, None, None, contents)]


def _statement(
    found: _Found, tokens: Sequence[Token], clause: Span, prose: Prose, relayed: Sequence[Credit]
) -> Statement:
    def span(piece: Stretch) -> Span:
        return prose.span(tokens[piece.start].start, tokens[piece.end - 1].end)

    cue = span(Stretch(found.cue.first, found.cue.last)) if found.cue else None
    speaker = _speaker(span(found.speaker), prose) if found.speaker else None
    nobody = Unresolved("nobody is named for this quotation", clause)
    content = tuple(map(span, found.content))
    return Statement(
        id=StatementId(""),
        speaker=speaker or nobody,
        cue=cue,
        content=content,
        mode=mode_of(content, prose),
        addressee=_speaker(span(found.addressee), prose) if found.addressee else None,
        relay=tuple(Relay(credit.agency, credit.span) for credit in relayed if clause.covers(credit.span)),
        said=None,
        confidence=round(_CONFIDENCE[found.form] * (_KIND_SHARE.get(found.cue.kind, 1.0) if found.cue else 1.0), 2),
    )


def _speaker(span: Span, prose: Prose) -> Speaker:
    return Speaker(span.of(prose.text), span)
