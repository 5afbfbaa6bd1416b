"""Headlines: who speaks in them without an article; and the labels that stand before a paragraph like a small one."""

from __future__ import annotations

import re
from functools import cache

from headwater.stylebook.people import COURTESY, KIN, titles
from headwater.stylebook.tables import read_table


@cache
def headline_speakers() -> frozenset[str]:
    """Words in lower case that may be a headline's speaker: 'police', 'experts', and every title of a person."""
    named = {row["words"] for row in read_table("headline_speakers")}
    return frozenset(named | {words for words, title in titles().items() if title.role not in (COURTESY, KIN)})


def without_lead_in(sentence: str) -> str:
    """A sentence without the label that says what its paragraph is for.

    >>> without_lead_in("Why it matters: The bridge carries the only railway to the port.")
    'The bridge carries the only railway to the port.'
    >>> without_lead_in("The mayor said: The bridge is closed.")
    'The mayor said: The bridge is closed.'
    """
    label = _lead_in().match(sentence)
    return sentence[label.end() :] if label else sentence


@cache
def _lead_in() -> re.Pattern[str]:
    labels = "|".join(re.escape(row["label"]).replace("'", "['’]") for row in read_table("lead_in_labels"))
    return re.compile(rf"(?:{labels}):\s+(?=\S)", re.IGNORECASE)
