"""HTML pages read fast: resiliparse's main text, and of the page itself only what states its masthead.

Five to ten times as fast as the careful reading and somewhat worse (benchmarks/reading.md): what resiliparse leaves out
of a page is gone from the report's text, and of the elements around a line nothing is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from headwater.errors import EmptyPage, MissingPart
from headwater.read.html import parse_page
from headwater.read.line_looks import NamedLine
from headwater.read.lines import name_lines
from headwater.read.metadata import NOTHING_STATED, StatedMasthead, find_metadata


def read_fast(address: str, html: str) -> tuple[str, list[NamedLine], StatedMasthead]:
    """The main text of an HTML page, its lines named, and what the page states about itself.

    Raises MissingPart where resiliparse is not installed.
    """
    text = _main_text()(html)
    return text, name_lines(text), _stated(address, html)


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
    """The masthead from the few elements that state one, cut out of the page and parsed alone."""
    try:
        return find_metadata(parse_page(address, "<html>" + "".join(_telling(html)) + "</html>"))
    except EmptyPage:
        return NOTHING_STATED


# What an element may hold; a script with a site's whole state is longer, and no JSON-LD.
_TELLING = re.compile(
    r"<(?:meta|link)\s[^<>]{1,4000}>"
    r"|<title\b[^<>]{0,200}>[^<]{0,1000}</title>"
    r"|<(?P<tag>h1|time)\b[^<>]{0,1000}>.{0,1500}?</(?P=tag)>"
    r"|<(?P<byline>a|span|p|div|address)\s[^<>]{0,200}?(?:\brel=[\"']?author|\bitemprop=[\"']?author|"
    r"\bclass=[\"'][^\"'<>]{0,100}?(?:byline|author))[^<>]{0,1000}>.{0,600}?</(?P=byline)>",
    re.IGNORECASE | re.DOTALL,
)
_LINKED_DATA = re.compile(r"<script\b[^<>]{0,400}ld\+json[^<>]{0,400}>", re.IGNORECASE)
_LARGEST_SCRIPT = 1_000_000
# Pages state themselves in their head and near their headline; beyond this only JSON-LD is looked for.
_STATED_WITHIN = 300_000


def _telling(html: str) -> Iterator[str]:
    for found in _TELLING.finditer(html, 0, _STATED_WITHIN):
        yield found.group()
    for script in _LINKED_DATA.finditer(html):
        end = html.find("</script", script.end(), script.end() + _LARGEST_SCRIPT)
        if end > 0:
            yield f"{html[script.start() : end]}</script>"
