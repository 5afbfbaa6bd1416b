"""Our synopsis beside those of other summarisers, all in one run: `make bench-synopsis`.

    python benchmarks/synopsis_peers.py [--shared ../shared] [--only NAME;NAME] [--every 3] [--write]

Needs an environment with Headwater and `requirements-synopsis.txt`. Every tool gets the same three leads of a roundup,
cut into the same sentences, and hands back sentences. Synopses a second are by CPU seconds of one core; ours reads,
relates and weighs the leads first. `--write` puts the table between the marks in `synopsis.md`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from math import log, sqrt
from pathlib import Path
from typing import Any

from headwater.text.sentences import find_sentences
from headwater.text.tokens import words_of
from headwater.text.weights import stems_of
from peers import on_one_thread, score, three, write_table

HERE = Path(__file__).parent
GOLD = Path("synopsis") / "roundups.jsonl.gz"
Row = dict[str, Any]
Summariser = Callable[[Sequence[Row]], list[Row]]
"""From roundups, of which it reads only the reports, to a row of the scorer for each."""
Sentences = list[list[Row]]
"""The sentences of each report of a roundup, each with its text and where it stands."""
SENTENCES = 3


def headwater() -> Summariser:
    from tasks.synopsis import predict

    def tell(rows: Sequence[Row]) -> list[Row]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "rows.jsonl"
            path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
            return list(predict(path))

    return tell


def by_choice(choose: Callable[[Sentences], Sequence[Row]]) -> Callable[[], Summariser]:
    """A summariser that picks sentences."""

    def tell(row: Row) -> Row:
        told = choose([_sentences(report) for report in row["reports"]])
        return {
            "story_id": row["story_id"],
            "sentences": [{"text": one["text"], "sources": [_place(one)]} for one in told],
        }

    return lambda: lambda rows: [tell(row) for row in rows]


def _sentences(report: Row) -> list[Row]:
    text = report["text"]
    return [
        {"doc_id": report["doc_id"], "start": start, "end": end, "text": text[start:end]}
        for start, end in find_sentences(text, 0, len(text))
    ]


def _place(sentence: Row) -> Row:
    return {name: sentence[name] for name in ("doc_id", "start", "end")}


def lead_of_longest(reports: Sentences) -> Sequence[Row]:
    return max(reports, key=lambda each: sum(len(one["text"].split()) for one in each))[:SENTENCES]


def first_sentences(reports: Sentences) -> Sequence[Row]:
    return [sentence for report in reports for sentence in report[:1]]


class _Words:
    """Our words for sumy's own tokenizer, which would need a model from the network; its stemmer is kept."""

    def to_words(self, text: str) -> tuple[str, ...]:
        return tuple(words_of(text))


def by_sumy(module: str, name: str) -> Callable[[Sentences], Sequence[Row]]:
    """A summariser of sumy, English stemmer and stop words, three sentences."""

    @cache
    def ready() -> tuple[Any, Any]:
        from importlib import import_module

        from sumy.nlp.stemmers import Stemmer
        from sumy.utils import get_stop_words

        summariser = getattr(import_module(f"sumy.summarizers.{module}"), name)(Stemmer("english"))
        summariser.stop_words = get_stop_words("english")
        return summariser, _Words()

    def choose(reports: Sentences) -> Sequence[Row]:
        from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence

        summariser, words = ready()
        paragraphs = [Paragraph([Sentence(one["text"], words) for one in report]) for report in reports]
        told = Counter(str(one) for one in summariser(ObjectDocumentModel(paragraphs), SENTENCES))
        return [one for report in reports for one in report if told[one["text"].strip()] > 0][:SENTENCES]

    return choose


# Lin & Bilmes (2011): coverage saturates at this share of all likeness; diversity weighs this much; words cost so much.
_SATURATED, _DIVERSITY, _COST, _BUDGET = 0.2, 6.0, 0.3, 80


