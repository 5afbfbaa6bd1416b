"""Which person of a report a description by role means: 'the Danish leader', 'the president'."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from headwater.read.names.people import Person
from headwater.stylebook.people import OCCUPATION, roles_like
from headwater.text.roles import Role

# A description reaches back this many sentences for the nearest of several people it may mean.
_REACH = 3
# Nobody else may be meant by 'the president' where one president is named this many times as often as the other.
_MUCH_MORE = 2


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
    if role.role == OCCUPATION:
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
