"""Units, bounds and the words around numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from headwater.stylebook.numbers import NumberWord, number_words
from headwater.stylebook.tables import Row, read_table, split_cell
from headwater.vocabulary.figure import FigureKind

_CODE = re.compile(r"[A-Z]{3}")


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
    return tuple(_unit(row) for row in read_table("units"))


def _unit(row: Row) -> Unit:
    forms, marks = split_cell(row["forms"]), split_cell(row["marks"])
    if _CODE.fullmatch(row["unit"]):
        # An ISO 4217 code stands before the sum or after it.
        forms, marks = (*forms, row["unit"]), (*marks, row["unit"], f"{row['unit']}$")
    return Unit(row["unit"], FigureKind(row["kind"]), row["name"], forms, marks)


@cache
def units_by_form() -> MappingProxyType[str, Unit]:
    """The unit printed after a number ("km", "per cent"), by its form; where two share one, the first holds it."""
    found: dict[str, Unit] = {}
    for unit in units():
        for form in unit.forms:
            found.setdefault(form, unit)
    return MappingProxyType(found)


def form_of_unit(form: str) -> Unit:
    """The unit of a form as it stands in a text, in any case for the longer ones ("FEET", "Per cent")."""
    forms = units_by_form()
    return forms.get(form) or _units_by_folded_form()[form.lower()]


@cache
def _units_by_folded_form() -> MappingProxyType[str, Unit]:
    found: dict[str, Unit] = {}
    for form, unit in units_by_form().items():
        found.setdefault(form.lower(), unit)
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
    """Words that end a counted noun; another number does, too."""
    numbers = (word for kind in (NumberWord.UNIT, NumberWord.TEN, NumberWord.SCALE) for word in number_words(kind))
    return frozenset((*(row["word"] for row in read_table("after_counted_nouns")), *numbers))


@cache
def words_before_numbers() -> frozenset[str]:
    """Words between an article and a number that belong to the counted noun: 'the top three rowers'."""
    return frozenset(row["word"] for row in read_table("before_counted_numbers"))


@cache
def same_plurals() -> frozenset[str]:
    """Words that count without a plural of their own: 'aircraft', 'staff', 'dead'."""
    return frozenset(row["word"] for row in read_table("same_plurals"))


@cache
def plurals_before_nouns() -> frozenset[str]:
    """Nouns in the plural, or that look so, that stand before another noun: 'sports clubs', 'gas stations'."""
    return frozenset(row["word"] for row in read_table("plurals_before_nouns"))


@cache
def plain_degrees() -> MappingProxyType[str, str]:
    """Superlatives with the adjective they are of; words that say a degree and nothing else, with nothing."""
    return MappingProxyType({row["word"]: row["plain"] for row in read_table("degrees")})


@cache
def street_words() -> tuple[str, ...]:
    """Words that end the name of a road."""
    return tuple(row["word"] for row in read_table("street_words"))


@cache
def numbered_things() -> tuple[str, ...]:
    """Words whose number is a name: 'Article 5', 'Boeing 737'."""
    return tuple(row["word"] for row in read_table("numbered_things"))


@dataclass(frozen=True, slots=True)
class Conversion:
    """One meaning of a unit in its base unit: so many of it and an offset. A pint has two, American and British."""

    base: str
    factor: float
    offset: float


@cache
def unit_conversions() -> MappingProxyType[str, tuple[Conversion, ...]]:
    """What a unit is in its base unit, in each of its meanings: a kilometre is 1000 metres, a ton one of three."""
    found: dict[str, tuple[Conversion, ...]] = {}
    for row in read_table("unit_factors"):
        conversion = Conversion(row["base"], float(row["factor"]), float(row["offset"]))
        found[row["unit"]] = (*found.get(row["unit"], ()), conversion)
    return MappingProxyType(found)


@cache
def rate_words() -> MappingProxyType[str, str]:
    """The words after 'per', and the adverbs, that tell a rate, each with what it is per."""
    return MappingProxyType({row["word"]: row["per"] for row in read_table("rates")})


@cache
def rate_adverbs() -> tuple[str, ...]:
    """The adverbs among them: 'annually'."""
    return tuple(row["word"] for row in read_table("rates") if row["why"].startswith("adverb"))
