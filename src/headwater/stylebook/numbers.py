"""Numbers as words: 'eleven', 'sixtieth', 'dozen', 'thirds', and the short scales of headlines."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from types import MappingProxyType

from headwater.stylebook.tables import read_table


class NumberWord(StrEnum):
    """What a number word does in a number."""

    UNIT = "unit"
    TEN = "ten"
    SCALE = "scale"
    SHORT_SCALE = "short scale"
    ORDINAL = "ordinal"
    FRACTION = "fraction"


@cache
def number_words(kind: NumberWord) -> MappingProxyType[str, float]:
    """The words of one kind with their values, in lower case."""
    rows = read_table("number_words")
    return MappingProxyType({row["word"]: float(row["value"]) for row in rows if row["kind"] == kind})
