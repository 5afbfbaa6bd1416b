"""How firmly a number is held, and whether it is a change: 'more than', 'up to', 'about', 'rose by'."""

from __future__ import annotations

import re

from headwater.stylebook.figures import bound_cues
from headwater.text.numbers import any_of
from headwater.vocabulary.figure import Bound, Change

_CHANGES = tuple(cue for cue, sense in bound_cues().items() if sense in tuple(Change))
_BOUNDS = tuple(cue for cue, sense in bound_cues().items() if sense not in tuple(Change))
_BOUND = re.compile(rf"(?<!\w)({any_of(_BOUNDS)})(?: (?:by|of|the|a|an))? ?[$€£¥]?$", re.IGNORECASE)
_CHANGE = re.compile(
    rf"(?<!\w)({any_of(_CHANGES)})(?: (?:by|of|to|from|another|a further))*(?: as much as)? ?[$€£¥]?$", re.IGNORECASE
)
_AFTER = re.compile(r"(?: \w+)? or (more|less|fewer|so)\b", re.IGNORECASE)
_OLD_CHANGE_TO = re.compile(r"\b(?:to|from) ?[$€£¥]?$", re.IGNORECASE)
_WIDEST = 48


def read_bound(sentence: str, start: int, end: int) -> tuple[Bound, int]:
    """The bound of the number at [start, end), and where the words that say it begin (start, if nothing says it)."""
    before = sentence[max(0, start - _WIDEST) : start]
    if cue := _BOUND.search(before):
        return Bound(bound_cues()[cue[1].lower()]), start - len(before) + cue.start()
    if after := _AFTER.match(sentence, end):
        word = after[1].lower()
        return (Bound.AT_LEAST if word == "more" else Bound.ABOUT if word == "so" else Bound.UP_TO), start
    return Bound.EXACT, start


def read_change(sentence: str, start: int) -> Change:
    """Whether the number that begins (with its bound) at `start` is a rise or a fall. 'fell to 5' is where it ended."""
    before = sentence[max(0, start - _WIDEST) : start]
    cue = _CHANGE.search(before)
    if cue is None or _OLD_CHANGE_TO.search(before):
        return Change.NONE
    return Change(bound_cues()[cue[1].lower()])


def limits(bound: Bound, value: float) -> tuple[float | None, float | None]:
    """The lowest and the highest number a bound allows."""
    match bound:
        case Bound.MORE_THAN | Bound.AT_LEAST:
            return value, None
        case Bound.LESS_THAN | Bound.UP_TO:
            return None, value
        case _:
            return value, value
