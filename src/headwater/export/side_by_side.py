"""A copy beside the text it was made from, row by row, with the words that were changed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from headwater.export.wording import ALTERATION_WORDS
from headwater.text.diff import diff_words
from headwater.vocabulary.brief import WordChange, WordDiff
from headwater.vocabulary.lineage import Alteration, Link, LinkKind, SentencePair
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import ReportId
from headwater.vocabulary.story import Story

# Three sentences that did not change are quicker opened than read.
FOLD_FROM = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence of the older text and the sentence made from it; either may be missing. Numbers are places in
    `sentences`."""

    parent_sentence: int | None
    child_sentence: int | None
    change: Alteration | None
    diff: tuple[WordDiff, ...]

    @property
    def is_unchanged(self) -> bool:
        """Whether the copy has the sentence word for word."""
        return bool(self.diff) and all(run.change is WordChange.SAME for run in self.diff)

    @property
    def words(self) -> str:
        """What became of the sentence, for a reader; empty where it has no pair."""
        if self.change is None:
            return ""
        # An alignment may call a sentence the same of which one word was changed, and that word can be the month.
        is_nearly = self.change is Alteration.SAME and not self.is_unchanged
        return f"almost {ALTERATION_WORDS[self.change]}" if is_nearly else ALTERATION_WORDS[self.change]


@dataclass(frozen=True, slots=True)
class Band:
    """Rows that follow each other; long runs of unchanged sentences are folded."""

    rows: tuple[Row, ...]
    is_folded: bool


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two reports set side by side."""

    link: Link
    parent: Report
    child: Report
    rows: tuple[Row, ...]

    @property
    def bands(self) -> tuple[Band, ...]:
        """The rows in bands, so that a reader of a reprint comes to what was changed."""
        runs = [(unchanged, tuple(rows)) for unchanged, rows in groupby(self.rows, key=lambda row: row.is_unchanged)]
        return tuple(Band(rows, unchanged and len(rows) >= FOLD_FROM) for unchanged, rows in runs)

    @property
    def counts(self) -> dict[Alteration, int]:
        """How many sentences were kept, edited and reworded."""
        return {change: sum(row.change is change for row in self.rows) for change in Alteration}

    @property
    def left_out(self) -> int:
        """How many sentences of the older text the copy does not have."""
        return sum(row.child_sentence is None for row in self.rows)

    @property
    def added(self) -> int:
        """How many sentences the copy adds."""
        return sum(row.parent_sentence is None for row in self.rows)


def lay_side_by_side(story: Story) -> tuple[SideBySide, ...]:
    """Each copy beside its parent, where both texts are held."""
    held: dict[str, Report] = {report.id: report for report in story.reports}
    return tuple(
        SideBySide(link, held[link.parent], held[link.child], _rows(link, story))
        for link in story.lineage.links
        if link.kind is not LinkKind.CREDITS and link.parent in held and link.child in held
    )


def _rows(link: Link, story: Story) -> tuple[Row, ...]:
    """Walk down the copy; the older text's unpaired sentences stand where they would have come."""
    parent, child = story.report(ReportId(link.parent)), story.report(link.child)
    pairs = sorted(link.pairs, key=lambda pair: (pair.child_sentence, pair.parent_sentence))
    kept = {pair.parent_sentence for pair in pairs}
    left_out = [place for place in range(len(parent.sentences)) if place not in kept]
    rows: list[Row] = []
    reached = 0

    def leave_out_up_to(place: int) -> None:
        nonlocal reached
        while reached < len(left_out) and left_out[reached] < place:
            rows.append(Row(left_out[reached], None, None, ()))
            reached += 1

    by_child: dict[int, list[SentencePair]] = {}
    for pair in pairs:
        by_child.setdefault(pair.child_sentence, []).append(pair)
    for place in range(len(child.sentences)):
        for pair in by_child.get(place, ()):
            leave_out_up_to(pair.parent_sentence)
            older = parent.sentences[pair.parent_sentence].of(parent.text)
            newer = child.sentences[place].of(child.text)
            rows.append(Row(pair.parent_sentence, place, pair.change, diff_words(older, newer)))
        if place not in by_child:
            rows.append(Row(None, place, None, ()))
    leave_out_up_to(len(parent.sentences))
    return tuple(rows)
