"""HTML pages: all their text in the order of the page, and which of its lines are the report.

trafilatura finds the body (of the tools measured on three sets of news pages it was the best and never crashed); the
page's whole text is rendered here, and the lines that trafilatura chose are found in it again. So nothing of the page
is lost, every offset is a place in one text, and what was cut can be looked at where it stood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.etree import HTMLParser, _Element
from trafilatura import bare_extraction
from trafilatura.settings import Document

from headwater.errors import EmptyPage, TooLarge
from headwater.vocabulary.span import Stretch


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line of the rendered page: where it stands, and the elements around it that say what it may be."""

    stretch: Stretch
    within: frozenset[str]


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """The text of an HTML page with its lines, and for each line whether it belongs to the report's body."""

    text: str
    lines: tuple[PageLine, ...]
    is_body: tuple[bool, ...]
    notes: tuple[str, ...] = ()


# The longest live blogs have some thousands of lines; a page of more is a dump, and no report.
MOST_LINES = 20_000


def parse_page(address: str, text: str) -> _Element:
    """The tree of an HTML page, however broken; raises EmptyPage where there is none."""
    # libxml2 gives up on nothing but bare control signs; without huge_tree it keeps its own caps on depth and length.
    try:
        tree = etree.fromstring(_XML_CONTROL.sub(" ", text).encode("utf-8", "replace"), _parser())
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise EmptyPage(address) from fault
    if tree is None:
        raise EmptyPage(address)
    return tree


_XML_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def _parser() -> HTMLParser:
    return HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, recover=True, no_network=True)


def render_page(address: str, tree: _Element, html: str) -> RenderedPage:
    """The page's text, line by line, with the body's lines marked; raises TooLarge for more than MOST_LINES lines."""
    text, lines = _render(tree)
    if len(lines) > MOST_LINES:
        raise TooLarge(address, f"{len(lines):,} lines", f"{MOST_LINES:,}")
    body = _body_of(html)
    chosen = _find_again([text[line.stretch.start : line.stretch.end] for line in lines], body)
    is_body = tuple(i in chosen for i in range(len(lines)))
    if body and _share_found(lines, is_body, body) < _ENOUGH_FOUND:
        return _body_then_page(text, lines, body)
    return RenderedPage(text, tuple(lines), is_body)


# Pages differ from trafilatura's text of them in blanks and marks only; where more is missing, its text is put before
# the page's (a body that stands only in a script, tables it wrote anew).
_ENOUGH_FOUND = 0.7

_SKIPPED = frozenset(
    "script style noscript template svg math head iframe object canvas select option button datalist audio "
    "video map".split()
)
_PARAGRAPHS = frozenset(
    "p h1 h2 h3 h4 h5 h6 blockquote figure figcaption section article aside header footer nav main ul ol table pre "
    "form address details".split()
)
_LINES = frozenset("li div tr td th br dt dd hr caption label summary fieldset legend center".split())
_TELLING = frozenset(
    "h1 figcaption figure time blockquote nav footer aside header article main form li h2 h3 h4".split()
)
_BLANK = re.compile(r"[ \t\n\r\f\v\u00a0\u2028\u2029]+")


def _render(tree: _Element) -> tuple[str, list[PageLine]]:
    """All text of the tree: a line for each block, a blank line between paragraphs, blanks drawn together."""
    writer = _Writer()
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _SKIPPED or not tag or _is_hidden(element):
                walk.skip_subtree()
            else:
                writer.enter(tag)
                writer.write(element.text)
        else:
            if tag not in _SKIPPED and tag and not _is_hidden(element):
                writer.leave(tag)
            writer.write(element.tail)
    return writer.finished()


def _is_hidden(element: _Element) -> bool:
    return element.get("hidden") is not None or "display:none" in (element.get("style") or "").replace(" ", "").lower()


