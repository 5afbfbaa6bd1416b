"""Quotation marks: an automaton that pairs them by type, over paragraphs, and never raises.

Curly, straight, guillemets and low-high marks each close with their own kind; single marks inside double ones belong to
the words; old wires double the single marks (``so''), and some machines print double primes. A quotation left open at
the end of a paragraph goes on into the next where that begins with an opening mark, as printers do it; else the opening
mark is taken for a stray one. Apostrophes are letters here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from headwater.vocabulary.span import Stretch

_CLOSERS: dict[str, tuple[str, ...]] = {
    "“": ("”", "“", '"', "″", "''"),
    "”": ("”",),
    "„": ("“", "”"),
    "«": ("»",),
    "»": ("«",),
    '"': ('"', "”", "″", "''"),
    "″": ("″", '"', "”"),
    "``": ("''", '"', "”"),
    "''": ("''",),
    "‘": ("’",),
    "'": ("'",),
    "`": ("'",),
}
_SINGLE = frozenset("‘'`")
_BEFORE_SINGLE = '([{—–-/:"“„«'
_MARK = re.compile("``|''|[“”„«»\"″‘’'`]")
# Which mark at the start of the next paragraph says that an open quotation goes on: the printers' custom. A stray mark
# at such a place is rare.
_REPEATS = {"“": '“”"', "„": "„", "«": "«»", "»": "»", '"': '"', "‘": "‘"}


class Quoted(NamedTuple):
    """One pair of quotation marks: the words inside, and the words with their marks."""

    inner: Stretch
    outer: Stretch


def find_quoted(text: str, stretches: Sequence[Stretch]) -> list[Quoted]:
    """The quotations that stand in the given paragraphs, in order; nested ones stay inside theirs.

    A quotation that runs over several paragraphs is one, from its first mark to its last. Linear in the text.
    """
    quoted: list[Quoted] = []
    opened: tuple[int, str] | None = None
    for place, (start, end) in enumerate(stretches):
        # A mark that only repeats the opening one is stepped over.
        begin = start + 1 if opened and text[start] in _REPEATS.get(opened[1], "") else start
        for mark in _MARK.finditer(text, begin, end):
            at, char = mark.start(), mark.group()
            if opened is None:
                if char in _CLOSERS and _opens(text, at, start, end, len(char)):
                    opened = (at, char)
            elif char in _CLOSERS[opened[1]] and _closes(text, at, start, end, single=opened[1] in _SINGLE):
                inner = Stretch(opened[0] + len(opened[1]), at)
                quoted.append(Quoted(inner, Stretch(opened[0], at + len(char))))
                opened = None
            elif char == opened[1] and char not in _SINGLE and _opens_again(text, at, start, end, len(char)):
                # 'He asked "why now. She answered "because": the first mark was never closed.
                opened = (at, char)
        if opened and not _goes_on(text, opened, stretches, place):
            opened = None
    return [each for each in quoted if each.inner.start < each.inner.end]


def _opens(text: str, at: int, start: int, end: int, length: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + length] if at + length < end else " "
    if after.isspace() or (text[at] == "”" and not before.isspace()):
        return False
    if text[at] in _SINGLE and length == 1:
        # 'Tis, the '90s and "the U.S.'s own" are apostrophes; a digit after a single mark is a year more often than a
        # quotation.
        return (before.isspace() or before in _BEFORE_SINGLE) and after.isalpha()
    return not before.isalnum()


def _opens_again(text: str, at: int, start: int, end: int, length: int) -> bool:
    return at > start and text[at - 1].isspace() and text[at + length : min(end, at + length + 1)].isalnum()


def _closes(text: str, at: int, start: int, end: int, *, single: bool) -> bool:
    after = text[at + 1] if at + 1 < end else " "
    if single:
        before = text[at - 1] if at > start else " "
        return not after.isalnum() and not before.isspace() and not _is_possessive(text, at, end)
    if text[at] == "″" and at > start and text[at - 1].isdigit():
        return False  # twelve inches
    # 'the so-called "A"-list': a letter may follow a closing mark, but a mark after a blank and before a letter opens.
    return not (text[at] in '"“' and at > start and text[at - 1].isspace() and after.isalnum())


def _is_possessive(text: str, at: int, end: int) -> bool:
    # 'the workers' strike goes on': after an s, with a lower-case word behind and a later single mark in reach.
    rest = text[at + 1 : min(end, at + 400)]
    return text[at - 1] == "s" and rest[:1] == " " and rest[1:2].islower() and any(mark in rest for mark in ("’", "'"))


def _goes_on(text: str, opened: tuple[int, str], stretches: Sequence[Stretch], place: int) -> bool:
    if place + 1 >= len(stretches) or opened[1] not in _REPEATS:
        return False
    return text[stretches[place + 1].start] in _REPEATS[opened[1]]
