"""Read the labelled stories of gold/lineage and count what is right: links, direction, origins, quotations, figures.

    python benchmarks/lineage_gold.py [tuned|check] [--wrong] [--counts]

The pages of each file go through the public steps of `headwater brief` as one story. P is the share of what Headwater
tells that is labelled, R the share of what is labelled that it tells; each also for the stories whose pages print no
time, byline or dateline. `--wrong` prints what is not as labelled. How the stories are written: gold/lineage.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations

from headwater.journey import analyse, open_or_leave, tell_reports
from headwater.read.pages import with_years_of_neighbours
from headwater.vocabulary.brief import Brief, Finding, FindingKind
from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.lineage import LinkKind
from headwater.vocabulary.page import Page
from headwater.vocabulary.span import Span
from lineage_labels import Changed, GoldStory
from lineage_stories import count_labels, read_stories


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that was labelled, told, or both; `words` say which."""

    measure: str
    is_labelled: bool
    is_told: bool
    words: str


@dataclass(frozen=True, slots=True)
class Loss:
    """A relay or a credit that a copy does not print; of what was found the name is the whole summary."""

    kind: str
    child: str
    parents: frozenset[str]
    name: str

    def __str__(self) -> str:
        return f"{self.kind} of {' or '.join(sorted(self.parents))} in {self.child}: {self.name}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What Headwater tells of a story, with its reports called by the ids of their pages."""

    gold: GoldStory
    brief: Brief
    pages: dict[str, str]

    @property
    def links(self) -> dict[tuple[str, str], str]:
        """Copy and parent, and the kind; what is only credited is told apart."""
        told = [link for link in self.brief.story.lineage.links if link.kind is not LinkKind.CREDITS]
        return {(self.pages[link.child], self.pages[link.parent]): link.kind.value for link in told}

    @property
    def undecided(self) -> set[frozenset[str]]:
        """Pairs left open."""
        return {frozenset((self.pages[x.a], self.pages[x.b])) for x in self.brief.story.lineage.unresolved}

    def findings(self, *kinds: FindingKind) -> list[Finding]:
        """The findings of some kinds."""
        return [finding for finding in self.brief.findings if finding.kind in kinds]

    def places(self, page: str, words: str) -> Iterator[tuple[str, int, int]]:
        """Where words stand in the text of a page as Headwater read it."""
        report = next(report for report in self.brief.story.reports if self.pages[report.id] == page)
        for match in re.finditer(re.escape(words), report.text):
            yield (page, *match.span())

    def touches(self, span: Span, page: str, words: str) -> bool:
        """Whether a span lies over these words of a page."""
        mine = self.pages[span.report]
        return any(mine == page and span.start < end and start < span.end for _, start, end in self.places(page, words))


def read_whole(gold: GoldStory) -> tuple[Reading, list[LeftOut]]:
    """The pages of a story read, related and told as one. They come in an order that says nothing of who was first."""
    printed = {
        id_: Page(f"https://{id_}.example/", page.html.encode(), "text/html") for id_, page in gold.pages.items()
    }
    in_turn = sorted(printed, key=lambda id_: sha256(printed[id_].content).digest())
    results = {id_: open_or_leave(printed[id_]) for id_ in in_turn}
    left = [result for result in results.values() if isinstance(result, LeftOut)]
    opened = {id_: result for id_, result in results.items() if not isinstance(result, LeftOut)}
    reports = [analyse(page) for page in with_years_of_neighbours(list(opened.values()))]
    called = {report.id: id_ for id_, report in zip(opened, reports, strict=True)}
    return Reading(gold, tell_reports(reports), called), left


def score(reading: Reading) -> Iterator[Mark]:
    """All that was labelled or told of a story, held against each other."""
    gold = reading.gold
    yield from _score_links(reading)
    told, wanted = reading.brief.story.lineage.independent_origins, gold.origins
    yield Mark("origins counted right", True, told == wanted, f"{told}, labelled {wanted}")
    named = [origin.name for origin in reading.brief.story.lineage.unseen]
    yield from _match("unseen origins", [each.name for each in gold.unseen], named, _is_same_name, str)
    yield from _score_changes(reading, "altered quotations", gold.altered, [FindingKind.ALTERED_QUOTATION])
    yield from _score_changes(
        reading, "drifted figures", gold.drifted, [FindingKind.FIGURE_DRIFT, FindingKind.DATE_DRIFT]
    )
    lost = [
        Loss(kind, each.child, frozenset(_alternatives(gold, each.child, each.parent)), each.name)
        for kind, labels in (("relay", gold.relays), ("credit", gold.credits))
        for each in labels
    ]
    found = [
        Loss(kind, reading.pages[f.evidence[1].report], frozenset([reading.pages[f.evidence[0].report]]), f.summary)
        for kind, of in (("credit", FindingKind.DROPPED_CREDIT), ("relay", FindingKind.MISSING_RELAY))
        for f in reading.findings(of)
    ]
    yield from _match("lost relays and credits", lost, found, _is_same_loss, str)


