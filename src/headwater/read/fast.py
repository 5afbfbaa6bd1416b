"""HTML pages read fast: resiliparse's main text, and of the page itself only what states its masthead.

More than five times as fast as the careful reading and somewhat worse (benchmarks/reading.md): what resiliparse leaves
out of a page is gone from the report's text, and of the elements around a line nothing is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice

from headwater.errors import EmptyPage, MissingPart
from headwater.read.html import parse_page
from headwater.read.line_looks import NamedLine
from headwater.read.lines import name_main_text
from headwater.read.metadata import NOTHING_STATED, StatedMasthead, find_metadata, is_outlet


def read_fast(address: str, html: str) -> tuple[str, list[NamedLine], StatedMasthead]:
    """The main text of an HTML page, its lines named, and what the page states about itself.

    Raises MissingPart where resiliparse is not installed.
    """
    text, stated = _main_text()(html), _stated(address, html)
    return text, name_main_text(text, stated.headline), stated


@cache
def _main_text() -> Callable[[str], str]:
    try:
        from resiliparse.extract.html2text import extract_plain_text
    except ImportError as fault:
        raise MissingPart("Fast reading", "resiliparse", "fast") from fault

    def main_text(html: str) -> str:
        return str(extract_plain_text(html, main_content=True, alt_texts=False, comments=False))

    return main_text


def _stated(address: str, html: str) -> StatedMasthead:
    """The masthead from the few elements that state one, cut out of the page and parsed alone; what the page prints for
    readers is looked for only where what it states for machines names no writer or no day."""
    head, scripts = "".join(_head(html)), "".join(_scripts(html))
    stated = _parsed(address, head + scripts)
    if stated.published_at is None or all(is_outlet(name, stated.outlet) for name in stated.authors):
        return _parsed(address, "".join((head, *_printed(html), scripts)))
    return stated


def _parsed(address: str, elements: str) -> StatedMasthead:
    try:
        return find_metadata(parse_page(address, f"<html>{elements}</html>"))
    except EmptyPage:
        return NOTHING_STATED


_STATING = re.compile(r"<(?:meta|link)\s[^<>]{1,4000}>|<title\b[^<>]{0,200}>[^<]{0,1000}</title>", re.IGNORECASE)
_BYLINE_TAG = re.compile(r"<(a|span|p|div|address)\s[^<>]*", re.IGNORECASE)
_LONGEST_TAG, _LONGEST_BYLINE, _LONGEST_HEADING, _MOST_OF_A_KIND = 600, 600, 2_000, 40
# A script with a site's whole state is longer, and no JSON-LD.
_LARGEST_SCRIPT = 1_000_000
# Pages state themselves in their head and near their headline; beyond this only JSON-LD is looked for.
_STATED_WITHIN = 300_000


def _head(html: str) -> Iterator[str]:
    """The elements of the head that state a masthead, and the headings, as markup; found by plain search, which takes
    little time on a long page."""
    head = html.find("</head>", 0, _STATED_WITHIN)
    yield from (found.group() for found in _STATING.finditer(html, 0, head if head > 0 else _STATED_WITHIN))
    yield from _elements(html, "h1")


def _scripts(html: str) -> Iterator[str]:
    """The JSON-LD."""
    for at in islice(_places(html, "application/ld+json", len(html)), _MOST_OF_A_KIND):
        start = html.rfind("<script", max(0, at - _LONGEST_TAG), at)
        end = html.find("</script", at, at + _LARGEST_SCRIPT)
        if start >= 0 and end > 0:
            yield f"{html[start:end]}</script>"


def _printed(html: str) -> Iterator[str]:
    """The elements that print a time or call themselves a byline."""
    yield from _elements(html, "time")
    for mark in ("yline", "uthor"):  # of 'byline' and 'Author', and every other way to write them
        for at in islice(_places(html, mark, _STATED_WITHIN), _MOST_OF_A_KIND):
            start = html.rfind("<", max(0, at - _LONGEST_TAG), at)
            opening = _BYLINE_TAG.fullmatch(html, start, at) if start >= 0 else None
            end = html.find(f"</{opening.group(1)}", at, at + _LONGEST_BYLINE) if opening else -1
            if opening and end > 0:
                yield f"{opening.group()}{html[at:end]}</{opening.group(1)}>"


def _elements(html: str, tag: str) -> Iterator[str]:
    for start in islice(_places(html, f"<{tag}", _STATED_WITHIN), _MOST_OF_A_KIND):
        end = html.find(f"</{tag}>", start, start + _LONGEST_HEADING)
        if end > 0:
            yield f"{html[start:end]}</{tag}>"


def _places(html: str, words: str, end: int) -> Iterator[int]:
    """Where the words stand before `end`, one place after the other."""
    at = html.find(words, 0, end)
    while at >= 0:
        yield at
        at = html.find(words, at + len(words), end)
