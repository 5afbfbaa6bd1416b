"""Small learned models of lines, kept as flat arrays beside the code; `training/lines.py` makes them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from headwater.errors import StylebookError
from headwater.text.trees import Forest, Measures

__all__ = ["Forest", "LineModel", "Measures", "load_lines", "load_words"]


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
