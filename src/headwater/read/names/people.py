"""Who is who in one report: full names and surnames alone of one person joined, each with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from headwater.read.names.runs import Run
from headwater.read.names.sighting import Sighting
from headwater.stylebook.people import KIN, genders_of_given_names, given_names
from headwater.text.names import beginnings_of, is_same_name
from headwater.text.roles import Role
from headwater.text.romanise import romanise
from headwater.vocabulary.entity import EntityKind, Gender

# No report names so many people alike; a page that is one list of names is read in linear time all the same.
_MOST_ALIKE = 60


@dataclass(slots=True, eq=False)
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

    @property
    def is_kin(self) -> bool:
        """Whether the person is named as somebody's wife, son, ..., who may bear the same surname."""
        return any(role.role == KIN for role in self.roles.values())

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


@dataclass(slots=True)
class _Register:
    """The people found so far, by how the parts of their names begin to sound and by their first and last words."""

    people: list[Person] = field(default_factory=list)
    by_sound: dict[str, list[Person]] = field(default_factory=dict)
    by_word: dict[str, list[Person]] = field(default_factory=dict)
    by_name: dict[str, Person] = field(default_factory=dict)

    def add(self, person: Person, sighting: Sighting, why: str) -> None:
        """Take up a mention of a person, who may be new."""
        name = sighting.run.text
        if not person.names:
            self.people.append(person)
        if name not in person.names:
            self.by_name.setdefault(name, person)
            words = name.split()
            for sound in beginnings_of(name):
                _list_once(self.by_sound, sound, person)
            for word in {romanise(words[0]), romanise(words[-1])}:
                _list_once(self.by_word, word, person)
        person.add(sighting, why)

    def alike(self, name: str) -> Iterable[Person]:
        """The people a name may be another form of, those of the same name first, as many as can be looked at."""
        if name in self.by_name:
            return [self.by_name[name]]
        found = [person for sound in beginnings_of(name) for person in self.by_sound.get(sound, ())[-_MOST_ALIKE:]]
        return dict.fromkeys(found)


def _list_once(index: dict[str, list[Person]], key: str, person: Person) -> None:
    listed = index.setdefault(key, [])
    if person not in listed[-1:]:
        listed.append(person)


def join_people(sightings: Sequence[Sighting]) -> tuple[list[Person], list[Sighting]]:
    """The people among the sightings, by full name first and then by surname; and single names nobody bears that are
    towns."""
    register = _Register()
    singles = [each for each in sightings if each.kind in (EntityKind.PERSON, None) and len(each.run.words) == 1]
    speaking = _names_that_speak(singles)
    alone = {each.run.text for each in singles if each.is_addressed or each.is_speaking or each.run.opens}
    for sighting in sightings:
        if len(sighting.run.words) > 1 and (
            sighting.kind is EntityKind.PERSON
            or (
                sighting.kind is None
                and (sighting.run.words[-1].text in alone or sighting.run.text in register.by_name)
            )
        ):
            _join_full(sighting, register)
    for person in register.people:
        if person.gender is Gender.UNKNOWN:
            person.gender = genders_of_given_names().get(romanise(person.name.split()[0]), Gender.UNKNOWN)
    earliest: dict[str, int] = {}
    for each in singles:
        earliest.setdefault(each.run.text, each.run.start)
    towns: list[Sighting] = []
    for sighting in sorted(singles, key=lambda each: not each.is_addressed):
        if not _join_single(sighting, register, speaking, earliest) and sighting.may_be_town:
            towns.append(replace(sighting, kind=EntityKind.PLACE))
    return register.people, towns


def _join_full(sighting: Sighting, register: _Register) -> None:
    name = sighting.run.text
    for person in register.alike(name):
        known = next((each for each in person.names if is_same_name(each, name)), None)
        if known is not None:
            why = sighting.why if known == name else f"{name} is {known} in another spelling or form"
            register.add(person, sighting, why)
            return
    register.add(Person(), sighting, sighting.why)


def _join_single(sighting: Sighting, register: _Register, speaking: frozenset[str], earliest: dict[str, int]) -> bool:
    word = sighting.run.text
    near = register.by_word.get(romanise(word), ())
    bearers = [person for person in near if _bears(person, word) and not _is_another(person, sighting, earliest[word])]
    if not bearers and sighting.kind is None:
        bearers = [person for person in near if _is_called(person, word)]
    if len(bearers) > 1:
        bearers = _nearest(sighting, bearers)
    if bearers:
        register.add(
            bearers[0], sighting, f"{word} alone is {bearers[0].name}" if bearers[0].name != word else sighting.why
        )
        return True
    if sighting.kind is EntityKind.PERSON or word in speaking:
        register.add(Person(), sighting, sighting.why)
        return True
    return False


def _is_another(person: Person, sighting: Sighting, earliest: int) -> bool:
    """Whether a bearer of the surname is not meant: 'Mr Moro' is not Ada Moro, 'President Moro' not the first lady, and
    if 'Moro' was named before 'his wife, Ada Moro', Moro is the husband."""
    if len(person.name.split()) == 1:
        return False
    if Gender.UNKNOWN not in (person.gender, sighting.gender) and person.gender is not sighting.gender:
        return True
    if not person.is_kin:
        return False
    return sighting.role is not None or (sighting.gender is Gender.UNKNOWN and earliest < min(person.mentions)[0])


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
    """Single words nobody's full name may explain: people if they act, or speak and come again and not only open
    sentences."""
    counts = Counter(each.run.text for each in singles)
    speaking = {each.run.text for each in singles if each.is_speaking}
    inside = {each.run.text for each in singles if not each.run.opens}
    acting = {each.run.text for each in singles if each.is_acting}
    return frozenset(word for word in speaking & inside if counts[word] > 1) | acting
