"""Headlines: who speaks in them without an article."""

from __future__ import annotations

from functools import cache

from headwater.stylebook.people import COURTESY, KIN, titles
from headwater.stylebook.tables import read_table


@cache
def headline_speakers() -> frozenset[str]:
    """Words in lower case that may be a headline's speaker: 'police', 'experts', and every title of a person."""
    named = {row["words"] for row in read_table("headline_speakers")}
    return frozenset(named | {words for words, title in titles().items() if title.role not in (COURTESY, KIN)})
