"""Who is who in one report: full names, surnames alone and descriptions of one person joined, each with the reason."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from headwater.read.names.roles import Role
from headwater.read.names.runs import Run
from headwater.read.names.sightings import Sighting
from headwater.stylebook.people import KIN, genders_of_given_names, given_names, roles_like
from headwater.text.names import SAME_PERSON_FROM, compare_names, romanise, sound_of
from headwater.vocabulary.entity import EntityKind, Gender

# A description reaches back this many sentences for the nearest of several people it may mean.
_REACH = 3
# Nobody else may be meant by 'the president' where one president is named this many times as often as the other.
_MUCH_MORE = 2
# No report names so many people alike; a page that is one list of names is read in linear time all the same.
_MOST_ALIKE = 200


@dataclass(slots=True)
class Person:
    """One person while the report is read."""

    names: Counter[str] = field(default_factory=Counter)
    mentions: list[tuple[int, int]] = field(default_factory=list)
    starts: dict[int, list[int]] = field(default_factory=dict)
    roles: dict[tuple[str, str | None, bool], Role] = field(default_factory=dict)
    role_words: dict[str, int] = field(default_factory=dict)
    title_places: set[tuple[int, int]] = field(default_factory=set)
    why: dict[str, None] = field(default_factory=dict)
    gender: Gender = Gender.UNKNOWN

    @property
    def name(self) -> str:
        """The fullest name, the most frequent of equals."""
        return max(self.names, key=lambda name: (len(name.split()), self.names[name], name))

    def add(self, sighting: Sighting, why: str) -> None:
        """Take up a mention by name."""
        run = sighting.run
        self.names[run.text] += 1
        self.mention(run.start, run.end, run.sentence, why)
        if sighting.role is not None:
            self.take_role(sighting.role)
        if self.gender is Gender.UNKNOWN:
            self.gender = sighting.gender

    def mention(self, start: int, end: int, sentence: int, why: str) -> None:
        """Take up a mention and its reason."""
        self.mentions.append((start, end))
        self.starts.setdefault(sentence, []).append(start)
        self.why[why] = None

    def take_role(self, role: Role) -> None:
        """Take up a role; a title right at the name is a mention too, a long 'head of the ...' is not."""
        self.roles.setdefault((role.title, role.country, role.is_former), role)
        self.role_words.setdefault(role.words, role.start)
        if " of " not in role.words:
            self.title_places.add((role.start, role.end))

    def country(self) -> str | None:
        """The country most of the person's roles belong to."""
        codes = Counter(role.country for role in self.roles.values() if role.country)
        return codes.most_common(1)[0][0] if codes else None


def join_people(sightings: Sequence[Sighting]) -> tuple[list[Person], list[Sighting]]:
    """The people among the sightings, by full name first and then by surname; and single names nobody bears that are
    towns."""
    people: list[Person] = []
    singles = [each for each in sightings if each.kind in (EntityKind.PERSON, None) and len(each.run.words) == 1]
    speaking = _names_that_speak(singles)
    alone = {each.run.text for each in singles if each.is_addressed or each.is_speaking or each.run.opens}
    by_sound: dict[str, list[Person]] = {}
    for sighting in sightings:
        several = len(sighting.run.words) > 1
        if several and (
            sighting.kind is EntityKind.PERSON
            or (sighting.kind is None and (sighting.run.words[-1].text in alone or _is_known(sighting, people)))
        ):
            _join_full(sighting, people, by_sound)
    for person in people:
        if person.gender is Gender.UNKNOWN:
            person.gender = genders_of_given_names().get(romanise(person.name.split()[0]), Gender.UNKNOWN)
    towns: list[Sighting] = []
    for sighting in sorted(singles, key=lambda each: not each.is_addressed):
        if not _join_single(sighting, people, speaking) and sighting.may_be_town:
            towns.append(replace(sighting, kind=EntityKind.PLACE))
    return people, towns


def _is_known(sighting: Sighting, people: Sequence[Person]) -> bool:
    return any(sighting.run.text in person.names for person in people)


