"""Finding the people, organisations and places of one report, and every mention of each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from headwater.read.names.descriptions import join_descriptions
from headwater.read.names.people import Person, join_people
from headwater.read.names.runs import find_runs
from headwater.read.names.sighting import Around, Sighting
from headwater.read.names.sightings import sightings_of
from headwater.stylebook.places import countries_by_name
from headwater.text.bodies import beginnings_of, is_same_body, is_short_for
from headwater.text.numbers import any_of
from headwater.text.roles import Role, country_code, find_descriptions
from headwater.vocabulary.entity import Entity, EntityId, EntityKind
from headwater.vocabulary.report import Prose
from headwater.vocabulary.span import Span

_BLANKS = str.maketrans("\n\r\t\u00a0\u202f\u2009\u2028\u2029", "        ")
_LOWER_WORD = re.compile(r"(?<![\w'’-])[a-z]{2,}(?![\w-])")
# A body is compared with the last so many others that begin alike.
_MOST_ALIKE = 50


@dataclass(slots=True)
class _Thing:
    """A body or a place while the report is read."""

    kind: EntityKind
    names: Counter[str] = field(default_factory=Counter)
    mentions: list[tuple[int, int]] = field(default_factory=list)
    why: list[str] = field(default_factory=list)


def find_entities(prose: Prose, headline: Span | None = None) -> tuple[Entity, ...]:
    """The people, organisations and places of a report in the order of their first mention, with all mentions.

    Mentions are names, surnames alone, and descriptions by role ('the president of Belarus'); pronouns are not looked
    at. In the headline, where every word may be capitalised, only names known from the body are looked for. `why` has
    a line for each rule that found or joined the mentions.
    """
    sightings, descriptions = _read(prose)
    people, towns = join_people(sightings)
    taken = _taken(sightings, people)
    quoted = [(span.start, span.end) for span in prose.quotations]
    join_descriptions([each for each in descriptions if not _overlaps(each[0], taken)], people, quoted)
    found = [_person(person, prose) for person in people] + [
        _thing(thing, prose) for thing in _things([*sightings, *towns])
    ]
    if headline is not None:
        found = _with_headline(found, prose, headline)
    found.sort(key=lambda entity: entity.mentions[0])
    return tuple(
        replace(entity, id=EntityId(f"{prose.report}.e{place}")) for place, entity in enumerate(found, start=1)
    )


def _read(prose: Prose) -> tuple[list[Sighting], list[tuple[Role, int]]]:
    lower_words = frozenset(
        word
        for paragraph in prose.paragraphs
        for word in _LOWER_WORD.findall(prose.text, paragraph.start, paragraph.end)
    )
    sightings: list[Sighting] = []
    descriptions: list[tuple[Role, int]] = []
    for place, sentence in enumerate(prose.sentences):
        text = prose.text[sentence.start : sentence.end].translate(_BLANKS)
        around = Around(text, sentence.start, lower_words)
        for run in find_runs(prose.text, sentence, place, lower_words):
            sightings.extend(sightings_of(run, around))
        descriptions.extend((role, place) for role in find_descriptions(text, sentence.start))
    return sightings, descriptions


def _taken(sightings: Iterable[Sighting], people: Iterable[Person]) -> list[tuple[int, int]]:
    names = [place for person in people for place in person.mentions]
    return sorted(names + [(each.role.start, each.role.end) for each in sightings if each.role is not None])


def _overlaps(role: Role, taken: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(taken, (role.end, role.end))
    return any(role.start < end and start < role.end for start, end in taken[max(0, at - 3) : at])


def _person(person: Person, prose: Prose) -> Entity:
    spans = {prose.span(*place) for place in (*person.mentions, *person.title_places)}
    roles = sorted(person.role_words, key=lambda words: person.role_words[words])
    return Entity(
        EntityId(""),
        EntityKind.PERSON,
        person.name,
        tuple(dict.fromkeys(sorted(person.names, key=lambda name: -person.names[name]))),
        tuple(roles),
        tuple(sorted(spans)),
        tuple(person.why),
        person.gender,
    )


def _things(sightings: Iterable[Sighting]) -> list[_Thing]:
    things: dict[tuple[EntityKind, str], _Thing] = {}
    bodies: dict[str, list[str]] = {}
    for sighting in sightings:
        if sighting.kind in (EntityKind.ORGANISATION, EntityKind.PLACE):
            key = (sighting.kind, _key(sighting, things, bodies))
            thing = things.setdefault(key, _Thing(sighting.kind))
            name = sighting.run.text
            if sighting.kind is EntityKind.ORGANISATION and name not in thing.names:
                for beginning in _beginnings(name):
                    bodies.setdefault(beginning, []).append(key[1])
            thing.names[name] += 1
            thing.mentions.append((sighting.run.start, sighting.run.end))
            if sighting.why not in thing.why:
                thing.why.append(sighting.why)
    return list(things.values())


def _beginnings(name: str) -> set[str]:
    """What the names of one body have in common: the beginnings of their words, the initials, the words before 'of'."""
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    letters = name.replace(".", "") if name.isupper() else initials
    return {*beginnings_of(name), f"={letters}", f"<{name.split(' of ')[0]}"}


def _key(sighting: Sighting, things: dict[tuple[EntityKind, str], _Thing], bodies: dict[str, list[str]]) -> str:
    """One key for the names of one body: a country by its code, an abbreviation by its long form if that was named."""
    name = sighting.run.text
    if sighting.kind is EntityKind.PLACE:
        code = country_code(name)
        return code if code and name in countries_by_name() else name.casefold()
    if (EntityKind.ORGANISATION, name.casefold()) in things:
        return name.casefold()
    alike = dict.fromkeys(
        key for beginning in sorted(_beginnings(name)) for key in bodies.get(beginning, ())[-_MOST_ALIKE:]
    )
    for key in alike:
        if any(_is_same_body(name, known) for known in things[EntityKind.ORGANISATION, key].names):
            return key
    return name.casefold()


def _is_same_body(a: str, b: str) -> bool:
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if " " in short and long.startswith(f"{short} of "):
        return True
    return is_short_for(short, long) if short.isupper() and " " in long else " " in short and is_same_body(a, b)


def _thing(thing: _Thing, prose: Prose) -> Entity:
    name = max(thing.names, key=lambda each: (thing.names[each], len(each), each))
    return Entity(
        EntityId(""),
        thing.kind,
        name,
        tuple(sorted(thing.names, key=lambda each: -thing.names[each])),
        (),
        tuple(prose.span(*place) for place in sorted(set(thing.mentions))),
        tuple(thing.why),
    )


def _with_headline(found: list[Entity], prose: Prose, headline: Span) -> list[Entity]:
    words = headline.of(prose.text)
    known: list[Entity] = []
    for entity in found:
        names = {
            *entity.variants,
            *(variant.split()[-1] for variant in entity.variants if entity.kind is EntityKind.PERSON),
        }
        spots = re.finditer(rf"(?<!\w)(?:{any_of(names)})(?!\w)", words)
        spans = {prose.span(headline.start + spot.start(), headline.start + spot.end()) for spot in spots}
        known.append(replace(entity, mentions=tuple(sorted({*entity.mentions, *spans}))))
    return known
