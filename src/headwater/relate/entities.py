"""Who is who across the reports of one story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from headwater.stylebook.places import countries_by_name
from headwater.text.bodies import is_same_body
from headwater.text.names import is_same_name
from headwater.text.romanise import romanise
from headwater.vocabulary.entity import Entity, EntityId, EntityKind, Gender
from headwater.vocabulary.report import Report

# Who is named four times as often as a namesake is meant by the surname alone: the president, not his wife.
_PLAINLY_MORE = 4


@dataclass(slots=True)
class _Group:
    """The entities of several reports that are one."""

    kind: EntityKind
    members: list[Entity] = field(default_factory=list)
    why: list[str] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        return {name for member in self.members for name in member.variants}

    @property
    def full_names(self) -> list[str]:
        return sorted(name for name in self.names if len(name.split()) > 1)

    def add(self, member: Entity, why: str | None) -> None:
        self.members.append(member)
        if why and why not in self.why:
            self.why.append(why)


def join_entities(reports: Sequence[Report]) -> tuple[Entity, ...]:
    """The entities of a story, `e1` being the one mentioned most, with the names, roles and mentions of all reports.

    People are joined by full name, through spellings and scripts; two known given names that are not one keep two
    people apart. A surname alone joins a full name only if one person of the story bears it. Each join that is more
    than the same name twice has its reason in `why`.
    """
    entities = [entity for report in reports for entity in report.entities]
    groups: list[_Group] = []
    named: dict[tuple[EntityKind, str], _Group] = {}
    full = [each for each in entities if each.kind is not EntityKind.PERSON or len(each.name.split()) > 1]
    for entity in full:
        # The same name again is the common case, and looked up; only a new name is laid beside every group.
        known = named.get((entity.kind, entity.name))
        if known is not None:
            known.add(entity, None)
        else:
            named[entity.kind, entity.name] = _join(entity, groups)
    for entity in entities:
        if entity.kind is EntityKind.PERSON and len(entity.name.split()) == 1:
            _join_surname(entity, groups)
    ranked = sorted(groups, key=lambda group: -sum(len(member.mentions) for member in group.members))
    return tuple(_entity(group, place) for place, group in enumerate(ranked, start=1))


def _join(entity: Entity, groups: list[_Group]) -> _Group:
    for group in groups:
        if group.kind is entity.kind:
            same, why = _is_same(entity, group)
            if same:
                group.add(entity, why)
                return group
    groups.append(_Group(entity.kind, [entity]))
    return groups[-1]


def _is_same(entity: Entity, group: _Group) -> tuple[bool, str | None]:
    if entity.name in group.names:
        return True, None
    if entity.kind is EntityKind.PERSON:
        known = next((name for name in group.full_names if is_same_name(name, entity.name)), None)
        return known is not None, f"{entity.name} is {known} in another spelling or form"
    if entity.kind is EntityKind.PLACE:
        return _is_same_place(entity, group)
    known = next((name for name in sorted(group.names) if _is_same_body(name, entity)), None)
    return known is not None, f"{entity.name} is {known} under another name"


def _is_same_place(entity: Entity, group: _Group) -> tuple[bool, str | None]:
    codes = {countries_by_name()[name].code for name in group.names if name in countries_by_name()}
    country = countries_by_name().get(entity.name)
    if country is not None and country.code in codes:
        return True, f"{entity.name} is a name of {country.name}"
    folded = {romanise(name.replace(" ", "")) for name in group.names}
    return romanise(entity.name.replace(" ", "")) in folded, None


def _is_same_body(name: str, entity: Entity) -> bool:
    if set(entity.variants) & {name}:
        return True
    return all(" " in each for each in (name, entity.name)) and is_same_body(name, entity.name)


def _join_surname(entity: Entity, groups: list[_Group]) -> None:
    bearers = [group for group in groups if group.kind is EntityKind.PERSON and _bears(group, entity)]
    full = [group for group in bearers if group.full_names]
    if len(full) > 1:
        full = _told_apart(entity, full)
    if len(full) == 1:
        full[0].add(entity, f"{entity.name} alone is {_name(full[0])}: no one else in the story can be meant")
    elif not full and bearers:
        bearers[0].add(entity, None)
    else:
        groups.append(_Group(entity.kind, [entity]))


def _told_apart(entity: Entity, bearers: list[_Group]) -> list[_Group]:
    """Of several bearers of a surname, the one who shares a role with it, else the one the story is plainly about."""
    roles = {role.lower() for role in entity.roles}
    sharing = [each for each in bearers if roles & {role.lower() for member in each.members for role in member.roles}]
    if len(sharing) == 1:
        return sharing
    counts = sorted(
        ((sum(len(member.mentions) for member in each.members), place) for place, each in enumerate(bearers))
    )
    (second, _), (most, place) = counts[-2:]
    return [bearers[place]] if most >= _PLAINLY_MORE * second else bearers


def _bears(group: _Group, entity: Entity) -> bool:
    genders = {member.gender for member in group.members} - {Gender.UNKNOWN}
    if genders and entity.gender is not Gender.UNKNOWN and entity.gender not in genders:
        return False
    return any(is_same_name(part, entity.name) for name in group.names for part in {name.split()[-1], name.split()[0]})


def _name(group: _Group) -> str:
    """The name to call a group by: of people the most frequent full name, of others the most frequent name."""
    counts = Counter({member.name: 0 for member in group.members})
    for member in group.members:
        counts[member.name] += len(member.mentions)
    full = [name for name in counts if len(name.split()) > 1] if group.kind is EntityKind.PERSON else []
    return max(full or counts, key=lambda name: (counts[name], name))


def _entity(group: _Group, place: int) -> Entity:
    genders = Counter(member.gender for member in group.members if member.gender is not Gender.UNKNOWN)
    return Entity(
        EntityId(f"e{place}"),
        group.kind,
        _name(group),
        tuple(dict.fromkeys(name for member in group.members for name in member.variants)),
        tuple(dict.fromkeys(role for member in group.members for role in member.roles)),
        tuple(mention for member in group.members for mention in member.mentions),
        tuple(dict.fromkeys([*group.why, *(why for member in group.members for why in member.why)])),
        genders.most_common(1)[0][0] if genders else Gender.UNKNOWN,
    )
