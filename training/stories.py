"""Learn which reports tell of one event: `stories.npz` of `relate/`.

    python training/stories.py [--shared ../shared] [--folds-only]

Reads the labelled sets under SHARED/data/stories (not shipped; the texts belong to their outlets), prints B-cubed F1 on
stories the model has not seen, then writes the model learned from all of them. Needs the dependency group `train`. The
same input gives the same file. What keeps the figures honest:

* politics and crime are cut by time: learned from the earlier half of the stories, measured on the later;
* each of the small sets is measured with a model that has seen none of it;
* the model never sees the outlet: one of the sets has each outlet once a story, which no newsroom has;
* more of a likeness never speaks against a story, more of a conflict never for it (monotone trees).

Reports are fed in order to the stories they truly belong to; every story that is weighed on the way is an example. All
is fed a second time with half of the days hidden, at a quarter or half of the weight.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from trees import laid_out

from headwater.relate.active import Active
from headwater.relate.channels import Channels
from headwater.relate.desk import Desk
from headwater.relate.lately import Lately
from headwater.relate.measures import NAMES, Look, measure, nearest_of
from headwater.relate.profiles import profile_of
from headwater.relate.story_model import StoryModel
from headwater.relate.subjects import subject_of
from headwater.text.trees import Forest, Measures
from headwater.vocabulary.span import ReportId
from headwater.vocabulary.subject import Subject

MODEL = Path(__file__).parents[1] / "src" / "headwater" / "relate" / "stories.npz"
# What the examples of a set weigh, and those with half of the days hidden.
SETS = {
    "allsides.jsonl.gz": (2.0, 1.0),
    "gva.jsonl.gz": (1.0, 0.25),
    "basil.jsonl": (1.0, 0.0),
    "ecbplus.jsonl.gz": (1.0, 0.0),
    "newswcl50.jsonl": (1.0, 0.0),
}
CUT_BY_TIME = ("allsides.jsonl.gz", "gva.jsonl.gz")
TREES = {
    "max_iter": 100,
    "max_depth": 5,
    "learning_rate": 0.08,
    "min_samples_leaf": 30,
    "l2_regularization": 5.0,
    "max_features": 0.4,
    "early_stopping": False,
    "random_state": 0,
}
# Of the raw probability: .3 loses .006 on politics, .5 and .6 as much on crime and more on the sets of few stories.
JOIN_FROM = 0.4


@dataclass(frozen=True, slots=True)
class Filed:
    """One labelled report."""

    story: str
    day: str
    subject: Subject


@dataclass(frozen=True, slots=True)
class Examples:
    """What was measured between reports and stories, whether they belong together, and what each counts."""

    measures: Measures
    labels: NDArray[np.bool_]
    weights: NDArray[np.float64]


def main() -> int:
    """Measure on unseen stories, then learn from all and write; exit code 2 where the data is not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--folds-only", action="store_true", help="print the figures and write nothing")
    options = parser.parse_args()
    folder = options.shared / "data" / "stories"
    if not folder.is_dir():
        print(f"{folder}: not there; the labelled stories are not shipped", file=sys.stderr)
        return 2
    sets = {name: read_set(folder / name) for name in SETS}
    slope, offset = measure_folds(sets)
    if not options.folds_only:
        forest = learn([examples_of(name, filed) for name, filed in sets.items()])
        write_model(StoryModel(forest, slope, offset, squeezed(JOIN_FROM, slope, offset)), MODEL)
    return 0


