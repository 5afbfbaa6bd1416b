"""Speakers: whom the words 'he', 'the minister' or a surname mean within the report.

The rules that hold in news copy, nearest first. A name or a description is the entity it is a mention of. A personal
pronoun is the speaker of the statement before, else the person the sentence begins with, in the nearest sentence that
has one of fitting gender; where the nearest speaker is a person without a name ('a resident'), it is that one and
nobody else. A role noun ('the colonel') is the one person here who bears it in a title or an apposition, a body's noun
('the ministry') the nearest body so called. What these cannot settle keeps its words, and why.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from headwater.read.statements.clauses import clauses_of, tokens_of
from headwater.stylebook.agencies import find_agency
from headwater.stylebook.people import KIN, titles
from headwater.stylebook.speaker_nouns import nouns_of
from headwater.text.tokens import fold, words_of
from headwater.vocabulary.entity import Entity, EntityId, EntityKind, Gender
from headwater.vocabulary.report import Prose
from headwater.vocabulary.span import Span
from headwater.vocabulary.statement import Part, Speaker, Statement
from headwater.vocabulary.story import Mentions

_GENDERS = {"he": Gender.MALE, "him": Gender.MALE, "she": Gender.FEMALE, "her": Gender.FEMALE}
_IMPERSONAL = frozenset({"it"})
_SEVERAL = frozenset({"they", "them"})
_PRONOUNS = frozenset(_GENDERS) | _IMPERSONAL | _SEVERAL
_NOMINATIVE = frozenset({"he", "she"})
# A pronoun reaches back over this many sentences at most: farther back another person has come in between.
_REACH = 4
# A mention this much longer than the speaker's words may still be theirs: 'Belova, head of the museum'.
_WIDER = 80
_KIND_ORDER = {EntityKind.PERSON: 0, EntityKind.ORGANISATION: 1, EntityKind.PLACE: 2}
_INDEFINITE = frozenset({"a", "an", "another", "one"})
_POSSESSIVE = frozenset({"his", "her", "its", "their", "the"})


@dataclass(slots=True)
class _Room:
    """The report while its speakers are resolved: who is named where, and who has spoken in each clause."""

    prose: Prose
    entities: Sequence[Entity]
    clauses: Sequence[Span]
    mentions: Mentions
    by_id: dict[EntityId, Entity]
    spoken: dict[int, list[Speaker]] = field(default_factory=dict)

    def clause_at(self, place: int) -> int:
        """The number of the clause that a place in the text belongs to."""
        return bisect_right(self.clauses, place, key=lambda clause: clause.start) - 1

    def named_in(self, span: Span) -> list[tuple[Entity, Span]]:
        """The mentions that touch a span, in order."""
        wide = self.prose.span(max(0, span.start - _WIDER), span.end + _WIDER)
        return [(entity, mention) for mention, entity in self.mentions.inside(wide) if mention.overlaps(span)]

    def speakers_before(self, clause: int, place: int) -> list[Speaker]:
        """Who has spoken in a clause before a place, the last first."""
        return [each for each in reversed(self.spoken.get(clause, ())) if each.span.end <= place]


def resolve_speakers(
    prose: Prose, statements: Sequence[Statement], entities: Sequence[Entity]
) -> tuple[tuple[Statement, ...], tuple[Entity, ...]]:
    """The statements with whom their speakers and addressees mean, and the entities with the pronouns added.

    A speaker whose words mean nobody known keeps them, with no entity and the reason in `doubt`.
    """
    room = _room(prose, entities)
    known: dict[Span, Speaker] = {}
    pronouns: dict[EntityId, list[Span]] = {}

    def resolved(speaker: Speaker) -> Speaker:
        if speaker.span not in known:
            known[speaker.span] = _resolved(speaker, room)
        return known[speaker.span]

    laid: list[Statement] = []
    # The headline is read last: it speaks of people the body names.
    for statement in sorted(statements, key=lambda each: (each.part is Part.HEADLINE, _place(each))):
        speaker, addressee = statement.speaker, statement.addressee
        if isinstance(speaker, Speaker):
            speaker = resolved(speaker)
            room.spoken.setdefault(room.clause_at(speaker.span.start), []).append(speaker)
            if speaker.entity and fold(speaker.text) in _NOMINATIVE | _IMPERSONAL:
                pronouns.setdefault(speaker.entity, []).append(speaker.span)
        if addressee is not None:
            addressee = resolved(addressee)
        laid.append(replace(statement, speaker=speaker, addressee=addressee))
    return tuple(laid), tuple(_with_mentions(entity, pronouns.get(entity.id, ())) for entity in entities)


def _place(statement: Statement) -> int:
    return statement.content[0].start if statement.content else statement.cue.start if statement.cue else 0


def _room(prose: Prose, entities: Sequence[Entity]) -> _Room:
    # "RIA Novosti, the chairwoman said": no apposition, whatever the names make of it.
    people = [each for each in entities if each.kind is not EntityKind.PERSON or find_agency(each.name) is None]
    return _Room(prose, people, clauses_of(prose), Mentions(people), {entity.id: entity for entity in people})


def _with_mentions(entity: Entity, spans: Iterable[Span]) -> Entity:
    mentions = tuple(sorted({*entity.mentions, *spans}))
    if mentions == entity.mentions:
        return entity
    return replace(
        entity,
        mentions=mentions,
        why=(*entity.why, "pronouns: the nearest speaker, or whom the sentence before begins with"),
    )


def _resolved(speaker: Speaker, room: _Room) -> Speaker:
    """The speaker with the entity it means, else with the reason why that is not known."""
    word = fold(speaker.text)
    if word in _GENDERS:
        found = _personal(speaker.span, room, _GENDERS[word])
    elif word in _IMPERSONAL:
        found = _body_before(speaker.span, room)
    elif word in _SEVERAL:
        found = _several(speaker.span, room)
    else:
        found = _nobody_alone(speaker, room) or _named(speaker.span, room) or _by_role(speaker, room)
    if isinstance(found, Entity):
        return replace(speaker, entity=found.id, doubt=None)
    return replace(speaker, entity=None, doubt=found)


_NOBODY = frozenset({"no", "nobody", "none", "neither", "few"})
_JOINED = re.compile(r"\W*(?:and|as well as)\W*", re.IGNORECASE)


def _nobody_alone(speaker: Speaker, room: _Room) -> str | None:
    """Why the words mean nobody, or more than one: 'No senator but Ruz', 'Ana Ruz and Jo Dane'."""
    words = words_of(speaker.text)
    if words and words[0] in _NOBODY:
        return f"'{speaker.text}' is nobody"
    people = [mention for entity, mention in room.named_in(speaker.span) if entity.kind is EntityKind.PERSON]
    for one, other in pairwise(sorted(people)):
        if _JOINED.fullmatch(room.prose.text, one.end, max(one.end, other.start)):
            return f"'{speaker.text}' are several people"
    return None


def _named(span: Span, room: _Room) -> Entity | None:
    """The entity named in a phrase: its head, which stands before 'of', and in an apposition is the person."""
    inside = room.named_in(span)
    people = [each for each in inside if each[0].kind is EntityKind.PERSON]
    # Title and name may be two mentions: of "President Lund's team" neither speaks.
    owners = {entity.id for entity, mention in people if _is_owner(mention, room.prose)}
    owned = [each for each in people if each[0].id not in owners and not _is_served(each[1], span, room.prose)]
    if owned:
        return max(owned, key=lambda each: each[1].end)[0]
    if people:
        return None
    head = [each for each in inside if not _is_after_preposition(each[1], span, room.prose)]
    head = [each for each in head if not _is_person_phrase(span, each[1], room.prose)]
    return min(head, key=lambda each: (_KIND_ORDER[each[0].kind], -len(each[1])))[0] if head else None


def _is_owner(mention: Span, prose: Prose) -> bool:
    # "Dronov's office": the office is not Dronov.
    return prose.text[mention.end : mention.end + 2] in ("'s", "’s") or mention.of(prose.text).endswith(("'s", "’s"))


def _is_served(mention: Span, phrase: Span, prose: Prose) -> bool:
    # "a spokesman for Ada Lund", "the lawyer of Ada Lund": right behind the preposition and no apposition.
    before = prose.text[phrase.start : mention.start].split()
    return bool(before) and before[-1] in ("for", "of", "to") and "," not in prose.text[phrase.start : mention.start]


def _is_after_preposition(mention: Span, phrase: Span, prose: Prose) -> bool:
    # "a spokesman for the Harbour Board": the board is not the speaker, a spokesman is.
    before = prose.text[phrase.start : mention.start].split()
    return any(word in ("of", "for", "at", "in", "from", "with") for word in before)


def _is_person_phrase(phrase: Span, mention: Span, prose: Prose) -> bool:
    """Whether a body or place only describes somebody: 'the Brund foreign minister', 'an AFP photographer'."""
    behind = words_of(prose.text[mention.end : phrase.end])
    return bool(behind) and behind[-1] in titles() and "," not in prose.text[mention.end : phrase.end]


def _personal(pronoun: Span, room: _Room, gender: Gender) -> Entity | str:
    clause = room.clause_at(pronoun.start)
    for number in range(clause, max(-1, clause - _REACH), -1):
        if number < 0:
            break
        for spoken in room.speakers_before(number, pronoun.start):
            entity = room.by_id.get(spoken.entity) if spoken.entity else None
            if entity is not None:
                if entity.kind is EntityKind.PERSON and _fits(entity, gender):
                    return entity
            elif _is_unnamed_person(spoken, gender):
                return f"the speaker before is not named: '{spoken.text}'"
            elif _is_strange_name(spoken):
                return f"may be '{spoken.text}', a name that is not known in the report"
        subject = _subject_of(room.clauses[number], pronoun, room, gender)
        if subject is not None:
            return subject
    return f"nobody whom '{pronoun.of(room.prose.text)}' may mean is named in the {_REACH} sentences before"


def _fits(entity: Entity, gender: Gender) -> bool:
    return entity.gender in (gender, Gender.UNKNOWN)


def _is_unnamed_person(speaker: Speaker, gender: Gender) -> bool:
    words = words_of(speaker.text)
    if not words or words[0] not in _INDEFINITE | _POSSESSIVE:
        return False
    head = next(
        (i for i, word in enumerate(words) if word in ("of", "at", "in", "from", "for", "with", "to")), len(words)
    )
    noun = words[head - 1]
    title = titles().get(noun)
    if title is not None and (title.role == KIN or words[0] in _INDEFINITE):
        return title.gender in (gender, Gender.UNKNOWN)
    return words[0] in _INDEFINITE and not noun.endswith("s") and noun not in nouns_of("body")


def _is_strange_name(speaker: Speaker) -> bool:
    """Whether the words end with a name nobody is known by: 'Leader of the Opposition Ada Lund'."""
    words = speaker.text.split()
    return len(words) > 2 and all(word[:1].isupper() for word in words[-2:]) and words[0].lower() != "the"


def _subject_of(clause: Span, pronoun: Span, room: _Room, gender: Gender) -> Entity | None:
    """The first person named in a clause, of those of the pronoun's own gender if there are any."""
    named = [
        entity
        for mention, entity in room.mentions.inside(clause)
        if entity.kind is EntityKind.PERSON and mention.end <= pronoun.start and _fits(entity, gender)
    ]
    sure = [entity for entity in named if entity.gender is gender]
    return next(iter(sure or named), None)


