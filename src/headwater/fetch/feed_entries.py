"""An element of a feed to an entry: where each format keeps address, title, time, outlet and text."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from lxml import etree
from lxml.etree import _Element

from headwater.fetch.feed_words import plain_words, resolve_time, web_address
from headwater.fetch.feed_xml import local_name, namespace, xml_base, xml_language
from headwater.vocabulary.doubt import Unresolved
from headwater.vocabulary.feed import FeedEntry, FeedFormat


def rss_entry(item: _Element, base: str) -> FeedEntry | Unresolved:
    """An item of RSS 0.9 to 2.0."""
    # 'media:title' is a picture's title, 'itunes:summary' a recording's: only the item's own elements count.
    own = [child for child in item if namespace(child) in _RSS_NAMESPACES]
    address = _text(own, "link") or _permalink(own) or _atom_link(item) or item.get(_ABOUT)
    dublin = [child for child in item if namespace(child) in _DUBLIN_CORE]
    times = [*own, *dublin, *(child for child in item if namespace(child) in _ATOM_NAMESPACES)]
    encoded = [child for child in item if namespace(child) == _CONTENT]
    return _entry(
        web_address(address, _base(item, base)),
        title=_text(own, "title") or _text(dublin, "title"),
        published=_first(times, "pubdate", "date", *_ATOM_TIMES),
        outlet=_text(own, "source"),
        authors=[_text([child], local_name(child)) for child in [*dublin, *own] if _is_author(child)],
        language=xml_language(item) or _text(dublin, "language"),
        summary=_text(own, "description"),
        content=_text(encoded, "encoded"),
    )


def atom_entry(entry: _Element, base: str) -> FeedEntry | Unresolved:
    """An entry of Atom 1.0 or 0.3."""
    own = [child for child in entry if namespace(child) in _ATOM_NAMESPACES]
    base = _base(entry, base)
    authors = [child for child in own if local_name(child) == "author"]
    came_from = [child for child in own if local_name(child) == "source"]
    content = next((child for child in own if local_name(child) == "content" and child.get("src") is None), None)
    summary = next((child for child in own if local_name(child) == "summary"), None)
    return _entry(
        web_address(_atom_link(entry), base) or web_address(_text(own, "id"), "urn:none"),
        title=_construct(next((child for child in own if local_name(child) == "title"), None)),
        published=_first(own, *_ATOM_TIMES),
        outlet=_text(list(came_from[0]), "title") if came_from else None,
        authors=[_text(list(author), "name") for author in authors],
        language=xml_language(entry),
        summary=_construct(summary),
        content=_construct(content),
    )


def sitemap_entry(url: _Element, base: str) -> FeedEntry | Unresolved:
    """An address of a sitemap, with what its news element tells."""
    news = next((list(child) for child in url if local_name(child) == "news"), [])
    publication = next((list(child) for child in news if local_name(child) == "publication"), [])
    return _entry(
        web_address(_text(list(url), "loc"), base),
        title=_text(news, "title"),
        published=_text(news, "publication_date") or _text(list(url), "lastmod"),
        outlet=_text(publication, "name"),
        authors=[],
        language=_text(publication, "language"),
        summary=None,
        content=None,
    )


ENTRY_READERS: dict[FeedFormat, Callable[[_Element, str], FeedEntry | Unresolved]] = {
    FeedFormat.RSS: rss_entry,
    FeedFormat.ATOM: atom_entry,
    FeedFormat.SITEMAP: sitemap_entry,
}


def listed_feed(element: _Element, base: str) -> str | None:
    """The address of a further feed: of an outline of OPML, or a sitemap of an index."""
    return web_address(element.get("xmlUrl") or element.get("xmlurl") or _text(list(element), "loc"), base)


def feed_base(root: _Element, address: str) -> str:
    """The address under which the feed's entries stand: its own, or its home page where it came as a file."""
    if address.lower().startswith(("http://", "https://")):
        return web_address(xml_base(root), address) or address
    channels = [child for child in root if local_name(child) == "channel"]
    homes = [xml_base(root), _atom_link(root), *(_text(list(channel), "link") for channel in channels)]
    return next(filter(None, (web_address(home, address) for home in homes)), address)


