"""Agencies: who supplies texts and pictures to outlets, under every name they print."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from headwater.stylebook.tables import read_table, split_cell


class AgencyKind(StrEnum):
    """What sort of supplier it is."""

    AGENCY = "agency"
    CLOSED = "closed-agency"
    OUTLET = "outlet"
    PRESS_RELEASE = "press-release"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True)
class Agency:
    """One supplier. `short` is what Headwater calls it; `ambiguous` are printed forms that also mean other things
    ("AP" is an exam, "PAP" a mask), which count only in a place where nothing but an agency can stand."""

    short: str
    name: str
    variants: tuple[str, ...]
    country: str
    wikidata: str | None
    kind: AgencyKind
    ambiguous: frozenset[str]

    @property
    def printed_forms(self) -> tuple[str, ...]:
        """Every form it is printed in."""
        return tuple(dict.fromkeys((self.short, self.name, *self.variants)))


@cache
def agencies() -> tuple[Agency, ...]:
    """All agencies of the stylebook, in its order."""
    return tuple(
        Agency(
            short=row["short"],
            name=row["name"],
            variants=split_cell(row["variants"]),
            country=row["country"],
            wikidata=row["wikidata"] or None,
            kind=AgencyKind(row["kind"]),
            ambiguous=frozenset(split_cell(row["ambiguous"])),
        )
        for row in read_table("agencies")
    )


def find_agency(printed: str) -> Agency | None:
    """The agency printed so, whatever the case and with or without 'the' and 'news agency'; None for a stranger.

    Where two agencies share letters (KNA is Kenya's and the German Catholics') it is the first of the table.

    >>> find_agency("the ANSA news agency").short
    'ANSA'
    """
    folded = _folded(printed)
    return _by_form().get(folded) or _by_form().get(_TRADE.sub("", folded))


# What may stand behind or before the name and is no part of it.
_TRADE = re.compile(r"^(?:agencia|agenzia|agence|agentur) | (?:news ?)?agency$| newswire$")


def _folded(printed: str) -> str:
    words = " ".join(printed.casefold().split()).strip(" .")
    return words.removeprefix("the ")


@cache
def _by_form() -> dict[str, Agency]:
    forms: dict[str, Agency] = {}
    for agency in agencies():
        for form in agency.printed_forms:
            forms.setdefault(_folded(form), agency)
            forms.setdefault(_folded(form).replace("-", " "), agency)
    return forms