def _body_before(pronoun: Span, room: _Room) -> Entity | str:
    clause = room.clause_at(pronoun.start)
    for number in range(clause, max(-1, clause - _REACH), -1):
        spoken = [room.by_id[s.entity] for s in room.speakers_before(number, pronoun.start) if s.entity in room.by_id]
        bodies = [entity for entity in spoken if entity.kind is EntityKind.ORGANISATION]
        bodies += [
            entity
            for mention, entity in room.mentions.inside(room.clauses[number])
            if entity.kind is EntityKind.ORGANISATION and mention.end <= pronoun.start
        ]
        if bodies:
            return bodies[0]
    return f"no body is named in the {_REACH} sentences before"


def _several(pronoun: Span, room: _Room) -> Entity | str:
    clause = room.clause_at(pronoun.start)
    for number in range(clause, max(-1, clause - _REACH), -1):
        for spoken in room.speakers_before(number, pronoun.start):
            entity = room.by_id.get(spoken.entity) if spoken.entity else None
            if entity is not None and entity.kind is EntityKind.ORGANISATION:
                return entity
            return f"several people may be meant; the speaker before is '{spoken.text}'"
    return "several people may be meant, and nobody has spoken in the sentences before"


def _by_role(speaker: Speaker, room: _Room) -> Entity | str:
    """The person or body that a noun means, learnt from the titles and appositions of the report."""
    words = words_of(speaker.text)
    while words and words[0] in ("the", "this", "that"):
        words = words[1:]
    if not words or words[0] in _INDEFINITE | {"his", "her", "their"}:
        return "described, not named" if words else "no words"
    if words[-1] in nouns_of("document") and len(words) == 1:
        return _issuer(speaker, room)
    bearers = [entity for entity in room.entities if _bears(entity, words)]
    before = [entity for entity in bearers if entity.mentions and entity.mentions[0].start < speaker.span.start]
    if len(bearers) == 1:
        return bearers[0]
    if bearers:
        return _nearest(before or bearers, speaker.span, room, " ".join(words))
    return f"nobody in the report is known as '{' '.join(words)}'"


