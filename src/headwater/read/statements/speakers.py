"""Speakers: whom the words 'he', 'the minister' or a surname mean, and when a statement was made.

The nearest rules that hold in news copy: a name or description is the entity it is a mention of; a personal pronoun is
the speaker of the statement before if that is near, else the person the sentence before begins with. What these
cannot settle stays without an entity.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from headwater.read.statements.clauses import clauses_of, tokens_of
from headwater.vocabulary.doubt import Unresolved
from headwater.vocabulary.entity import Entity, EntityId, EntityKind
from headwater.vocabulary.moment import Moment
from headwater.vocabulary.report import Prose
from headwater.vocabulary.span import Span
from headwater.vocabulary.statement import Speaker, Statement

_PERSONAL = frozenset({"he", "she"})
_IMPERSONAL = frozenset({"it"})
# A pronoun reaches back over this many sentences at most: farther back another person has come in between.
_REACH = 3
_KIND_ORDER = {EntityKind.PERSON: 0, EntityKind.ORGANISATION: 1, EntityKind.PLACE: 2}


def resolve_speakers(
    prose: Prose, statements: Sequence[Statement], entities: Sequence[Entity]
) -> tuple[tuple[Statement, ...], tuple[Entity, ...]]:
    """The statements with whom their speakers and addressees mean, and the entities with the pronouns added.

    A speaker whose words mean nobody known keeps them, with no entity.
    """
    resolved: list[Statement] = []
    pronouns: dict[EntityId, list[Span]] = {}
    for statement in statements:
        speaker = statement.speaker
        if isinstance(speaker, Speaker):
            meant = _meant(speaker, prose, entities, resolved)
            speaker = replace(speaker, entity=meant)
            if meant and _is_pronoun(speaker):
                pronouns.setdefault(meant, []).append(speaker.span)
        addressee = statement.addressee
        if addressee is not None:
            addressee = replace(addressee, entity=_meant(addressee, prose, entities, resolved))
        resolved.append(replace(statement, speaker=speaker, addressee=addressee))
    return tuple(resolved), tuple(_with_mentions(entity, pronouns.get(entity.id, ())) for entity in entities)


def _with_mentions(entity: Entity, spans: Iterable[Span]) -> Entity:
    mentions = tuple(sorted({*entity.mentions, *spans}))
    if mentions == entity.mentions:
        return entity
    return replace(
        entity,
        mentions=mentions,
        why=(*entity.why, "pronouns: the nearest speaker, or whom the sentence before begins with"),
    )


def _is_pronoun(speaker: Speaker) -> bool:
    return speaker.text.lower() in _PERSONAL | _IMPERSONAL


def _meant(speaker: Speaker, prose: Prose, entities: Sequence[Entity], before: Sequence[Statement]) -> EntityId | None:
    word = speaker.text.lower()
    if word in _PERSONAL:
        return _last_speaker(speaker.span, prose, entities, before, EntityKind.PERSON)
    if word in _IMPERSONAL:
        return _last_speaker(speaker.span, prose, entities, before, EntityKind.ORGANISATION)
    return _named(speaker.span, prose, entities)


def _named(span: Span, prose: Prose, entities: Sequence[Entity]) -> EntityId | None:
    """The entity named in a phrase: its head, which stands before 'of', and in an apposition is the person."""
    inside = [(entity, mention) for entity in entities for mention in entity.mentions if mention.overlaps(span)]
    if not inside:
        return None
    people = [each for each in inside if each[0].kind is EntityKind.PERSON]
    if people:
        return max(people, key=lambda each: each[1].end)[0].id
    head = [each for each in inside if not _is_after_preposition(each[1], span, prose)]
    return min(head, key=lambda each: (_KIND_ORDER[each[0].kind], -len(each[1])))[0].id if head else None


def _is_after_preposition(mention: Span, phrase: Span, prose: Prose) -> bool:
    # "a spokesman for the Harbour Board": the board is not the speaker, a spokesman is.
    before = prose.text[phrase.start : mention.start].split()
    return any(word in ("of", "for", "at", "in", "from", "with") for word in before)


def _last_speaker(
    pronoun: Span, prose: Prose, entities: Sequence[Entity], before: Sequence[Statement], kind: EntityKind
) -> EntityId | None:
    kinds = {entity.id: entity.kind for entity in entities}
    for place in reversed(_sentences_up_to(pronoun, prose)):
        spoken = [
            each.speaker.entity
            for each in before
            if isinstance(each.speaker, Speaker) and each.speaker.entity and place.covers(each.speaker.span)
            and each.speaker.span.end <= pronoun.start and kinds.get(each.speaker.entity) is kind
        ]  # fmt: skip
        if spoken:
            return spoken[-1]
        subject = _first_mention(place, pronoun, entities, kind)
        if subject:
            return subject
    return None


def _sentences_up_to(pronoun: Span, prose: Prose) -> list[Span]:
    clauses = [clause for clause in clauses_of(prose) if clause.start < pronoun.end]
    return clauses[-_REACH:]


def _first_mention(sentence: Span, pronoun: Span, entities: Sequence[Entity], kind: EntityKind) -> EntityId | None:
    inside = [
        (mention.start, entity.id)
        for entity in entities
        if entity.kind is kind
        for mention in entity.mentions
        if sentence.covers(mention) and mention.end <= pronoun.start
    ]
    return min(inside)[1] if inside else None


def resolve_pronouns(prose: Prose, entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """The entities with the personal pronouns that mean them: 'he' is the person the sentence before begins with.

    Pronouns inside quotation marks are the speaker's own and stay out of it; those no sentence nearby explains stay
    unresolved.
    """
    found: dict[EntityId, list[Span]] = {}
    for clause in clauses_of(prose):
        for token in tokens_of(clause, prose):
            if token.word in _PERSONAL:
                pronoun = prose.span(token.start, token.end)
                meant = _last_speaker(pronoun, prose, entities, (), EntityKind.PERSON)
                if meant:
                    found.setdefault(meant, []).append(pronoun)
    return tuple(_with_mentions(entity, found.get(entity.id, ())) for entity in entities)


def date_statements(
    statements: Sequence[Statement], prose: Prose, moments: Sequence[Moment], printed: Moment | None
) -> tuple[Statement, ...]:
    """The statements with the day they were made: the time named beside the cue, else the day of the report.

    'the president remarked the day before: "..."': a time in the clause of the cue and outside the content. A statement
    told in the past perfect without a time ('had said earlier') was made on an earlier day that is not known.
    """
    clauses = clauses_of(prose)
    return tuple(replace(each, said=_said(each, prose, clauses, moments, printed)) for each in statements)


def _said(
    statement: Statement, prose: Prose, clauses: Sequence[Span], moments: Sequence[Moment], printed: Moment | None
) -> Moment | None:
    if statement.cue is None or isinstance(statement.speaker, Unresolved):
        return printed
    first = min(statement.cue.start, statement.speaker.span.start)
    last = max(statement.cue.end, statement.speaker.span.end)
    clause = next((clause for clause in clauses if clause.covers(statement.cue)), statement.cue)
    near = [
        moment
        for moment in moments
        if moment.span is not None
        and clause.covers(moment.span)
        and moment.is_day
        and not any(piece.overlaps(moment.span) for piece in statement.content)
        and not prose.text[min(moment.span.end, last) : max(moment.span.start, first)].count(",") > 1
    ]
    if near:
        return min(near, key=lambda each: _distance(each.span or clause, statement.cue or clause))
    is_earlier = prose.text[max(clause.start, first) : statement.cue.start].split()[-1:] == ["had"]
    return None if is_earlier else printed


def _distance(span: Span, cue: Span) -> int:
    return max(span.start - cue.end, cue.start - span.end)
