"""How well `check` finds who had some words: sentences of reports and of their rewrites, half of them with their origin
in the archive and half without.

    python benchmarks/check.py [--wrong N]

Data: `../shared/data/lineage/pairs.jsonl.gz`, origins and what language models made of them. Every other origin goes
into an archive in memory. Asked are sentences of the origins held (to be found as verbatim, there), of the rewrites of
origins held (to be found, there), and of rewrites whose origin is not held (nobody says it: what is found is wrong).
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path
from typing import NamedTuple

from headwater.newsroom import Newsroom
from headwater.read.prose import prose_of
from headwater.read.statements import RULES_ALONE
from headwater.text.tokens import words_of
from headwater.vocabulary.check import VariantKind
from headwater.vocabulary.page import Page
from tasks._rows import read_rows

PAIRS = Path(__file__).parents[2] / "shared" / "data" / "lineage" / "pairs.jsonl.gz"
ASKED, FEWEST_WORDS = 200, 8


class Asked(NamedTuple):
    """A sentence that is asked for, and the address of the report that has it; null where nobody has."""

    sentence: str
    origin: str | None


def main() -> None:
    """Print a row a kind of question."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wrong", type=int, default=0, help="print so many wrong answers of each kind")
    wrong = parser.parse_args().wrong
    rewrites = [(row["a"], row["b"]) if row["direction"] == "a->b" else (row["b"], row["a"]) for row in _derived()]
    origins = {origin["id"]: origin["text"] for origin, _ in rewrites}
    held = set(sorted(origins)[::2])
    newsroom = Newsroom(parse_model=RULES_ALONE)
    newsroom.add([Page(name, origins[name].encode(), "text/plain") for name in sorted(held)])
    asked = {
        "verbatim sentences": [Asked(each, name) for name in sorted(held) for each in _sentences(origins[name])],
        "rewritten sentences": [
            Asked(s, o["id"]) for o, r in rewrites if o["id"] in held for s in _sentences(r["text"])
        ],
        "not held": [Asked(s, None) for o, r in rewrites if o["id"] not in held for s in _sentences(r["text"])],
    }
    print(f"{len(held)} reports held")
    for name, questions in asked.items():
        _print_row(name, newsroom, random.Random(7).sample(questions, ASKED), wrong)


def _derived() -> list[dict]:
    return [row for row in read_rows(PAIRS) if row["relation"] == "derived" and row["direction"] in _DIRECTED]


_DIRECTED = ("a->b", "b->a")


def _sentences(text: str) -> list[str]:
    sentences = [span.of(text) for span in prose_of(text).sentences]
    return [each for each in sentences if len(words_of(each)) >= FEWEST_WORDS]


def _print_row(name: str, newsroom: Newsroom, questions: list[Asked], wrong: int) -> None:
    right = elsewhere = nothing = contrary = 0
    times = []
    for sentence, origin in questions:
        began = time.process_time()
        checked = newsroom.check(sentence)
        times.append(time.process_time() - began)
        variants = [v for answer in checked.answers for c in answer.carried for v in c.variants]
        found = {variant.address for variant in variants}
        contrary += any(variant.kind in (VariantKind.NEGATED, VariantKind.OTHER_NUMBER) for variant in variants)
        right += origin in found
        elsewhere += bool(found) and origin not in found
        nothing += not found
        if wrong and (origin is None) == bool(found):
            wrong -= 1
            print(f"  {sentence}\n    {[(v.kind.value, v.words) for v in variants][:2]}")
    times.sort()
    print(
        f"{name:<20} asked {len(questions)}  there {right / len(questions):.3f}  elsewhere only "
        f"{elsewhere / len(questions):.3f}  nowhere {nothing / len(questions):.3f}  called contrary or other number "
        f"{contrary / len(questions):.3f}  median {1000 * times[len(times) // 2]:.0f} ms, p95 "
        f"{1000 * times[int(0.95 * len(times))]:.0f} ms"
    )


if __name__ == "__main__":
    main()
