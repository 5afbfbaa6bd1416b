"""How much two reports resemble each other, measured in the ways that tell a copy from a second account.

Everything is measured on text with its quotations masked: two independent reports that quote the same words share
long runs of them, and only what stands outside the marks tells who copied (decisions/0004).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import astuple, dataclass

import numpy as np

from headwater.text.alignment import LEAST_ALIKE, Pair, align_sentences, with_merged
from headwater.text.shingles import Shingles, containment, shingles_of
from headwater.text.tokens import stem, words_of
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


@dataclass(frozen=True, slots=True)
class Wording:
    """What of one report's wording is compared with others, read once: its sentences as stems, without its longer
    quotations and what attributes them; its runs of five and three words outside quotations; its rare words with their
    weights, and its numbers."""

    sentences: tuple[tuple[str, ...], ...]
    five_words: Shingles
    three_words: Shingles
    rare_words: Mapping[str, float]
    numbers: frozenset[str]


def wording_of(prose: Prose) -> Wording:
    """The wording of a report's first sentences."""
    words = masked_words(prose)
    stems = {stem(word) for word in words}
    return Wording(
        sentences=tuple(tuple(sentence) for sentence in sentence_stems(prose, masked=True)),
        five_words=shingles_of(words, 5),
        three_words=shingles_of(words, 3),
        rare_words={each: weight_of(each) for each in stems if weight_of(each) >= RARE_FROM},
        numbers=frozenset(word for word in words if _NUMBER.fullmatch(word)),
    )


def sentence_stems(prose: Prose, *, masked: bool) -> list[list[str]]:
    """The stems of the first sentences of a report; `masked`, without what stands in its longer quotations, and without
    the sentences of which only an attribution is left then ('..., passenger Ota Hruby said'): it goes with its words.
    """
    read = []
    for sentence in prose.sentences[:MOST_SENTENCES]:
        pieces = _outside(prose, sentence, masked)
        stems = [each for piece in pieces for each in stems_of(prose.text, piece)]
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


def measure_resemblance(a: Wording, b: Wording) -> Resemblance:
    """How much two reports resemble each other; the same whichever comes first."""
    alike = similarity_matrix(a.sentences, b.sentences)
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
        five_words=_either_way(a.five_words, b.five_words),
        three_words=_either_way(a.three_words, b.three_words),
        rare_words=_shared_rare(a.rare_words, b.rare_words),
        numbers=len(a.numbers & b.numbers) / (min(len(a.numbers), len(b.numbers)) or 1),
    )


def _kendall(alike: Matrix) -> float:
    """Kendall's tau of the places that each sentence's nearest sentence has in the other text."""
    if not alike.size:
        return 0.0
    chosen = alike.argmax(axis=1)[alike.max(axis=1) > LEAST_ALIKE]
    steps = np.sign(chosen[None, :] - chosen[:, None])[np.triu_indices(len(chosen), k=1)]
    steps = steps[steps != 0]
    return float(steps.mean()) if len(steps) > 2 else 0.0


def _either_way(a: Shingles, b: Shingles) -> float:
    return max(containment(a, b), containment(b, a))


def _shared_rare(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    least = min(sum(a.values()), sum(b.values()))
    return sum(a[word] for word in sorted(a.keys() & b.keys())) / least if least else 0.0
