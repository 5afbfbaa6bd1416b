"""Errors planted into true sentences, and how many of them the gate catches.

    python benchmarks/planted.py [tuned|check] [--shared ../shared] [--wrong]

2,000 true sentences and the same with one wrong number, name, date, negation, mood or quoted word, half of them from
stories that were looked at while the gate was written (*tuned*), half from stories that were not (*check*). They are
made at run time: from the labelled stories of several newsrooms and the pairs of independent reports beside the
checkout, which are not shipped, and from our own invented stories. How they are made: planting.py. Each is held against
all reports of its story by `headwater.journey.verify_text`, which is not told where it comes from.
"""

from __future__ import annotations

import argparse
import random
import sys
from calendar import day_name, month_name
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from zlib import crc32

from floors import check_scores, digest_of_texts
from headwater.journey import analyse, open_or_leave, relate_reports, verify_text
from headwater.read.pages import OpenedPage
from headwater.text.sentences import find_sentences
from headwater.vocabulary.page import Page
from headwater.vocabulary.story import Story
from headwater.vocabulary.verify import Standing, Verdict
from lineage_stories import read_stories
from planting import FORMS, KINDS, Planted, Pool, names_in, plant, quoted_words_in, small_words_in, true_sentences
from tasks._rows import read_rows

HERE = Path(__file__).parent
# So many sentences, half of them kept aside; as many of each kind as texts allow.
SENTENCES = 2_000
_MOST_A_STORY = 12
# Wrong names and words are taken from so many stories.
_POOLED = 200
_LONGEST, _SHORTEST = 60, 8


@dataclass(frozen=True, slots=True)
class Told:
    """The texts of one story and the sentences planted into them."""

    id: str
    texts: tuple[str, ...]
    planted: tuple[Planted, ...]

    @property
    def part(self) -> str:
        """Whether the story was looked at while the gate was written."""
        return part_of(self.id)


def part_of(story_id: str) -> str:
    """The half a story belongs to, by a digest of its id."""
    return "tuned" if crc32(story_id.encode()) % 2 else "check"


def read_texts(shared: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Stories with the texts of their reports: three newsrooms, pairs of independent reports, our own inventions."""
    clusters: dict[str, list[str]] = defaultdict(list)
    for row in read_rows(shared / "data" / "stories" / "allsides.jsonl.gz"):
        clusters[row["cluster_id"]].append(row["text"])
    for row in read_rows(shared / "data" / "stories" / "basil.jsonl"):
        clusters[row["cluster_id"]].append(row["text"])
    for row in read_rows(shared / "data" / "lineage" / "pairs.jsonl.gz"):
        if row["relation"] == "independent" and "basil" not in row["origin"]:
            clusters[row["pair_id"]] = [row["a"]["text"], row["b"]["text"]]
    for story in read_stories():
        clusters[story.path.stem] = [page.text for page in story.pages.values()]
    yield from ((story, tuple(dict.fromkeys(texts))) for story, texts in clusters.items() if len(texts) > 1)


def plant_all(shared: Path) -> list[Told]:
    """The stories with their planted sentences, always the same."""
    dice = random.Random(8)
    stories = list(read_texts(shared))
    dice.shuffle(stories)
    sentences = {story: [_sentences(text) for text in texts] for story, texts in stories}
    some = [s for story in list(sentences.values())[:_POOLED] for text in story for s in text]
    small = small_words_in(some) | {name.lower() for name in (*month_name, *day_name)}
    far, words = names_in(some, small), quoted_words_in(some)
    counts: Counter[tuple[str, str]] = Counter()
    told = []
    for story, texts in stories:
        part = part_of(story)
        pool = Pool(names_in((s for text in sentences[story] for s in text), small), far, words)
        planted: list[Planted] = []
        for sentence, form in (one for text in sentences[story] for one in _shuffled(true_sentences(text, dice), dice)):
            if not _SHORTEST <= len(sentence.split()) <= _LONGEST or len(planted) == _MOST_A_STORY:
                continue
            open_kinds = [kind for kind in KINDS if counts[part, kind] < SENTENCES / 2 / len(KINDS)]
            kind = dice.choice(open_kinds) if open_kinds else None
            made = plant(sentence, form, kind, pool, dice) if kind else None
            if kind and made and sum(counts[part, each] for each in KINDS) < SENTENCES // 2:
                planted.append(made)
                counts[part, kind] += 1
        if planted:
            told.append(Told(story, texts, tuple(planted)))
    return told


def _sentences(text: str) -> list[str]:
    return [" ".join(text[place.start : place.end].split()) for place in find_sentences(text)]


def _shuffled(pairs: Iterator[tuple[str, str]], dice: random.Random) -> list[tuple[str, str]]:
    listed = list(pairs)
    dice.shuffle(listed)
    return listed


def story_of_texts(texts: Sequence[str]) -> Story | None:
    """The reports of a story read from their bare texts; null where none can be read."""
    pages = [Page(f"page {place}", text.encode(), "text/plain") for place, text in enumerate(texts)]
    reports = [analyse(opened) for page in pages if isinstance(opened := open_or_leave(page), OpenedPage)]
    return relate_reports(reports) if reports else None


def passes(verdicts: Sequence[Verdict]) -> bool:
    """Whether nothing is wrong with any sentence of a text."""
    return all(verdict.standing is Standing.SUPPORTED for verdict in verdicts)


def names_it(verdicts: Sequence[Verdict], planted: Planted) -> bool:
    """Whether one of the faults is of the planted kind."""
    return any(fault.what.value == planted.kind for verdict in verdicts for fault in verdict.faults)


def main(arguments: list[str] | None = None) -> int:
    """Print caught and refused by kind and form; exit code 1 below a floor, 2 where the texts are not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="?", choices=("tuned", "check"), help="only this half")
    parser.add_argument("--shared", type=Path, default=HERE.parents[1] / "shared")
    parser.add_argument("--wrong", action="store_true", help="print what passed and what was refused")
    options = parser.parse_args(arguments)
    if not (options.shared / "data").is_dir():
        print(f"{options.shared}: no data/ there; the labelled data is not shipped", file=sys.stderr)
        return 2
    planted = plant_all(options.shared)
    fallen: list[str] = []
    for part in ("tuned", "check"):
        if options.part in (None, part):
            scores = measure([told for told in planted if told.part == part], show=options.wrong)
            print(f"{part}: {shown(scores)}")
            fallen += check_scores(f"planted {part}", digest_of_texts(planted_texts(planted)), scores)
    print("\n".join(fallen), file=sys.stderr)
    return 1 if fallen else 0


