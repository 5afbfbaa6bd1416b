"""Shingles: runs of words by which two texts are seen to share their wording."""

from __future__ import annotations

from collections.abc import Sequence

Shingles = frozenset[tuple[str, ...]]


def shingles_of(words: Sequence[str], length: int) -> Shingles:
    """Every run of that many words; a text shorter than one run has none."""
    return frozenset(tuple(words[at : at + length]) for at in range(len(words) - length + 1))


def containment(part: Shingles, whole: Shingles) -> float:
    """The share of one text's runs that stand in the other; 0 where it has none."""
    return len(part & whole) / len(part) if part else 0.0