def _bears(entity: Entity, words: Sequence[str]) -> bool:
    if entity.kind is EntityKind.ORGANISATION:
        return words[-1] in nouns_of("body") and all(
            any(word in words_of(name) for name in (entity.name, *entity.variants)) for word in words
        )
    if entity.kind is not EntityKind.PERSON:
        return False
    roles = [words_of(role) for role in entity.roles]
    return any(list(words) == role[at : at + len(words)] for role in roles for at in range(len(role)))


def _nearest(bearers: Sequence[Entity], span: Span, room: _Room, words: str) -> Entity | str:
    clause = room.clause_at(span.start)
    for number in range(clause, max(-1, clause - _REACH), -1):
        for spoken in room.speakers_before(number, span.start):
            for entity in bearers:
                if spoken.entity == entity.id:
                    return entity
        for mention, entity in room.mentions.inside(room.clauses[number]):
            if entity in bearers and mention.end <= span.start:
                return entity
    names = ", ".join(entity.name for entity in bearers[:3])
    return f"'{words}' may be any of {names}"


def _issuer(speaker: Speaker, room: _Room) -> Entity | str:
    """Who issued 'the statement': the speaker of its sentence or of the one before; farther back it may be anybody."""
    clause = room.clause_at(speaker.span.start)
    for number in range(clause, max(-1, clause - 2), -1):
        for spoken in room.speakers_before(number, speaker.span.start):
            if spoken.entity in room.by_id:
                return room.by_id[spoken.entity]
    return f"who issued '{speaker.text}' is not told"


def resolve_pronouns(prose: Prose, entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """The entities with the personal pronouns that mean them: 'he' is the person the sentence before begins with.

    Pronouns inside quotation marks are the speaker's own and stay out of it; those no sentence nearby explains stay
    unresolved.
    """
    room = _room(prose, entities)
    found: dict[EntityId, list[Span]] = {}
    for clause in room.clauses:
        for token in tokens_of(clause, prose):
            if token.word in _NOMINATIVE:
                pronoun = prose.span(token.start, token.end)
                meant = _personal(pronoun, room, _GENDERS[token.word])
                if isinstance(meant, Entity):
                    found.setdefault(meant.id, []).append(pronoun)
    return tuple(_with_mentions(entity, found.get(entity.id, ())) for entity in entities)
