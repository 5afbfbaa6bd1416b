"""Variants: how a sentence of a report says some words that were asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Indel

from headwater.text.meaning import Meaning, meaning_of
from headwater.text.numbers import SMALL_WORDS, parse_number
from headwater.text.quoted_words import WordChange, what_changed
from headwater.text.tokens import find_words, fold, stem, words_of
from headwater.text.weights import weight_of
from headwater.vocabulary.check import VariantKind
from headwater.vocabulary.span import Stretch


@dataclass(frozen=True, slots=True)
class Asked:
    """Words that are looked for: folded, and their stems with what each tells."""

    text: str
    words: tuple[str, ...]
    stems: dict[str, float]
    meaning: Meaning

    @property
    def weight(self) -> float:
        """What all its stems tell."""
        return sum(self.stems.values())

    @property
    def numbers(self) -> frozenset[str]:
        """Its numbers in digits."""
        return frozenset(word for word in self.words if word[:1].isdigit())


class Found(NamedTuple):
    """A telling of the asked words: where it stands in the text, how it says them, and what share of them it has."""

    stretch: Stretch
    kind: VariantKind
    shared: float


# Of the asked words, by weight, a sentence that tells the same in other words has this much; sentences on another
# matter of the same story stay under it. Where what both are about is close, a little less will do (decisions/0023).
RETOLD_FROM, RETOLD_CLOSE_FROM, _CLOSE = 0.62, 0.42, 0.75
# Nearly the words: of the letters' order so much is the same in the best run of the sentence.
_REWORDED_FROM = 0.72
# A part of the asked words counts as trimmed from so many words, or from half of them.
_TRIMMED_FROM, _TRIMMED_SHARE, _MOST_OF_WORDS = 5, 0.5, 0.75
_SIDE_WORDS = 3


@lru_cache(maxsize=1_024)
def asked_words(text: str) -> Asked:
    """The words of a text made ready to be looked for.

    >>> asked_words("Eleven were hurt, police said").words
    ('11', 'were', 'hurt', 'police', 'said')
    """
    words = tuple(map(_in_digits, words_of(text)))
    stems = {each: weight_of(each) for each in dict.fromkeys(map(stem, words))}
    return Asked(text, words, stems, meaning_of(stems))


def may_hold(asked: Asked, text: str, stretch: Stretch) -> bool:
    """Whether it is worth looking closer at a stretch: a quick test of its letters, that says no to most."""
    folded = fold(text[stretch.start : stretch.end])
    held = sum(weight for each, weight in asked.stems.items() if each in folded or each[:1].isdigit())
    if held >= RETOLD_CLOSE_FROM * asked.weight:
        return True
    # A sentence that is a part of the asked words is made of them.
    if len(folded) >= sum(map(len, asked.words)) + len(asked.words):
        return False
    return 2 * sum(len(word) for word in asked.words if word in folded) >= len(folded.replace(" ", ""))


def find_variant(asked: Asked, text: str, stretch: Stretch) -> Found | None:
    """How a stretch of a text says the asked words; None where it does not.

    What is compared is the run of the stretch that is most like the asked words: 'police said on Monday' behind them is
    no change of them.
    """
    placed = find_words(text, stretch.start, stretch.end)
    words = [_in_digits(fold(text[start:end])) for start, end in placed]
    if not words or not asked.words:
        return None
    held = set(map(stem, words))
    shared = sum(weight for each, weight in asked.stems.items() if each in held) / (asked.weight or 1.0)
    if shared < RETOLD_CLOSE_FROM and not _holds_part(asked.words, words):
        return None
    first, last = _with_replaced_ends(asked.words, words, *_best_run(asked.words, words), text, placed)
    run = Stretch(placed[first].start, placed[last - 1].end)
    kind = _kind(asked, words[first:last], text[run.start : run.end], shared, held)
    if kind is None:
        return None
    whole = kind in (VariantKind.RETOLD, VariantKind.OTHER_NUMBER, VariantKind.NEGATED)
    return Found(stretch if whole else run, kind, min(1.0, shared))


@lru_cache(maxsize=65_536)
def _in_digits(word: str) -> str:
    """A word, a number in words as digits: 'thirty-one' is asked for and '31' printed. 'One' is more often a pronoun,
    and a scale stands behind a number of its own."""
    if word[:1].isdigit() or not _NUMBER_WORD.fullmatch(word):
        return word
    value = parse_number(word)
    return word if value is None or value < _FROM else f"{value:g}"


_NUMBER_WORD, _FROM = re.compile(SMALL_WORDS), 2


def retelling(asked: Asked, text: str, stretch: Stretch) -> Found:
    """What a sentence is that is known to tell the asked words, in whatever words of its own."""
    held = set(map(stem, map(_in_digits, words_of(text[stretch.start : stretch.end]))))
    shared = sum(weight for each, weight in asked.stems.items() if each in held) / (asked.weight or 1.0)
    return Found(stretch, _against(asked, text[stretch.start : stretch.end], held) or VariantKind.RETOLD, shared)


def _against(asked: Asked, printed: str, held: set[str]) -> VariantKind | None:
    """The contrary, or another number; null where neither is told."""
    if what_changed(asked.text, printed) is WordChange.NEGATION:
        return VariantKind.NEGATED
    numbers = {word for word in held if word[:1].isdigit()}
    return VariantKind.OTHER_NUMBER if asked.numbers and numbers and not asked.numbers <= numbers else None


def _kind(asked: Asked, run: Sequence[str], printed: str, shared: float, held: set[str]) -> VariantKind | None:
    alike = Indel.normalized_similarity(asked.words, run)
    if alike == 1.0:
        return VariantKind.VERBATIM
    if _is_trimmed(run, asked.words, shared):
        return VariantKind.TRIMMED
    is_near = alike >= _REWORDED_FROM
    is_retold = shared >= RETOLD_FROM or (
        shared >= RETOLD_CLOSE_FROM and float(asked.meaning @ meaning_of(held)) >= _CLOSE
    )
    if not (is_near or is_retold):
        return None
    against = _against(asked, printed, held)
    if against is not None:
        return against
    return VariantKind.REWORDED if is_near else VariantKind.RETOLD


def _is_trimmed(run: Sequence[str], asked: Sequence[str], shared: float) -> bool:
    """Whether a run is a part of the asked words that stands for them: not where the sentence around it tells the rest
    of them, too, in other words."""
    if not min(_TRIMMED_FROM, max(2, _TRIMMED_SHARE * len(asked))) <= len(run) < len(asked):
        return False
    return _is_run(run, asked) and (shared < RETOLD_FROM or len(run) >= _MOST_OF_WORDS * len(asked))


def _holds_part(asked: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a short sentence is part of longer asked words."""
    return len(words) >= _TRIMMED_FROM and _is_run(words, asked)


