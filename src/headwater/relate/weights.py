"""Learned weights: small logistic models kept as package files and scored without any learning library."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from headwater.errors import StylebookError


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model: one weight a measure, and what stands there without any."""

    weights: tuple[float, ...]
    bias: float

    def log_odds(self, measures: Sequence[float]) -> float:
        """The logarithm of the odds that these measures speak for yes."""
        return self.bias + math.fsum(weight * each for weight, each in zip(self.weights, measures, strict=True))


def probability(log_odds: float) -> float:
    """Log-odds as a probability.

    >>> probability(0.0)
    0.5
    """
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, log_odds))))


@cache
def load_logistic(name: str) -> Logistic:
    """One of the models of `relate/lineage.json`, made by `training/lineage.py`."""
    table = "relate/lineage.json"
    try:
        models = json.loads(resources.files(__package__).joinpath("lineage.json").read_text(encoding="utf-8"))
        model = models[name]
        return Logistic(tuple(map(float, model["weights"])), float(model["bias"]))
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise StylebookError(table, f"no usable model {name!r} ({fault}); run training/lineage.py") from fault
