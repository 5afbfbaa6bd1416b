"""Reports: one outlet's text, cleaned, with its masthead and all that was found in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from headwater.vocabulary.entity import Entity
from headwater.vocabulary.figure import Figure
from headwater.vocabulary.moment import Moment
from headwater.vocabulary.page import Page
from headwater.vocabulary.span import ReportId, Span
from headwater.vocabulary.statement import Quotation, Statement


class BlockKind(StrEnum):
    """The parts of a page as printed; all kinds after `QUOTATION` are furniture."""

    HEADLINE = "headline"
    DECK = "deck"
    BYLINE = "byline"
    DATELINE = "dateline"
    BODY = "body"
    QUOTATION = "quotation"
    CAPTION = "caption"
    OUTLET_SUMMARY = "outlet-summary"
    CREDIT = "credit"
    COPYRIGHT = "copyright"
    DATE = "date"
    NAVIGATION = "navigation"
    RELATED = "related"
    SHARE = "share"
    ADVERT = "advert"
    BLANK = "blank"

    @property
    def is_read(self) -> bool:
        """Whether the block belongs to what the reporter wrote."""
        return self in (BlockKind.BODY, BlockKind.QUOTATION)

    @property
    def is_furniture(self) -> bool:
        """Whether the block belongs to the site and not to the report."""
        return self in _FURNITURE


_FURNITURE = frozenset(
    {
        BlockKind.DATE,
        BlockKind.NAVIGATION,
        BlockKind.RELATED,
        BlockKind.SHARE,
        BlockKind.ADVERT,
        BlockKind.COPYRIGHT,
        BlockKind.CAPTION,
        BlockKind.BLANK,
    }
)


@dataclass(frozen=True, slots=True)
class Block:
    """A named piece of a report's text. The blocks of a report cover all of its text, in order; `reason` says why the
    piece got its kind, and so why it was cut if it was."""

    kind: BlockKind
    span: Span
    reason: str


class CreditRole(StrEnum):
    """What an agency had to do with a report."""

    ORIGIN = "origin"
    RELAY = "relay"
    PHOTO = "photo"
    CONTRIBUTION = "contribution"


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency named in the text, with the part it had. `agency` is its short name in the stylebook."""

    agency: str
    role: CreditRole
    span: Span


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where, when and by which agencies a report says it was filed; the span has no dash after it."""

    place: str | None
    date: date | None
    agencies: tuple[str, ...]
    span: Span

    @property
    def region(self) -> str | None:
        """What is printed behind the town: 'Calif.' of 'HAYWARD, Calif.', 'Syria' of 'Damascus [Syria]'."""
        found = _BEHIND_TOWN.search(self.place or "")
        return found.group(1).strip() if found else None


_BEHIND_TOWN = re.compile(r"(?:,|\[)([^\[\]]+)\]?$")


@dataclass(frozen=True, slots=True)
class Masthead:
    """Who published a report, who supplied it, when, and under which headline and byline."""

    outlet: str | None
    agency: str | None
    headline: Span | str | None
    byline: tuple[str, ...]
    dateline: Dateline | None
    published_at: date | datetime | None
    credits: tuple[Credit, ...]

    @property
    def day(self) -> date | None:
        """The day the report was filed, by its dateline, else published."""
        if self.dateline is not None and self.dateline.date is not None:
            return self.dateline.date
        return self.published_at.date() if isinstance(self.published_at, datetime) else self.published_at


@dataclass(frozen=True, slots=True)
class Prose:
    """The text the finders of `read/` work on: the body of one report, cut into paragraphs, sentences and quotations.

    `text` is the whole text of the report, furniture included, so that every offset is a place in it; only the spans
    named here are read. Sentences are in order and lie inside paragraphs; quotations are the words inside the marks
    and may run over sentences.
    """

    report: ReportId
    text: str
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    quotations: tuple[Span, ...]

    def span(self, start: int, end: int) -> Span:
        """A span of this report."""
        return Span(self.report, start, end)


@dataclass(frozen=True, slots=True)
class Report:
    """One outlet's text, with everything that was read off it. Every span points into `text`."""

    id: ReportId
    page: Page
    text: str
    language: str
    masthead: Masthead
    blocks: tuple[Block, ...]
    prose: Prose
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    quotations: tuple[Quotation, ...]
    moments: tuple[Moment, ...]
    figures: tuple[Figure, ...]
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What to call the report in a sentence: its outlet, else its agency, else its site or the name of its file."""
        return self.masthead.outlet or self.masthead.agency or self.page.place

    @property
    def headline(self) -> str | None:
        """The headline as printed."""
        headline = self.masthead.headline
        return headline.of(self.text) if isinstance(headline, Span) else headline

    @property
    def sentences(self) -> tuple[Span, ...]:
        """The body's sentences, in order."""
        return self.prose.sentences