def _score_links(reading: Reading) -> Iterator[Mark]:
    gold, told = reading.gold, reading.links
    sure = [link for link in gold.links if not link.is_open]
    open_pairs = {frozenset((link.child, parent)) for link in gold.links if link.is_open for parent in link.parents}
    siblings = _siblings(gold)
    asked = {pair: kind for pair, kind in told.items() if frozenset(pair) not in open_pairs | siblings.keys()}
    wanted = [{(link.child, parent, kind) for parent in link.parents for kind in link.kinds} for link in sure]
    yield from _match("links, parent and kind", wanted, [(*p, k) for p, k in asked.items()], _is_among, _link_words)
    bare = [{(link.child, parent) for parent in link.parents} for link in sure]
    yield from _match("links, parent alone", bare, list(asked), _is_among, _link_words)
    for link in sure:
        turned = [parent for parent in link.parents if (parent, link.child) in told]
        words = f"{link.child} from {' or '.join(link.parents)}"
        if turned or any((link.child, parent) in told for parent in link.parents):
            yield Mark("direction wrong", False, bool(turned), words)
    for link in gold.links:
        if link.is_open:
            pairs = [frozenset((link.child, parent)) for parent in link.parents]
            is_left = any(pair in reading.undecided for pair in pairs)
            yield Mark("direction left open", True, is_left, f"{link.child} and {' or '.join(link.parents)}")
    linked = {frozenset(pair) for pair in told}
    for name, unlinked in (("sharing pairs linked", gold.sharing), ("template twins linked", gold.twins)):
        for each in unlinked:
            yield Mark(name, False, frozenset(each.pages) in linked, " and ".join(each.pages))
    for pair, name in siblings.items():
        words = f"{' and '.join(sorted(pair))}, both of {name}"
        yield Mark("copies of an unseen text linked", False, pair in linked, words)


def _siblings(gold: GoldStory) -> dict[frozenset[str], str]:
    """Pairs of pages that both print the text of an unseen origin and are not known to be made from each other."""
    linked = {frozenset((link.child, parent)) for link in gold.links for parent in link.parents}
    pairs = {frozenset(pair): unseen.name for unseen in gold.unseen for pair in combinations(unseen.supplies, 2)}
    return {pair: name for pair, name in pairs.items() if pair not in linked}


def _link_words(link: object) -> str:
    choices = sorted(link) if isinstance(link, set) else [link]
    return " or ".join(
        f"{child} from {parent}{', ' if kind else ''}{''.join(kind)}" for child, parent, *kind in choices
    )


def _is_among(wanted: set[tuple[str, ...]], told: tuple[str, ...]) -> bool:
    return told in wanted


def _is_same_name(wanted: str, told: str) -> bool:
    return wanted.casefold().removeprefix("the ") == told.casefold().removeprefix("the ")


def _is_same_loss(wanted: Loss, told: Loss) -> bool:
    """Which of its names a parent was owed, outlet or agency, is a matter of house style; a relay has one."""
    is_named = wanted.kind == "credit" or wanted.name.casefold() in told.name.casefold()
    return (wanted.kind, wanted.child) == (told.kind, told.child) and told.parents <= wanted.parents and is_named


def _score_changes(
    reading: Reading, measure: str, labels: Sequence[Changed], kinds: Sequence[FindingKind]
) -> Iterator[Mark]:
    """A finding is a label's where its two spans lie over the labelled words. What a copy of a copy inherits may be
    told against the first text, too: that is neither right nor wrong."""

    def is_it(label: Changed, finding: Finding) -> bool:
        before, after = finding.evidence
        sides = [(before, after), (after, before)] if label.kind == "heard" else [(before, after)]
        pages = _alternatives(reading.gold, label.child, label.parent)
        return any(
            reading.touches(last, label.child, label.after)
            and any(reading.touches(first, page, words) for page in pages for words in label.befores)
            for first, last in sides
        )

    found = reading.findings(*kinds)
    known = (*reading.gold.drifted, *reading.gold.altered)  # a number changed inside quotation marks is both
    own = [finding for finding in found if any(is_it(label, finding) for label in labels)]
    rest = [finding for finding in found if finding not in own and not _is_inherited(reading, finding, known)]
    yield from _match(measure, labels, [*own, *rest], is_it, _change_words)


