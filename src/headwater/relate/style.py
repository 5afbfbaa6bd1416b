"""What a rewriting leaves behind in the style of a text: the marks by which origin and copy differ.

A rewriter, and a language model most of all, keeps the facts and lengthens the words, smooths 'said' into other verbs,
loses quotation marks, names and numbers. One text alone tells nothing; the difference of two texts of which one is
surely made from the other does, and only when it is large (decisions/0004).
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import astuple, dataclass
from statistics import fmean

from headwater.relate.wording import Wording
from headwater.stylebook.rewriting import rewriting_words
from headwater.text.tokens import find_words, fold
from headwater.vocabulary.report import Prose

_CONTRACTION = re.compile(r"'(?:s|t|re|ve|ll|d|m)$")


@dataclass(frozen=True, slots=True)
class Style:
    """Counts and shares of one text's outer form: mean letters a word, mean words a sentence, words in quotation marks,
    numbers, capitalised words inside sentences, 'said', contractions, ', ...ing' tails and words rewriters favour, the
    last six a hundred words."""

    letters: float
    sentence_words: float
    quoted: float
    numbers: float
    names: float
    said: float
    contractions: float
    participles: float
    favoured: float

    def minus(self, other: Style) -> tuple[float, ...]:
        """The differences in the order of the fields."""
        return tuple(mine - theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True))


def measure_style(prose: Prose) -> Style:
    """The style of a report's sentences; all zero where it has no words."""
    words = [prose.text[w.start : w.end] for s in prose.sentences for w in find_words(prose.text, s.start, s.end)]
    if not words:
        return Style(0, 0, 0, 0, 0, 0, 0, 0, 0)
    folded = [fold(word) for word in words]
    hundreds = len(words) / 100
    inner = sum(
        sum(prose.text[w.start].isupper() for w in find_words(prose.text, s.start, s.end)[1:]) for s in prose.sentences
    )
    return Style(
        letters=fmean(len(word) for word in words),
        sentence_words=len(words) / len(prose.sentences),
        quoted=sum(len(quotation.of(prose.text).split()) for quotation in prose.quotations) / hundreds,
        numbers=sum(word[0].isdigit() for word in words) / hundreds,
        names=inner / hundreds,
        said=sum(word == "said" for word in folded) / hundreds,
        contractions=sum(bool(_CONTRACTION.search(word)) for word in folded) / hundreds,
        participles=sum(len(_PARTICIPLE.findall(sentence.of(prose.text))) for sentence in prose.sentences) / hundreds,
        favoured=sum(word in rewriting_words() for word in folded) / hundreds,
    )


@dataclass(frozen=True, slots=True)
class Asymmetry:
    """By how much the first of two texts differs in style from the second, and how much more of its names and numbers
    the second lacks than it lacks of the second's: a rewriting drops names and figures and seldom has new ones."""

    style: tuple[float, ...]
    names_lost: float
    numbers_lost: float

    def values(self) -> tuple[float, ...]:
        """The measures in the order of the fields."""
        return (*self.style, self.names_lost, self.numbers_lost)


def measure_asymmetry(a: Prose, b: Prose, wordings: tuple[Wording, Wording]) -> Asymmetry:
    """How two texts differ, turned round if they are; `wordings` are theirs, in the same order."""
    first, second = wordings
    return Asymmetry(
        measure_style(a).minus(measure_style(b)),
        _lost(first.names, second.names) - _lost(second.names, first.names),
        _lost(first.numbers, second.numbers) - _lost(second.numbers, first.numbers),
    )


def _lost(mine: Set[str], theirs: Set[str]) -> float:
    return len(mine - theirs) / len(mine) if mine else 0.0


_PARTICIPLE = re.compile(r", \w{3,}ing\b")
