"""Fit the two small models of `relate/`: was one text made from the other, and which way.

    python training/lineage.py ../shared/data/lineage

Reads `pairs.jsonl.gz` and `human_rewrites.jsonl.gz`; writes `src/headwater/relate/lineage.json`. Deterministic.
Prints what `decisions/0004` quotes: recall at 2 % false positives with each family of rewriters held out, and what
style tells of the direction on families held out and on human rewrites, where it must stay silent.
"""

from __future__ import annotations

import argparse
import gzip
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from headwater.read.prose import prose_of
from headwater.relate.resemblance import Resemblance, measure_resemblance
from headwater.relate.style import Asymmetry, Style, measure_asymmetry
from headwater.relate.wording import wording_of

OUTPUT = Path(__file__).parents[1] / "src/headwater/relate/lineage.json"
Array = NDArray[np.float64]


@dataclass(frozen=True)
class TextPair:
    """Two texts with what is known of them."""

    a: str
    b: str
    is_derived: bool
    forward: bool | None
    family: str


def load_pairs(path: Path) -> list[TextPair]:
    """The pairs of one file; the family is the set a rewriter belongs to, or 'independent'."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        TextPair(
            row["a"]["text"],
            row["b"]["text"],
            row["relation"] == "derived",
            None if row["direction"] is None else row["direction"] == "a->b",
            row["origin"] if row["relation"] == "derived" else "independent",
        )
        for row in rows
    ]


def fit(measures: Array, wanted: Array, ridge: float, *, with_bias: bool) -> tuple[Array, float]:
    """Weights and bias of a ridge logistic regression over standardised measures, given back for the raw ones."""
    mean = measures.mean(axis=0) if with_bias else np.zeros(measures.shape[1])
    scale = measures.std(axis=0) + 1e-9
    scaled = np.c_[(measures - mean) / scale, np.ones(len(measures)) * with_bias]

    def loss(weights: Array) -> tuple[float, Array]:
        odds = scaled @ weights
        penalty = np.r_[weights[:-1], 0.0]
        value = np.logaddexp(0, odds) - wanted * odds
        return float(value.sum() + ridge * penalty @ penalty / 2), scaled.T @ (1 / (1 + np.exp(-odds)) - wanted) + (
            ridge * penalty
        )

    found = minimize(loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B").x
    weights = found[:-1] / scale
    return weights, float(found[-1] - weights @ mean) if with_bias else 0.0


def recall_at_2(scores: Array, derived: Array) -> float:
    """The share of derived pairs above the score that 2 % of the independent ones reach."""
    return float((scores[derived] > np.quantile(scores[~derived], 0.98)).mean())


def fit_derived(pairs: list[TextPair]) -> dict[str, object]:
    """The model of 'was one made from the other', with what it finds of families it has not seen."""
    measures = np.array(
        [measure_resemblance(wording_of(prose_of(p.a)), wording_of(prose_of(p.b))).values() for p in pairs]
    )
    derived = np.array([p.is_derived for p in pairs])
    family = np.array([p.family for p in pairs])
    odd = np.arange(len(pairs)) % 2 == 1
    for held in sorted(set(family[derived])):
        train = np.where(derived, family != held, odd)
        weights, bias = fit(measures[train], derived[train].astype(float), 10.0, with_bias=True)
        test = np.where(derived, family == held, ~odd)
        recall = recall_at_2((measures @ weights + bias)[test], derived[test])
        print(f"derived, {held} held out: recall at 2 % {recall:.3f}")
    weights, bias = fit(measures, derived.astype(float), 10.0, with_bias=True)
    odds = measures @ weights + bias
    for bar in (0.5, 0.8, 0.9, 0.95):
        above = odds > np.log(bar / (1 - bar))
        print(f"all, p > {bar}: {above[derived].mean():.3f} of derived, {above[~derived].mean():.3f} of independent")
    return {
        "measures": list(Resemblance.__dataclass_fields__),
        "weights": weights.round(4).tolist(),
        "bias": round(bias, 4),
    }


def fit_direction(pairs: list[TextPair], human: list[TextPair]) -> dict[str, object]:
    """The model of 'which of the two is the origin', from style alone."""
    told = [p for p in pairs if p.is_derived and p.forward is not None]
    differences, forward = styles(told)
    family = np.array([p.family for p in told])
    for held in sorted(set(family)):
        weights = fit_both_ways(differences[family != held], forward[family != held])
        right = ((differences @ weights > 0) == forward)[family == held]
        print(f"direction, {held} held out: {right.mean():.3f} right of {len(right)}")
    weights = fit_both_ways(differences, forward)
    other, truth = styles(human)
    odds = other @ weights
    for bar in (1.0, 1.5, 2.0):
        wrong = ((odds > 0) != truth) & (abs(odds) > bar)
        print(f"human rewrites, style alone at log-odds {bar}: {wrong.mean():.3f} told wrongly")
    return {
        "measures": [*Style.__dataclass_fields__, "names_lost", "numbers_lost"],
        "weights": weights.round(4).tolist(),
        "bias": 0.0,
    }


def styles(pairs: list[TextPair]) -> tuple[Array, NDArray[np.bool_]]:
    """How the first text differs from the second, and whether the first is the origin."""
    return np.array([asymmetry(p).values() for p in pairs]), np.array([bool(p.forward) for p in pairs])


def asymmetry(pair: TextPair) -> Asymmetry:
    """How the two texts of a pair differ."""
    a, b = prose_of(pair.a), prose_of(pair.b)
    return measure_asymmetry(a, b, (wording_of(a), wording_of(b)))


def fit_both_ways(differences: Array, forward: NDArray[np.bool_]) -> Array:
    """Weights that say the opposite of a pair when it is turned round."""
    wanted = np.r_[forward, ~forward].astype(float)
    return fit(np.r_[differences, -differences], wanted, 3.0, with_bias=False)[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    pairs, human = load_pairs(folder / "pairs.jsonl.gz"), load_pairs(folder / "human_rewrites.jsonl.gz")
    models = {"derived": fit_derived(pairs), "direction": fit_direction(pairs, human)}
    OUTPUT.write_text(json.dumps(models, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
