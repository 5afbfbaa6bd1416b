"""The small closed word classes of English that tell where a noun phrase begins and ends."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from headwater.stylebook.tables import read_table


class WordClass(StrEnum):
    """The classes the clause reader needs; every other word is OPEN."""

    PRONOUN = "pronoun"
    AUXILIARY = "auxiliary"
    ADVERB = "adverb"
    SUBORDINATOR = "subordinator"
    CONJUNCTION = "conjunction"
    PREPOSITION = "preposition"
    DETERMINER = "determiner"
    TIME = "time"
    OPEN = "open"


@cache
def word_classes() -> dict[str, WordClass]:
    """The class of each closed-class word, in lower case."""
    return {row["word"]: WordClass(row["class"]) for row in read_table("grammar")}


def class_of(word: str) -> WordClass:
    """The class of a folded word; an -ly word counts as an adverb.

    >>> class_of("repeatedly")
    <WordClass.ADVERB: 'adverb'>
    """
    known = word_classes().get(word)
    if known is not None:
        return known
    return WordClass.ADVERB if word.endswith("ly") and len(word) > 4 and word not in _NOT_ADVERBS else WordClass.OPEN


_NOT_ADVERBS = frozenset(
    [
        "family",
        "assembly",
        "italy",
        "july",
        "reply",
        "supply",
        "ally",
        "bully",
        "rally",
        "anomaly",
        "monopoly",
        "kelly",
        "billy",
    ]
)
