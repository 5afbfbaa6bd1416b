"""Countries with their demonyms and capitals, and the words that tell what a name names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from headwater.stylebook.tables import read_table, split_cell


class HeadKind(StrEnum):
    """What a name with a certain head names."""

    PLACE = "place"
    ORGANISATION = "organisation"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Country:
    """A country: its code, its name and other names, its demonyms and its capital, each as printed."""

    code: str
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]


@cache
def countries() -> tuple[Country, ...]:
    """Every country and a few that were one or are nearly one."""
    return tuple(
        Country(
            row["code"],
            row["name"],
            (row["name"], *split_cell(row["variants"])),
            split_cell(row["demonyms"]),
            split_cell(row["capitals"]),
        )
        for row in read_table("countries")
    )


@cache
def countries_by_name() -> MappingProxyType[str, Country]:
    """The countries by each of their names, as printed."""
    return MappingProxyType({name: country for country in countries() for name in country.names})


@cache
def countries_by_demonym() -> MappingProxyType[str, Country]:
    """The countries by demonym, singular and plural, as printed."""
    found: dict[str, Country] = {}
    for country in countries():
        for demonym in country.demonyms:
            found.setdefault(demonym, country)
            found.setdefault(f"{demonym}s", country)
    return MappingProxyType(found)


@cache
def capitals() -> MappingProxyType[str, Country]:
    """The countries by capital. A capital may stand for its government: 'Minsk said'."""
    return MappingProxyType({capital: country for country in countries() for capital in country.capitals})


@cache
def name_heads() -> MappingProxyType[str, HeadKind]:
    """The last words of names that tell what the name names, as printed."""
    return MappingProxyType({row["head"]: HeadKind(row["kind"]) for row in read_table("name_heads")})


@cache
def surname_heads() -> frozenset[str]:
    """The heads that are surnames too: behind a given name they name a person (Ada Hill)."""
    return frozenset(row["head"] for row in read_table("name_heads") if row["surname"])


@cache
def known_bodies() -> MappingProxyType[str, HeadKind]:
    """Names and abbreviations whose kind their form does not tell, as printed."""
    return MappingProxyType({row["name"]: HeadKind(row["kind"]) for row in read_table("bodies")})


@cache
def sentence_openers() -> frozenset[str]:
    """Words that open sentences with a capital and are no names, in lower case."""
    return frozenset(row["word"] for row in read_table("sentence_openers"))
