"""How firmly a number is held, and whether it is a change: 'more than', 'up to', 'about', 'rose by'."""

from __future__ import annotations

import re

from headwater.stylebook.figures import bound_cues
from headwater.vocabulary.figure import Bound, Change, FigureKind

_CHANGES = frozenset(cue for cue, sense in bound_cues().items() if sense in tuple(Change))
_BOUNDS = frozenset(bound_cues()) - _CHANGES
_LONGEST_CUE = max(cue.count(" ") + 1 for cue in bound_cues())
# What may stand between a cue and its number: "more than a million", "up by another 5", "a total of about $5".
_AFTER_BOUND = frozenset("by of the a an".split())
_AFTER_CHANGE = frozenset("by of another further as much a an roughly".split())
_SIGNS = " $€£¥-−"
_AFTER = re.compile(r"(?: \w+)? or (more|less|fewer|so|above|over|under)\b|(\+|(?<=\+)| plus\b)", re.IGNORECASE)
_AFTERWARDS = {"more": Bound.AT_LEAST, "above": Bound.AT_LEAST, "over": Bound.AT_LEAST, "so": Bound.ABOUT}
# 'a 5 per cent increase', 'shares were 2 per cent lower': after a percentage the next word may say which way.
_WAY_AFTER = re.compile(r"[ -](increase|rise|jump|gain|climb|growth|higher|drop|fall|decline|decrease|cut|lower)\b")
_SHARES = (FigureKind.PERCENTAGE, FigureKind.PERCENTAGE_POINT)
_OPENING = "(\"“'‘"
_MOST_BETWEEN = 3
_WIDEST = 48


def read_bound(sentence: str, start: int, end: int) -> tuple[Bound, int]:
    """The bound of the number at [start, end), and where the words that say it begin (start, if nothing says it)."""
    cue, place = _cue_before(sentence, start, _BOUNDS, _AFTER_BOUND)
    if cue is not None:
        return Bound(bound_cues()[cue]), place
    if after := _AFTER.match(sentence, end):
        return _AFTERWARDS.get((after[1] or "more").lower(), Bound.UP_TO), start
    return Bound.EXACT, start


def read_change(sentence: str, start: int, end: int, kind: FigureKind) -> Change:
    """Whether the number that stands, with its bound, at [start, end) is a rise or a fall; 'fell to 5' is neither."""
    cue, _ = _cue_before(sentence, start, _CHANGES, _AFTER_CHANGE)
    if cue is not None:
        return Change(bound_cues()[cue])
    if kind in _SHARES and (way := _WAY_AFTER.match(sentence, end)):
        return Change(bound_cues()[way[1]])
    return Change.NONE


def _cue_before(sentence: str, start: int, cues: frozenset[str], between: frozenset[str]) -> tuple[str | None, int]:
    """The longest cue that ends right before `start`, a few small words aside, and where it begins."""
    offset = max(0, start - _WIDEST)
    before = sentence[offset:start].lower().rstrip(_SIGNS)
    for _ in range(_MOST_BETWEEN + 1):
        tail = " ".join(before.split(" ")[-_LONGEST_CUE:])
        while tail:
            cue = tail.lstrip(_OPENING)
            if cue in cues:
                return cue, offset + len(before) - len(cue)
            tail = tail.partition(" ")[2]
        last = before.rpartition(" ")[2]
        if last not in between:
            break
        before = before[: -len(last)].rstrip(_SIGNS)
    return None, start


def limits(bound: Bound, value: float) -> tuple[float | None, float | None]:
    """The lowest and the highest number a bound allows."""
    match bound:
        case Bound.MORE_THAN | Bound.AT_LEAST:
            return value, None
        case Bound.LESS_THAN | Bound.UP_TO:
            return None, value
        case _:
            return value, value
