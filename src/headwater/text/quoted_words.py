"""What became of quoted words in another text: kept, trimmed, changed, or told without their marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from headwater.text.tokens import find_words, fold, words_of
from headwater.vocabulary.report import Prose
from headwater.vocabulary.span import Stretch


class Fate(StrEnum):
    """What became of a quotation."""

    VERBATIM = "verbatim"
    TRIMMED = "trimmed"
    ALTERED = "altered"
    NONE = "none"


class Match(NamedTuple):
    """The place of the original among those offered, what became of it, and how much of the words both share."""

    place: int | None
    fate: Fate
    shared: float


# From this share of common words on (Dice) two quotations are tellings of one: on the development part the right
# originals of altered quotations begin there, and no verbatim one was missed.
ONE_QUOTATION_FROM = 0.4
_UNMARKED_FROM = 0.7


def match_quotation(words: str, originals: Sequence[str]) -> Match:
    """Which of the original quotations these quoted words come from, and what became of it.

    Case and punctuation are no change. A run of the original's words kept as they are is trimmed, not altered.

    >>> match_quotation("we need to go on", ["we must go on", "it is late"])
    Match(place=0, fate=<Fate.ALTERED: 'altered'>, shared=0.6666666666666666)
    """
    mine = words_of(words)
    best = Match(None, Fate.NONE, 0.0)
    for place, original in enumerate(originals):
        theirs = words_of(original)
        fate = _fate(mine, theirs)
        shared = 1.0 if fate in (Fate.VERBATIM, Fate.TRIMMED) else shared_words(mine, theirs)
        if shared > best.shared and shared >= ONE_QUOTATION_FROM:
            best = Match(place, fate, shared)
    return best


def _fate(mine: Sequence[str], theirs: Sequence[str]) -> Fate:
    if mine == theirs:
        return Fate.VERBATIM
    return Fate.TRIMMED if mine and _has_run(theirs, mine) else Fate.ALTERED


def _has_run(words: Sequence[str], run: Sequence[str]) -> bool:
    return f" {' '.join(run)} " in f" {' '.join(words)} "


def shared_words(mine: Sequence[str], theirs: Sequence[str]) -> float:
    """The words two wordings share, in whatever order, as a share of both (Dice)."""
    total = len(mine) + len(theirs)
    return 2 * (Counter(mine) & Counter(theirs)).total() / total if total else 0.0


def find_unmarked(words: str, prose: Prose, sentence: int) -> Stretch | None:
    """Where a sentence tells quoted words without their marks, nearly word for word; None where it does not.

    The stretch covers the window of the sentence that shares most words with the quotation.
    """
    mine = words_of(words)
    span = prose.sentences[sentence]
    places = [
        placed
        for start, end in outside_marks(prose, span.start, span.end)
        for placed in _placed_words(prose.text, start, end)
    ]
    folded = [word for word, _, _ in places]
    width = len(mine)
    windows = [
        (shared_words(mine, folded[at : at + width]), at) for at in range(max(0, len(folded) - width) + 1) if width
    ]
    score, at = max(windows, key=lambda window: (window[0], -window[1]), default=(0.0, 0))
    if score < _UNMARKED_FROM or not folded:
        return None
    return Stretch(places[at][1], places[min(at + width, len(places)) - 1][2])


def _placed_words(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    return [(fold(text[word.start : word.end]), word.start, word.end) for word in find_words(text, start, end)]


def outside_marks(prose: Prose, start: int, end: int) -> list[Stretch]:
    """The pieces of a stretch of a report that stand outside quotation marks."""
    pieces, at = [], start
    for quotation in prose.quotations:
        if quotation.end <= at or quotation.start >= end:
            continue
        pieces.append(Stretch(at, max(at, quotation.start)))
        at = min(end, quotation.end)
    return [piece for piece in (*pieces, Stretch(at, end)) if piece.start < piece.end]
