"""Who is who in one report: full names, surnames alone and descriptions of one person joined, each with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from headwater.read.names.roles import Role
from headwater.read.names.runs import Run
from headwater.read.names.sightings import Sighting
from headwater.stylebook.people import KIN, genders_of_given_names, given_names, roles_like
from headwater.text.names import SAME_PERSON_FROM, compare_names, romanise
from headwater.vocabulary.entity import EntityKind, Gender

# A description reaches back this many sentences for the nearest of several people it may mean.
_REACH = 3
# Nobody else may be meant by 'the president' where one president is named this many times as often as the other.
_MUCH_MORE = 2


@dataclass(slots=True)
class Person:
    """One person while the report is read."""

    names: Counter[str] = field(default_factory=Counter)
    mentions: list[tuple[int, int, int]] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    why: list[str] = field(default_factory=list)
    gender: Gender = Gender.UNKNOWN

    @property
    def name(self) -> str:
        """The fullest name, the most frequent of equals."""
        return max(self.names, key=lambda name: (len(name.split()), self.names[name], name))

    def add(self, sighting: Sighting, why: str) -> None:
        """Take up a mention by name."""
        run = sighting.run
        self.names[run.text] += 1
        self.mentions.append((run.start, run.end, run.sentence))
        self.note(why)
        if sighting.role is not None:
            self.roles.append(sighting.role)
        if self.gender is Gender.UNKNOWN:
            self.gender = sighting.gender

    def note(self, why: str) -> None:
        """Keep a reason once."""
        if why not in self.why:
            self.why.append(why)

    def country(self) -> str | None:
        """The country most of the person's roles belong to."""
        codes = Counter(role.country for role in self.roles if role.country)
        return codes.most_common(1)[0][0] if codes else None


def join_people(sightings: Sequence[Sighting]) -> tuple[list[Person], list[Sighting]]:
    """The people among the sightings, by full name first and then by surname; and single names nobody bears that are
    towns."""
    people: list[Person] = []
    singles = [each for each in sightings if each.kind in (EntityKind.PERSON, None) and len(each.run.words) == 1]
    alone = {each.run.text for each in singles if each.is_addressed or each.is_speaking or each.run.opens}
    for sighting in sightings:
        several = len(sighting.run.words) > 1
        if several and (
            sighting.kind is EntityKind.PERSON
            or (sighting.kind is None and (sighting.run.words[-1].text in alone or _is_known(sighting, people)))
        ):
            _join_full(sighting, people)
    for person in people:
        if person.gender is Gender.UNKNOWN:
            person.gender = genders_of_given_names().get(romanise(person.name.split()[0]), Gender.UNKNOWN)
    towns: list[Sighting] = []
    for sighting in sorted(singles, key=lambda each: not each.is_addressed):
        if not _join_single(sighting, people, singles) and sighting.may_be_town:
            towns.append(replace(sighting, kind=EntityKind.PLACE))
    return people, towns


def _is_known(sighting: Sighting, people: Sequence[Person]) -> bool:
    return any(sighting.run.text in person.names for person in people)


def _join_full(sighting: Sighting, people: list[Person]) -> None:
    name = sighting.run.text
    for person in people:
        known = next((each for each in person.names if compare_names(each, name) >= SAME_PERSON_FROM), None)
        if known is not None:
            person.add(sighting, sighting.why if known == name else f"{name} is {known} in another spelling or form")
            return
    person = Person()
    person.add(sighting, sighting.why)
    people.append(person)


def _join_single(sighting: Sighting, people: list[Person], singles: Sequence[Sighting]) -> bool:
    word = sighting.run.text
    bearers = [person for person in people if _bears(person, word) and not _is_another(person, sighting)]
    if not bearers and sighting.kind is None:
        bearers = [person for person in people if _is_called(person, word)]
    if len(bearers) > 1:
        bearers = _nearest(sighting, bearers)
    if bearers:
        bearers[0].add(sighting, f"{word} alone is {bearers[0].name}" if bearers[0].name != word else sighting.why)
        return True
    if sighting.kind is EntityKind.PERSON or _is_known_by_one_name(word, singles):
        person = Person()
        person.add(sighting, sighting.why)
        people.append(person)
        return True
    return False


def _is_another(person: Person, sighting: Sighting) -> bool:
    """Whether the form of address speaks against a bearer of the surname: 'Mr Moro' is not Ada Moro, nor is
    'President Moro' the first lady."""
    if Gender.UNKNOWN not in (person.gender, sighting.gender) and person.gender is not sighting.gender:
        return True
    return sighting.role is not None and any(role.role == KIN for role in person.roles)


