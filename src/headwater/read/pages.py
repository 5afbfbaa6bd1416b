"""One page opened: its text, its named blocks, its masthead and its language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from headwater.errors import NoReport, TooLarge
from headwater.read.datelines import find_dateline
from headwater.read.decode import Decoded, decode_page
from headwater.read.fast import read_fast
from headwater.read.html import MOST_LINES, RenderedPage, parse_page, render_page
from headwater.read.items import read_item
from headwater.read.language import Language, identify_language
from headwater.read.line_looks import NamedLine
from headwater.read.lines import name_given_text, name_lines, name_main_text
from headwater.read.masthead import NO_YEAR, read_masthead
from headwater.read.metadata import NOTHING_STATED, StatedMasthead, find_metadata
from headwater.read.prose import prose_of
from headwater.read.rendered_lines import name_rendered
from headwater.text.plain import count_invisible
from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.page import ITEM, Page
from headwater.vocabulary.report import Block, BlockKind, Masthead, Prose
from headwater.vocabulary.span import ReportId, Span, Stretch

# A page of text over this is a book or a dump; what it holds is not one report.
LARGEST_TEXT = 1_000_000
# HTML is read into a tree of some twenty times its size.
LARGEST_HTML = 10_000_000


_Reading = tuple[str, Sequence[NamedLine], StatedMasthead, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class OpenedPage:
    """A page with everything the finders of `read/` need; every span is a place in `text`."""

    id: ReportId
    page: Page
    text: str
    blocks: tuple[Block, ...]
    masthead: Masthead
    language: Language
    prose: Prose
    notes: tuple[str, ...]

    @property
    def headline(self) -> str | None:
        """The headline as printed."""
        headline = self.masthead.headline
        return headline.of(self.text) if isinstance(headline, Span) else headline

    @property
    def body(self) -> str:
        """The sentences of the body, put together."""
        return " ".join(sentence.of(self.text) for sentence in self.prose.sentences)


def open_page(page: Page) -> OpenedPage:
    """The page, decoded, cut into named blocks that cover all its text, with masthead, language and prose.

    Raises EmptyPage, NotText, TooLarge or NoReport, each with the page's address and what to do.
    """
    return _opened(page, _read_html)


def open_page_fast(page: Page) -> OpenedPage:
    """As `open_page`, but an HTML page is read by its main text alone, in a fraction of the time and somewhat worse.

    Raises what `open_page` raises, and MissingPart where resiliparse is not installed.
    """
    return _opened(page, _read_html_fast)


def _opened(page: Page, read_html: Callable[[Page, Decoded], _Reading]) -> OpenedPage:
    if len(page.content) > LARGEST_HTML:
        raise TooLarge(page.address, f"{len(page.content) / 1e6:.1f} MB", f"{LARGEST_HTML / 1e6:.0f} MB")
    decoded = decode_page(page)
    report = report_id(page)
    read_one = read_html if _is_html(page) else _read_item if page.media_type == ITEM else _read_text
    text, lines, stated, notes = read_one(page, decoded)
    if not any(line.kind.is_read for line in lines):
        raise NoReport(page.address, _only(lines))
    blocks = _blocks(text, lines, report)
    masthead = read_masthead(text, blocks, stated)
    body = [Stretch(block.span.start, block.span.end) for block in blocks if block.kind.is_read]
    language = identify_language(" ".join(text[start : min(end, start + 4_000)] for start, end in body)[:8_000])
    remarks = (*decoded.notes, *notes, *_invisible(text), *masthead.notes, *((language.note,) if language.note else ()))
    return OpenedPage(report, page, text, blocks, masthead.masthead, language, prose_of(text, report, body), remarks)


def _invisible(text: str) -> tuple[str, ...]:
    """A note where the text holds signs that nobody sees; they stay in it and are left out when texts are compared."""
    found = count_invisible(text)
    if not found:
        return ()
    named = ", ".join(f"{count} {kind}{'s' if count > 1 else ''}" for kind, count in sorted(found.items()))
    return (f"holds invisible signs, left out when texts are compared: {named}",)


def report_id(page: Page) -> ReportId:
    """The id of the report on a page: the same bytes have the same id everywhere."""
    return ReportId(f"r{page.sha256[:16]}")


def why_not_analysed(opened: OpenedPage) -> LeftOut | None:
    """Why a page that could be opened is not analysed, if it is not: so far only English is."""
    if opened.language.is_analysed:
        return None
    return LeftOut(
        opened.page.address, f"not analysed: {opened.language.name} (only English is; hand in a translation)"
    )


def with_years_of_neighbours(opened: Sequence[OpenedPage]) -> list[OpenedPage]:
    """The pages read together, those whose dateline prints no year and whose page has no date dated by the others.

    Each takes the year that brings it nearest to the days of the other pages, if that is one and the same year for all
    of them; a note says so. Where they disagree, or no other page has a day, the dateline stays without its date.
    """
    return [
        dated_by(page, [day for other in opened if other is not page and (day := other.masthead.day) is not None])
        for page in opened
    ]


def dated_by(page: OpenedPage, days: Iterable[date]) -> OpenedPage:
    """A page whose dateline prints no year and which has no date, dated by the days of other reports of its story."""
    dateline = page.masthead.dateline
    if dateline is None or dateline.date is not None:
        return page
    printed = find_dateline(page.text, dateline.span.start)
    if printed is None or printed.printed_on is None:
        return page
    guesses = {guess for day in days if (guess := printed.printed_on.on(day)) is not None}
    if len(guesses) != 1:
        return page
    day = guesses.pop()
    note = f"the dateline's year {day.year} is taken from the pages read with it; this page prints none"
    kept = tuple(note for note in page.notes if NO_YEAR not in note)
    masthead = replace(page.masthead, dateline=replace(dateline, date=day))
    return replace(page, masthead=masthead, notes=(*kept, note))


def _is_html(page: Page) -> bool:
    return page.media_type in ("text/html", "application/xhtml+xml")


def _read_text(page: Page, decoded: Decoded) -> _Reading:
    _check_size(page, decoded.text)
    return decoded.text, name_lines(decoded.text), NOTHING_STATED, ()


def _read_item(page: Page, decoded: Decoded) -> _Reading:
    item = read_item(page.address, decoded.text)
    _check_size(page, item.text)
    name = name_given_text if item.is_body else name_main_text
    return item.text, name(item.text, item.stated.headline), item.stated, ()


def _check_size(page: Page, text: str) -> None:
    if len(text) > LARGEST_TEXT:
        found = f"{len(text) / 1e6:.1f} million characters of text"
        raise TooLarge(page.address, found, f"{LARGEST_TEXT / 1e6:.0f} million")
    line_count = text.count("\n") + text.count("\r") + 1
    if line_count > MOST_LINES:
        raise TooLarge(page.address, f"{line_count:,} lines", f"{MOST_LINES:,}")


def _read_html(page: Page, decoded: Decoded) -> _Reading:
    tree = parse_page(page.address, decoded.text)
    stated = find_metadata(tree)
    rendered: RenderedPage = render_page(page.address, tree, stated.body)
    return rendered.text, name_rendered(rendered, stated), stated, rendered.notes


def _read_html_fast(page: Page, decoded: Decoded) -> _Reading:
    text, lines, stated = read_fast(page.address, decoded.text)
    if len(lines) > MOST_LINES:
        raise TooLarge(page.address, f"{len(lines):,} lines", f"{MOST_LINES:,}")
    return text, lines, stated, ()


def _blocks(text: str, lines: Sequence[NamedLine], report: ReportId) -> tuple[Block, ...]:
    """Blocks over the whole text: neighbours of one kind are one block, and the blank space after a line is its own."""
    blocks: list[Block] = []
    if not lines or lines[0].stretch.start > 0:
        end = lines[0].stretch.start if lines else len(text)
        blocks.append(Block(BlockKind.BLANK, Span(report, 0, end), "blank space"))
    for i, line in enumerate(lines):
        end = lines[i + 1].stretch.start if i + 1 < len(lines) else len(text)
        last = blocks[-1] if blocks else None
        if last is not None and last.kind is line.kind and (line.kind.is_read or last.reason == line.reason):
            blocks[-1] = Block(last.kind, Span(report, last.span.start, end), last.reason)
        else:
            blocks.append(Block(line.kind, Span(report, line.stretch.start, end), line.reason))
    return tuple(blocks)


def _only(lines: Sequence[NamedLine]) -> str:
    """What a page without a report held, the commonest kinds first."""
    kinds = [line.kind.value for line in lines]
    named = sorted(set(kinds), key=lambda kind: (-kinds.count(kind), kind))[:3]
    return (
        f"only {', '.join(named)} in {len(kinds)} lines"
        if kinds
        else "no text outside its scripts and its innermost tags"
    )
