"""A report's page in full, cut at its blocks and sentences: nothing of it is left away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from headwater.export.footnotes import Footnotes
from headwater.export.wording import block_words
from headwater.vocabulary.report import Block, BlockKind, Report

# A menu of thirty words is one thing to a reader; two or three pieces are read faster than opened.
FOLD_FURNITURE_FROM = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a block's text; a sentence has an anchor, its number, and whoever cites it."""

    words: str
    anchor: str | None = None
    number: int | None = None
    cited_by: tuple[str, ...] = ()
    same: str | None = None


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block as the page shows it."""

    anchor: str
    kind: BlockKind
    name: str
    reason: str
    is_furniture: bool
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Neighbouring blocks; furniture in numbers is folded under one line that says what it holds."""

    blocks: tuple[ShownBlock, ...]
    folded_as: str | None


def cut_page(report: Report, notes: Footnotes, cited_by: Mapping[str, tuple[str, ...]]) -> tuple[Passage, ...]:
    """All of a report's text in order. `cited_by` maps the anchor of a sentence to the anchors that rest on it."""
    blocks = [
        _show(report, block, place, notes, cited_by)
        for place, block in enumerate(report.blocks)
        if block.span.of(report.text).strip()
    ]
    passages: list[Passage] = []
    waiting: list[ShownBlock] = []
    for block in blocks:
        if block.is_furniture:
            waiting.append(block)
            continue
        passages += _furniture(waiting)
        waiting = []
        passages.append(Passage((block,), None))
    return tuple(passages + _furniture(waiting))


def _furniture(blocks: list[ShownBlock]) -> list[Passage]:
    if len(blocks) < FOLD_FURNITURE_FROM:
        return [Passage((block,), None) for block in blocks]
    kinds = Counter(block.name for block in blocks)
    words = ", ".join(f"{name} {count}" if count > 1 else name for name, count in kinds.most_common())
    return [Passage(tuple(blocks), f"{len(blocks)} pieces of furniture: {words}")]


def _show(
    report: Report, block: Block, place: int, notes: Footnotes, cited_by: Mapping[str, tuple[str, ...]]
) -> ShownBlock:
    pieces: list[Piece] = []
    words = block.span.of(report.text)
    # The blank lines around a block belong to it, so that blocks cover the text; a reader need not look at them.
    at = block.span.start + len(words) - len(words.lstrip())
    stop = block.span.start + len(words.rstrip())
    for _, number in notes.same.touched_by(block.span):
        sentence = report.sentences[number]
        start, end = max(sentence.start, at), min(sentence.end, block.span.end)
        if start > at:
            pieces.append(Piece(report.text[at:start]))
        # A sentence that runs over two blocks has its anchor where it begins.
        anchor = notes.sentence_anchor(report.id, number) if sentence.start >= block.span.start else None
        pieces.append(
            Piece(
                report.text[start:end],
                anchor,
                number + 1,
                cited_by.get(anchor, ()) if anchor else (),
                _family(report, number, notes),
            )
        )
        at = end
    if at < stop:
        pieces.append(Piece(report.text[at:stop]))
    return ShownBlock(
        notes.block_anchor(report.id, place),
        block.kind,
        block_words(block.kind),
        block.reason,
        block.kind.is_furniture,
        tuple(pieces),
    )


def _family(report: Report, number: int, notes: Footnotes) -> str | None:
    first, place = notes.same.first[(report.id, number)]
    return notes.sentence_anchor(first, place)
