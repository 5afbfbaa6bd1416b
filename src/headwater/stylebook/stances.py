"""Stances: the words that tell whether a speaker said a thing, denied it, would not say it, or asked for it."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from headwater.stylebook.tables import read_table, split_cell
from headwater.vocabulary.statement import Stance


@cache
def stances(place: str) -> MappingProxyType[tuple[str, ...], Stance]:
    """Stances by their folded words: of a 'cue', of a verb that is 'negated', or of a whole 'phrase'."""
    return MappingProxyType(
        {
            tuple(form.split()): Stance(row["stance"])
            for row in read_table("stances")
            if row["place"] == place
            for form in split_cell(row["words"])
        }
    )
