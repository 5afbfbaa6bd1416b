"""Chains of labels: the best way through is the best of all ways, and shares add up over all ways."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from headwater.read.statements.chains import Chain, Labels, Scores

NUMBERS = st.integers(0, 2**32 - 1)


def chain_and_rows(seed: int, sizes: list[int]) -> tuple[Chain, Scores, Labels]:
    chance = np.random.default_rng(seed)
    chain = Chain(*(chance.normal(size=size).astype(np.float32) for size in ((3, 3), 3, 3)))
    scores = (2 * chance.normal(size=(sum(sizes), 3))).astype(np.float32)
    return chain, scores, np.repeat(np.arange(len(sizes)), sizes)


@given(NUMBERS, st.lists(st.integers(1, 5), min_size=1, max_size=6))
def test_the_labels_are_the_best_of_all_ways_and_the_shares_count_every_way(seed: int, sizes: list[int]) -> None:
    chain, scores, row = chain_and_rows(seed, sizes)

    labels, shares = chain.decode(scores, row)

    for group in range(len(sizes)):
        own, weights = scores[row == group], {}
        for way in product(range(3), repeat=len(own)):
            total = chain.begins[way[0]] + chain.ends[way[-1]] + sum(own[i, label] for i, label in enumerate(way))
            weights[way] = float(total + sum(chain.follows[one, other] for one, other in pairwise(way)))
        mine = tuple(labels[row == group].tolist())
        assert weights[mine] >= max(weights.values()) - 1e-4
        odds = {way: np.exp(total - max(weights.values())) for way, total in weights.items()}
        for place in range(len(own)):
            share = sum(each for way, each in odds.items() if way[place] == 1) / sum(odds.values())
            assert abs(share - shares[row == group][place, 1]) < 1e-3


def test_no_words_have_no_labels_and_a_row_of_ten_thousand_stays_in_bounds() -> None:
    chain, scores, row = chain_and_rows(7, [10_000])

    labels, shares = chain.decode(scores * 50, row)
    none, _ = chain.decode(scores[:0], row[:0])

    assert len(none) == 0
    assert np.isfinite(shares).all()
    assert np.allclose(shares.sum(axis=1), 1, atol=1e-4)
    assert set(labels.tolist()) <= {0, 1, 2}
