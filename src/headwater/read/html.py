"""HTML pages: all their text in the order of the page, each line with the elements around it.

trafilatura finds a first body (of the tools measured on three sets of news pages it was the best and never crashed);
the page's whole text is rendered here, and the lines that trafilatura chose are found in it again. So nothing of the
page is lost, every offset is a place in one text, and what was cut can be looked at where it stood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element
from lxml.html import HTMLParser
from trafilatura import bare_extraction
from trafilatura.settings import Document

from headwater.errors import EmptyPage, TooLarge
from headwater.stylebook.page_hints import find_hints
from headwater.vocabulary.span import Stretch


class PageLine(NamedTuple):
    """One line of the rendered page: where it stands, the elements around it and what they call themselves, how much
    of it is linked, and which block holds it and which holds that."""

    stretch: Stretch
    within: frozenset[str] = frozenset()
    hints: int = 0
    linked: float = 0.0
    block: str = ""
    parent: int = 0
    grandparent: int = 0


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """The text of an HTML page with its lines; for each line whether the extractor took it for the report's body, and
    whether it stands in the body that the page states for machines (`None` where it states none)."""

    text: str
    lines: tuple[PageLine, ...]
    is_chosen: tuple[bool, ...]
    is_stated: tuple[bool, ...] | None = None
    notes: tuple[str, ...] = ()


def without_menus(page: RenderedPage) -> tuple[RenderedPage, list[int]]:
    """The page without its short lines that are nothing but a link, and where in the whole page its lines stand.

    Half the lines of a page are such; what stands around a paragraph is clearer without them, and sooner measured.
    """
    stated = page.is_stated or page.is_chosen
    kept = [
        i
        for i, line in enumerate(page.lines)
        if line.linked < _ALL_LINKED
        or page.is_chosen[i]
        or stated[i]
        or page.text.count(" ", *line.stretch) >= _LONGEST_MENU_LINE
    ]
    is_stated = None if page.is_stated is None else tuple(page.is_stated[i] for i in kept)
    lines, is_chosen = tuple(page.lines[i] for i in kept), tuple(page.is_chosen[i] for i in kept)
    return RenderedPage(page.text, lines, is_chosen, is_stated, page.notes), kept


_ALL_LINKED, _LONGEST_MENU_LINE = 0.9, 6


# The longest live blogs have some thousands of lines; a page of more is a dump, and no report.
MOST_LINES = 20_000


def parse_page(address: str, text: str) -> _Element:
    """The tree of an HTML page, however broken; raises EmptyPage where there is none."""
    # libxml2 gives up on nothing but bare control signs; without huge_tree it keeps its own caps on depth and length.
    try:
        tree = etree.fromstring(text.encode("utf-8", "replace").translate(_NO_CONTROL), _parser())
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise EmptyPage(address) from fault
    if tree is None:
        raise EmptyPage(address)
    return tree


_NO_CONTROL = bytes(0x20 if byte < 0x20 and byte not in b"\t\n\r" else byte for byte in range(256))


def _parser() -> HTMLParser:
    return HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, recover=True, no_network=True)


def render_page(address: str, tree: _Element, stated_body: str | None = None) -> RenderedPage:
    """The page's text, line by line; raises TooLarge for more than MOST_LINES lines.

    `stated_body` is the body as the page's JSON-LD has it. Where the body found stands nowhere in the page's own lines
    (only in a script), it is put before them. The tree is used up.
    """
    text, lines = _render(tree)
    if len(lines) > MOST_LINES:
        raise TooLarge(address, f"{len(lines):,} lines", f"{MOST_LINES:,}")
    body = _body_of(tree)
    if stated_body and len(body) < _MUCH_SHORTER * len(stated_body):
        body = stated_body
    folded = [_WORD.findall(text[line.stretch.start : line.stretch.end].casefold()) for line in lines]
    chosen = _find_again(folded, body)
    is_chosen = tuple(i in chosen for i in range(len(lines)))
    if body and _share_found(lines, is_chosen, body) < _ENOUGH_FOUND:
        return _body_then_page(text, lines, body)
    stated = _find_again(folded, stated_body) if stated_body else None
    is_stated = None if stated is None else tuple(i in stated for i in range(len(lines)))
    return RenderedPage(text, tuple(lines), is_chosen, is_stated)


def text_of_tree(tree: _Element) -> str:
    """All text of a tree, as it is rendered: what marked-up words say where nothing in them is furniture."""
    return _render(tree)[0]


# Pages differ from trafilatura's text of them in blanks and marks only; where more is missing, its text is put before
# the page's (a body that stands only in a script, tables it wrote anew).
_ENOUGH_FOUND = 0.7
# A page whose body loads by script shows a teaser of a sentence or two; its JSON-LD may hold it all.
_MUCH_SHORTER = 0.4

_SKIPPED = frozenset(
    "script style noscript template svg math head iframe object canvas select option button datalist audio "
    "video map".split()
)
_PARAGRAPHS = frozenset(
    "p h1 h2 h3 h4 h5 h6 blockquote figure figcaption section article aside header footer nav main ul ol table pre "
    "form address details".split()
)
_LINES = frozenset("li div tr td th dt dd caption label summary fieldset legend center".split())
_BREAKS = frozenset(("br", "hr"))
_BLOCKS = _PARAGRAPHS | _LINES
_TELLING = frozenset(
    "h1 figcaption figure time blockquote nav footer aside header article main form li h2 h3 h4 table".split()
)


def _render(tree: _Element) -> tuple[str, list[PageLine]]:
    """All text of the tree: a line for each block, a blank line between paragraphs, blanks drawn together."""
    writer = _Writer()
    walk = etree.iterwalk(tree, events=("start", "end"))
    skipped: _Element | None = None
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _SKIPPED or not tag or _is_hidden(element):
                walk.skip_subtree()
                skipped = element
            else:
                writer.enter(tag, element)
                writer.write(element.text)
        else:
            if element is skipped:
                skipped = None
            else:
                writer.leave(tag)
            writer.write(element.tail)
    return writer.finished()


def _is_hidden(element: _Element) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or (style is not None and "display:none" in style.replace(" ", "").lower())


class _Around(NamedTuple):
    """What stands around the text of an open element."""

    tag: str
    within: frozenset[str]
    hints: int
    is_linked: bool
    block: str
    blocks: tuple[int, int, int]


class _Writer:
    """Text as it is rendered, with its lines."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.breaks = 0
        self.line: list[str] = []
        self.linked = 0
        self.lines: list[PageLine] = []
        self.open = [_Around("", frozenset(), 0, False, "", (0, 0, 0))]
        self.around = self.open[0]
        self.block_count = 0

    def enter(self, tag: str, element: _Element) -> None:
        above = self.open[-1]
        if tag in _BLOCKS:
            self._end_line(2 if tag in _PARAGRAPHS else 1)
            self.block_count += 1
            within = above.within | {tag} if tag in _TELLING else above.within
            hints = above.hints | find_hints(element.get("class"), element.get("id"), element.get("itemprop"))
            blocks = (self.block_count, above.blocks[0], above.blocks[1])
            self.open.append(_Around(tag, within, hints, above.is_linked, tag, blocks))
        elif tag == "a" or tag == "time":
            within = above.within | {tag} if tag == "time" else above.within
            is_linked = above.is_linked or tag == "a"
            self.open.append(_Around(tag, within, above.hints, is_linked, above.block, above.blocks))
        elif tag in _BREAKS:
            self._end_line(1)

    def leave(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_line(2 if tag in _PARAGRAPHS else 1)
        if tag == self.open[-1].tag and len(self.open) > 1:
            self.open.pop()

    def write(self, text: str | None) -> None:
        if not text:
            return
        if not self.line:
            if text.isspace():
                return
            self.around = self.open[-1]
        self.line.append(text)
        if self.open[-1].is_linked:
            self.linked += len(text)

    def finished(self) -> tuple[str, list[PageLine]]:
        self._end_line(1)
        return "".join(self.parts), self.lines

    def _end_line(self, breaks: int) -> None:
        line = " ".join("".join(self.line).split()) if self.line else ""
        if not line:
            self.line = []
            self.breaks = max(self.breaks, breaks)
            return
        if self.parts:
            gap = "\n" * max(self.breaks, 1)
            self.parts.append(gap)
            self.length += len(gap)
        around, start = self.around, self.length
        self.length += len(line)
        linked = min(self.linked / len(line), 1.0)
        self.lines.append(
            PageLine(Stretch(start, self.length), around.within, around.hints, linked, around.block, *around.blocks[1:])
        )
        self.parts.append(line)
        self.line, self.linked, self.breaks = [], 0, breaks


def _body_of(tree: _Element) -> str:
    """trafilatura's body; nothing where it finds none or stumbles over a page it cannot take."""
    try:
        found = bare_extraction(tree, include_comments=False, with_metadata=False)
    except (ValueError, RecursionError, AttributeError, TypeError, etree.LxmlError):
        # It raises these on trees broken beyond what it expects; the page's own lines are read then.
        return ""
    return (found.text or "") if isinstance(found, Document) else ""


# In scripts without blanks every sign counts as a word.
_WORD = re.compile("[\u0e00-\u0e7f\u3040-\u9fff]|[^\\W\u0e00-\u0e7f\u3040-\u9fff]+")
_LONG_LINE = 8


def _find_again(lines: Sequence[Sequence[str]], body: str) -> frozenset[int]:
    """Which lines of the page the body is made of: equal, or most of their three-word runs stand in it. Short lines
    count only between the first and last long one, where 'Politics' is a subheading and not the menu."""
    words_of_body: list[str] = []
    paragraphs: set[str] = set()
    for line in body.casefold().split("\n"):
        found = _WORD.findall(line)
        words_of_body += found
        paragraphs.add(" ".join(found))
    runs = set(_runs(words_of_body))
    long: list[int] = []
    short: list[int] = []
    for i, words in enumerate(lines):
        if len(words) >= _LONG_LINE:
            own = _runs(words)
            if sum(run in runs for run in own) >= 0.6 * len(own):
                long.append(i)
        elif words and " ".join(words) in paragraphs:
            short.append(i)
    if not long:
        return frozenset(short)
    return frozenset(long) | {i for i in short if long[0] - 1 <= i <= long[-1] + 1}


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(words, words[1:], words[2:], strict=False)) or [tuple(words)]


def _share_found(lines: Sequence[PageLine], is_body: Sequence[bool], body: str) -> float:
    found = sum(line.stretch.end - line.stretch.start for line, chosen in zip(lines, is_body, strict=True) if chosen)
    return found / max(1, len(body))


def _body_then_page(text: str, lines: Sequence[PageLine], body: str) -> RenderedPage:
    body_lines: list[PageLine] = []
    at = 0
    for line in body.split("\n"):
        if line.strip():
            body_lines.append(PageLine(Stretch(at, at + len(line)), block="p"))
        at += len(line) + 1
    offset = len(body) + 2
    moved = [line._replace(stretch=Stretch(*(at + offset for at in line.stretch))) for line in lines]
    marked = (True,) * len(body_lines) + (False,) * len(moved)
    note = "the body is put before the page's text: its lines stand elsewhere or otherwise in the page"
    return RenderedPage(f"{body}\n\n{text}", (*body_lines, *moved), marked, None, (note,))
