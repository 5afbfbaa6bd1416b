"""Our stories beside what one would install for it, all in one run: `make bench-stories`.

    python benchmarks/stories_peers.py [--shared ../shared] [--write]

Needs an environment with Headwater and `requirements-stories.txt`. Every method gets the reports of a labelled
development set in the order of the file. The peers' thresholds are the best of a list, chosen on the very same set;
ours is the model that is shipped, learned from these sets (unseen stories: decisions/0022). Reports a CPU-second
include reading the text, not what is loaded once; they are those of the fastest of three runs with that threshold, set
by set one method after the other. `--write` puts the table between the marks in `stories.md`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from peers import on_one_thread, score, three, write_table

HERE = Path(__file__).parent
SETS = {
    "politics": "allsides.jsonl.gz",
    "local crime": "gva.jsonl.gz",
    "three newsrooms": "basil.jsonl",
    "twin events": "ecbplus.jsonl.gz",
}
Row = dict[str, Any]
Grouper = Callable[[Sequence[Row], float], list[int]]


def headwater(rows: Sequence[Row], _: float) -> list[int]:
    """The desk, as `headwater brief` uses it."""
    from tasks.stories import groups_of

    found = [0] * len(rows)
    for number, members in enumerate(groups_of(rows)):
        for place in members:
            found[place] = number
    return found


def tfidf_threshold(rows: Sequence[Row], least: float) -> list[int]:
    """One pass over scikit-learn's TF-IDF vectors: the story with the most similar middle, if similar enough."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = _vectors(TfidfVectorizer, rows)
    middles = np.zeros((len(rows), vectors.shape[1]), np.float32)
    norms, found, count = np.ones(len(rows), np.float32), [], 0
    for place in range(len(rows)):
        vector: csr_matrix = vectors[place]
        columns, values = vector.indices, vector.data
        alike = middles[:count, columns] @ values / norms[:count]
        number = int(alike.argmax()) if count and alike.max() >= least else count
        count += number == count
        middles[number, columns] += values
        norms[number] = max(float(np.linalg.norm(middles[number])), 1e-6)
        found.append(number)
    return found


def birch(rows: Sequence[Row], least: float) -> list[int]:
    """BIRCH (Zhang et al. 1996), the streaming clustering of scikit-learn, over 100 latent directions."""
    from sklearn.cluster import Birch
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.preprocessing import normalize

    vectors = _vectors(TfidfVectorizer, rows)
    latent = normalize(TruncatedSVD(min(100, len(rows) - 1), random_state=0).fit_transform(vectors))
    return [int(label) for label in Birch(threshold=1 - least, n_clusters=None).fit_predict(latent)]


def _vectors(vectorizer: Any, rows: Sequence[Row]) -> Any:
    import numpy as np

    texts = [f"{row['title']} {row['text'][:4000]}" for row in rows]
    return vectorizer(stop_words="english", sublinear_tf=True, min_df=2, dtype=np.float32).fit_transform(texts).tocsr()


OURS, PLAIN = "Headwater", "TF-IDF, one threshold (scikit-learn)"
METHODS: dict[str, tuple[Grouper, tuple[float, ...]]] = {
    OURS: (headwater, (0.0,)),
    PLAIN: (tfidf_threshold, (0.15, 0.2, 0.25, 0.3, 0.35, 0.4)),
    "BIRCH over 100 latent directions (scikit-learn)": (birch, (0.3, 0.4, 0.5, 0.6, 0.7)),
}


def main() -> int:
    """Print a row a method; exit code 2 where the labelled reports are not beside the checkout."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parents[1] / "shared")
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/stories.md")
    options = parser.parse_args()
    folder = options.shared / "data" / "stories"
    if not folder.is_dir():
        print(f"{folder}: not there; the labelled reports are not shipped", file=sys.stderr)
        return 2
    table = (
        f"| method | {' | '.join(f'{name}: B-cubed F1 (pairs), reports/s' for name in SETS)} |\n|---|---|---|---|---|\n"
    )
    cells: dict[str, list[str]] = {name: [] for name in METHODS}
    shares = []
    for file in SETS.values():
        speeds = {}
        for name, (group, leasts) in METHODS.items():
            found, speeds[name] = best(group, leasts, folder / file, options.shared / "bench" / "stories.py")
            cells[name].append(f"{found}, {speeds[name]:,.0f}")
        shares.append(f"{speeds[OURS] / speeds[PLAIN]:.2f}")
    table += "".join(f"| {name} | {' | '.join(told)} |\n" for name, told in cells.items())
    table += f"| our speed as a share of the TF-IDF threshold's | {' | '.join(shares)} |\n"
    print(table, end="")
    if options.write:
        write_table("stories.md", table)
    return 0


def best(group: Grouper, leasts: Sequence[float], gold: Path, scorer: Path) -> tuple[str, float]:
    """The figures of a method with the best of its thresholds, and the reports a CPU-second with it."""
    with gzip.open(gold, "rt", encoding="utf-8") if gold.suffix == ".gz" else gold.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    # What is loaded or imported at the first call is not counted.
    group(rows[:20], leasts[0])
    reached, cell, chosen, fastest = -1.0, "", leasts[0], 0.0
    for least in leasts:
        seconds, found = timed(group, rows, least)
        predicted = [
            {"doc_id": row["doc_id"], "cluster_id": f"s{number}"} for row, number in zip(rows, found, strict=True)
        ]
        (scores,) = score(scorer, gold, predicted)
        if scores["bcubed"]["F1"] > reached:
            reached, chosen, fastest = scores["bcubed"]["F1"], least, seconds
            cell = f"{three(reached)} ({three(scores['pairs']['F1'])})"
    again = [timed(group, rows, chosen)[0] for _ in range(_AGAIN)]
    return cell, len(rows) / min(fastest, *again)


_AGAIN = 2


def timed(group: Grouper, rows: Sequence[Row], least: float) -> tuple[float, list[int]]:
    """The CPU seconds of a method, and the groups it finds."""
    began = time.process_time()
    found = group(rows, least)
    return time.process_time() - began, found


if __name__ == "__main__":
    on_one_thread()
    sys.exit(main())
