"""Modality: the words by which a sentence says that something must, may or will be, or is not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from headwater.stylebook.tables import read_table


class Modality(StrEnum):
    """In which mood a sentence tells what it tells."""

    OBLIGATION = "obligation"
    POSSIBILITY = "possibility"
    HEDGE = "hedge"
    FUTURE = "future"
    NEGATION = "negation"
    BOUND = "bound"  # 'no more than': reads like a negation and is none


@dataclass(frozen=True, slots=True)
class Marker:
    """One marker of modality in a folded text: its words, its class, and where it stands there."""

    words: str
    modality: Modality
    start: int
    end: int


@cache
def _markers() -> dict[str, Modality]:
    return {row["marker"]: Modality(row["class"]) for row in read_table("modality")}


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted((word for word in _markers() if word != "n't"), key=lambda word: (-len(word), word))
    # "2 May 2024" and "May 2" are days and no doubt.
    forms = "|".join(r"(?<!\d )may(?! \d)" if word == "may" else re.escape(word) for word in words)
    return re.compile(rf"\b(?:{forms})\b|n't\b")


def find_modality(folded: str) -> tuple[Marker, ...]:
    """The markers of a folded text, in order.

    >>> [marker.words for marker in find_modality("it must be done, but it won't be")]
    ['must', "n't"]
    """
    found = (Marker(m.group(), _markers()[m.group()], *m.span()) for m in _pattern().finditer(folded))
    return tuple(marker for marker in found if marker.modality is not Modality.BOUND)