def planted_texts(planted: Sequence[Told]) -> Iterator[str]:
    """Every planted sentence, for the digest by which floors know their data."""
    return (each.false for told in planted for each in told.planted)


def measure(planted: Sequence[Told], *, show: bool = False) -> dict[str, float]:
    """The shares caught, by kind and form; refused, by form; named rightly; and sentences a CPU second."""
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    seconds = 0.0
    for told in planted:
        story = story_of_texts(told.texts)
        if story is None:
            continue
        began = process_time()
        judged = [(each, verify_text(each.true, story), verify_text(each.false, story)) for each in told.planted]
        seconds += process_time() - began
        for each, on_true, on_false in judged:
            is_caught, is_refused = not passes(on_false), not passes(on_true)
            for name, is_so in (
                ("caught", is_caught),
                (f"caught {each.kind}", is_caught),
                (f"caught, {each.form}", is_caught),
                ("named", names_it(on_false, each)),
                ("refused", is_refused),
                (f"refused, {each.form}", is_refused),
            ):
                seen[name] += 1
                right[name] += is_so
            if show and not is_caught:
                print(f"PASSED   {each.kind}, {each.form}: {each.was!r} -> {each.says!r}: {each.false}")
            if show and is_refused:
                print(f"REFUSED  {each.form}: {each.true}\n         {_faults(on_true)}")
    scores = {name: right[name] / seen[name] for name in seen}
    return {**scores, "sentences": float(seen["caught"]), "sentences a second": 2 * seen["caught"] / max(seconds, 1e-9)}


def _faults(verdicts: Sequence[Verdict]) -> str:
    faults = (fault for verdict in verdicts for fault in verdict.faults)
    return "; ".join(f"{fault.what.value} {fault.words[:80]!r} for {fault.instead!r}" for fault in faults)


def shown(scores: dict[str, float]) -> str:
    """The scores in lines."""
    names = [
        ("caught", *(f"caught {kind}" for kind in KINDS)),
        tuple(f"caught, {form}" for form in FORMS),
        ("refused", *(f"refused, {form}" for form in FORMS)),
        ("named", "sentences", "sentences a second"),
    ]
    return "\n  ".join("  ".join(f"{name} {scores[name]:.3f}" for name in row if name in scores) for row in names)


if __name__ == "__main__":
    sys.exit(main())
