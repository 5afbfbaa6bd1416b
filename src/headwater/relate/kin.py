"""Which of the other pages a page that cannot be analysed tells of: by the names and numbers they share.

Names and numbers are the only words that reports in two languages have in common, and they need no dictionary of either
(decisions/0009).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from headwater.text.romanise import romanise

# On 656 pairs in one other language .70 of the pairs put together are one story, and .53 of the stories are found; on
# 249 of which one is English .68 and .27. English pages grouped by their words: .73 and .84 (decisions/0009).
_LEAST_SHARE, _FEWEST = 0.3, 3
# The lead names who and where; further down names of other affairs come in.
_SIGNS_READ = 1_200
_WORD = re.compile(r"\w+")
_BETWEEN = re.compile(r"[\s\"“”„«»(‘’'-]*$")
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Kin:
    """The place of a page that seems to tell of the same, and the names and numbers both have, as the asking one
    prints them."""

    place: int
    shared: tuple[str, ...]


def find_kin(texts: Sequence[str], asking: Sequence[int]) -> dict[int, Kin]:
    """For each of the asking places the one other text that shares most of its names and numbers, where there is one.
    Cost grows with how many texts hold a name, of which the most common ones are passed over."""
    read = [names_and_numbers(text) for text in texts]
    holding: dict[str, list[int]] = defaultdict(list)
    for place, names in enumerate(read):
        for name in names:
            holding[name].append(place)
    found: dict[int, Kin] = {}
    for place in asking:
        telling = [name for name in read[place] if len(holding[name]) <= _MOST_HOLDING]
        counts = Counter(other for name in telling for other in holding[name] if other != place)
        shares = [(count / _fewer(read, place, other), -other) for other, count in counts.items() if count >= _FEWEST]
        share, other = max(shares, default=(0.0, 0))
        if share >= _LEAST_SHARE:
            shared = [printed for name, printed in read[place].items() if name in read[-other]]
            found[place] = Kin(-other, tuple(shared))
    return found


_MOST_HOLDING = 500


def _fewer(read: Sequence[dict[str, str]], one: int, other: int) -> int:
    return max(_FEWEST, min(len(read[one]), len(read[other])))


def names_and_numbers(text: str) -> dict[str, str]:
    """The capitalised words inside the first sentences of a text in Latin letters, and its numbers, each with how it is
    printed.

    >>> names_and_numbers("Gestern traf Präsident Novák in Brünn 250 Lehrer.")["novak"]
    'Novák'
    """
    head = text[:_SIGNS_READ]
    names: dict[str, str] = {}
    for match in _WORD.finditer(head):
        word = match.group()
        if word.isdigit() and len(word) > 1:
            names.setdefault(word, word)
        elif len(word) >= _SHORTEST and word[0].isupper() and not _opens_sentence(head, match.start()):
            names.setdefault(romanise(word), word)
    return names


def _opens_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 6) : at]
    stripped = _BETWEEN.sub("", before)
    return "\n" in before[len(stripped) :] or (not stripped and at <= len(before)) or stripped[-1:] in ".!?:…"
