"""Cues: the words that say that somebody said something."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from headwater.stylebook.tables import read_table, split_cell


class CueKind(StrEnum):
    """How a cue takes its words: what stands around it."""

    SAY = "say"  # said (that) ..., '...,' said X
    TELL = "tell"  # told Y (that) ...
    NAME = "name"  # called it '...'
    ASK = "ask"  # urged, called for ...
    STANCE = "stance"  # praised, denied, welcomed ...
    HOLD = "hold"  # believes, hopes, is confident ...
    BEFORE = "before"  # according to X


class Needs(StrEnum):
    """What must stand beside a cue for it to be one."""

    NOTHING = ""
    QUOTATION = "quotation"  # 'continued', 'repeated': a cue only beside a quotation
    CLAUSE = "clause"  # 'states', 'reports', 'plan': nouns as well, unless a clause or a quotation follows


@dataclass(frozen=True, slots=True)
class CueWord:
    """One cue with the words of one of its forms."""

    lemma: str
    kind: CueKind
    needs: Needs
    words: tuple[str, ...]


@cache
def cue_words() -> dict[str, tuple[CueWord, ...]]:
    """The cues by the first word of each form, the longest form first."""
    by_first: dict[str, list[CueWord]] = {}
    for row in read_table("cues"):
        for form in split_cell(row["forms"]):
            words = tuple(form.split())
            by_first.setdefault(words[0], []).append(
                CueWord(row["cue"], CueKind(row["kind"]), Needs(row["needs"]), words)
            )
    return {first: tuple(sorted(found, key=lambda cue: -len(cue.words))) for first, found in by_first.items()}
