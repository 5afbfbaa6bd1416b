"""Features of subjects as flat arrays: everything that profiles hold, kind by kind, of many subjects in a few steps."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from headwater.relate.lexicon import FIGURES, HASHED, hashed_pairs, lexicon
from headwater.vocabulary.subject import Subject

_LOGS = np.array([0.0, *(1 + math.log(count) for count in range(1, 100))])
# How rare a full name, a figure, a day and a place are taken to be, by natural logarithm.
_RARE = (6.0, 5.0, 2.0, 5.0)


@dataclass(frozen=True, slots=True)
class Features:
    """What some subjects hold, in the order of `profiles.Kind`, of each kind subject by subject: `counts` says how many
    (a row a kind). A feature is a number of 28 bits, what it weighs in its subject, and how rare it is; `vectors` are
    the rows of the vectors of the words alone."""

    counts: NDArray[np.int64]
    numbers: NDArray[np.int64]
    weights: NDArray[np.float64]
    rarity: NDArray[np.float64]
    vectors: NDArray[np.intp]


def features_of(subjects: Sequence[Subject]) -> Features:
    """All features of some subjects."""
    known = lexicon()
    titles = [[at for at in map(known.in_headlines.__getitem__, one.headline) if at >= 0] for one in subjects]
    words = [one.words for one in subjects]
    heads = [dict.fromkeys(title) for title in titles]
    lead = [one.lead for one in subjects]
    names = [dict.fromkeys(chain.from_iterable(map(known.in_names.__getitem__, one.names))) for one in subjects]
    pairs = [dict.fromkeys(pairwise(title)) for title in titles]
    others = (
        [[HASHED[name] for name in one.names if " " in name] for one in subjects],
        [[FIGURES[figure] for figure in one.figures] for one in subjects],
        [[HASHED[day] for day in one.days] for one in subjects],
        [[HASHED[place] for place in one.places] for one in subjects],
    )
    counts = _counts(words, heads, lead, names, *others[:3], pairs, others[3])

    own = np.fromiter(map(known.places.__getitem__, chain.from_iterable(words)), np.intp)
    first_word = np.repeat(np.cumsum(counts[0]) - counts[0], counts[2])
    places = np.concatenate([own, _flat(heads), own[_flat(lead) + first_word], _flat(names)])
    both = _flat(chain.from_iterable(pairs)).reshape(-1, 2)
    rare_pairs = known.rarity.take(both).sum(axis=1)
    hashed = [_flat(kind) for kind in others]
    rare = [np.full(len(kind), rare) for kind, rare in zip(hashed, _RARE, strict=True)]
    told = known.rarity.take(places)
    rarity = np.concatenate([told, *rare[:3], rare_pairs, rare[3]])
    loads = [np.ones(len(kind)) for kind in hashed]
    weights = np.concatenate([told, *loads[:3], rare_pairs, loads[3]])
    weights[: len(own)] *= _LOGS.take(_flat(one.counts for one in subjects), mode="clip")
    numbers = [known.numbers.take(places), *hashed[:3], hashed_pairs(known.numbers.take(both)), hashed[3]]
    return Features(counts, np.concatenate(numbers), weights, rarity, known.vectors.take(own))


def _counts(*kinds: Sequence[Collection[object]]) -> NDArray[np.int64]:
    return np.array([[len(part) for part in kind] for kind in kinds], np.int64)


def _flat(parts: Iterable[Iterable[int]]) -> NDArray[np.intp]:
    return np.fromiter(chain.from_iterable(parts), np.intp)
