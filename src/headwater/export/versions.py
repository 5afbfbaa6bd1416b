"""Two versions of a report, paragraph by paragraph, with the words that were changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cdist

from headwater.export.side_by_side import FOLD_FROM
from headwater.text.alignment import align_sentences
from headwater.text.diff import diff_words
from headwater.vocabulary.brief import WordChange, WordDiff
from headwater.vocabulary.report import BlockKind, Report

# Two paragraphs of unlike content share .3 to .45 of their letters in order; one that was reworked, over half.
_SAME_PARAGRAPH = 0.5
# A page of 200 changed paragraphs is laid out in a tenth of a second; of a larger change each side is told whole.
_MOST_COMPARED = 40_000


@dataclass(frozen=True, slots=True)
class ChangedParagraph:
    """A paragraph with what was changed in it: of one that came, all words were added, of one that went, removed."""

    kind: BlockKind
    diff: tuple[WordDiff, ...]

    @property
    def is_unchanged(self) -> bool:
        """Whether both versions have it, word for word."""
        return all(run.change is WordChange.SAME for run in self.diff)


@dataclass(frozen=True, slots=True)
class ChangedPassage:
    """Paragraphs that follow each other; long runs of unchanged ones are folded."""

    paragraphs: tuple[ChangedParagraph, ...]
    is_folded: bool


def compare_versions(before: Report, after: Report) -> tuple[ChangedPassage, ...]:
    """What is printed in two versions of a report, without the furniture, in the order of the later; what went stands
    where it was."""
    runs = groupby(_paragraphs(_printed(before), _printed(after)), key=lambda one: one.is_unchanged)
    told = [(unchanged, tuple(paragraphs)) for unchanged, paragraphs in runs]
    return tuple(ChangedPassage(each, unchanged and len(each) >= FOLD_FROM) for unchanged, each in told)


Printed = tuple[BlockKind, str]


def _printed(report: Report) -> list[Printed]:
    return [
        (block.kind, words)
        for block in report.blocks
        if not block.kind.is_furniture
        for line in block.span.of(report.text).splitlines()
        if (words := " ".join(line.split()))
    ]


def _paragraphs(before: Sequence[Printed], after: Sequence[Printed]) -> Iterator[ChangedParagraph]:
    steps = Levenshtein.opcodes([words for _, words in before], [words for _, words in after])
    for is_equal, group in groupby(steps, key=lambda step: step.tag == "equal"):
        region = list(group)
        old = before[region[0].src_start : region[-1].src_end]
        new = after[region[0].dest_start : region[-1].dest_end]
        if is_equal:
            yield from (ChangedParagraph(kind, (WordDiff(WordChange.SAME, words, words),)) for kind, words in new)
        else:
            yield from _changed(old, new)


def _changed(old: Sequence[Printed], new: Sequence[Printed]) -> Iterator[ChangedParagraph]:
    reached_old = reached_new = 0
    for row, column in [*_pairs(old, new), (len(old), len(new))]:
        yield from (
            ChangedParagraph(kind, (WordDiff(WordChange.REMOVED, words, ""),)) for kind, words in old[reached_old:row]
        )
        yield from (
            ChangedParagraph(kind, (WordDiff(WordChange.ADDED, "", words),)) for kind, words in new[reached_new:column]
        )
        if row < len(old):
            yield ChangedParagraph(new[column][0], diff_words(old[row][1], new[column][1]))
        reached_old, reached_new = row + 1, column + 1


def _pairs(old: Sequence[Printed], new: Sequence[Printed]) -> list[tuple[int, int]]:
    """Which paragraph became which, in order."""
    if not old or not new or len(old) * len(new) > _MOST_COMPARED:
        return []
    alike = cdist([words for _, words in old], [words for _, words in new], scorer=ratio, dtype=np.float64) / 100
    return [(pair.row, pair.column) for pair in align_sentences(alike, _SAME_PARAGRAPH)]