def feed_title(root: _Element, feed_format: FeedFormat) -> str | None:
    """What the feed calls itself."""
    for place in (root, *(child for child in root if local_name(child) in ("channel", "head"))):
        for child in place:
            if local_name(child) == "title" and "media" not in namespace(child):
                title = _construct(child) if feed_format is FeedFormat.ATOM else child.text
                return plain_words(title) or None
    return None


def feed_language(root: _Element) -> str | None:
    """The language the feed states for all its entries."""
    channel = next((child for child in root if local_name(child) == "channel"), root)
    return xml_language(root) or xml_language(channel) or _text(list(channel), "language")


_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_DUBLIN_CORE = frozenset({"http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"})
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_RSS_NAMESPACES = frozenset(
    {
        "",
        "http://purl.org/rss/1.0/",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://channel.netscape.com/rdf/simple/0.9/",
        "http://backend.userland.com/rss2",
        "http://blogs.law.harvard.edu/tech/rss",
        "http://purl.org/net/rss1.1#",
    }
)
_ATOM_NAMESPACES = frozenset({"", "http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"})
_ATOM_TIMES = ("published", "issued", "updated", "modified", "created")


def _entry(
    address: str | None,
    *,
    title: str | None,
    published: str | None,
    outlet: str | None,
    authors: list[str | None],
    language: str | None,
    summary: str | None,
    content: str | None,
) -> FeedEntry | Unresolved:
    if address is None:
        return Unresolved(f"an entry without a web address ({plain_words(title)[:80] or 'and without a title'})")
    return FeedEntry(
        address=address,
        title=plain_words(title),
        published_at=resolve_time(published),
        outlet=plain_words(outlet) or None,
        authors=tuple(dict.fromkeys(name for name in map(plain_words, authors) if name)),
        language=(language or "").strip().lower() or None,
        summary=summary,
        content=content,
    )


def _base(element: _Element, base: str) -> str:
    return web_address(xml_base(element), base) or base


def _text(children: list[_Element], name: str) -> str | None:
    """The text of the first child of that name that has some."""
    for child in children:
        if local_name(child) == name:
            text = "".join(str(piece) for piece in child.itertext()).strip()
            if text:
                return text
    return None


def _first(children: list[_Element], *names: str) -> str | None:
    """The text of the first of these names that has some."""
    return next(filter(None, (_text(children, name) for name in names)), None)


def _permalink(own: list[_Element]) -> str | None:
    """An RSS guid is an address unless it says that it is none."""
    guid = next((child for child in own if local_name(child) == "guid"), None)
    if guid is None or (guid.get("isPermaLink") or "").lower() == "false":
        return None
    text = (guid.text or "").strip()
    return text if text.lower().startswith(("http://", "https://")) else None


def _atom_link(entry: _Element) -> str | None:
    """The entry's own page: of its links the alternate, HTML before other types."""
    links = [
        link
        for link in entry
        if local_name(link) == "link"
        and namespace(link) in _ATOM_NAMESPACES
        and link.get("href")
        and (link.get("rel") or "alternate").lower() == "alternate"
    ]
    links.sort(key=lambda link: "html" not in (link.get("type") or "html"))
    return links[0].get("href") if links else None


def _is_author(child: _Element) -> bool:
    return local_name(child) in ("creator", "author")


def _construct(element: _Element | None) -> str | None:
    """An Atom text construct as HTML: markup as it stands, escaped markup unescaped, plain text escaped."""
    if element is None:
        return None
    kind = (element.get("type") or "text").lower()
    if kind == "xhtml" or len(element):
        inner = [escape(element.text or "", quote=False)]
        inner += [etree.tostring(child, encoding="unicode", method="html") for child in element]
        return "".join(inner).strip() or None
    text = (element.text or "").strip()
    is_html = "html" in kind or element.get("mode") == "escaped"
    return (text if is_html else escape(text, quote=False)) or None
