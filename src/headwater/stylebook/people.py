"""What a newsroom knows of people's names: titles and the roles they tell, given names in their many spellings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from headwater.stylebook.tables import read_table, split_cell
from headwater.vocabulary.entity import Gender

COURTESY = "courtesy"
KIN = "kin"
OCCUPATION = "occupation"


@dataclass(frozen=True, slots=True)
class Title:
    """A title or description of a person: its words in lower case, the role it tells, the gender if it tells one."""

    words: str
    role: str
    gender: Gender


@cache
def titles() -> MappingProxyType[str, Title]:
    """The titles by their words in lower case, abbreviations with and without their point."""
    return MappingProxyType(
        {
            spelling: Title(spelling, row["role"], Gender(row["gender"] or "unknown"))
            for row in read_table("titles")
            for spelling in (row["title"], row["title"].rstrip("."))
        }
    )


@cache
def roles_like(role: str) -> frozenset[str]:
    """The roles that may mean the holder of this one: a country's leader may be its president or prime minister."""
    like = {role}
    for row in read_table("equal_roles"):
        if role in (row["role"], row["also"]):
            like |= {row["role"], row["also"]}
    return frozenset(like)


@cache
def given_names() -> MappingProxyType[str, frozenset[str]]:
    """The spellings of given names in lower case, each with the names it may be a form of (Jan: John, and Jane)."""
    forms: dict[str, set[str]] = {}
    for row in read_table("given_names"):
        for spelling in (row["name"], *split_cell(row["variants"])):
            forms.setdefault(spelling.lower(), set()).add(row["name"].lower())
    return MappingProxyType({spelling: frozenset(names) for spelling, names in forms.items()})


@cache
def genders_of_given_names() -> MappingProxyType[str, Gender]:
    """The gender a given name tells, by its spelling in lower case; names of both tell none."""
    genders: dict[str, Gender] = {}
    for row in read_table("given_names"):
        for spelling in (row["name"].lower(), *map(str.lower, split_cell(row["variants"]))):
            told = Gender(row["gender"])
            genders[spelling] = told if genders.get(spelling, told) is told else Gender.UNKNOWN
    return MappingProxyType(genders)


@cache
def family_names_first() -> frozenset[str]:
    """Surnames of languages that print them before the given name, as printed."""
    return frozenset(row["name"] for row in read_table("family_names_first"))


@cache
def transliteration() -> MappingProxyType[int, str]:
    """Latin letters for the letters of other scripts, ready for `str.translate`; small letters only."""
    return MappingProxyType({ord(row["letter"]): row["latin"] for row in read_table("transliteration")})