def submodular(reports: Sentences) -> Sequence[Row]:
    """Lin & Bilmes (2011): greedily the sentences that cover the others and are unlike each other, within a budget of
    words; their groups of like sentences are the reports here."""
    sentences = [one for report in reports for one in report]
    group = [place for place, report in enumerate(reports) for _ in report]
    alike = _likeness([one["text"] for one in sentences])
    reward = [sum(row) / len(row) for row in alike]
    cost = [max(1, len(one["text"].split())) for one in sentences]
    limit = [_SATURATED * sum(row) for row in alike]

    def worth(chosen: Sequence[int]) -> float:
        covered = sum(min(sum(row[one] for one in chosen), most) for row, most in zip(alike, limit, strict=True))
        spread = sum(sqrt(sum(reward[one] for one in chosen if group[one] == each)) for each in range(len(reports)))
        return covered + _DIVERSITY * spread

    chosen: list[int] = []
    while True:
        spent, now = sum(cost[one] for one in chosen), worth(chosen)
        free = [one for one in range(len(sentences)) if one not in chosen and spent + cost[one] <= _BUDGET]
        if not free:
            return [sentences[one] for one in sorted(chosen)] or sentences[:1]
        chosen.append(max(free, key=lambda one: (worth([*chosen, one]) - now) / cost[one] ** _COST))


def _likeness(texts: Sequence[str]) -> list[list[float]]:
    """TF-IDF cosines of sentences, weighed by the sentences given."""
    counted = [Counter(stems_of(text)) for text in texts]
    held = Counter(stem for each in counted for stem in each)
    vectors = [{stem: times * log(1 + len(texts) / held[stem]) for stem, times in each.items()} for each in counted]
    sizes = [sqrt(sum(weight**2 for weight in vector.values())) or 1.0 for vector in vectors]
    return [
        [
            sum(weight * other.get(stem, 0.0) for stem, weight in one.items()) / (size * their)
            for other, their in zip(vectors, sizes, strict=True)
        ]
        for one, size in zip(vectors, sizes, strict=True)
    ]


TOOLS: Mapping[str, tuple[str, Callable[[], Summariser]]] = {
    "Headwater": ("headwater", headwater),
    "three sentences of the longest lead": ("", by_choice(lead_of_longest)),
    "first sentence of each": ("", by_choice(first_sentences)),
    "sumy, LexRank": ("sumy", by_choice(by_sumy("lex_rank", "LexRankSummarizer"))),
    "sumy, TextRank": ("sumy", by_choice(by_sumy("text_rank", "TextRankSummarizer"))),
    "sumy, SumBasic": ("sumy", by_choice(by_sumy("sum_basic", "SumBasicSummarizer"))),
    "sumy, KL": ("sumy", by_choice(by_sumy("kl", "KLSummarizer"))),
    "submodular (Lin & Bilmes)": ("", by_choice(submodular)),
}
HEADER = (
    "| tool | ROUGE-1 | ROUGE-2 | ROUGE-L | length | traced to report and place | synopses/s |\n"
    "|---|---|---|---|---|---|---|\n"
)


def main(arguments: list[str] | None = None) -> int:
    """Print one row a tool; exit code 2 where the roundups are not beside the checkout."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parents[1] / "shared")
    parser.add_argument("--only", help="tools by name, joined by ';'")
    parser.add_argument("--every", type=int, default=1, help="only every so many-th roundup")
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/synopsis.md")
    options = parser.parse_args(arguments)
    gold = options.shared / "data" / GOLD
    if not gold.is_file():
        print(f"{gold}: not there; the roundups are not shipped", file=sys.stderr)
        return 2
    with gzip.open(gold, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines][:: options.every]
    table = HEADER
    with tempfile.TemporaryDirectory() as folder:
        asked = Path(folder) / "gold.jsonl"
        asked.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        for name in options.only.split(";") if options.only else TOOLS:
            distribution, make = TOOLS[name]
            full = f"{name} {version(distribution)}" if distribution else name
            row = measure(full, make(), rows, asked, options.shared / "bench" / "synopsis.py")
            print(row, end="", flush=True)
            table += row
    if options.write:
        write_table("synopsis.md", table)
    return 0


def measure(name: str, tell: Summariser, rows: Sequence[Row], gold: Path, scorer: Path) -> str:
    """One row of the table."""
    tell(rows[:1])
    began = time.process_time()
    told = tell(rows)
    seconds = time.process_time() - began
    (whole,) = score(scorer, gold, told)
    cells = [three(whole["rouge"][each]) for each in ("rouge1", "rouge2", "rougeL")]
    cells += [f"{whole['length']:.2f}", three(whole["traced"]), f"{len(rows) / seconds:,.0f}"]
    return f"| {name} | {' | '.join(cells)} |\n"


if __name__ == "__main__":
    on_one_thread()
    sys.exit(main())
