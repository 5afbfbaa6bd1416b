"""Small learned models of lines, kept as flat arrays beside the code and scored with numpy alone.

A forest is boosted trees of one depth, each laid out as a full binary tree: the children of node n are 2n + 1 (the
measure is at most the threshold) and 2n + 2. `training/lines.py` makes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from headwater.errors import StylebookError

Measures = NDArray[np.float32]
"""One row a line, one column a measure."""


@dataclass(frozen=True, slots=True)
class Forest:
    """Boosted trees: the measure and threshold of each inner node, the value of each leaf, tree by tree."""

    columns: NDArray[np.int64]
    thresholds: Measures
    values: Measures
    start: float

    def probabilities(self, measures: Measures) -> Measures:
        """For each row of measures the probability of a yes."""
        trees, inner = self.columns.shape
        base = np.arange(trees) * inner
        columns, thresholds = self.columns.ravel(), self.thresholds.ravel()
        flat = np.ascontiguousarray(measures, dtype=np.float32).ravel()
        row = (np.arange(len(measures)) * measures.shape[1])[:, None]
        node = np.zeros((len(measures), trees), dtype=np.int64)
        for _ in range((inner + 1).bit_length() - 1):
            at = node + base
            node = 2 * node + 1 + (flat.take(columns.take(at) + row) > thresholds.take(at))
        leaf = node - inner + np.arange(trees) * (inner + 1)
        total = self.start + self.values.ravel().take(leaf).sum(axis=1)
        return np.asarray(1 / (1 + np.exp(-total)), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class LineModel:
    """A forest of lines, and from which probability on a line is the report's."""

    forest: Forest
    body_from: float


@cache
def load_lines(name: str) -> LineModel:
    """The model of text lines ('lines', and 'lines_again' for the second look) or of lines of HTML pages
    ('rendered_lines')."""
    kept = _load(name)
    forest = Forest(
        kept["columns"].astype(np.int64), kept["thresholds"], kept["values"].astype(np.float32), float(kept["start"])
    )
    return LineModel(forest, float(kept["body_from"]))


@cache
def load_words() -> dict[str, float]:
    """What each word of a line speaks for the line's being the report's; under '' what a line without words has."""
    kept = _load("line_words")
    return dict(zip(str(kept["words"]).split("\n"), map(float, kept["weights"]), strict=True))


def _load(name: str) -> dict[str, NDArray[np.float32]]:
    table = f"read/{name}.npz"
    try:
        with resources.files(__package__).joinpath(f"{name}.npz").open("rb") as stream, np.load(stream) as arrays:
            return {key: arrays[key] for key in arrays.files}
    except (OSError, ValueError, KeyError) as fault:
        raise StylebookError(table, f"no usable model ({fault}); run training/lines.py") from fault
