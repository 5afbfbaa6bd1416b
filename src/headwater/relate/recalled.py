"""Mentions that a report alone could not place, and the story can: a surname, a description by role."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from headwater.relate.groups import Group, Groups
from headwater.stylebook.common_words import mostly_small_words
from headwater.stylebook.people import KIN, OCCUPATION, roles_like
from headwater.text.roles import Role, find_descriptions
from headwater.vocabulary.entity import EntityKind
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import Span

_CAPITAL = re.compile(r"(?<![\w'’.-])[^\W\d_a-z][^\W\d_]{2,}(?![\w-]|['’](?!s\b))")


def recall_mentions(reports: Sequence[Report], groups: Groups) -> None:
    """Add to the people of a story the surnames and descriptions that are theirs alone.

    A surname counts if one person of the story bears it and it is no word of the language; a description if it names a
    country and one person of the story has that role there.
    """
    people = [group for group in groups.all if group.kind is EntityKind.PERSON and group.members and group.full_names]
    surnames = _surnames(people)
    holders = _holders(people)
    if not surnames and not holders:
        return
    for report in reports:
        taken = sorted((span.start, span.end) for entity in report.entities for span in entity.mentions)
        read = [(span.start, span.end) for span in report.prose.sentences]
        for start, end in read:
            for span, group, why in _found(report.prose.text, start, end, surnames, holders):
                if not _is_taken(span, taken):
                    group.recalled.append(Span(report.id, *span))
                    if why not in group.why:
                        group.why.append(why)


def _surnames(people: list[Group]) -> dict[str, Group]:
    """The surnames that one person of the story bears, with that person."""
    bearers: dict[str, dict[Group, None]] = defaultdict(dict)
    for group in people:
        for name in group.full_names:
            bearers[name.split()[-1]][group] = None
    return {
        word: next(iter(found))
        for word, found in bearers.items()
        if len(found) == 1 and word.lower() not in mostly_small_words() and len(word) > 2
    }


def _holders(people: list[Group]) -> list[tuple[Role, Group]]:
    """The roles in a country that people of the story have."""
    return [
        (role, group)
        for group in people
        for words in dict.fromkeys(role for member in group.members for role in member.roles)
        for role in find_descriptions(words, 0)
        if role.country is not None and role.role not in (KIN, OCCUPATION)
    ]


def _found(
    text: str, start: int, end: int, surnames: dict[str, Group], holders: list[tuple[Role, Group]]
) -> Iterator[tuple[tuple[int, int], Group, str]]:
    for word in _CAPITAL.finditer(text, start, end):
        group = surnames.get(word[0])
        if group is not None:
            yield word.span(), group, f"{word[0]} alone is {group.name}: no one else in the story bears the name"
    for description in find_descriptions(text[start:end], start) if holders else ():
        meant = {group: role for role, group in holders if _is_like(role, description)}
        if len(meant) == 1:
            ((group, role),) = meant.items()
            yield (
                (description.start, description.end),
                group,
                f"'{description.words}' is {group.name}: the only one in the story who is {role.words}",
            )


def _is_like(role: Role, description: Role) -> bool:
    return (
        description.country is not None
        and role.country == description.country
        and role.is_former == description.is_former
        and (role.title == description.title or role.role in roles_like(description.role))
    )


def _is_taken(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(taken, (span[1], span[1]))
    return any(start < span[1] and span[0] < end for start, end in taken[max(0, at - 3) : at])