def _join_full(sighting: Sighting, people: list[Person], by_sound: dict[str, list[Person]]) -> None:
    name = sighting.run.text
    for person in _alike(name, by_sound):
        known = next((each for each in person.names if compare_names(each, name) >= SAME_PERSON_FROM), None)
        if known is not None:
            person.add(sighting, sighting.why if known == name else f"{name} is {known} in another spelling or form")
            return
    person = Person()
    person.add(sighting, sighting.why)
    people.append(person)
    for sound in _sounds(name):
        by_sound.setdefault(sound, []).append(person)


def _sounds(name: str) -> set[str]:
    """How the parts of a name begin to sound: two spellings of one name share one of these."""
    return {sound_of(romanise(part))[:2] for part in name.split()}


def _alike(name: str, by_sound: dict[str, list[Person]]) -> Iterable[Person]:
    """The people a name may be another form of, those of the same name first, at most as many as can be looked at."""
    found = [person for sound in _sounds(name) for person in by_sound.get(sound, ())]
    same = [person for person in found if name in person.names]
    return same or found[:_MOST_ALIKE]


def _join_single(sighting: Sighting, people: list[Person], speaking: frozenset[str]) -> bool:
    word = sighting.run.text
    bearers = [person for person in people if _bears(person, word) and not _is_another(person, sighting)]
    if not bearers and sighting.kind is None:
        bearers = [person for person in people if _is_called(person, word)]
    if len(bearers) > 1:
        bearers = _nearest(sighting, bearers)
    if bearers:
        bearers[0].add(sighting, f"{word} alone is {bearers[0].name}" if bearers[0].name != word else sighting.why)
        return True
    if sighting.kind is EntityKind.PERSON or word in speaking:
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
    return sighting.role is not None and any(role.role == KIN for role in person.roles.values())


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
    """How many sentences back a person was last named; all that is farther than one is far."""
    if any(start < run.start for start in person.starts.get(run.sentence, ())):
        return 0
    return 1 if run.sentence - 1 in person.starts else 2


def _names_that_speak(singles: Sequence[Sighting]) -> frozenset[str]:
    """Single words nobody's full name may explain: people if they speak, come again and not only open sentences."""
    counts = Counter(each.run.text for each in singles)
    speaking = {each.run.text for each in singles if each.is_speaking}
    inside = {each.run.text for each in singles if not each.run.opens}
    return frozenset(word for word in speaking & inside if counts[word] > 1)


def join_descriptions(
    descriptions: Iterable[tuple[Role, int]], people: list[Person], is_quoted: Sequence[tuple[int, int]]
) -> None:
    """Add descriptions by role to the people they mean; where two may be meant, the nearest subject, else nobody."""
    for description, sentence in sorted(descriptions, key=lambda each: each[0].start):
        person, why = _described(description, sentence, people, is_quoted)
        if person is not None:
            person.mention(description.start, description.end, sentence, why)
            person.take_role(description)


def _described(
    description: Role, sentence: int, people: list[Person], is_quoted: Sequence[tuple[int, int]]
) -> tuple[Person | None, str]:
    exact = [person for person in people if any(_is_same(role, description) for role in person.roles.values())]
    found = exact or [
        person for person in people if any(_is_like(role, description, person) for role in person.roles.values())
    ]
    words = f"'{description.words}'"
    if len(found) == 1:
        role = next(
            role
            for role in found[0].roles.values()
            if _is_same(role, description) or _is_like(role, description, found[0])
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
        subjects = []
        for person in found:
            told = (start for start in person.starts.get(sentence - back, ()) if start < description.start)
            first = next((start for start in told if not _is_inside(start, is_quoted)), None)
            if first is not None:
                subjects.append((first, person))
        if subjects:
            return min(subjects, key=lambda each: each[0])[1]
    return None


def _is_inside(place: int, stretches: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(stretches, (place, place)) - 1
    return any(start <= place < end for start, end in stretches[max(0, at - 1) : at + 2])
