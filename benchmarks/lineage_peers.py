"""Our lineage beside libraries of near-duplicate search, all in one run: `make bench-lineage`.

    python benchmarks/lineage_peers.py [--shared ../shared] [--only NAME;NAME] [--write]

Needs an environment with Headwater and `requirements-lineage.txt`. Two questions of the labelled development data:

* reprints among 20,000 texts: each text is linked with the most alike of those a tool finds; texts by CPU seconds of
  one core, everything but reading the file, and the most memory of the process. Each tool runs in a process of its own.
* copies in other words against second accounts: the score a tool gives two texts; recall where 2 % of the independent
  pairs are taken for copies.

`--write` puts both tables between the marks in `lineage.md`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from peers import on_one_thread, score, three, write_table

HERE = Path(__file__).parent
Link = tuple[int, int]
Scores = Iterator[float]
Row = dict[str, Any]

_WORD = re.compile(r"\w+")
VALUES, BANDS, LEAST = 128, 32, 0.5


def runs_of(text: str, length: int = 5) -> set[str]:
    """The runs of five words of a text as strings: what every peer is given."""
    words = _WORD.findall(text.lower())
    return {" ".join(words[at : at + length]) for at in range(max(1, len(words) - length + 1))}


# ------------------------------------------------------------------ reprints
def headwater_reprints(texts: Sequence[str]) -> Iterator[Link]:
    from headwater.relate.reprints import find_reprints
    from headwater.text.sketches import sketch_texts

    for pair in find_reprints(sketch_texts(texts)):
        yield pair.a, pair.b


def rensa_reprints(texts: Sequence[str]) -> Iterator[Link]:
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=LEAST, num_perm=VALUES, num_bands=BANDS)
    sketches = RMinHash.from_token_sets([list(runs_of(text)) for text in texts], num_perm=VALUES, seed=42)
    index.insert_pairs(list(enumerate(sketches)))
    for place, near in enumerate(index.query_all(sketches)):
        likenesses = ((sketches[place].jaccard(sketches[other]), other) for other in near if other != place)
        share, other = max(likenesses, default=(0.0, -1))
        if share >= LEAST:
            yield place, other


def datasketch_reprints(texts: Sequence[str]) -> Iterator[Link]:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=LEAST, num_perm=VALUES)
    sketches = []
    for place, text in enumerate(texts):
        sketch = MinHash(num_perm=VALUES)
        sketch.update_batch([run.encode() for run in runs_of(text)])
        sketches.append(sketch)
        index.insert(place, sketch, check_duplication=False)
    for place, sketch in enumerate(sketches):
        likenesses = ((sketch.jaccard(sketches[other]), other) for other in index.query(sketch) if other != place)
        share, other = max(likenesses, default=(0.0, -1))
        if share >= LEAST:
            yield place, other


def datatrove_signatures(texts: Sequence[str]) -> Iterator[Link]:
    """Signatures alone: its buckets are files of a pipeline, and take more."""
    from datatrove.pipeline.dedup.minhash import MinhashConfig, MinhashDedupSignature

    step = MinhashDedupSignature(output_folder=tempfile.mkdtemp(), config=MinhashConfig(n_grams=5))
    for text in texts:
        runs = step.get_shingles(text)
        if len(runs):
            step.get_signature(runs)
    yield from ()


REPRINTS: dict[str, tuple[str, Callable[[Sequence[str]], Iterator[Link]]]] = {
    "Headwater": ("headwater", headwater_reprints),
    "rensa, 32 bands of 4": ("rensa", rensa_reprints),
    "datasketch, LSH .5": ("datasketch", datasketch_reprints),
    "datatrove, signatures alone": ("datatrove", datatrove_signatures),
}


# ------------------------------------------------------------------ copies in other words
def headwater_copies(pairs: Sequence[tuple[str, str]]) -> Scores:
    from headwater.read.prose import prose_of
    from headwater.relate.links import derived_odds
    from headwater.relate.resemblance import measure_resemblance
    from headwater.relate.wording import wording_of

    for a, b in pairs:
        yield derived_odds(measure_resemblance(wording_of(prose_of(a)), wording_of(prose_of(b))))


def jaccard(pairs: Sequence[tuple[str, str]]) -> Scores:
    for a, b in pairs:
        first, second = runs_of(a), runs_of(b)
        yield len(first & second) / len(first | second)


def minhash(pairs: Sequence[tuple[str, str]]) -> Scores:
    from datasketch import MinHash

    def sketch(text: str) -> Any:
        made = MinHash(num_perm=VALUES)
        made.update_batch([run.encode() for run in runs_of(text)])
        return made

    for a, b in pairs:
        yield sketch(a).jaccard(sketch(b))


def tfidf(pairs: Sequence[tuple[str, str]]) -> Scores:
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [text for pair in pairs for text in pair]
    rows = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(texts)
    yield from rows[::2].multiply(rows[1::2]).sum(axis=1).A1.tolist()


COPIES: dict[str, tuple[str, Callable[[Sequence[tuple[str, str]]], Scores]]] = {
    "Headwater": ("headwater", headwater_copies),
    "scikit-learn, TF-IDF cosine": ("scikit-learn", tfidf),
    "datasketch, MinHash of five words": ("datasketch", minhash),
    "five words, Jaccard": ("", jaccard),
}


# ------------------------------------------------------------------ measuring
def main(arguments: list[str] | None = None) -> int:
    """Print a row a tool and question; exit code 2 where the labelled data is not beside the checkout."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parents[1] / "shared")
    parser.add_argument("--only", help="tools by name, joined by ';'")
    parser.add_argument("--write", action="store_true", help="put the tables into benchmarks/lineage.md")
    parser.add_argument("--run", nargs=2, metavar=("QUESTION", "TOOL"), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if not (options.shared / "data" / "lineage").is_dir():
        print(f"{options.shared}: no data/lineage there; the labelled data is not shipped", file=sys.stderr)
        return 2
    if options.run:
        print(json.dumps(run_one(options.shared, *options.run)))
        return 0
    wanted = set(options.only.split(";")) if options.only else None
    tables = ""
    for question, tools, header in (
        (
            "reprints",
            REPRINTS,
            "| tool | precision | recall | texts a CPU second | most memory |\n|---|---|---|---|---|\n",
        ),
        (
            "pairs",
            COPIES,
            "| tool | recall at 2 % | gpt-3.5 / llama-3 / neutral / emotional | AUC | three newsrooms taken for copies "
            "| ms a pair |\n|---|---|---|---|---|---|\n",
        ),
    ):
        tables += header
        for name, (distribution, _) in tools.items():
            if wanted is None or name in wanted:
                told = f"{name} {version(distribution)}" if distribution else name
                row = f"| {told} {measure(options.shared, question, name)}"
                print(row, end="", flush=True)
                tables += row
        tables += "\n"
    if options.write:
        write_table("lineage.md", tables)
    return 0


def run_one(shared: Path, question: str, name: str) -> Row:
    """What one tool answers in this process, with its time and memory."""
    rows = read_rows(shared, question)
    if question == "reprints":
        texts = [row["text"] for row in rows]
        list(REPRINTS[name][1](texts[:100]))
        began = time.process_time()
        answer: list[Any] = list(REPRINTS[name][1](texts))
    else:
        pairs = [(row["a"]["text"], row["b"]["text"]) for row in rows]
        list(COPIES[name][1](pairs[:2]))
        began = time.process_time()
        answer = list(COPIES[name][1](pairs))
    seconds = time.process_time() - began
    return {"seconds": seconds, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "answer": answer}


def measure(shared: Path, question: str, name: str) -> str:
    """The cells of one row."""
    call = [sys.executable, __file__, "--shared", str(shared), "--run", question, name]
    ran: Row = json.loads(subprocess.run(call, capture_output=True, text=True, check=True).stdout)
    rows = read_rows(shared, question)
    if question == "reprints":
        linked: dict[int, int] = {}
        for a, b in ran["answer"]:
            # The scorer takes one link a text, either way round.
            linked.setdefault(b if a in linked else a, a if a in linked else b)
        lines = [{"id": rows[a]["id"], "parent": rows[b]["id"]} for a, b in linked.items()]
        scores = scored(shared, question, lines)
        quality = f"{three(scores['precision'])} | {three(scores['recall'])}" if lines else "- | -"
        return f"| {quality} | {len(rows) / ran['seconds']:,.0f} | {ran['memory']:,.0f} MB |\n"
    lines = [{"pair_id": row["pair_id"], "score": score} for row, score in zip(rows, ran["answer"], strict=True)]
    scores = scored(shared, question, lines)
    families = ("gpt-3.5", "llama-3", "sheepdog-neutral", "sheepdog-emotional")
    each = " / ".join(three(scores["by_rewriter"][family]["recall_at_2"]) for family in families)
    return (
        f"| {three(scores['recall_at_2'])} | {each} | {three(scores['auc'])} | "
        f"{three(scores['false_positives']['basil'])} | {ran['seconds'] / len(rows) * 1000:.2f} |\n"
    )


def read_rows(shared: Path, question: str) -> list[Row]:
    with gzip.open(shared / "data" / "lineage" / f"{question}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def scored(shared: Path, question: str, lines: list[Row]) -> Row:
    gold = shared / "data" / "lineage" / f"{question}.jsonl.gz"
    return score(shared / "bench" / "lineage.py", gold, lines)[0]


if __name__ == "__main__":
    on_one_thread()
    sys.exit(main())
