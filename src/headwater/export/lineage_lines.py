"""What there is to say of a lineage beside its drawing, in words, for every form that is read line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass
from datetime import datetime

from headwater.export.drawing import grow_branches
from headwater.export.labels import Label
from headwater.export.shown import on_one_line
from headwater.export.wording import ALTERATION_WORDS, count_words, published_words
from headwater.vocabulary.lineage import Alteration, Lineage, Link, LinkKind
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import ReportId, Span
from headwater.vocabulary.story import Story

# The places of the pairs against each other: 1 is the parent's order, a half is none.
_IN_ORDER, _NEARLY_IN_ORDER = 0.995, 0.85


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that no tree shows: whom it is about, by their letters, and what is to be said."""

    about: str
    told: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class LineageNotes:
    """What a tree of copies leaves out: texts nobody holds, pairs that cannot be told, what only looks like a copy, and
    outlets of one owner."""

    unseen: tuple[Note, ...]
    undecided: tuple[Note, ...]
    apart: tuple[Note, ...]
    houses: tuple[Note, ...]

    def by_heading(self) -> Iterator[tuple[str, tuple[Note, ...]]]:
        """The notes under their headings, those there are."""
        headed = (
            ("Texts not held", self.unseen),
            ("Cannot tell", self.undecided),
            ("Alike, and no copies", self.apart),
            ("One owner, counted as one", self.houses),
        )
        return ((heading, notes) for heading, notes in headed if notes)


def explain_link(link: Link, child: Report) -> str:
    """Why a link is there, on one line: how the sentences pair, then the evidence for its direction.

    'paired 14 of 14 sentences in order, 2 edited, 12 reworded; the agency credit X was replaced by Y; 1 quotation
    reworded'.
    """
    return on_one_line("; ".join((*_paired(link, child), *link.direction.evidence)))


def _paired(link: Link, child: Report) -> Iterator[str]:
    if link.kind is LinkKind.CREDITS or not link.pairs:
        return
    best = {pair.child_sentence: pair for pair in sorted(link.pairs, key=lambda pair: pair.score)}
    total = count_words(len(child.sentences), "sentence")
    order = (
        "in order"
        if link.order >= _IN_ORDER
        else "nearly in order"
        if link.order >= _NEARLY_IN_ORDER
        else ("in another order")
    )
    changes = Counter(pair.change for pair in best.values())
    told = "".join(
        f", {_all(changes[change], best)} {ALTERATION_WORDS[change]}" for change in Alteration if changes[change]
    )
    yield f"paired {len(best)} of {total} {order}{told}"


def _all(count: int, pairs: Sized) -> str:
    return "all" if count == len(pairs) > 1 else str(count)


def standing_of(report: str, lineage: Lineage, labels: Mapping[ReportId, Label]) -> str:
    """What a text is that has no parent: an origin, or what may be one text with an origin and is not counted."""
    if report in lineage.origins:
        return "origin"
    doubted = (one.b if one.a == report else one.a for one in lineage.unresolved if report in (one.a, one.b))
    counted = (labels[other].letter for other in doubted if other in labels and str(other) in lineage.origins)
    beside = next(counted, None)
    return f"may be one text with {beside}, counted with it" if beside else "no parent found"


def when_printed(report: Report, label: Label) -> str:
    """When a report was printed, to the minute where the page says so; else the label's day."""
    published = report.masthead.published_at
    return published_words(published) if isinstance(published, datetime) else label.day


def lineage_notes(story: Story, labels: Mapping[ReportId, Label]) -> LineageNotes:
    """What the tree of a story leaves out."""
    lineage = story.lineage

    def letters(reports: Iterable[ReportId]) -> str:
        return ", ".join(dict.fromkeys(labels[report].letter for report in reports if report in labels))

    def pair(a: ReportId, b: ReportId) -> str:
        return f"{labels[a].letter} and {labels[b].letter}"

    drawn = {branch.id for branch in grow_branches(lineage, list(labels))}
    return LineageNotes(
        unseen=tuple(
            Note(
                on_one_line(one.name),
                on_one_line(one.why) or f"credited in {letters(span.report for span in one.credited_by)}",
                one.passages or one.credited_by,
            )
            for one in lineage.unseen
            if one.id not in drawn
        ),
        undecided=tuple(Note(pair(one.a, one.b), on_one_line(one.reason)) for one in lineage.unresolved),
        apart=tuple(Note(pair(one.a, one.b), on_one_line(one.reason)) for one in lineage.apart),
        houses=tuple(Note(letters(one.reports), on_one_line(one.owner)) for one in lineage.houses),
    )