def _is_run(part: Sequence[str], whole: Sequence[str]) -> bool:
    return f" {' '.join(part)} " in f" {' '.join(whole)} "


def _best_run(asked: Sequence[str], words: Sequence[str]) -> tuple[int, int]:
    """The run of the words, from the first that is also asked for to the last, that is most like the asked words."""
    wanted = set(asked)
    common = [place for place, word in enumerate(words) if word in wanted]
    if not common:
        return 0, len(words)
    width = len(asked) + _SIDE_WORDS
    runs = {
        (first, last + 1)
        for first in common
        for last in (max((p for p in common if first <= p < first + width), default=first),)
    }
    return max(sorted(runs), key=lambda run: Indel.normalized_similarity(asked, words[run[0] : run[1]]))


def _with_replaced_ends(
    asked: Sequence[str], words: Sequence[str], first: int, last: int, text: str, placed: Sequence[Stretch]
) -> tuple[int, int]:
    """The run with the words that stand where its asked words begin or end otherwise, up to the next mark.

    Of 'the hull is mended', asked for as 'the hull is repaired', 'mended' belongs to it; behind 'the hull," she said'
    nothing does.
    """
    missing_head = asked.index(words[first]) if words[first] in asked else 0
    missing_tail = asked[::-1].index(words[last - 1]) if words[last - 1] in asked else 0
    while missing_tail and last < len(placed) and not text[placed[last - 1].end : placed[last].start].strip():
        last, missing_tail = last + 1, missing_tail - 1
    while missing_head and first > 0 and not text[placed[first - 1].end : placed[first].start].strip():
        first, missing_head = first - 1, missing_head - 1
    return first, last
