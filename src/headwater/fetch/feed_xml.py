"""RSS, Atom, sitemaps and OPML, read as they stream by: a tree of one entry is all that is ever held.

One reader for the four, and an own one: caps on depth, elements and entries can only be kept where the parser is fed
piece by piece. Entities that a document declares for itself are refused, none is ever expanded, and nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html.entities import html5

from lxml import etree
from lxml.etree import XMLPullParser, _Element

from headwater.errors import NotAFeed
from headwater.fetch.bounds import DEEPEST_FEED, MOST_ELEMENTS, MOST_ENTRIES
from headwater.fetch.media_types import find_media_type, is_html
from headwater.vocabulary.feed import FeedFormat

_PIECE = 65_536
_XML_NAMESPACE = "{http://www.w3.org/XML/1998/namespace}"


@dataclass(frozen=True, slots=True)
class XmlFeed:
    """A feed's format, its root with its head (what stands in it beside the entries), and the element of each entry.

    `entries` runs once, as the document is read; every element is emptied when the next is asked for. The head hangs
    under `root` and is whole only after the last.
    """

    format: FeedFormat
    root: _Element
    entries: Iterator[_Element]


@dataclass(slots=True)
class Counts:
    """How much of a feed was seen, and why it was not read to its end, if it was not."""

    entries: int = 0
    elements: int = 0
    stopped: str | None = None


_FORMATS = {
    "rss": FeedFormat.RSS,
    "rdf": FeedFormat.RSS,
    "channel": FeedFormat.RSS,
    "feed": FeedFormat.ATOM,
    "urlset": FeedFormat.SITEMAP,
    "sitemapindex": FeedFormat.SITEMAP_INDEX,
    "opml": FeedFormat.OPML,
}
_ENTRIES = {
    FeedFormat.RSS: "item",
    FeedFormat.ATOM: "entry",
    FeedFormat.SITEMAP: "url",
    FeedFormat.SITEMAP_INDEX: "sitemap",
    FeedFormat.OPML: "outline",
}


def read_xml(address: str, content: bytes, counts: Counts) -> XmlFeed:
    """The feed in an XML document, its entries still to be read; raises NotAFeed where there is none, and for HTML.

    Broken XML is read as far as it can be told what was meant.
    """
    if is_html(find_media_type("", content)):
        raise NotAFeed(address, _html_page(content))
    parser = XMLPullParser(
        events=("start", "end"),
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    events = _events(parser, _prepared(content), counts)
    root = next((element for event, element in events if event == "start"), None)
    if root is None:
        raise NotAFeed(address, "no XML in it")
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        raise NotAFeed(address, "it declares entities of its own, which no feed needs")
    name = local_name(root)
    kind = _FORMATS.get(name)
    if kind is None:
        raise NotAFeed(address, f"0 entries and no recognised format: its root is <{name[:40]}>")
    return XmlFeed(kind, root, _entries(events, _ENTRIES[kind], counts))


def local_name(element: _Element) -> str:
    """An element's name without its namespace, in lower case."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


@lru_cache(4_096)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2].lower()


def namespace(element: _Element) -> str:
    """An element's namespace, empty if it has none."""
    tag = element.tag
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag.startswith("{") else ""


def xml_language(element: _Element) -> str | None:
    """The language an element states for itself."""
    return element.get(f"{_XML_NAMESPACE}lang") or None


def xml_base(element: _Element) -> str | None:
    """The address from which an element's addresses are to be read."""
    return element.get(f"{_XML_NAMESPACE}base") or None


def _events(parser: XMLPullParser, content: bytes, counts: Counts) -> Iterator[tuple[str, _Element]]:
    """What the parser sees, until the document or the budget ends."""
    depth = 0
    for start in range(0, len(content), _PIECE):
        try:
            parser.feed(content[start : start + _PIECE])
        except etree.XMLSyntaxError as fault:
            counts.stopped = counts.stopped or f"broken XML ({fault})"[:200]
        for event, element in parser.read_events():
            if event == "start":
                depth += 1
                counts.elements += 1
                if depth > DEEPEST_FEED:
                    counts.stopped = f"elements more than {DEEPEST_FEED} deep"
                elif counts.elements > MOST_ELEMENTS:
                    counts.stopped = f"more than {MOST_ELEMENTS:,} elements"
            else:
                depth -= 1
            if counts.stopped is not None:
                return
            yield event, element
        if counts.stopped is not None:
            return


def _entries(events: Iterator[tuple[str, _Element]], name: str, counts: Counts) -> Iterator[_Element]:
    open_entries = 0
    for event, element in events:
        if local_name(element) != name:
            continue
        open_entries += 1 if event == "start" else -1
        if event == "start" or (open_entries and name != "outline"):
            continue
        counts.entries += 1
        if counts.entries > MOST_ENTRIES:
            counts.stopped = f"more than {MOST_ENTRIES:,} entries"
            return
        yield element
        element.clear(keep_tail=True)
        before, parent = element.getprevious(), element.getparent()
        if before is not None and parent is not None and local_name(before) == name:
            parent.remove(before)


_JUNK = re.compile(rb"\A[^<\x00]{0,1000}(?=<)")
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_XML_ENTITIES = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_CONTROL = bytes(sign for sign in range(32) if sign not in b"\t\n\r")


def _prepared(content: bytes) -> bytes:
    """The document without what makes every parser stumble: words before its start, control signs, HTML's names of
    signs, which XML does not know."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")):
        return content
    content = content.removeprefix(b"\xef\xbb\xbf")
    junk = _JUNK.match(content)
    content = content[junk.end() :] if junk else content
    return _NAMED.sub(_numbered, content.translate(None, _CONTROL))


def _numbered(found: re.Match[bytes]) -> bytes:
    name = found.group(1)
    if name in _XML_ENTITIES:
        return found.group()
    signs = html5.get(f"{name.decode('ascii')};", "")
    return "".join(f"&#{ord(sign)};" for sign in signs).encode("ascii") or b"&amp;" + name + b";"


_FEED_LINK = re.compile(rb"<link\b[^>]{0,500}?type=[\"']?application/(?:rss|atom)\+xml[^>]{0,500}>", re.IGNORECASE)
_HREF = re.compile(rb"href=[\"']?([^\"'\s>]{1,500})", re.IGNORECASE)


def _html_page(content: bytes) -> str:
    """That a feed is HTML, and which feed the page names if it does."""
    link = _FEED_LINK.search(content, 0, 200_000)
    named = link and _HREF.search(link.group())
    where = f", which names the feed {named.group(1).decode('utf-8', 'replace')}" if named else ""
    return f"an HTML page and no feed{where}"
