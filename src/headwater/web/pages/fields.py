"""The fields of a masthead, each with where on the page it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from headwater.export.wording import block_words, published_words
from headwater.read.printed_dates import find_printed_date
from headwater.text.tokens import fold
from headwater.vocabulary.report import BlockKind, Report
from headwater.vocabulary.span import Span

STATED = "stated in the head of the page, for machines"


@dataclass(frozen=True, slots=True)
class MastheadField:
    """A field: its name, what it says, where that comes from, and the number of the block it stands in, if it does."""

    name: str
    told: str
    where: str
    block: int | None


def masthead_fields(report: Report) -> tuple[MastheadField, ...]:
    """Who published it, who supplied it, when, under which headline and byline: what is known of these."""
    return tuple(_fields(report))


def _fields(report: Report) -> Iterator[MastheadField]:
    masthead = report.masthead
    if masthead.outlet:
        yield _printed_or_stated("Outlet", masthead.outlet, report)
    if masthead.agency:
        yield _printed_or_stated("Agency", masthead.agency, report)
    if isinstance(masthead.headline, Span):
        yield _at("Headline", masthead.headline.of(report.text), masthead.headline, report)
    elif masthead.headline:
        yield MastheadField("Headline", masthead.headline, STATED, None)
    for name in masthead.byline:
        yield _printed_or_stated("Byline", name, report)
    if masthead.dateline:
        dateline = masthead.dateline
        parts = [dateline.place or "", published_words(dateline.date) if dateline.date else ""]
        parts += [", ".join(dateline.agencies)]
        yield _at("Dateline", ", ".join(filter(None, parts)), dateline.span, report)
    if masthead.published_at:

        def tells_it(words: str) -> bool:
            return any(find_printed_date(line) == masthead.published_at for line in words.splitlines())

        told = published_words(masthead.published_at)
        block = _block(report, tells_it, (BlockKind.DATE,))
        yield MastheadField("Published", told, _where(report, block) if block else STATED, block)
    for credit in masthead.credits:
        yield _at(f"Credit, {credit.role.value}", credit.agency, credit.span, report)


def _printed_or_stated(name: str, told: str, report: Report) -> MastheadField:
    wanted = fold(told)
    block = _block(report, lambda words: wanted in fold(words), _WHERE_NAMES_STAND)
    return MastheadField(name, told, _where(report, block) if block else STATED, block)


# In the order in which a reader would believe them; a menu names the outlet, too, and tells nothing.
_WHERE_NAMES_STAND = (
    BlockKind.BYLINE,
    BlockKind.DATELINE,
    BlockKind.CREDIT,
    BlockKind.COPYRIGHT,
    BlockKind.CAPTION,
    BlockKind.BODY,
)


def _at(name: str, told: str, span: Span, report: Report) -> MastheadField:
    holding = (place for place, block in enumerate(report.blocks, start=1) if block.span.overlaps(span))
    block = next(holding, None)
    return MastheadField(name, told, _where(report, block) if block else STATED, block)


def _block(report: Report, holds: Callable[[str], bool], kinds: tuple[BlockKind, ...]) -> int | None:
    found = [
        (kinds.index(block.kind), place)
        for place, block in enumerate(report.blocks, start=1)
        if block.kind in kinds and holds(block.span.of(report.text))
    ]
    return min(found)[1] if found else None


def _where(report: Report, block: int) -> str:
    return f"printed: {block_words(report.blocks[block - 1].kind)}"
