"""The entities of several reports that are one, and where to look for the one a new name may be."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from headwater.stylebook.places import countries_by_name
from headwater.text import bodies
from headwater.text import names as people
from headwater.text.romanise import romanise
from headwater.vocabulary.entity import Entity, EntityKind
from headwater.vocabulary.span import Span

# At most so many groups whose names begin to sound alike are laid beside a new name, the latest first: a bound for
# stories that are lists of names.
_MOST_ALIKE = 200


@dataclass(slots=True, eq=False)
class Group:
    """The entities of several reports that are one."""

    kind: EntityKind
    members: list[Entity] = field(default_factory=list)
    why: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)
    roles: list[str] = field(default_factory=list)
    recalled: list[Span] = field(default_factory=list)

    @property
    def full_names(self) -> list[str]:
        """The names of more than one word in a fixed order."""
        return sorted(name for name in self.names if " " in name)

    @property
    def name(self) -> str:
        """The name to call it by: of people the most frequent full name, of others the most frequent name."""
        full = [name for name in self.counts if " " in name] if self.kind is EntityKind.PERSON else []
        return max(full or self.counts, key=lambda name: (self.counts[name], name))

    @property
    def mention_count(self) -> int:
        """How often it is mentioned in all reports."""
        return self.counts.total() + len(self.recalled)


@dataclass(slots=True)
class Groups:
    """All groups of a story, found again by name or by how a name begins to sound."""

    all: list[Group] = field(default_factory=list)
    _by_name: dict[tuple[EntityKind, str], Group] = field(default_factory=dict)
    _by_key: dict[tuple[EntityKind, str], list[Group]] = field(default_factory=lambda: defaultdict(list))

    def add(self, group: Group, entity: Entity, why: str | None) -> None:
        """Take an entity into a group, which may be new."""
        if not group.members:
            self.all.append(group)
        group.members.append(entity)
        group.counts[entity.name] += len(entity.mentions)
        if why and why not in group.why:
            group.why.append(why)
        for name in entity.variants or (entity.name,):
            if name not in group.names:
                group.names.add(name)
                self._by_name.setdefault((group.kind, name), group)
                for key in _keys(group.kind, name):
                    if group not in self._by_key[group.kind, key][-1:]:
                        self._by_key[group.kind, key].append(group)

    def merge(self, group: Group, into: Group, why: str) -> None:
        """Take all of a group into another; the first is left empty."""
        for entity in group.members:
            self.add(into, entity, why)
        group.members = []

    def named(self, entity: Entity) -> Group | None:
        """The group that has this very name; a surname alone is nobody's name here."""
        return self._by_name.get((entity.kind, entity.name))

    def alike(self, entity: Entity) -> Iterable[Group]:
        """The groups whose names begin to sound as this entity's names do."""
        keys = dict.fromkeys(key for name in {entity.name, *entity.variants} for key in _keys(entity.kind, name))
        found = (group for key in sorted(keys) for group in self._by_key.get((entity.kind, key), ())[-_MOST_ALIKE:])
        return dict.fromkeys(found)

    def bearers(self, surname: str) -> Iterable[Group]:
        """The people with a part of their names that begins to sound as this one."""
        found = (
            group
            for key in _keys(EntityKind.PERSON, surname)
            for group in self._by_key.get((EntityKind.PERSON, key), ())
        )
        return dict.fromkeys(found)


def _keys(kind: EntityKind, name: str) -> Iterable[str]:
    """What two spellings of a name have in common: of people how each part begins to sound, of bodies how all words
    begin, of places the country or the letters."""
    if kind is EntityKind.PERSON:
        return people.beginnings_of(name)
    if kind is EntityKind.PLACE:
        country = countries_by_name().get(name)
        return {country.code if country is not None else "", romanise(name.replace(" ", ""))} - {""}
    return bodies.beginnings_of(name)
