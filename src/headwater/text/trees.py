"""Boosted trees as flat arrays, scored with numpy alone.

Each tree is laid out as a full binary tree of one depth: the children of node n are 2n + 1 (the measure is at most the
threshold) and 2n + 2. `training/` makes them.
"""

from __future__ import annotations

from dataclasses import dataclass

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

    def scores(self, measures: Measures) -> Measures:
        """For each row of measures the log odds of a yes."""
        trees, inner = self.columns.shape
        base = np.arange(trees) * inner
        columns, thresholds = self.columns.ravel(), self.thresholds.ravel()
        flat = np.ascontiguousarray(measures, dtype=np.float32).ravel()
        row = (np.arange(len(measures)) * measures.shape[1])[:, None]
        node = np.zeros((len(measures), trees), dtype=np.int64)
        for _ in range((inner + 1).bit_length() - 1):
            at = node + base
            node = (
                2 * node
                + 1
                + (flat.take(columns.take(at, mode="clip") + row, mode="clip") > thresholds.take(at, mode="clip"))
            )
        leaf = node - inner + np.arange(trees) * (inner + 1)
        return np.asarray(self.start + self.values.ravel().take(leaf, mode="clip").sum(axis=1), dtype=np.float32)

    def probabilities(self, measures: Measures) -> Measures:
        """For each row of measures the probability of a yes."""
        return np.asarray(1 / (1 + np.exp(-self.scores(measures))), dtype=np.float32)