def _bears(person: Person, word: str) -> bool:
    """Whether a word is the surname: the last word of the name, or the first if that is no given name (Kim Jong-un)."""
    wanted = romanise(word)
    for name in person.names:
        parts = name.split()
        if len(parts) == 1:
            if romanise(name) == wanted:
                return True
            continue
        first_is_surname = romanise(parts[0]) not in given_names()
        if romanise(parts[-1]) == wanted or (first_is_surname and romanise(parts[0]) == wanted):
            return True
        if len(parts) > 2 and romanise("".join(parts[-2:])) == wanted:
            return True
    return False


def _is_called(person: Person, word: str) -> bool:
    return romanise(person.name.split()[0]) == romanise(word)


def _nearest(sighting: Sighting, bearers: list[Person]) -> list[Person]:
    """Of several people with one surname, the one just named, else the one the report is about; gender may speak
    against one."""
    fitting = [
        each for each in bearers if Gender.UNKNOWN in (each.gender, sighting.gender) or each.gender is sighting.gender
    ]
    by_name = sorted(fitting or bearers, key=lambda each: _distance(each, sighting.run))
    if _distance(by_name[0], sighting.run) <= 1:
        return by_name
    return sorted(by_name, key=lambda each: -len(each.mentions))


def _distance(person: Person, run: Run) -> int:
    """How many sentences back a person was last named."""
    return min((run.sentence - place for start, _, place in person.mentions if start < run.start), default=10**9)


def _is_known_by_one_name(word: str, singles: Sequence[Sighting]) -> bool:
    """A single word nobody's full name explains: a person if it speaks and comes again."""
    same = [each for each in singles if each.run.text == word]
    return len(same) > 1 and any(each.is_speaking for each in same) and not all(each.run.opens for each in same)


def join_descriptions(
    descriptions: Iterable[tuple[Role, int]], people: list[Person], is_quoted: Sequence[tuple[int, int]]
) -> None:
    """Add descriptions by role to the people they mean; where two may be meant, the nearest subject, else nobody."""
    for description, sentence in sorted(descriptions, key=lambda each: each[0].start):
        person, why = _described(description, sentence, people, is_quoted)
        if person is not None:
            person.mentions.append((description.start, description.end, sentence))
            person.note(why)
            person.roles.append(description)


def _described(
    description: Role, sentence: int, people: list[Person], is_quoted: Sequence[tuple[int, int]]
) -> tuple[Person | None, str]:
    exact = [person for person in people if any(_is_same(role, description) for role in person.roles)]
    found = exact or [person for person in people if any(_is_like(role, description, person) for role in person.roles)]
    words = f"'{description.words}'"
    if len(found) == 1:
        role = next(
            role for role in found[0].roles if _is_same(role, description) or _is_like(role, description, found[0])
        )
        return found[0], f"{words} is {found[0].name}: the only one here who is {role.words}"
    if len(found) > 1:
        near = _nearest_subject(description, sentence, found, is_quoted)
        if near is not None:
            return near, f"{words} is {near.name}: the nearest of {len(found)} it could mean"
        most, second, *_ = sorted(found, key=lambda person: -len(person.mentions))
        if len(most.mentions) >= _MUCH_MORE * len(second.mentions):
            return most, f"{words} is {most.name}: named far more often than the others it could mean"
    return None, ""


def _is_same(role: Role, description: Role) -> bool:
    if role.title != description.title or role.is_former != description.is_former:
        return False
    return role.country == description.country or (description.country is None)


def _is_like(role: Role, description: Role, person: Person) -> bool:
    if role.is_former != description.is_former or role.role not in roles_like(description.role):
        return False
    if description.country is None:
        return True
    return (role.country or person.country()) in (description.country, None) and (
        role.country is not None or person.country() is not None
    )


def _nearest_subject(
    description: Role, sentence: int, found: list[Person], is_quoted: Sequence[tuple[int, int]]
) -> Person | None:
    """The first named of the nearest sentence that names any of them, outside quotations: whom it is about."""
    for back in range(_REACH + 1):
        subjects = [
            (start, person)
            for person in found
            for start, _, place in person.mentions
            if place == sentence - back and start < description.start and not any(a <= start < b for a, b in is_quoted)
        ]
        if subjects:
            return min(subjects, key=lambda each: each[0])[1]
    return None
