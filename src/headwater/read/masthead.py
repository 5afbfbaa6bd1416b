"""The masthead: who published a report, who supplied it, when, under which headline and byline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from headwater.read.credits import agencies_credited, find_credits
from headwater.read.datelines import PrintedDateline, find_dateline
from headwater.read.metadata import NOTHING_STATED, StatedMasthead
from headwater.read.printed_dates import find_printed_date
from headwater.stylebook.agencies import AgencyKind, find_agency
from headwater.text.tokens import fold
from headwater.vocabulary.report import Block, BlockKind, Credit, CreditRole, Dateline, Masthead
from headwater.vocabulary.span import Span, Stretch

# Blocks that may name an agency for this report; a menu or a list of other stories names them for others.
_CREDITED = frozenset(
    {
        BlockKind.BODY,
        BlockKind.QUOTATION,
        BlockKind.CAPTION,
        BlockKind.CREDIT,
        BlockKind.COPYRIGHT,
        BlockKind.BYLINE,
        BlockKind.DECK,
    }
)


NO_YEAR = "has no year, and the page has no date to take it from"


@dataclass(frozen=True, slots=True)
class ReadMasthead:
    """The masthead, and notes on what had to be guessed or was stated twice."""

    masthead: Masthead
    notes: tuple[str, ...]


def read_masthead(text: str, blocks: Sequence[Block], stated: StatedMasthead = NOTHING_STATED) -> ReadMasthead:
    """The masthead of a report, from what its page states and from its blocks.

    The year a dateline leaves out is the one that brings it nearest to `published_at`; with neither it stays open.
    """
    notes: list[str] = list(stated.notes)
    published_at = stated.published_at or _printed_at(text, blocks)
    printed = _printed_dateline(text, blocks)
    dateline = None
    if printed is not None:
        block, found = printed
        span = Span(block.span.report, found.stretch.start, found.stretch.end)
        filed_on = found.printed_on.on(_day_of(published_at)) if found.printed_on else None
        if found.printed_on and filed_on is None:
            notes.append(f"the dateline's day {found.printed_on} {NO_YEAR}")
        dateline = Dateline(found.place, filed_on, found.agencies, span)
    credits = _credits(text, blocks)
    outlet, agency = _outlet_and_agency(stated, dateline, credits)
    outlet = outlet or (None if agency else _holder_of_rights(text, blocks))
    byline = stated.authors or _byline(text, blocks)
    headline = _headline(text, blocks, stated)
    return ReadMasthead(Masthead(outlet, agency, headline, byline, dateline, published_at, credits), tuple(notes))


def _printed_dateline(text: str, blocks: Sequence[Block]) -> tuple[Block, PrintedDateline] | None:
    block = next((block for block in blocks if block.kind is BlockKind.DATELINE), None)
    if block is None:
        return None
    found = find_dateline(text, block.span.start)
    return (block, found) if found is not None else None


def _printed_at(text: str, blocks: Sequence[Block]) -> date | datetime | None:
    """When the page says it was published: of its date lines those with a time of day first, then the nearest; one that
    says 'updated' only if there is no other."""
    start = next((block.span.start for block in blocks if block.kind.is_read or block.kind is BlockKind.DATELINE), 0)
    near: list[tuple[bool, bool, int, date | datetime]] = []
    for block in blocks:
        if block.kind is not BlockKind.DATE:
            continue
        for line in text[block.span.start : block.span.end].splitlines():
            found = find_printed_date(line)
            if found is not None:
                is_later = _UPDATED.search(line) is not None
                near.append((is_later, not isinstance(found, datetime), abs(start - block.span.start), found))
    return min(near, key=lambda one: one[:3])[3] if near else None


_UPDATED = re.compile(r"\bupdated\b(?!.*\bpublished\b)", re.IGNORECASE)


def _credits(text: str, blocks: Sequence[Block]) -> tuple[Credit, ...]:
    found: list[Credit] = []
    for block in blocks:
        if block.kind in _CREDITED:
            lines = [
                Stretch(block.span.start + m.start(), block.span.start + m.end())
                for m in _LINE.finditer(block.span.of(text))
            ]
            found += find_credits(text, block.span.report, lines)
    return tuple(found)


_LINE = re.compile(r"[^\n]+")


def _outlet_and_agency(
    stated: StatedMasthead, dateline: Dateline | None, credits: Sequence[Credit]
) -> tuple[str | None, str | None]:
    """Who published it and who supplied it.

    A name in the agency's slot of the dateline that is no known agency (a local station, a paper) is the outlet, unless
    the page states another: then it supplied the text. Without a dateline an agency that signs the text supplied it;
    one that was told something in it did not.
    """
    supplied = list(dateline.agencies) if dateline else []
    agency = stated.agency
    outlet = stated.outlet
    for name in supplied:
        known = find_agency(name)
        if known is not None and known.kind is not AgencyKind.OUTLET:
            agency = agency or known.short
        elif outlet is None:
            outlet = name
        elif not _same_name(outlet, name):
            agency = agency or name
    signed = agencies_credited(credits, CreditRole.ORIGIN)
    if agency is None and not supplied and len(signed) == 1:
        known = find_agency(signed[0])
        agency = signed[0] if known and known.kind is AgencyKind.AGENCY and _signs(credits, signed[0]) else None
    return outlet, agency


def _same_name(one: str, other: str) -> bool:
    """'The Harrow Post' and 'HarrowPost' are one outlet."""

    def bare(name: str) -> str:
        return "".join(filter(str.isalnum, name.casefold())).removeprefix("the")

    return bare(one) in bare(other) or bare(other) in bare(one)


def _signs(credits: Sequence[Credit], agency: str) -> bool:
    """Whether the agency signed the text, as against being told something in it: its only credit is an origin."""
    return all(credit.role is CreditRole.ORIGIN for credit in credits if credit.agency == agency)


_HOLDER = re.compile(
    r"(?:©|\(c\)|copyright)[\s:]*(?:©\s*)?(?:\d{4}(?:\s?[-–]\s?\d{4})?)?[\s,]*(?:by\s+)?(?P<name>[^\W\d_][^\n.|,;:©]{1,60})",
    re.IGNORECASE,
)
_ABOUT_RIGHTS = re.compile(r"\s*\b(?:all\s)?rights reserved.*| - .*", re.IGNORECASE)


def _holder_of_rights(text: str, blocks: Sequence[Block]) -> str | None:
    """Whom the page's copyright line names, where nothing else says whose page it is."""
    for block in blocks:
        found = _HOLDER.search(block.span.of(text)[:400]) if block.kind is BlockKind.COPYRIGHT else None
        if found is not None and (name := _ABOUT_RIGHTS.sub("", found["name"]).strip()) and name[0].isupper():
            return name
    return None


