"""Copies: the links of a story from which something may be said against the copy."""

from __future__ import annotations

from headwater.vocabulary.lineage import Link, LinkKind
from headwater.vocabulary.story import Story

# Two reporters of one event may have a sentence or three nearly alike, in no order. Links of the labelled stories that
# were none had up to three pairs, order .5 and a mean score under .9; excerpts of a sentence or two have 1.0
# (decisions/0026).
_FEW_PAIRS, _NO_ORDER, _WORD_FOR_WORD = 3, 0.5, 0.95


def copies_of(story: Story) -> list[Link]:
    """The links that are copies and no mere credits."""
    return [link for link in story.lineage.links if link.kind is not LinkKind.CREDITS]


def sure_copies(story: Story) -> list[Link]:
    """The copies that share more with their parent than a few sentences in other words and in no order: only of them
    it is told that a credit was dropped or a figure drifted."""
    return [link for link in copies_of(story) if not _rests_on_little(link)]


def _rests_on_little(link: Link) -> bool:
    if len(link.pairs) > _FEW_PAIRS or link.order > _NO_ORDER:
        return False
    return sum(pair.score for pair in link.pairs) < _WORD_FOR_WORD * len(link.pairs)
