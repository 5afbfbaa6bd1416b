"""Units, bounds and the words around numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from headwater.stylebook.tables import read_table, split_cell
from headwater.vocabulary.figure import FigureKind


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: what we call it, the sort of figure it makes, its name in full, and how it is printed."""

    unit: str
    kind: FigureKind
    name: str
    forms: tuple[str, ...]
    marks: tuple[str, ...]


@cache
def units() -> tuple[Unit, ...]:
    """Every unit, in the order of the table."""
    return tuple(
        Unit(row["unit"], FigureKind(row["kind"]), row["name"], split_cell(row["forms"]), split_cell(row["marks"]))
        for row in read_table("units")
    )


@cache
def units_by_form() -> MappingProxyType[str, Unit]:
    """The unit printed after a number ("km", "per cent"), by its form; where two share one, the first holds it."""
    found: dict[str, Unit] = {}
    for unit in units():
        for form in unit.forms:
            found.setdefault(form, unit)
    return MappingProxyType(found)


@cache
def currencies_by_mark() -> MappingProxyType[str, Unit]:
    """The currency printed before a number ("$", "RM"), by its mark."""
    return MappingProxyType({mark: unit for unit in units() for mark in unit.marks})


@cache
def bound_cues() -> MappingProxyType[str, str]:
    """The words before a number that bound it or tell a change, with their sense."""
    return MappingProxyType({row["cue"]: row["sense"] for row in read_table("figure_bounds")})


@cache
def words_after_nouns() -> frozenset[str]:
    """Words that end a counted noun."""
    return frozenset(row["word"] for row in read_table("after_counted_nouns"))


@cache
def numbered_things() -> tuple[str, ...]:
    """Words whose number is a name: 'Article 5', 'Boeing 737'."""
    return tuple(row["word"] for row in read_table("numbered_things"))


@cache
def unit_factors() -> MappingProxyType[str, tuple[str, float]]:
    """The base unit of a unit and how many of it one unit is: a kilometre is 1000 metres."""
    return MappingProxyType({row["unit"]: (row["base"], float(row["factor"])) for row in read_table("unit_factors")})


@cache
def rate_words() -> MappingProxyType[str, str]:
    """The words after 'per', and the adverbs, that tell a rate, each with what it is per."""
    return MappingProxyType({row["word"]: row["per"] for row in read_table("rates")})


@cache
def rate_adverbs() -> tuple[str, ...]:
    """The adverbs among them: 'annually'."""
    return tuple(row["word"] for row in read_table("rates") if row["why"].startswith("adverb"))
