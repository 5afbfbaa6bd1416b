"""Abbreviations whose point does not end a sentence."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from headwater.stylebook.tables import read_table


class Before(StrEnum):
    """What must follow an abbreviation for its point not to end the sentence."""

    NAME = "name"
    NUMBER = "number"
    ANY = "any"
    MAYBE = "maybe"


@cache
def abbreviations() -> dict[str, Before]:
    """Each abbreviation in lower case without its last point, and what its point binds it to."""
    return {row["abbreviation"]: Before(row["before"]) for row in read_table("abbreviations")}
