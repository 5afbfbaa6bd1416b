"""How much two reports resemble each other, measured in the ways that tell a copy from a second account.

A copy in other words keeps its origin's order, its names and what it is about; a second account of the same event has
names of its own and its own order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import astuple, dataclass

import numpy as np

from headwater.relate.wording import Wording, sentence_stems
from headwater.text.alignment import LEAST_ALIKE, Pair, align_sentences, with_merged
from headwater.text.shingles import Shingles, containment
from headwater.text.weights import likeness, similarity_matrix
from headwater.vocabulary.report import Prose

_MERGED_FROM = 0.2
# Of fewer shared words the order says nothing, and of fewer names who has the other's.
_FEWEST_SHARED, _FEWEST_NAMES = 5, 3


@dataclass(frozen=True, slots=True)
class Resemblance:
    """Shares between 0 and 1 (`kendall`, `rank` and `meaning` from -1), the same whichever text comes first: `path` is
    the mean similarity along the best monotone path of the shorter text, `order` that path's share of what free pairing
    would give, `kendall` how far the freely chosen pairs keep the order; `five_words` and `three_words` the runs of
    words, `told` the telling words and `names` the names of one text that the other has too, the larger of both ways;
    `kept` the longest part of the shared telling words that come in one order in both, `rank` the correlation of their
    ranks; `meaning` the cosine of what both are about."""

    path: float
    order: float
    kendall: float
    five_words: float
    three_words: float
    told: float
    names: float
    kept: float
    rank: float
    meaning: float

    def values(self) -> tuple[float, ...]:
        """The measures in the order of the fields."""
        return astuple(self)


def pair_sentences(child: Prose, parent: Prose) -> list[Pair]:
    """Which sentence of the one says again which of the other, in order, quotations included."""
    alike = similarity_matrix(sentence_stems(child, masked=False), sentence_stems(parent, masked=False))
    return with_merged(alike, align_sentences(alike), _MERGED_FROM)


def measure_resemblance(a: Wording, b: Wording) -> Resemblance:
    """How much two reports resemble each other; the same whichever comes first."""
    alike = likeness(a.sentences, b.sentences)
    if alike.shape[0] > alike.shape[1]:
        alike = alike.T
    best = alike.max(axis=1) if alike.size else np.zeros(0)
    paired = best > LEAST_ALIKE
    total = sum(pair.score for pair in align_sentences(alike))
    shared = _shared_places(a, b)
    return Resemblance(
        path=total / max(1, alike.shape[0]),
        order=total / float(best[paired].sum()) if paired.any() else 0.0,
        kendall=_kendall(alike.argmax(axis=1)[paired]) if paired.any() else 0.0,
        five_words=_either_way(a.five_words, b.five_words),
        three_words=_either_way(a.three_words, b.three_words),
        told=_share_told(a, b),
        names=_share_named(a.names, b.names),
        kept=_longest_rise(shared) / len(shared) if shared else 0.0,
        rank=_rank_correlation(shared),
        meaning=float(a.meaning @ b.meaning),
    )


def _kendall(chosen: np.ndarray) -> float:
    """Kendall's tau of the places that each sentence's nearest sentence has in the other text."""
    steps = np.sign(chosen[None, :] - chosen[:, None])[np.triu_indices(len(chosen), k=1)]
    steps = steps[steps != 0]
    return float(steps.mean()) if len(steps) > 2 else 0.0


def _either_way(a: Shingles, b: Shingles) -> float:
    return max(containment(a, b), containment(b, a))


def _share_told(a: Wording, b: Wording) -> float:
    shared = sum(a.telling[word] for word in a.telling if word in b.telling)
    least = min(sum(a.telling.values()), sum(b.telling.values()))
    return shared / least if least else 0.0


def _share_named(a: Set[str], b: Set[str]) -> float:
    shares = [len(a & b) / len(names) for names in (a, b) if len(names) >= _FEWEST_NAMES]
    return max(shares, default=0.0)


def _shared_places(a: Wording, b: Wording) -> list[int]:
    """For the telling words both have, in the order of the first text, their ranks in the second; none if too few."""
    place = {word: at for at, word in enumerate(b.telling)}
    shared = [place[word] for word in a.telling if word in place]
    return shared if len(shared) >= _FEWEST_SHARED else []


def _longest_rise(places: Sequence[int]) -> int:
    """The length of the longest increasing part (patience sorting: Schensted 1961)."""
    ends: list[int] = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)


def _rank_correlation(places: Sequence[int]) -> float:
    """Spearman's rho of the order in which shared words first come."""
    if not places:
        return 0.0
    ranks = np.argsort(np.argsort(places))
    count = len(places)
    return float(1 - 6 * ((ranks - np.arange(count)) ** 2).sum() / (count * (count * count - 1)))
