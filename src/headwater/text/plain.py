"""Invisible signs: which a text holds, and the text without them, composed, as it is compared.

Variation selectors, zero-width signs, soft hyphens and the marks that turn the direction of writing change nothing that
a reader sees, and make two equal sentences unequal for a machine.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef"
)
"""The invisible signs, as the inside of a character class."""

_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_NAMES = {
    "\u00ad": "soft hyphen",
    "\u200b": "zero-width space",
    "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner",
    "\ufeff": "byte order mark",
}


def plain(text: str) -> str:
    """A text as it is compared: without invisible signs, letters and their accents in one piece (NFC). Not for offsets.

    >>> plain("Lu\\u200bka\\u00ads e\\u0301te\\u0301")
    'Lukas été'
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def count_invisible(text: str) -> Counter[str]:
    """How many invisible signs of each kind a text holds.

    >>> count_invisible("a\\u202eb\\u200b")
    Counter({'direction mark': 1, 'zero-width space': 1})
    """
    if text.isascii():
        return Counter()
    return Counter(_kind(sign) for sign in _INVISIBLE.findall(text))


def _kind(sign: str) -> str:
    if sign in _NAMES:
        return _NAMES[sign]
    if "\ufe00" <= sign <= "\ufe0f" or sign >= "\U000e0000" or "\u180b" <= sign <= "\u180d":
        return "variation selector"
    if sign == "\u061c" or "\u200e" <= sign <= "\u200f" or "\u202a" <= sign <= "\u202e" or "\u2066" <= sign <= "\u2069":
        return "direction mark"
    return "other invisible sign"
