"""Atom (RFC 4287), written with lxml. feedgen, the one library for it, would bring python-dateutil for what is forty
lines, and its last release is of 2023 (decisions/0031)."""

from __future__ import annotations

import re
from datetime import datetime

from lxml import etree

from headwater.web.feeds.entries import Entry, Newsfeed

MEDIA_TYPE = "application/atom+xml"
_SPACE = "http://www.w3.org/2005/Atom"
# What XML 1.0 cannot hold, escaped or not; what else is unseen is gone since `on_one_line`.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(feed: Newsfeed, base: str, own: str) -> bytes:
    """The feed as Atom; `base` is the address of this server, `own` that of the feed itself."""
    root = etree.Element(f"{{{_SPACE}}}feed", nsmap={None: _SPACE})
    _put(root, "id", feed.id)
    _put(root, "title", feed.title)
    _put(root, "updated", _time(feed.updated_at))
    _put(root, "link", rel="self", type=MEDIA_TYPE, href=own)
    _put(root, "link", rel="alternate", type="text/html", href=base + feed.path)
    _put(_put(root, "author"), "name", "Headwater")
    _put(root, "generator", "Headwater")
    for entry in feed.entries:
        _entry(root, entry, base)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")  # type: ignore[no-any-return]


def _entry(root: etree._Element, entry: Entry, base: str) -> None:
    told = _put(root, "entry")
    _put(told, "id", entry.id)
    _put(told, "title", entry.title, type="text")
    _put(told, "updated", _time(entry.at))
    _put(told, "link", rel="alternate", type="text/html", href=base + entry.path)
    _put(_put(told, "author"), "name", entry.author)
    # As text: a reader then shows a page's '<b>' as these three characters, and runs nothing.
    _put(told, "summary", entry.summary, type="text")


def _put(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{_SPACE}}}{name}", {key: _plain(each) for key, each in attributes.items()})
    if text is not None:
        child.text = _plain(text)
    return child


def _plain(text: str) -> str:
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _time(instant: datetime) -> str:
    return instant.isoformat(timespec="seconds").replace("+00:00", "Z")
