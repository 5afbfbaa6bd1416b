"""Words: where they stand, and how they are folded to be compared."""

from __future__ import annotations

import re
from functools import lru_cache

from headwater.text.plain import INVISIBLE, plain
from headwater.vocabulary.span import Stretch

# An apostrophe, a hyphen or (between digits) a point or comma stays inside a word: "don't", "Jong-un", "100,000"; and
# signs that nobody sees do not part it.
_WORD = re.compile(rf"[^\W_]+(?:(?:['’‑-]|[{INVISIBLE}]+|(?<=\d)[.,](?=\d))[^\W_]+)*")
# Signs as printers set them, and what they are when typed.
_TYPED = (
    ("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("„", '"'), ("«", '"'), ("»", '"'), ("‑", "-"), ("\u00a0", " "),
)  # fmt: skip

# Endings are cut so that 'develop', 'development' and 'developing' meet. Lighter than Porter's stemmer on purpose: it
# only has to make two tellings of one sentence alike, never to give a word back.
_ENDINGS = (
    "ements", "ations", "ement", "ments", "ation", "ities", "ingly", "ment", "ions", "ings", "edly", "ness", "ance",
    "ence", "able", "ible", "ion", "ing", "ity", "ies", "ied", "ers", "ed", "es", "er", "ly", "s", "e", "y",
)  # fmt: skip
_SHORTEST_STEM = 4


def find_words(text: str, start: int = 0, end: int | None = None) -> list[Stretch]:
    """The words of a text, in order, with numbers and inner apostrophes and hyphens kept whole.

    >>> [word for word in map(lambda s: "It's 86.82 per cent"[s.start : s.end], find_words("It's 86.82 per cent"))]
    ["It's", '86.82', 'per', 'cent']
    """
    return [Stretch(*match.span()) for match in _WORD.finditer(text, start, len(text) if end is None else end)]


def fold(text: str) -> str:
    """A text made fit to compare: lower case, straight marks, plain blanks, nothing invisible. Not for offsets."""
    if text.isascii():
        return text.lower()
    text = plain(text)
    for printed, typed in _TYPED:
        # Nine passes of `replace` take a fifteenth of the time of one `translate`.
        text = text.replace(printed, typed)
    return text.lower()


def words_of(text: str) -> list[str]:
    """The folded words of a text."""
    return _WORD.findall(fold(text))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """What is left of a folded word without its ending, at least four letters of it.

    >>> stem("developing") == stem("development") == stem("developed")
    True
    """
    word = word.removesuffix("'s").removesuffix("'")
    if word[:1].isdigit():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word
