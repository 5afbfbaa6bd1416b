"""Fit how much each measure of two names counts: are they one person, are they one body.

    python training/names.py ../shared/data/names/pairs.jsonl

Writes `src/headwater/text/likeness.json`. Deterministic. Prints what `decisions/0014` quotes: the best F1 on pairs the
weights have not seen, in five parts and in two halves (by the hash of the pair's id).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from headwater.text.bodies import BodyMeasures, measure_organisation_names
from headwater.text.names import PersonMeasures, measure_names

OUTPUT = Path(__file__).parents[1] / "src/headwater/text/likeness.json"
# Twenty rounds of five parts move the mean F1 by less than .005; ridges from .5 to 10 by less than .003.
ROUNDS, PARTS, RIDGE = 20, 5, 2.0
Array = NDArray[np.float64]
Row = dict[str, str]


def fit(measures: Array, wanted: Array) -> tuple[Array, float]:
    """Weights and bias of a ridge logistic regression over standardised measures, given back for the raw ones."""
    mean, scale = measures.mean(axis=0), measures.std(axis=0) + 1e-9
    scaled = np.c_[(measures - mean) / scale, np.ones(len(measures))]

    def loss(weights: Array) -> tuple[float, Array]:
        odds = scaled @ weights
        penalty = np.r_[weights[:-1], 0.0]
        value = float((np.logaddexp(0, odds) - wanted * odds).sum() + RIDGE * penalty @ penalty / 2)
        return value, scaled.T @ (1 / (1 + np.exp(-odds)) - wanted) + RIDGE * penalty

    found = minimize(loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B").x
    weights = found[:-1] / scale
    return weights, float(found[-1] - weights @ mean)


def odds_unseen(measures: Array, wanted: Array, part: NDArray[np.int_]) -> Array:
    """The odds of each pair from weights fitted without its part."""
    odds = np.zeros(len(wanted))
    for held in set(part.tolist()):
        weights, bias = fit(measures[part != held], wanted[part != held])
        odds[part == held] = measures[part == held] @ weights + bias
    return odds


def best_f1(odds: Array, wanted: Array) -> float:
    """The best F1 over all thresholds; ties count together."""
    return max(
        2 * wanted[odds >= bar].sum() / (wanted.sum() + (odds >= bar).sum()) for bar in sorted(set(odds.tolist()))
    )


def model(
    rows: list[Row], measure: Callable[[str, str], tuple[float, ...]], names: tuple[str, ...]
) -> dict[str, object]:
    """One model, with what it is worth on pairs it has not seen."""
    measures = np.array([measure(row["name1"], row["name2"]) for row in rows], dtype=float)
    wanted = np.array([float(row["same"]) for row in rows])
    chance = np.random.default_rng(0)
    parts = [chance.permutation(np.arange(len(rows)) % PARTS) for _ in range(ROUNDS)]
    unseen = np.mean([best_f1(odds_unseen(measures, wanted, part), wanted) for part in parts])
    half = np.array([sha256(row["pair_id"].encode()).digest()[0] % 2 for row in rows])
    odds = odds_unseen(measures, wanted, half)
    halves = [best_f1(odds[half == side], wanted[half == side]) for side in (0, 1)]
    weights, bias = fit(measures, wanted)
    seen = best_f1(measures @ weights + bias, wanted)
    print(f"{len(rows)} pairs: best F1 unseen {unseen:.3f}, halves {halves[0]:.3f} {halves[1]:.3f}, seen {seen:.3f}")
    return {"measures": list(names), "weights": weights.round(3).tolist(), "bias": round(bias, 3)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path)
    rows = [json.loads(line) for line in parser.parse_args().pairs.read_text("utf-8").splitlines()]
    people = [row for row in rows if row["kind"] == "Person"]
    bodies = [row for row in rows if row["kind"] != "Person"]
    models = {
        "people": model(people, lambda a, b: measure_names(a, b).values(), PersonMeasures.__slots__),
        "bodies": model(bodies, lambda a, b: measure_organisation_names(a, b).values(), BodyMeasures.__slots__),
    }
    OUTPUT.write_text(json.dumps(models, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
