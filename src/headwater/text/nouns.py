"""Nouns: their singular."""

from __future__ import annotations

import re

_IRREGULAR = {
    "people": "people", "children": "child", "men": "man", "women": "woman", "lives": "life", "wives": "wife",
    "feet": "foot", "teeth": "tooth", "mice": "mouse", "geese": "goose", "series": "series", "species": "species",
    "glasses": "glass", "buses": "bus", "gases": "gas", "viruses": "virus", "knives": "knife", "wolves": "wolf",
    "halves": "half", "leaves": "leaf", "shelves": "shelf", "movies": "movie", "calories": "calorie",
    "cookies": "cookie",
    "crises": "crisis", "analyses": "analysis", "heroes": "hero", "potatoes": "potato", "tomatoes": "tomato",
    "police": "police", "troops": "troop", "news": "news", "goods": "good", "aircraft": "aircraft",
}  # fmt: skip
_HISSING = re.compile(r"(?:ch|sh|x|ss|zz)es$")


def singular(noun: str) -> str:
    """The singular of a noun in lower case; a noun that is none comes back as it is.

    >>> singular("companies"), singular("fishermen"), singular("classes")
    ('company', 'fisherman', 'class')
    """
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("men") and len(noun) > 4:
        return f"{noun[:-2]}an"
    if noun.endswith("ies") and len(noun) > 4:
        return f"{noun[:-3]}y"
    if _HISSING.search(noun):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun[:-1]
    return noun


def is_plural(noun: str) -> bool:
    """Whether a noun in lower case looks like more than one."""
    return noun in _IRREGULAR or singular(noun) != noun
