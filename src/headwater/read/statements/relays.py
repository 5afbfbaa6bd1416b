"""Relays: through which agency or outlet each statement of a report came.

Laid over the statements of any engine. A relay counts for the statements of the clause that names it, and for a
quotation that goes on from one of them without a cue; the agency of the dateline is the report's own and is not said
again at every statement. A carrier is never the speaker of what somebody else is named for, and its words ('Xinhua
reported', 'quoted by') belong to no content. Where nobody else is named, the carrier itself says it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from headwater.read.statements.carriers import Carrier, find_carriers
from headwater.read.statements.clauses import Token, TokenKind, clauses_of, phrase_after, phrase_before, tokens_of
from headwater.read.statements.modes import mode_of
from headwater.read.statements.pieces import by_clause, in_order, nearest, span_of, trimmed, without
from headwater.stylebook.grammar import WordClass
from headwater.stylebook.relays import How, carrier_words, relay_cues
from headwater.vocabulary.report import Prose
from headwater.vocabulary.span import Span, Stretch
from headwater.vocabulary.statement import Relay, Speaker, Statement, StatementId

_ORDER = {how: place for place, how in enumerate(How)}
_QUOTES = frozenset(("quoted", "quotes", "quoting", "cited", "cites", "citing"))
_DASHES = (",", "—", "–", "-", ";")
# 'in remarks published on Monday and later carried by': so far back the remarks may stand.
_FAR_REMARKS = 12
# What a quoting clause that no engine laid out is worth: the form is as plain as "according to X" (decisions/0003).
_QUOTED_AS_SAYING = 0.89


@dataclass(frozen=True, slots=True)
class _Carried:
    """A relay in a clause: who carried, how, and the words that say so, as tokens."""

    carrier: Carrier
    how: How
    words: Stretch


@dataclass(frozen=True, slots=True)
class _Sourced:
    """'Xinhua quoted X as saying ...', '..., TASS reported, citing X': whom the carrier had it from."""

    speaker: Stretch
    cue: Stretch
    content: Stretch | None


def with_relays(statements: Sequence[Statement], prose: Prose) -> tuple[Statement, ...]:
    """The statements with the carriers through whom they came, and nothing of those left in speakers and contents.

    In order of the text. A statement that only told of the carrying is gone; one that no engine could find ('Xinhua
    quoted him as saying ...') is added.
    """
    clauses = clauses_of(prose)
    grouped, laid = by_clause(statements, clauses)
    for clause, own in zip(clauses, grouped, strict=True):
        # Only words of quoting make a statement where no engine found one.
        if own or any(word in prose.text[clause.start : clause.end] for word in ("quot", "cit")):
            tokens = tokens_of(clause, prose)
            carriers = find_carriers(tokens, prose.text)
            laid += _laid_over(own, tokens, carriers, prose) if carriers else own
    return tuple(_continued(in_order(laid), prose))


def _laid_over(
    own: Sequence[Statement], tokens: Sequence[Token], carriers: Sequence[Carrier], prose: Prose
) -> list[Statement]:
    carried = [found for carrier in carriers if (found := _carried(tokens, carrier)) is not None]
    sourced = _sourced(tokens, carriers)
    if not carried and sourced is None:
        return list(own)
    said = list(own)
    if sourced is not None:
        said = _with_source(said, sourced, tokens, carriers, prose)
    said = _without_carriers_own(said, carried, tokens)
    cut = [prose.span(tokens[c.words.start].start, tokens[c.words.end - 1].end) for c in carried]
    laid = [_cut(statement, cut, prose) for statement in said]
    return [
        replace(statement, relay=_relays_of(place, laid, carried, tokens, prose))
        for place, statement in enumerate(laid)
    ]


def _carried(tokens: Sequence[Token], carrier: Carrier) -> _Carried | None:
    """How a carrier of the clause carried something, if it did."""
    start, end = carrier.phrase
    for cue in relay_cues("before"):
        first = start - len(cue.words)
        if first < 0 or tuple(token.word for token in tokens[first:start]) != cue.words:
            continue
        if cue.words == ("on",) and not _is_broadcast(tokens, carrier):
            continue
        if carrier.is_staffed and (cue.how is not How.HEARD or tokens[end].word not in _HEARERS):
            return None
        last = end + carrier.is_staffed
        if cue.how is How.HEARD:
            return _Carried(carrier, cue.how, Stretch(first, last))
        return _Carried(carrier, cue.how, Stretch(_from_remarks(tokens, first), _past_time(tokens, last)))
    if carrier.is_staffed:
        return None
    passed_on = _passed_on(tokens, start)
    if passed_on is not None:
        return _Carried(carrier, How.REPORTED, Stretch(passed_on, end))
    return _reported(tokens, carrier)


_HEARERS = frozenset(("correspondent", "correspondents", "reporter", "reporters", "journalist", "journalists"))


def _is_broadcast(tokens: Sequence[Token], carrier: Carrier) -> bool:
    words = {token.word for token in tokens[carrier.phrase.start : carrier.phrase.end]}
    return not words.isdisjoint(carrier_words("broadcast"))


def _passed_on(tokens: Sequence[Token], start: int) -> int | None:
    """Where the words of passing on begin before 'by' and the carrier, a few others between: 'published on Monday by',
    'was quoted as saying by'; the carrier behind 'quoted' leaves 'quoted' to the speaker."""
    if start < 2 or tokens[start - 1].word != "by":
        return None
    for at in range(start - 2, max(-1, start - 6), -1):
        if tokens[at].word in ("quoted", "cited"):
            return start - 1
        if any(cue.words == (tokens[at].word, "by") for cue in relay_cues("before")):
            return _from_remarks(tokens, at)
    return None


def _from_remarks(tokens: Sequence[Token], first: int) -> int:
    """Where 'in remarks published on Monday and carried by' begins; the cue itself if no such words stand before."""
    remarks = None
    for at in range(first - 1, max(-1, first - _FAR_REMARKS), -1):
        if tokens[at].kind is not TokenKind.WORD:
            break
        if tokens[at].word in carrier_words("remarks"):
            remarks = at
        elif tokens[at].word == "in" and remarks is not None and remarks - at < 5:
            return at
    while first > 0 and tokens[first - 1].word in ("as", "and", "later", "earlier", "was", "were"):
        first -= 1
    return first


def _past_time(tokens: Sequence[Token], last: int) -> int:
    """The place behind 'on Friday', 'earlier' and the like."""
    at = last
    while at < len(tokens) and at - last < 4 and tokens[at].kind is TokenKind.WORD:
        word_class = tokens[at].word_class
        is_on_day = tokens[at].word in ("on", "late", "early") and at + 1 < len(tokens)
        is_on_day = is_on_day and tokens[at + 1].word_class is WordClass.TIME
        if word_class is not WordClass.TIME and word_class is not WordClass.ADVERB and not is_on_day:
            break
        at += 1
    return at


def _reported(tokens: Sequence[Token], carrier: Carrier) -> _Carried | None:
    """'..., Xinhua reported', ', reported Xinhua', 'As Xinhua reported, ...', 'Xinhua reported that ...'."""
    start, end = carrier.phrase
    if start >= 2 and _is_report(tokens[start - 1].word) and _is_seam(tokens, start - 2) and _closes(tokens, end):
        return _Carried(carrier, How.REPORTED, Stretch(start - 1, _past_time(tokens, end)))
    cue_at = _past_time(tokens, end)
    if cue_at < len(tokens) and tokens[cue_at].word == ",":
        cue_at = _past_source(tokens, cue_at)
    cue = next(
        (
            each
            for each in relay_cues("after")
            if tuple(token.word for token in tokens[cue_at : cue_at + len(each.words)]) == each.words
        ),
        None,
    )
    if cue is None:
        return None
    last = _past_time(tokens, cue_at + len(cue.words))
    if cue.words[-1] in _QUOTES and _saying(tokens, last) is not None:
        return _Carried(carrier, cue.how, Stretch(start, last))
    if cue.words == ("was", "told", "by"):
        return _Carried(carrier, How.HEARD, Stretch(start, cue_at + len(cue.words)))
    if start > 0 and tokens[start - 1].word == "as":
        return _Carried(carrier, cue.how, Stretch(start - 1, last))
    if start >= 2 and _is_seam(tokens, start - 1) and _closes(tokens, last):
        return _Carried(carrier, cue.how, Stretch(start, last))
    if start == 0 or tokens[start - 1].word == ",":
        return _Carried(carrier, cue.how, Stretch(start, last + (last < len(tokens) and tokens[last].word == "that")))
    return None


def _past_source(tokens: Sequence[Token], comma: int) -> int:
    """Over ', citing a government source,' to what the carrier did; the comma's own place if no such words follow."""
    if comma + 1 < len(tokens) and tokens[comma + 1].word in _QUOTES:
        source = phrase_after(tokens, comma + 2)
        if source is not None and source.end < len(tokens) and tokens[source.end].word == ",":
            return _past_time(tokens, source.end + 1)
    return comma


def _is_report(word: str) -> bool:
    return any(cue.words == (word,) for cue in relay_cues("after"))


def _is_seam(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].kind is TokenKind.QUOTATION or tokens[at].word in _DASHES


def _closes(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing that is said follows: the clause ends, goes on behind a comma, or cites."""
    return (
        at >= len(tokens) or tokens[at].kind is not TokenKind.WORD or tokens[at].word in (*_QUOTES, "in", "and", "on")
    )


def _sourced(tokens: Sequence[Token], carriers: Sequence[Carrier]) -> _Sourced | None:
    """Whom a carrier had it from, where the clause says so."""
    for at, token in enumerate(tokens):
        if token.word == "told" and (told := _was_told(tokens, at, carriers)) is not None:
            return told
        if token.word not in _QUOTES or (token.is_capitalised and at > 0):
            continue
        found = _was_quoted_as_saying(tokens, at) or _quoted_as_saying(tokens, at, carriers)
        found = found or _citing(tokens, at, carriers)
        if found is not None:
            return found
    return None


def _was_told(tokens: Sequence[Token], at: int, carriers: Sequence[Carrier]) -> _Sourced | None:
    """'The lights are on again, TASS was told by the power company'."""
    words = [token.word for token in tokens[max(0, at - 1) : at + 2]]
    carrier = next((each for each in carriers if each.phrase.end == at - 1), None)
    speaker = phrase_after(tokens, at + 2) if words == ["was", "told", "by"] and carrier is not None else None
    if speaker is None or carrier is None:
        return None
    return _Sourced(speaker, Stretch(at - 1, at + 1), _content(tokens, speaker.end, carrier.phrase.start))


def _was_quoted_as_saying(tokens: Sequence[Token], at: int) -> _Sourced | None:
    """'X was quoted by Xinhua as saying', 'X was quoted as saying by Xinhua'."""
    if at == 0 or tokens[at].word not in ("quoted", "cited") or tokens[at - 1].word not in ("was", "is", "were", "are"):
        return None
    saying = _saying(tokens, at + 1)
    speaker = phrase_before(tokens, at - 1)
    if saying is None or speaker is None:
        return None
    return _Sourced(speaker, Stretch(at - 1, saying), _content(tokens, _past_by(tokens, saying), speaker.start))


def _past_by(tokens: Sequence[Token], at: int) -> int:
    if at < len(tokens) and tokens[at].word == "by":
        carrier = phrase_after(tokens, at + 1)
        return carrier.end if carrier else at
    return at


def _saying(tokens: Sequence[Token], at: int) -> int | None:
    """The place behind the next 'as saying'."""
    for place in range(at, min(at + 14, len(tokens) - 1)):
        if tokens[place].kind is not TokenKind.WORD:
            if tokens[place].word != ",":
                return None
        elif tokens[place].word == "as" and tokens[place + 1].word in ("saying", "telling", "stating", "adding"):
            return place + 2
    return None


def _quoted_as_saying(tokens: Sequence[Token], at: int, carriers: Sequence[Carrier]) -> _Sourced | None:
    """'Xinhua quoted X as saying ...' and '..., Xinhua quoted X as saying'."""
    saying = _saying(tokens, at + 1)
    # The carrier stands before: 'Xinhua on Friday quoted', 'Xinhua news agency quoted'.
    if saying is None or not any(0 <= at - carrier.phrase.end <= 4 for carrier in carriers):
        return None
    speaker = Stretch(at + 1, saying - 2)
    while speaker.end > speaker.start and tokens[speaker.end - 1].kind is TokenKind.POINT:
        speaker = Stretch(speaker.start, speaker.end - 1)
    first = next(carrier.phrase.start for carrier in carriers if 0 <= at - carrier.phrase.end <= 4)
    if speaker.start >= speaker.end:
        return None
    return _Sourced(speaker, Stretch(saying - 2, saying), _content(tokens, saying, first))


def _citing(tokens: Sequence[Token], at: int, carriers: Sequence[Carrier]) -> _Sourced | None:
    """'..., TASS reported, citing X', 'Kyodo, citing X, reported that ...', 'Citing X, Kyodo reported that ...'."""
    if tokens[at].word not in ("citing", "quoting"):
        return None
    speaker = phrase_after(tokens, at + 1)
    if speaker is None:
        return None
    for carrier in carriers:
        if carrier.phrase.start >= speaker.start and carrier.phrase.end <= speaker.end:
            continue
        carried = _reported(tokens, carrier)
        if carried is None:
            continue
        is_before = carried.words.end <= at and at - carried.words.end <= 2
        is_inside = carrier.phrase.end <= at < carried.words.end
        is_behind = 0 <= carrier.phrase.start - speaker.end <= 1 and tokens[speaker.end].word == ","
        if is_before or is_inside or is_behind:
            begin = speaker.end if is_before else carried.words.end
            return _Sourced(speaker, Stretch(at, at + 1), _content(tokens, begin, carrier.phrase.start))
    return None


def _content(tokens: Sequence[Token], behind: int, before: int) -> Stretch | None:
    """What is said: what stands behind, or what stands before if nothing does."""
    start = _past_time(tokens, behind)
    while start < len(tokens) and (
        tokens[start].word in (",", ":", "that") or tokens[start].word_class is WordClass.TIME
    ):
        start += 1
    end = len(tokens)
    while end > start and tokens[end - 1].kind is TokenKind.POINT:
        end -= 1
    if end > start:
        return Stretch(start, end)
    end = before
    while end > 0 and tokens[end - 1].kind is TokenKind.POINT:
        end -= 1
    return Stretch(0, end) if end > 0 else None


def _with_source(
    own: list[Statement],
    sourced: _Sourced,
    tokens: Sequence[Token],
    carriers: Sequence[Carrier],
    prose: Prose,
) -> list[Statement]:
    """The statements of a clause with the one that the carrier passes on, spoken by whom the carrier had it from."""
    speaker = span_of(tokens, sourced.speaker, prose)
    if any(isinstance(each.speaker, Speaker) and each.speaker.span.overlaps(speaker) for each in own):
        return own  # the engine has found it
    carrying = [span_of(tokens, carrier.phrase, prose) for carrier in carriers]
    mended = []
    for each in own:
        is_carriers = isinstance(each.speaker, Speaker) and any(each.speaker.span.overlaps(span) for span in carrying)
        in_cue = each.cue is not None and each.cue.overlaps(span_of(tokens, sourced.cue, prose))
        if not is_carriers and not in_cue:
            mended.append(each)
    if sourced.content is None:
        return mended or own
    content = span_of(tokens, sourced.content, prose)
    if any(piece.overlaps(content) for each in mended for piece in each.content):
        return mended
    pieces = _quotations_or_all(sourced.content, tokens, prose)
    new = Statement(
        id=StatementId(""),
        speaker=Speaker(speaker.of(prose.text), speaker),
        cue=span_of(tokens, sourced.cue, prose),
        content=pieces,
        mode=mode_of(pieces, prose),
        addressee=None,
        relay=(),
        said=None,
        confidence=_QUOTED_AS_SAYING,
    )
    return [*mended, new]


def _quotations_or_all(content: Stretch, tokens: Sequence[Token], prose: Prose) -> tuple[Span, ...]:
    inside = tokens[content.start : content.end]
    if all(token.kind is not TokenKind.WORD for token in inside):
        return tuple(prose.span(token.start, token.end) for token in inside if token.kind is TokenKind.QUOTATION)
    return (span_of(tokens, content, prose),)


def _without_carriers_own(
    own: Sequence[Statement], carried: Sequence[_Carried], tokens: Sequence[Token]
) -> list[Statement]:
    """The statements without those that a carrier only passes on, unless nobody else speaks in the clause."""

    def is_carriers(statement: Statement) -> bool:
        speaker = statement.speaker
        return isinstance(speaker, Speaker) and any(
            each.how is not How.HEARD
            and tokens[each.carrier.phrase.start].start <= speaker.span.start
            and speaker.span.end <= tokens[each.words.end - 1].end
            for each in carried
        )

    others = [statement for statement in own if not is_carriers(statement)]
    return others if any(isinstance(each.speaker, Speaker) for each in others) else list(own)


def _cut(statement: Statement, relays: Sequence[Span], prose: Prose) -> Statement:
    """The statement without the words of relays in its content and its speaker."""
    # A relay that covers all of the content is what the statement is about, not how it came.
    own = [span for span in statement.content if not any(relay.covers(span) for relay in relays)] or statement.content
    content = tuple(piece for span in own for piece in _cut_content(span, statement, relays, prose))
    speaker = statement.speaker
    if isinstance(speaker, Speaker):
        left = without(speaker.span, [relay for relay in relays if not relay.covers(speaker.span)], prose)
        if left and left[0] != speaker.span:
            speaker = replace(speaker, span=left[0], text=left[0].of(prose.text))
    if content == statement.content and speaker is statement.speaker:
        return statement
    return replace(statement, content=content or statement.content, speaker=speaker, mode=mode_of(content, prose))


def _cut_content(span: Span, statement: Statement, relays: Sequence[Span], prose: Prose) -> Iterator[Span]:
    cutting = [relay for relay in relays if relay.overlaps(span) and not relay.covers(span)]
    if not cutting:
        yield span
        return
    spoken = [statement.speaker.span] if isinstance(statement.speaker, Speaker) else []
    for piece in without(span, [*cutting, *(s for s in spoken if s.overlaps(span))], prose):
        kept = trimmed(piece, prose)
        if prose.text.startswith("that ", kept.start):
            kept = prose.span(min(kept.end, kept.start + 5), kept.end)
        if len(kept) > 2 and any(char.isalnum() for char in kept.of(prose.text)):
            yield kept


def _relays_of(
    place: int, own: Sequence[Statement], carried: Sequence[_Carried], tokens: Sequence[Token], prose: Prose
) -> tuple[Relay, ...]:
    statement = own[place]
    speaker = statement.speaker.span if isinstance(statement.speaker, Speaker) else None
    found = []
    for each in sorted(carried, key=lambda one: (_ORDER[one.how], one.words.start)):
        name = prose.span(each.carrier.start, each.carrier.end)
        if speaker is not None and speaker.overlaps(name):
            continue
        if each.how is How.HEARD and place != nearest(own, span_of(tokens, each.words, prose)):
            continue
        found.append(Relay(each.carrier.agency, name))
    known = [*found, *(relay for relay in statement.relay if not any(relay.span.overlaps(one.span) for one in found))]
    clause = span_of(tokens, Stretch(0, len(tokens)), prose)
    return tuple(relay for relay in known if relay in found or not clause.covers(relay.span))


def _continued(statements: Sequence[Statement], prose: Prose) -> Iterator[Statement]:
    """Quotations without a cue take the relay of the statement they go on from, in the same paragraph."""
    before: Statement | None = None
    for statement in statements:
        if (
            before is not None
            and statement.cue is None
            and not statement.relay
            and statement.content
            and before.content
        ):
            gap = prose.text[before.content[-1].end : statement.content[0].start]
            if "\n" not in gap and isinstance(statement.speaker, Speaker):
                statement = replace(statement, relay=before.relay)
        yield statement
        before = statement
