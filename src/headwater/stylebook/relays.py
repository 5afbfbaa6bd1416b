"""Relays: the words by which a report says that it has a statement from an agency or another outlet."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from headwater.stylebook.tables import read_table


class How(StrEnum):
    """What the carrier had to do with a statement, in the order from the outlet to the speaker."""

    REPORTED = "reported"  # Xinhua reported; carried by Xinhua
    CITED = "cited"  # ..., citing TASS
    HEARD = "heard"  # told Reuters


@dataclass(frozen=True, slots=True)
class RelayCue:
    """The folded words of a cue before or after a carrier's name."""

    words: tuple[str, ...]
    how: How


@cache
def relay_cues(side: str) -> tuple[RelayCue, ...]:
    """The cues that stand 'before' or 'after' a carrier's name, the longest first."""
    rows = [row for row in read_table("relay_cues") if row["side"] == side]
    found = (RelayCue(tuple(row["cue"].casefold().split()), How(row["how"])) for row in rows)
    return tuple(sorted(found, key=lambda cue: -len(cue.words)))


@cache
def carrier_words(kind: str) -> tuple[str, ...]:
    """Words about carriers by class: `head` of a name, `name`, `trade`, `kind` without a name, `before`, `people`,
    `remarks` and `broadcast`."""
    return tuple(row["word"] for row in read_table("carrier_words") if row["class"] == kind)