class _Writer:
    """Text as it is rendered, with its lines."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.breaks = 0
        self.line: list[str] = []
        self.within: list[str] = []
        self.lines: list[PageLine] = []
        self.line_within: frozenset[str] = frozenset()

    def enter(self, tag: str) -> None:
        self._break(tag)
        if tag in _TELLING:
            self.within.append(tag)

    def leave(self, tag: str) -> None:
        self._break(tag)
        if self.within and tag == self.within[-1]:
            self.within.pop()

    def write(self, text: str | None) -> None:
        if not text:
            return
        blank = _BLANK.sub(" ", text)
        if blank == " " and not self.line:
            return
        if not self.line:
            self.line_within = frozenset(self.within)
        self.line.append(blank)

    def finished(self) -> tuple[str, list[PageLine]]:
        self._end_line(1)
        return "".join(self.parts), self.lines

    def _break(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self._end_line(2)
        elif tag in _LINES:
            self._end_line(1)

    def _end_line(self, breaks: int) -> None:
        line = _BLANK.sub(" ", "".join(self.line)).strip()
        self.line = []
        if not line:
            self.breaks = max(self.breaks, breaks)
            return
        if self.parts:
            gap = "\n" * max(self.breaks, 1)
            self.parts.append(gap)
            self.length += len(gap)
        self.lines.append(PageLine(Stretch(self.length, self.length + len(line)), self.line_within))
        self.parts.append(line)
        self.length += len(line)
        self.breaks = breaks


def _body_of(html: str) -> str:
    """trafilatura's body; nothing where it finds none or stumbles over a page it cannot take."""
    try:
        found = bare_extraction(html, favor_precision=True, include_comments=False, with_metadata=False)
    except (ValueError, RecursionError, AttributeError, TypeError, etree.LxmlError):
        # It raises these on trees broken beyond what it expects; the page's own lines are read then.
        return ""
    return (found.text or "") if isinstance(found, Document) else ""


def _folded(line: str) -> str:
    return " ".join(_WORD.findall(line.casefold()))


_WORD = re.compile(r"\w+")
_LONG_LINE = 8


def _find_again(lines: Sequence[str], body: str) -> frozenset[int]:
    """Which lines of the page the body is made of: equal, or most of their three-word runs stand in it. Short lines
    count only between the first and last long one, where 'Politics' is a subheading and not the menu."""
    paragraphs = {_folded(line) for line in body.split("\n")}
    runs = set(_runs(_folded(body).split()))
    long: list[int] = []
    short: list[int] = []
    for i, line in enumerate(lines):
        folded = _folded(line)
        words = folded.split()
        if len(words) >= _LONG_LINE:
            own = list(_runs(words))
            if folded in paragraphs or sum(run in runs for run in own) >= 0.6 * len(own):
                long.append(i)
        elif folded and folded in paragraphs:
            short.append(i)
    if not long:
        return frozenset(short)
    return frozenset(long) | {i for i in short if long[0] - 1 <= i <= long[-1] + 1}


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + 3]) for i in range(len(words) - 2)] or [tuple(words)]


def _share_found(lines: Sequence[PageLine], is_body: Sequence[bool], body: str) -> float:
    found = sum(line.stretch.end - line.stretch.start for line, chosen in zip(lines, is_body, strict=True) if chosen)
    return found / max(1, len(body))


def _body_then_page(text: str, lines: Sequence[PageLine], body: str) -> RenderedPage:
    body_lines: list[PageLine] = []
    at = 0
    for line in body.split("\n"):
        if line.strip():
            body_lines.append(PageLine(Stretch(at, at + len(line)), frozenset()))
        at += len(line) + 1
    offset = len(body) + 2
    moved = [PageLine(Stretch(line.stretch.start + offset, line.stretch.end + offset), line.within) for line in lines]
    marked = (True,) * len(body_lines) + (False,) * len(moved)
    note = "the body is put before the page's text: its lines stand elsewhere or otherwise in the page"
    return RenderedPage(f"{body}\n\n{text}", (*body_lines, *moved), marked, (note,))
