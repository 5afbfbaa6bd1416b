"""Lines that an outlet sets on one page after the other: known as furniture once several of its pages are read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from headwater.read.pages import OpenedPage
from headwater.read.prose import prose_of
from headwater.text.plain import plain
from headwater.vocabulary.report import Block, BlockKind
from headwater.vocabulary.span import Span, Stretch

# "The company could not be reached for comment." is said again, too, but not on so many pages; a paragraph of
# background that a paper sets into each report of an affair is longer, and its own report.
_FEWEST_PAGES, _LONGEST = 3, 25
# Pages that share more of their lines than this are one report twice, or an update of it, and say nothing about
# furniture.
_MOST_SHARED = 0.4

_LINE = re.compile(r"[^\n]+")


def without_lines_of_outlets(opened: Sequence[OpenedPage]) -> list[OpenedPage]:
    """The pages read together, each without the lines of its body that stand on several other pages of its outlet.

    What is taken out stays in the text as furniture and says on how many pages it stands. A report is never emptied.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for i, page in enumerate(opened):
        if outlet := _outlet_of(page):
            groups[outlet].append(i)
    kept = list(opened)
    for outlet, members in groups.items():
        if len(members) >= _FEWEST_PAGES:
            repeated = _repeated([opened[i] for i in members])
            for i in members if repeated else ():
                kept[i] = _without(opened[i], repeated, outlet)
    return kept


def _outlet_of(page: OpenedPage) -> str | None:
    """What pages of one outlet share: its name, else the host of their addresses."""
    name = page.masthead.outlet or page.page.host
    return plain(name).casefold() if name else None


def _repeated(pages: Sequence[OpenedPage]) -> Mapping[str, int]:
    """The short lines that stand in the bodies of enough pages that are no copies of each other, with how many."""
    bodies: list[frozenset[str]] = []
    for page in pages:
        lines = frozenset(key for _, key in _lines(page))
        if not any(len(lines & other) > _MOST_SHARED * min(len(lines), len(other)) for other in bodies):
            bodies.append(lines)
    counts: dict[str, int] = defaultdict(int)
    for lines in bodies:
        for line in lines:
            counts[line] += 1
    return {line: count for line, count in counts.items() if count >= _FEWEST_PAGES and len(line.split()) <= _LONGEST}


def _lines(page: OpenedPage) -> list[tuple[Stretch, str]]:
    """The lines of a page's body, as they are compared."""
    spans = [block.span for block in page.blocks if block.kind.is_read]
    return [
        (Stretch(*line.span()), " ".join(plain(line.group()).casefold().split()))
        for span in spans
        for line in _LINE.finditer(page.text, span.start, span.end)
        if line.group().strip()
    ]


def _without(page: OpenedPage, repeated: Mapping[str, int], outlet: str) -> OpenedPage:
    cuts = {stretch: repeated[key] for stretch, key in _lines(page) if key in repeated}
    if not cuts or len(cuts) == len(_lines(page)):
        return page
    blocks: list[Block] = []
    for block in page.blocks:
        inside = [stretch for stretch in cuts if block.span.start <= stretch.start < block.span.end]
        blocks += _cut(block, inside, cuts, outlet) if inside else [block]
    body = [Stretch(block.span.start, block.span.end) for block in blocks if block.kind.is_read]
    return replace(page, blocks=tuple(blocks), prose=prose_of(page.text, page.id, body))


def _cut(block: Block, inside: Sequence[Stretch], cuts: Mapping[Stretch, int], outlet: str) -> list[Block]:
    """A block of the body in pieces, the repeated lines as blocks of their own."""
    report, at = block.span.report, block.span.start
    pieces: list[Block] = []
    for start, end in sorted(inside):
        if at < start:
            pieces.append(replace(block, span=Span(report, at, start)))
        reason = f"stands on {cuts[Stretch(start, end)]} pages of {outlet}"
        pieces.append(Block(BlockKind.NAVIGATION, Span(report, start, end), reason))
        at = end
    if at < block.span.end:
        pieces.append(replace(block, span=Span(report, at, block.span.end)))
    return pieces
