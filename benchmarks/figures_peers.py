"""Our figures beside those of other libraries, all in one run: `make bench-figures`.

    python benchmarks/figures_peers.py [--shared ../shared] [--only NAME;NAME] [--write]

Needs an environment with Headwater and `requirements-figures.txt`. Every tool gets the same sentences of the labelled
development half and answers in the form of the scorer. Words a second are words of the sentences by CPU seconds of one
core, whatever the tool loads loaded before; ours are told twice, with and without the sentences and times that a report
has anyway. `--write` puts the table between the marks in `figures.md`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from peers import on_one_thread, score, three, write_table

HERE = Path(__file__).parent
MEASURES = ("value", "value+unit", "value+change")
PERCENT = re.compile(r" ?(?:%|per ?cent)")
Row = dict[str, Any]
Finder = Callable[[str], Iterator[Row]]
"""From a sentence to a row of the scorer for each figure, without the sentence's id."""


def headwater() -> Finder:
    from tasks.figures import figures_of

    return figures_of


def headwater_alone() -> Finder:
    """Figures over sentences and times found before: what they add to reading a report."""
    from tasks.figures import figures_of, read_before

    return lambda text: figures_of(text, read_before(text))


def quantulum() -> Finder:
    warnings.simplefilter("ignore")
    from quantulum3 import parser

    def find(text: str) -> Iterator[Row]:
        for one in parser.parse(text):
            yield {"value": one.value, "unit": one.unit.name}

    return find


def recognizers() -> Finder:
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import (
        recognize_age,
        recognize_currency,
        recognize_dimension,
        recognize_temperature,
    )
    from recognizers_text import Culture

    with_unit = (recognize_currency, recognize_dimension, recognize_age, recognize_temperature, recognize_percentage)

    def find(text: str) -> Iterator[Row]:
        taken: list[tuple[int, int]] = []
        for recognise in (*with_unit, recognize_number):
            for one in recognise(text, Culture.English):
                value = (one.resolution or {}).get("value")
                if value is None or any(one.start <= end and start <= one.end for start, end in taken):
                    continue
                taken.append((one.start, one.end))
                if recognise is recognize_percentage:
                    yield {"value": float(value.rstrip("%")), "unit": "percentage"}
                else:
                    yield {"value": float(value), "unit": one.resolution.get("unit", "-")}

    return find


def duckling() -> Finder:
    from duckling import (
        Context,
        default_locale_lang,
        load_time_zones,
        parse,
        parse_dimensions,
        parse_lang,
        parse_locale,
        parse_ref_time,
    )

    zones = load_time_zones("/usr/share/zoneinfo")
    language = default_locale_lang(parse_lang("EN"))
    context = Context(parse_ref_time(zones, "UTC", 1577836800), parse_locale("EN_US", language))
    kinds = parse_dimensions(["amount-of-money", "distance", "temperature", "quantity", "volume", "duration", "number"])

    def find(text: str) -> Iterator[Row]:
        place = 0
        for one in sorted(parse(text, context, kinds, False), key=lambda each: (each["start"], -each["end"])):
            ends = one["value"] if one["value"].get("type") == "value" else one["value"].get("from")
            if one["start"] < place or not isinstance(ends, dict) or "value" not in ends:
                continue
            place = one["end"]
            top = one["value"].get("to")
            value = [ends["value"], top["value"]] if isinstance(top, dict) and "value" in top else ends["value"]
            # It knows no percentages: the sign after its number is read for it.
            is_share = one["dim"] == "number" and PERCENT.match(text, one["end"])
            yield {"value": value, "unit": "percentage" if is_share else ends.get("unit") or "-"}

    return find


TOOLS: dict[str, tuple[str, Callable[[], Finder]]] = {
    "Headwater": ("headwater", headwater),
    "Headwater, sentences and times given": ("headwater", headwater_alone),
    "quantulum3": ("quantulum3", quantulum),
    "Duckling": ("pyduckling-native-phihos", duckling),
    "Recognizers-Text": ("recognizers-text-suite", recognizers),
}
HEADER = (
    "| tool | value F1 | value and unit F1 | value, ranges averaged | value and unit, averaged "
    "| value and change, averaged | words/s |\n"
    "|---|---|---|---|---|---|---|\n"
)


def main(arguments: list[str] | None = None) -> int:
    """Print one row a tool; exit code 2 where the labelled sentences are not beside the checkout."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parents[1] / "shared")
    parser.add_argument("--only", help="tools by name, joined by ';'")
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/figures.md")
    options = parser.parse_args(arguments)
    gold = options.shared / "data" / "figures" / "newsquant.json"
    if not gold.is_file():
        print(f"{gold}: not there; the labelled sentences are not shipped", file=sys.stderr)
        return 2
    texts = [sentence["text"] for sentence in json.loads(gold.read_text("utf-8"))]
    table = HEADER
    for name in options.only.split(";") if options.only else TOOLS:
        distribution, make = TOOLS[name]
        row = measure(f"{name} {version(distribution)}", make(), texts, gold, options.shared / "bench" / "figures.py")
        print(row, end="", flush=True)
        table += row
    if options.write:
        write_table("figures.md", table)
    return 0


def measure(name: str, find: Finder, texts: list[str], gold: Path, scorer: Path) -> str:
    """One row of the table. The first pass warms caches and is not timed; of three others the quickest counts."""
    rows = [{"id": place, **one} for place, text in enumerate(texts) for one in find(text)]
    seconds = min(_seconds(find, texts) for _ in range(3))
    words = sum(len(text.split()) for text in texts)
    plain, averaged = (scores["figures"] for scores in score(scorer, gold, rows, (), ("--average-ranges",)))
    cells = [three(plain[measure]["F1"]) for measure in MEASURES[:2]]
    cells += [three(averaged[measure]["F1"]) for measure in MEASURES]
    return f"| {name} | {' | '.join(cells)} | {words / seconds:,.0f} |\n"


def _seconds(find: Finder, texts: list[str]) -> float:
    began = time.process_time()
    for text in texts:
        list(find(text))
    return time.process_time() - began


if __name__ == "__main__":
    on_one_thread()
    sys.exit(main())