def _byline(text: str, blocks: Sequence[Block]) -> tuple[str, ...]:
    for block in blocks:
        if block.kind is BlockKind.BYLINE:
            line = _LEAD_BY.sub("", block.span.of(text).strip().split("\n")[0])
            names = [name.strip(" ,.|-–") for name in _AND.split(line)]
            return tuple(name for name in names if name and len(name) <= 60)
    return ()


_LEAD_BY = re.compile(r"^\s*(?:by|written by|posted by|author|reporter|von|par|por)\b:?\s*", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+|\s*[,;&|]\s*")


def _headline(text: str, blocks: Sequence[Block], stated: StatedMasthead) -> Span | str | None:
    """The headline as the page states it, as a place in its text where it is printed there; else the one printed."""
    printed = [_first_line(block, text) for block in blocks if block.kind is BlockKind.HEADLINE]
    if stated.headline is None:
        return printed[0] if printed else None
    wanted = _words(stated.headline)
    return next((span for span in printed if _words(span.of(text)) == wanted), stated.headline)


def _first_line(block: Block, text: str) -> Span:
    line = block.span.of(text).rstrip().split("\n")[0].rstrip()
    return Span(block.span.report, block.span.start, block.span.start + len(line))


def _words(printed: str) -> list[str]:
    return re.findall(r"\w+", fold(printed))


def _day_of(instant: date | datetime | None) -> date | None:
    return instant.date() if isinstance(instant, datetime) else instant
