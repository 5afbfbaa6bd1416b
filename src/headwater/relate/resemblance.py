"""How much two reports resemble each other, measured in the ways that tell a copy from a second account.

Everything is measured on text with its quotations masked: two independent reports that quote the same words share
long runs of them, and only what stands outside the marks tells who copied (decisions/0004).
"""

from __future__ import annotations

import re
from dataclasses import astuple, dataclass
from itertools import combinations

import numpy as np

from headwater.text.alignment import LEAST_ALIKE, Pair, align_sentences, with_merged
from headwater.text.shingles import containment, shingles_of
from headwater.text.tokens import words_of
from headwater.text.weights import RARE_FROM, Matrix, similarity_matrix, stems_of, weight_of
from headwater.vocabulary.report import Prose
from headwater.vocabulary.span import Span, Stretch

# Longer texts are measured on their first sentences: what copies one text copies its lead, and cost stays bounded.
MOST_SENTENCES = 120
# Shorter quotations stay: 'so-called "green" list' is the reporter's wording.
_SHORTEST_MASKED = 5
_LEFT_BESIDE_QUOTATION = 6
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
# Two sentences this alike say the same whatever the rest of the texts is; below it a pair leans on its neighbours.
_CLEARLY_ALIKE = 0.35
_MERGED_FROM = 0.2


@dataclass(frozen=True, slots=True)
class Resemblance:
    """Shares between 0 and 1 (kendall from -1): `path` is the mean similarity along the best monotone path of the
    shorter text, `covered` the share of its sentences clearly told in the other, `order` the path's share of what free
    pairing would give, `kendall` how far the freely chosen pairs keep the order, the rest what is contained."""

    path: float
    covered: float
    covered_longer: float
    order: float
    kendall: float
    five_words: float
    three_words: float
    rare_words: float
    numbers: float

    def values(self) -> tuple[float, ...]:
        """The measures in the order of the fields."""
        return astuple(self)


def sentence_stems(prose: Prose, *, masked: bool) -> list[list[str]]:
    """The stems of the first sentences of a report; `masked`, without what stands in its longer quotations, and without
    the sentences of which only an attribution is left then ('..., passenger Ota Hruby said'): it goes with its words.
    """
    read = []
    for sentence in prose.sentences[:MOST_SENTENCES]:
        pieces = _outside(prose, sentence, masked)
        stems = [stem for piece in pieces for stem in stems_of(prose.text, piece)]
        if len(pieces) == 1 or len(stems) >= _LEFT_BESIDE_QUOTATION:
            read.append(stems)
    return read


def _outside(prose: Prose, sentence: Span, masked: bool) -> list[Stretch]:
    """The pieces of a sentence outside its longer quotations; one piece where it has none."""
    pieces, at = [], sentence.start
    for quotation in prose.quotations if masked else ():
        if not quotation.overlaps(sentence) or len(quotation.of(prose.text).split()) < _SHORTEST_MASKED:
            continue
        pieces.append(Stretch(at, max(at, quotation.start)))
        at = max(at, min(quotation.end, sentence.end))
    return [*pieces, Stretch(at, sentence.end)]


def masked_words(prose: Prose) -> list[str]:
    """The folded words of a report's first sentences outside its longer quotations."""
    return [
        word
        for sentence in prose.sentences[:MOST_SENTENCES]
        for start, end in _outside(prose, sentence, masked=True)
        for word in words_of(prose.text[start:end])
    ]


def pair_sentences(child: Prose, parent: Prose) -> list[Pair]:
    """Which sentence of the one says again which of the other, in order, quotations included."""
    alike = similarity_matrix(sentence_stems(child, masked=False), sentence_stems(parent, masked=False))
    return with_merged(alike, align_sentences(alike), _MERGED_FROM)


def measure_resemblance(a: Prose, b: Prose) -> Resemblance:
    """How much two reports resemble each other; the same whichever comes first."""
    alike = similarity_matrix(sentence_stems(a, masked=True), sentence_stems(b, masked=True))
    words_a, words_b = masked_words(a), masked_words(b)
    if alike.shape[0] > alike.shape[1]:
        alike = alike.T
    path = align_sentences(alike, least=LEAST_ALIKE)
    total = sum(pair.score for pair in path)
    shorter = max(1, alike.shape[0])
    best = alike.max(axis=1) if alike.size else np.zeros(0)
    return Resemblance(
        path=total / shorter,
        covered=float((best > _CLEARLY_ALIKE).mean()) if best.size else 0.0,
        covered_longer=float((alike.max(axis=0) > _CLEARLY_ALIKE).mean()) if alike.size else 0.0,
        order=total / float(best[best > LEAST_ALIKE].sum()) if (best > LEAST_ALIKE).any() else 0.0,
        kendall=_kendall(alike),
        five_words=_shared_runs(words_a, words_b, 5),
        three_words=_shared_runs(words_a, words_b, 3),
        rare_words=_shared_rare(words_a, words_b),
        numbers=_shared_numbers(words_a, words_b),
    )


def _kendall(alike: Matrix) -> float:
    """Kendall's tau of the places that each sentence's nearest sentence has in the other text."""
    if not alike.size:
        return 0.0
    chosen = [int(row.argmax()) for row in alike if row.max() > LEAST_ALIKE]
    steps = [np.sign(later - earlier) for earlier, later in combinations(chosen, 2) if later != earlier]
    return float(np.mean(steps)) if len(steps) > 2 else 0.0


def _shared_runs(a: list[str], b: list[str], length: int) -> float:
    runs_a, runs_b = shingles_of(a, length), shingles_of(b, length)
    return max(containment(runs_a, runs_b), containment(runs_b, runs_a))


def _shared_rare(a: list[str], b: list[str]) -> float:
    rare_a, rare_b = (
        {word: weight_of(word) for word in set(stems_of(" ".join(words))) if weight_of(word) >= RARE_FROM}
        for words in (a, b)
    )
    least = min(sum(rare_a.values()), sum(rare_b.values()))
    return sum(weight for word, weight in rare_a.items() if word in rare_b) / least if least else 0.0


def _shared_numbers(a: list[str], b: list[str]) -> float:
    numbers_a, numbers_b = ({word for word in words if _NUMBER.fullmatch(word)} for words in (a, b))
    least = min(len(numbers_a), len(numbers_b))
    return len(numbers_a & numbers_b) / least if least else 0.0