def _is_inherited(reading: Reading, finding: Finding, labels: Iterable[Changed]) -> bool:
    """Whether a finding tells a labelled change over a longer way: in a copy of the copy, or against its first text."""
    before, after = finding.evidence
    child, parent = reading.pages[after.report], reading.pages[before.report]
    for label in labels:
        if reading.touches(after, child, label.after) and (
            any(reading.touches(before, parent, words) for words in label.befores)
            or (child == label.child and parent in above(reading.gold, label.parent))
        ):
            return True
    return False


def above(gold: GoldStory, page: str) -> set[str]:
    """The pages that a page was made from, all the way up."""
    parents = {parent for link in gold.links if link.child == page for parent in link.parents}
    return parents.union(*(above(gold, parent) for parent in parents))


def _alternatives(gold: GoldStory, child: str, parent: str) -> set[str]:
    """A parent, and those that the texts do not tell from it."""
    return {parent}.union(*(link.parents for link in gold.links if link.child == child and parent in link.parents))


def _change_words(change: object) -> str:
    if isinstance(change, Changed):
        return f"{change.child} {change.after!r} of {change.parent} {change.before!r} {change.kind}"
    assert isinstance(change, Finding)  # noqa: S101 - the two kinds of things that are matched
    return f"{change.summary}: {change.before!r} -> {change.after!r}"


def _match(measure, labels, told, is_it, in_words) -> Iterator[Mark]:  # type: ignore[no-untyped-def]
    """Each label with whether it was told, and each thing told that is nobody's label. Told twice it counts once."""
    for label in labels:
        yield Mark(measure, True, any(is_it(label, each) for each in told), in_words(label))
    for each in told:
        if not any(is_it(label, each) for label in labels):
            yield Mark(measure, False, True, in_words(each))


_WITHOUT_LABEL = ("direction wrong", "sharing pairs linked", "template twins linked", "copies of an unseen text linked")
_SHARES = ("origins counted right", "direction left open")
MEASURES = (
    "links, parent and kind",
    "links, parent alone",
    "direction wrong",
    "direction left open",
    "origins counted right",
    "unseen origins",
    "altered quotations",
    "drifted figures",
    "lost relays and credits",
    "sharing pairs linked",
    "template twins linked",
    "copies of an unseen text linked",
)


def in_figures(measure: str, marks: Sequence[Mark]) -> str:
    """The figures of one measure: counts where only one side can be wrong, else precision and recall."""
    mine = [mark for mark in marks if mark.measure == measure]
    told = sum(mark.is_told for mark in mine)
    if measure in _WITHOUT_LABEL or measure in _SHARES:
        return f"{told} of {len(mine)}"
    labelled, right = sum(mark.is_labelled for mark in mine), sum(mark.is_labelled and mark.is_told for mark in mine)
    return f"P {_share(right, told)} R {_share(right, labelled)} ({labelled})"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "-"


def measure(subset: str) -> tuple[list[Mark], list[Mark], list[str]]:
    """The marks of all stories of a subset, of those without easy cues, and what is not as labelled."""
    marks: list[Mark] = []
    bare: list[Mark] = []
    wrong: list[str] = []
    for gold in read_stories(subset):
        reading, left = read_whole(gold)
        wrong.extend(f"{gold.path.stem}: page left out: {each.reason}" for each in left)
        found = list(score(reading))
        marks.extend(found)
        bare.extend([] if gold.has_easy_cues else found)
        wrong.extend(_tell_wrong(gold, mark) for mark in found if mark.is_labelled is not mark.is_told)
    return marks, bare, wrong


def _tell_wrong(gold: GoldStory, mark: Mark) -> str:
    told = "not told" if mark.is_labelled else "wrong"
    return f"{mark.measure:32} {told:8} {gold.path.stem}: {mark.words}"


def main() -> None:
    """Print the figures of each subset."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("subsets", nargs="*", default=["tuned", "check"], metavar="tuned|check")
    parser.add_argument("--wrong", action="store_true", help="print what is not as labelled")
    parser.add_argument("--counts", action="store_true", help="print how many labels there are and read nothing")
    options = parser.parse_args()
    if options.counts:
        print("\n".join(f"| {name} | {count:,} |" for name, count in count_labels(read_stories()).items()))
        return
    for subset in options.subsets:
        stories = read_stories(subset)
        if not stories:
            parser.error(f"no stories are called {subset!r}; there are tuned and check")
        marks, bare, wrong = measure(subset)
        count = sum(not story.has_easy_cues for story in stories)
        print(f"\n{subset}: {len(stories)} stories{'':12}all{'':20}{count} without easy cues")
        for name in MEASURES:
            print(f"  {name:32} {in_figures(name, marks):22} {in_figures(name, bare)}")
        if options.wrong:
            print("\n".join(f"    {line}" for line in sorted(wrong)))


if __name__ == "__main__":
    main()
