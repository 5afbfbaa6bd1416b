"""Furniture phrases: what menus, share buttons, picture lines and notices say, and what kind of block each makes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from headwater.stylebook.tables import read_table
from headwater.vocabulary.report import BlockKind


class Match(StrEnum):
    """Where in a line a phrase must stand."""

    WHOLE = "whole"
    START = "start"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class FurniturePhrase:
    """Words that give a line away, and as what; behind one that `ends` a page's report it seldom goes on (comments,
    lists of what others read)."""

    kind: BlockKind
    match: Match
    phrase: str
    why: str
    ends: bool


def find_furniture(line: str) -> FurniturePhrase | None:
    """The phrase that gives a line away: the whole line first, then its start, then a place within it.

    Bullets, arrows and closing marks around the words do not count.

    >>> find_furniture("* Follow us on:").kind.value
    'share'
    """
    folded = line[:_LONGEST].casefold().replace("’", "'")
    bare = (_ORNAMENT.sub(" ", folded) if _ORNAMENT_SIGN.search(folded) else folded).strip(" \t.:!…,;")
    if not bare:
        return None
    whole = _phrases(Match.WHOLE).get(bare)
    if whole is not None:
        return whole
    started = _starts().match(bare + " ")
    if started is not None:
        return _phrases(Match.START)[started.group(1)]
    within = _within().search(folded)
    return _phrases(Match.ANY)[within.group()] if within else None


# A line longer than this is judged by its beginning: furniture says what it is early.
_LONGEST = 600
_ORNAMENT_SIGN = re.compile(r"[*•·»«›‹▶►→←↑↓▸|■●○◆★☆✓✔+\-–—=_#\"“”]")
_ORNAMENT = re.compile(r"[*•·»«›‹▶►→←↑↓▸|■●○◆★☆✓✔+\-–—=_#\"“”]+(?=\s|$)|^[*•·»›▶►→▸|■●○◆★☆✓✔+\-–—=_#\"“”\s]+")


@cache
def _phrases(match: Match) -> dict[str, FurniturePhrase]:
    rows = [row for row in read_table("furniture") if row["match"] == match.value]
    return {
        phrase: FurniturePhrase(BlockKind(row["kind"]), match, phrase, row["why"], row["ends"] == "yes")
        for row in rows
        if (phrase := row["phrase"].casefold().replace("’", "'") if match is Match.ANY else _as_said(row["phrase"]))
    }


def _as_said(phrase: str) -> str:
    return phrase.casefold().replace("’", "'").strip(" .!…,;") if len(phrase) > 2 else phrase.casefold()


@cache
def _starts() -> re.Pattern[str]:
    phrases = sorted(_phrases(Match.START), key=len, reverse=True)
    return re.compile("(" + "|".join(map(re.escape, phrases)) + r")(?!\w)")


@cache
def _within() -> re.Pattern[str]:
    # Grouped by their first sign, and words only where a word begins: at most places of a line one look is enough.
    groups: dict[bool, dict[str, list[str]]] = {True: {}, False: {}}
    for phrase in sorted(_phrases(Match.ANY), key=len, reverse=True):
        groups[phrase[0].isalnum()].setdefault(phrase[0], []).append(re.escape(phrase[1:]))
    words, marks = (
        "|".join(f"{re.escape(sign)}(?:{'|'.join(rest)})" for sign, rest in groups[is_word].items())
        for is_word in (True, False)
    )
    return re.compile(rf"(?<![^\W\d_])(?:{words})|{marks}")


@cache
def summary_headings() -> frozenset[str]:
    """What heads an outlet's own summary of its report."""
    return frozenset(row["heading"] for row in read_table("summary_headings"))


@cache
def end_marks() -> frozenset[str]:
    """The signs that agencies and press offices set behind the last word of a text: '-0-', '(END)', '###'."""
    return frozenset(row["mark"] for row in read_table("end_marks"))


def is_end_mark(line: str) -> bool:
    """Whether a line is nothing but such a sign."""
    return len(line) <= _LONGEST_MARK and line.strip().casefold() in end_marks()


_LONGEST_MARK = 12
