"""Addressees: the words behind which a listener is named."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from headwater.stylebook.tables import read_table, split_cell


@dataclass(frozen=True, slots=True)
class ListenerCue:
    """Folded words before a listener; `needs_clause` where the listener counts only if what is wanted follows."""

    words: tuple[str, ...]
    is_noun: bool
    needs_clause: bool


@cache
def listener_cues() -> dict[str, tuple[ListenerCue, ...]]:
    """The cues by their first word, the longest first."""
    by_first: dict[str, list[ListenerCue]] = {}
    for row in read_table("addressee_cues"):
        if row["place"] == "none":
            continue
        for form in split_cell(row["words"]):
            words = tuple(form.split())
            cue = ListenerCue(words, row["place"] == "noun", row["needs"] == "clause")
            by_first.setdefault(words[0], []).append(cue)
    return {first: tuple(sorted(found, key=lambda cue: -len(cue.words))) for first, found in by_first.items()}


@cache
def no_listeners() -> frozenset[str]:
    """Phrases behind such a cue that nobody can be: 'told the time'."""
    return frozenset(row["words"] for row in read_table("addressee_cues") if row["place"] == "none")
