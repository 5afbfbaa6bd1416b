"""Speaker nouns: sorts of bodies, and documents that speak for whoever issued them."""

from __future__ import annotations

from functools import cache

from headwater.stylebook.tables import read_table


@cache
def nouns_of(kind: str) -> frozenset[str]:
    """The nouns of a class in lower case: `body` or `document`."""
    return frozenset(row["noun"] for row in read_table("speaker_nouns") if row["class"] == kind)
