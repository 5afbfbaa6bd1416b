"""Read the labelled stories of gold/findings and count which findings are right, kind by kind.

    python benchmarks/findings_gold.py [tuned|check] [--wrong] [--counts]

The pages of each story go through the public steps of `headwater brief` as one story. P is the share of what Headwater
tells that is labelled, R the share of what is labelled that it tells. `--wrong` prints what is not as labelled. How the
stories are written: gold/findings.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from headwater.vocabulary.brief import Finding, FindingKind
from lineage_gold import Mark, Reading, above, in_figures, read_whole
from lineage_labels import Changed, GoldStory, Lost
from lineage_stories import read_stories

STORIES = Path(__file__).parent / "gold" / "findings" / "stories"
SUBSETS = ("tuned", "check")
_CHECKED_FROM = 29
"""The stories from this number on are never looked at while rules are made."""
# 'Only in one account' is not labelled: nearly every paragraph of these stories is.
KINDS = tuple(kind for kind in FindingKind if kind is not FindingKind.ONLY_IN)
Label = Changed | Lost


def labels_of(gold: GoldStory) -> dict[FindingKind, Sequence[Label]]:
    """What is labelled of each kind."""
    return {
        FindingKind.ALTERED_QUOTATION: gold.altered,
        FindingKind.CONTRADICTION: gold.contradictions,
        FindingKind.HEADLINE_UNSUPPORTED: gold.headlines,
        FindingKind.FIGURE_DRIFT: gold.drifted,
        FindingKind.DATE_DRIFT: gold.dates,
        FindingKind.MODALITY_CHANGE: gold.moods,
        FindingKind.DROPPED_CREDIT: gold.credits,
        FindingKind.MISSING_RELAY: gold.relays,
    }


def score(reading: Reading) -> Iterator[Mark]:
    """Everything of one story that is labelled, told, or both, kind by kind; and its decoys."""
    for kind, labels in labels_of(reading.gold).items():
        told = reading.findings(kind)
        for label in labels:
            yield Mark(kind.value, True, any(_is(reading, label, each) for each in told), f"{label}")
        for each in told:
            if not any(_is(reading, label, each) for label in labels) and not _is_further_up(reading, each):
                yield Mark(kind.value, False, True, f"{each.summary}: {each.before!r} -> {each.after!r}")
    for decoy in reading.gold.decoys:
        taken = [each for each in reading.findings(*KINDS) if _is(reading, decoy, each)]
        yield Mark("decoys", False, bool(taken), "; ".join(each.summary for each in taken))


def _is_further_up(reading: Reading, finding: Finding) -> bool:
    """Whether a copy of a copy is laid against the first text: what it inherited is neither right nor wrong."""
    first, *_, last = (reading.pages[span.report] for span in finding.evidence)
    direct = {parent for link in reading.gold.links if link.child == last for parent in link.parents}
    return first not in direct and any(first in above(reading.gold, parent) for parent in direct)


def _is(reading: Reading, label: Label, finding: Finding) -> bool:
    """Whether a finding tells what is labelled: both of its spans lie over the labelled words, or it names the copy,
    its parent and, of a relay, through whom it came."""
    before, after = finding.evidence
    if isinstance(label, Lost):
        is_named = finding.kind is FindingKind.DROPPED_CREDIT or label.name in finding.summary
        return (reading.pages[after.report], reading.pages[before.report]) == (label.child, label.parent) and is_named
    return any(
        reading.touches(last, label.child, label.after)
        and any(reading.touches(first, label.parent, words) for words in label.befores)
        for first, last in ((before, after), (after, before))
    )


MEASURES: Sequence[tuple[str, Callable[[Mark], bool]]] = (
    *((kind.value, lambda mark, kind=kind: mark.measure == kind.value) for kind in KINDS),  # type: ignore[misc]
    ("all", lambda mark: mark.measure != "decoys"),
)


def stories_of(subset: str, folder: Path = STORIES) -> list[GoldStory]:
    """The stories that may be looked at while rules are made, or those that may not."""
    return [story for story in read_stories(folder=folder) if SUBSETS[story.number >= _CHECKED_FROM] == subset]


def measure(subset: str) -> tuple[list[Mark], list[str]]:
    """The marks of all stories of a subset, and what is not as labelled."""
    marks: list[Mark] = []
    wrong: list[str] = []
    for gold in stories_of(subset):
        reading, left = read_whole(gold)
        wrong.extend(f"{gold.path.stem}: page left out: {each.reason}" for each in left)
        found = list(score(reading))
        marks.extend(found)
        for mark in found:
            if mark.is_labelled is not mark.is_told:
                told = "not told" if mark.is_labelled else "wrong"
                wrong.append(f"{mark.measure:22} {told:8} {gold.path.stem}: {mark.words}")
    return marks, wrong


def main() -> None:
    """Print the figures of each subset."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("subsets", nargs="*", default=["tuned", "check"], metavar="tuned|check")
    parser.add_argument("--wrong", action="store_true", help="print what is not as labelled")
    parser.add_argument("--counts", action="store_true", help="print how many labels there are and read nothing")
    options = parser.parse_args()
    for subset in options.subsets:
        if subset not in SUBSETS:
            parser.error(f"no stories are called {subset!r}; there are tuned and check")
        stories = stories_of(subset)
        if options.counts:
            print(f"\n{subset}: {len(stories)} stories, {sum(len(each.pages) for each in stories)} pages")
            for kind in KINDS:
                print(f"| {kind.value} | {sum(len(labels_of(each)[kind]) for each in stories)} |")
            print(f"| decoys | {sum(len(each.decoys) for each in stories)} |")
            continue
        marks, wrong = measure(subset)
        print(f"\n{subset}: {len(stories)} stories")
        for name, is_of in MEASURES:
            mine = [Mark(name, each.is_labelled, each.is_told, each.words) for each in marks if is_of(each)]
            print(f"  {name:22} {in_figures(name, mine)}")
        decoys = [each for each in marks if each.measure == "decoys"]
        print(f"  {'decoys told':22} {sum(each.is_told for each in decoys)} of {len(decoys)}")
        if options.wrong:
            print("\n".join(f"    {line}" for line in sorted(wrong)))


if __name__ == "__main__":
    main()
