"""Entities: the people, organisations and places of a report or of a story."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from headwater.vocabulary.span import Span

EntityId = NewType("EntityId", str)


class EntityKind(StrEnum):
    """What a name names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"


class Gender(StrEnum):
    """The gender a title or a given name tells; most names tell it, many do not."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, organisation or place with every name and description that means it.

    In a report the id begins with the report's own (`r12ab.e3`); in a story `relate` joins those of its reports and
    gives ids of the story. `variants` are the names as printed, `roles` the descriptions ("the Belarusian leader",
    "President"), `mentions` every span in text order, `why` the rules that joined them, one line each.
    """

    id: EntityId
    kind: EntityKind
    name: str
    variants: tuple[str, ...]
    roles: tuple[str, ...]
    mentions: tuple[Span, ...]
    why: tuple[str, ...]
    gender: Gender = Gender.UNKNOWN
