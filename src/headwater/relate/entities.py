"""Who is who across the reports of one story."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from headwater.relate.groups import Group, Groups
from headwater.relate.recalled import recall_mentions
from headwater.stylebook.places import countries_by_name
from headwater.text.bodies import is_same_body, is_short_for
from headwater.text.names import is_same_name
from headwater.text.romanise import romanise
from headwater.vocabulary.entity import Entity, EntityId, EntityKind, Gender
from headwater.vocabulary.report import Report

# Who is named four times as often as a namesake is meant by the surname alone: the president, not his wife.
_PLAINLY_MORE = 4


def join_entities(reports: Sequence[Report]) -> tuple[Entity, ...]:
    """The entities of a story, `e1` being the one mentioned most, with the names, roles and mentions of all reports.

    People are joined by full name, through spellings and scripts; two known given names that are not one keep two
    people apart. A surname alone joins a full name only if one person of the story bears it; an abbreviation its long
    form; a description that its own report could not place, the one person of the story who has that role. Each join
    that is more than the same name twice has its reason in `why`.

    A new name is laid beside those alone that begin to sound as it does, so time grows with the number of names.
    """
    entities = _of_one_kind([entity for report in reports for entity in report.entities])
    groups = Groups()
    for entity in entities:
        if not _is_bare(entity):
            _join(entity, groups)
    for entity in entities:
        if _is_bare(entity):
            _join_surname(entity, groups)
    _join_abbreviations(groups)
    recall_mentions(reports, groups)
    kept = [group for group in groups.all if group.members]
    ranked = sorted(kept, key=lambda group: -group.mention_count)
    return tuple(_entity(group, place) for place, group in enumerate(ranked, start=1))


def _is_bare(entity: Entity) -> bool:
    return entity.kind is EntityKind.PERSON and len(entity.name.split()) == 1


def _of_one_kind(entities: list[Entity]) -> list[Entity]:
    """The entities with one kind a name: who has a title or a gender in one report is a person in all of them."""
    known = {
        entity.name
        for entity in entities
        if entity.kind is EntityKind.PERSON and not _is_bare(entity) and (entity.roles or entity.gender)
    }
    return [
        replace(entity, kind=EntityKind.PERSON, why=(*entity.why, "a person by title in another report"))
        if entity.kind is not EntityKind.PERSON and entity.name in known
        else entity
        for entity in entities
    ]


def _join(entity: Entity, groups: Groups) -> None:
    known = groups.named(entity)
    if known is not None:
        groups.add(known, entity, None)
        return
    for group in groups.alike(entity):
        same, why = _is_same(entity, group)
        if same:
            groups.add(group, entity, why)
            return
    groups.add(Group(entity.kind), entity, None)


def _is_same(entity: Entity, group: Group) -> tuple[bool, str | None]:
    if entity.kind is EntityKind.PERSON:
        known = next((name for name in group.full_names if is_same_name(name, entity.name)), None)
        return known is not None, f"{entity.name} is {known} in another spelling or form"
    if entity.kind is EntityKind.PLACE:
        return _is_same_place(entity, group)
    known = next((name for name in sorted(group.names) if _is_one_body(name, entity)), None)
    return known is not None, f"{entity.name} is {known} under another name"


def _is_same_place(entity: Entity, group: Group) -> tuple[bool, str | None]:
    codes = {countries_by_name()[name].code for name in group.names if name in countries_by_name()}
    country = countries_by_name().get(entity.name)
    if country is not None and country.code in codes:
        return True, f"{entity.name} is a name of {country.name}"
    folded = {romanise(name.replace(" ", "")) for name in group.names}
    return romanise(entity.name.replace(" ", "")) in folded, None


def _is_one_body(name: str, entity: Entity) -> bool:
    return name in entity.variants or (" " in name and " " in entity.name and is_same_body(name, entity.name))


def _join_surname(entity: Entity, groups: Groups) -> None:
    bearers = [group for group in groups.bearers(entity.name) if _bears(group, entity)]
    full = [group for group in bearers if group.full_names]
    if len(full) > 1:
        full = _told_apart(entity, full)
    if len(full) == 1:
        groups.add(full[0], entity, f"{entity.name} alone is {full[0].name}: no one else in the story can be meant")
    elif not full and bearers:
        groups.add(bearers[0], entity, None)
    else:
        groups.add(Group(entity.kind), entity, None)


def _told_apart(entity: Entity, bearers: list[Group]) -> list[Group]:
    """Of several bearers of a surname, the one who shares a role with it, else the one the story is plainly about."""
    roles = {role.lower() for role in entity.roles}
    sharing = [each for each in bearers if roles & {role.lower() for member in each.members for role in member.roles}]
    if len(sharing) == 1:
        return sharing
    second, most = sorted(bearers, key=lambda group: group.mention_count)[-2:]
    return [most] if most.mention_count >= _PLAINLY_MORE * second.mention_count else bearers


def _bears(group: Group, entity: Entity) -> bool:
    genders = {member.gender for member in group.members} - {Gender.UNKNOWN}
    if genders and entity.gender is not Gender.UNKNOWN and entity.gender not in genders:
        return False
    return any(is_same_name(part, entity.name) for name in group.names for part in {name.split()[-1], name.split()[0]})


def _join_abbreviations(groups: Groups) -> None:
    """Join 'BFU' of one report with the one 'Baltic Ferry Union' of another."""
    bodies = [group for group in groups.all if group.kind is EntityKind.ORGANISATION]
    by_letter: dict[str, list[Group]] = defaultdict(list)
    for group in bodies:
        if " " in group.name:
            by_letter[romanise(group.name)[:1]].append(group)
    for group in bodies:
        short = group.name
        if " " in short or sum(letter.isupper() for letter in short) < 2:
            continue
        long = [each for each in by_letter[romanise(short)[:1]] if is_short_for(short, each.name)]
        if len(long) == 1 and long[0].members:
            groups.merge(group, long[0], f"{short} is short for {long[0].name}")


def _entity(group: Group, place: int) -> Entity:
    genders = Counter(member.gender for member in group.members if member.gender is not Gender.UNKNOWN)
    mentions = (mention for member in group.members for mention in member.mentions)
    return Entity(
        EntityId(f"e{place}"),
        group.kind,
        group.name,
        _once(name for member in group.members for name in member.variants),
        _once([*(role for member in group.members for role in member.roles), *group.roles]),
        tuple(dict.fromkeys([*mentions, *group.recalled])),
        _once([*group.why, *(why for member in group.members for why in member.why)]),
        genders.most_common(1)[0][0] if genders else Gender.UNKNOWN,
    )


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
