"""Predict and score: every task on the development data beside the checkout, or the tasks named.

    python benchmarks/run.py [TASK ...] [--shared ../shared]

Prints one line a gold file with the scorer's headline figures and how long the prediction took. A score below its
floor (`floors.json`) is named and ends the run with exit code 1. The data and the scorers are not part of the project;
without them this says so and ends with exit code 2.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from floors import check_floors

HERE = Path(__file__).parent
# Task, gold file under data/, and where in the scorer's answer the headline figures stand.
GOLD: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("reading", "reading/pages.jsonl.gz", ()),
    ("reading", "reading/lines.jsonl.gz", ()),
    ("datelines", "reading/datelines.jsonl", ()),
    ("datelines", "reading/credits.jsonl", ()),
    ("attribution", "attribution/dev.jsonl", ("who_said_what",)),
    ("time_expressions", "time_expressions/tbaq_corrected.jsonl", ("strict", "relaxed", "value_f1")),
    ("time_expressions", "time_expressions/wikiwars.jsonl", ("strict", "relaxed", "value_f1")),
    ("figures", "figures/newsquant.json", ("figures",)),
    ("names", "names/pairs.jsonl", ("best_f1",)),
    ("names", "names/newswcl50.jsonl", ("conll_f1", "descriptions")),
    ("lineage", "lineage/pairs.jsonl.gz", ("auc", "recall_at_2", "direction")),
    ("lineage", "lineage/human_rewrites.jsonl.gz", ("direction",)),
    ("lineage", "lineage/queries.jsonl.gz", ("recall@1",)),
    ("lineage", "lineage/quotations.jsonl", ("found", "false_flags")),
    ("lineage", "lineage/reprints.jsonl.gz", ("precision", "recall")),
    ("lineage", "lineage/sentence_links.jsonl.gz", ("links",)),
    ("lineage", "lineage/chains.jsonl.gz", ("parent_accuracy", "links_right", "oldest_found")),
    ("timed_versions", "lineage/chains.jsonl.gz", ("parent_accuracy", "links_right", "oldest_found")),
    ("stories", "stories/allsides.jsonl.gz", ("bcubed",)),
    ("stories", "stories/gva.jsonl.gz", ("bcubed",)),
    ("stories", "stories/basil.jsonl", ("bcubed",)),
    ("stories", "stories/ecbplus.jsonl.gz", ("bcubed",)),
    ("stories", "stories/rated_pairs.jsonl.gz", ("pearson",)),
    ("timeline", "timeline/timelines.jsonl", ("date", "ar1", "ar2")),
    ("synopsis", "synopsis/roundups.jsonl.gz", ("rouge", "traced", "supported", "length")),
)
# A task that is scored by another's scorer.
SCORERS = {"timed_versions": "lineage"}


def main(arguments: list[str] | None = None) -> int:
    """Score the tasks; exit code 2 where the data is not beside the checkout."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tasks", nargs="*", metavar="TASK", help="only these; by default all")
    parser.add_argument("--shared", type=Path, default=HERE.parents[1] / "shared", help="where data/ and bench/ lie")
    options = parser.parse_args(arguments)
    if not (options.shared / "bench").is_dir():
        print(f"{options.shared}: no bench/ and data/ there; the labelled data is not shipped", file=sys.stderr)
        return 2
    fallen: list[str] = []
    for task, gold, headline in GOLD:
        if not options.tasks or task in options.tasks:
            fallen += measure(options.shared, task, options.shared / "data" / gold, headline)
    print("\n".join(fallen), file=sys.stderr)
    return 1 if fallen else 0


def measure(shared: Path, task: str, gold: Path, headline: tuple[str, ...]) -> list[str]:
    """Print the headline figures of one gold file; the floors they fall through come back."""
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "predicted.jsonl"
        began = time.perf_counter()
        predict = [sys.executable, str(HERE / "predict.py"), task, str(gold), str(predicted)]
        made = subprocess.run(predict, capture_output=True, text=True, check=False)
        if made.returncode:
            said = made.stderr.strip().splitlines()[-1]
            print(f"{task:17} {gold.name:28} no prediction: {said}", flush=True)
            return [] if "no code answers" in said or "invalid choice" in said else [f"{task} {gold.name}: {said}"]
        seconds = time.perf_counter() - began
        scorer = [
            sys.executable,
            str(shared / "bench" / f"{SCORERS.get(task, task)}.py"),
            str(gold),
            str(predicted),
            "--json",
        ]
        scores = json.loads(subprocess.run(scorer, capture_output=True, text=True, check=True).stdout)
    chosen = {name: scores[name] for name in headline if name in scores} or scores
    print(f"{task:17} {gold.name:28} {shown(chosen)}   [{seconds:.0f} s]", flush=True)
    return list(check_floors(task, gold, scores))


def shown(scores: Any) -> str:
    """Scores on one line, nested ones in brackets, rounded to three digits."""
    if isinstance(scores, dict):
        return "  ".join(f"{name} {shown(value)}" for name, value in scores.items() if not isinstance(value, list))
    if isinstance(scores, float):
        return f"{scores:.3f}"
    return str(scores)


if __name__ == "__main__":
    sys.exit(main())
