"""Kinds of events by the words that tell of them: 'met' and 'held talks' are one thing that happened.

The classes follow the event types of the ACE guidelines (LDC 2005) as far as daily news needs them; the words are ours.
"""

from __future__ import annotations

import re
from functools import cache

from headwater.stylebook.tables import read_table, split_cell


@cache
def _classes() -> dict[str, str]:
    return {form: row["class"] for row in read_table("events") for form in split_cell(row["words"])}


@cache
def _pattern() -> re.Pattern[str]:
    forms = sorted(_classes(), key=lambda form: (-len(form), form))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b")


def event_classes(folded: str) -> frozenset[str]:
    """The kinds of events that a folded sentence tells of.

    >>> sorted(event_classes("the ministers held talks and signed a protocol"))
    ['agreement', 'meeting', 'signing']
    """
    return frozenset(_classes()[match.group()] for match in _pattern().finditer(folded))
