"""From what two names have in common to how surely they mean one: a few measures and their weights."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp
from operator import mul


@dataclass(frozen=True, slots=True)
class Likeness:
    """One of the models of `text/likeness.json`, made by `training/names.py`: a weight for each measure, and a bias."""

    measures: tuple[str, ...]
    weights: tuple[float, ...]
    bias: float

    def of(self, measured: Sequence[float]) -> float:
        """How surely two names with these measures mean one, from 0 to 1."""
        return 1 / (1 + exp(-self.bias - sum(map(mul, self.weights, measured))))


@cache
def likeness(of: str) -> Likeness:
    """The model for 'people' or 'bodies'."""
    models = json.loads(resources.files(__package__).joinpath("likeness.json").read_text(encoding="utf-8"))
    row = models[of]
    return Likeness(tuple(row["measures"]), tuple(row["weights"]), row["bias"])
