"""Boosted trees as flat arrays, scored with numpy alone.

Each tree is laid out as a full binary tree of one depth: the children of node n are 2n + 1 (the measure is at most the
threshold) and 2n + 2. `training/` makes them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Measures = NDArray[np.float32]
"""One row for each thing that is judged, one column a measure."""


@dataclass(frozen=True, slots=True)
class Forest:
    """Boosted trees: the measure and threshold of each inner node, the value of each leaf, tree by tree."""

    columns: NDArray[np.int64]
    thresholds: Measures
    values: Measures
    start: float
    _layers: tuple[tuple[NDArray[np.int64], Measures], ...] = field(init=False, repr=False, compare=False)
    """Of each depth the measures and thresholds of all trees: the children of the node at place p of a layer stand at
    2p and 2p + 1 of the next."""

    def __post_init__(self) -> None:
        ends = [2**depth for depth in range((self.columns.shape[1] + 1).bit_length())]
        layers = tuple(
            (
                np.ascontiguousarray(self.columns[:, start - 1 : end - 1]).ravel(),
                np.ascontiguousarray(self.thresholds[:, start - 1 : end - 1]).ravel(),
            )
            for start, end in pairwise(ends)
        )
        object.__setattr__(self, "_layers", layers)

    def scores(self, measures: Measures) -> Measures:
        """For each row of measures the log odds of a yes."""
        flat = np.ascontiguousarray(measures, dtype=np.float32).ravel()
        row = (np.arange(len(measures)) * measures.shape[1])[:, None]
        place = np.repeat(np.arange(len(self.columns))[None], len(measures), axis=0)
        for columns, thresholds in self._layers:
            at = columns.take(place)
            at += row
            is_more = flat.take(at) > thresholds.take(place)
            place += place
            place += is_more
        return np.asarray(self.start + self.values.ravel().take(place).sum(axis=1), dtype=np.float32)

    def probabilities(self, measures: Measures) -> Measures:
        """For each row of measures the probability of a yes."""
        return np.asarray(1 / (1 + np.exp(-self.scores(measures))), dtype=np.float32)