def read_set(path: Path) -> list[Filed]:
    """The reports of a set, in the order of the file."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        rows: list[dict[str, Any]] = [json.loads(line) for line in lines]
    return [
        Filed(
            row["cluster_id"],
            row["date"] or "",
            subject_of(row["title"], row["text"], date.fromisoformat(row["date"][:10]) if row["date"] else None),
        )
        for row in rows
    ]


def halves(filed: Sequence[Filed]) -> tuple[list[Filed], list[Filed]]:
    """The stories that ended earlier and those that ended later; of undated stories every other."""
    ended: dict[str, str] = {}
    for one in filed:
        ended[one.story] = max(ended.get(one.story, ""), one.day)
    dated = sorted((story for story in ended if ended[story]), key=lambda story: (ended[story], story))
    early = {*dated[: len(dated) // 2], *sorted(story for story in ended if not ended[story])[::2]}
    return [one for one in filed if one.story in early], [one for one in filed if one.story not in early]


def measure_folds(sets: dict[str, list[Filed]]) -> tuple[float, float]:
    """Print B-cubed F1 on unseen stories; the line that calibrates log odds, fitted on them."""
    cut = {name: halves(filed) if name in CUT_BY_TIME else (filed, filed) for name, filed in sets.items()}
    examples = {name: examples_of(name, early) for name, (early, _) in cut.items()}
    scores, labels = [], []
    for name, (_, unseen) in cut.items():
        forest = learn([each for other, each in examples.items() if name in CUT_BY_TIME or other != name])
        for least in (0.3, 0.4, 0.5, 0.6):
            model = StoryModel(forest, 1.0, 0.0, least)
            print(f"{name}: from {least}, B-cubed F1 {grouped_f1(unseen, model):.3f}", flush=True)
        shown = examples_of(name, unseen)
        scores.append(forest.scores(shown.measures[shown.weights >= SETS[name][0]]))
        labels.append(shown.labels[shown.weights >= SETS[name][0]])
    line = LogisticRegression(C=1e6).fit(np.concatenate(scores)[:, None], np.concatenate(labels))
    slope, offset = float(line.coef_[0, 0]), float(line.intercept_[0])
    print(f"calibrated log odds: {slope:.3f} * log odds {offset:+.3f}")
    return slope, offset


def squeezed(probability: float, slope: float, offset: float) -> float:
    """A raw probability calibrated."""
    return float(1 / (1 + np.exp(-(slope * np.log(probability / (1 - probability)) + offset))))


def grouped_f1(filed: Sequence[Filed], model: StoryModel) -> float:
    """B-cubed F1 of what a desk with that model makes of the reports."""
    desk = Desk(model)
    found = [desk.place(ReportId(f"r{place}"), one.subject).story for place, one in enumerate(filed)]
    gold = [one.story for one in filed]
    sizes, true_sizes, both = ({}, {}, {})  # type: ignore[var-annotated]
    for pair in zip(found, gold, strict=True):
        for counts, key in ((sizes, pair[0]), (true_sizes, pair[1]), (both, pair)):
            counts[key] = counts.get(key, 0) + 1
    precision = sum(count * count / sizes[mine] for (mine, _), count in both.items()) / len(gold)
    recall = sum(count * count / true_sizes[true] for (_, true), count in both.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)


def examples_of(name: str, filed: Sequence[Filed]) -> Examples:
    """The examples of a set as it is, and with half of its days hidden."""
    parts = [taught(filed, SETS[name][0])]
    if SETS[name][1]:
        chance = Random(1)
        hidden = [
            replace(one, subject=replace(one.subject, at=None)) if chance.random() < 0.5 else one for one in filed
        ]
        parts.append(taught(hidden, SETS[name][1]))
    return Examples(
        np.concatenate([part.measures for part in parts]),
        np.concatenate([part.labels for part in parts]),
        np.concatenate([part.weights for part in parts]),
    )


def taught(filed: Sequence[Filed], weight: float) -> Examples:
    """Every story weighed while the reports are put, in order, where they truly belong."""
    active, channels, lately, look = Active(), Channels(), Lately(), Look()
    true: dict[str, int] = {}
    rows, labels = [], []
    for place, one in enumerate(filed):
        profile = profile_of(one.subject)
        numbers = channels.find(profile, active)
        if len(numbers):
            numbers = nearest_of(look, profile, active, numbers)
            rows.append(measure(look, profile, lately.rarity_of(profile), active, numbers))
            labels.append(numbers == true.get(one.story, -1))
        if one.story not in true:
            true[one.story] = active.open(f"s{place}", f"s{place}")  # type: ignore[arg-type]
        active.count_report(true[one.story], profile.at, place)
        row = active.add_head(true[one.story], ReportId(f"r{place}"), profile)
        channels.hold(profile, true[one.story], row)
        lately.count(profile)
    measures = np.concatenate(rows)
    return Examples(measures, np.concatenate(labels), np.full(len(measures), weight))


def learn(parts: Sequence[Examples]) -> Forest:
    """Boosted trees from examples."""
    model = HistGradientBoostingClassifier(monotonic_cst=[direction_of(name) for name in NAMES], **TREES)
    model.fit(
        np.concatenate([part.measures for part in parts]),
        np.concatenate([part.labels for part in parts]),
        sample_weight=np.concatenate([part.weights for part in parts]),
    )
    return laid_out(model)


def direction_of(name: str) -> int:
    """Whether more of a measure may only speak for a story, only against it, or either."""
    if name.startswith(("middle_", "best_", "margin")):
        return 1
    return -1 if name.startswith("no_common") else 0


def write_model(model: StoryModel, path: Path) -> None:
    """Keep a model as flat arrays."""
    np.savez_compressed(
        path,
        columns=model.forest.columns.astype(np.uint8),
        thresholds=model.forest.thresholds,
        values=model.forest.values.astype(np.float16),
        start=model.forest.start,
        slope=model.slope,
        offset=model.offset,
        join_from=model.join_from,
        names=np.array(" ".join(NAMES)),
    )


if __name__ == "__main__":
    sys.exit(main())
