"""What kind of thing some bytes are: by what is stated, by the ending of the name, by how they begin."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

HTML, TEXT = "text/html", "text/plain"
FEED, JSON_FEED = "application/xml", "application/feed+json"
ITEMS = "application/jsonl"
LINES_ENDINGS = (".jsonl", ".ndjson")
WARC_MAGIC = (b"WARC/1.", b"WARC/0.")
WARC, GZIP, ZIP = "application/warc", "application/gzip", "application/zip"

_BY_ENDING = {
    ".html": HTML, ".htm": HTML, ".xhtml": HTML, ".txt": TEXT, ".text": TEXT,
    ".xml": FEED, ".rss": FEED, ".atom": FEED, ".rdf": FEED, ".opml": FEED, ".json": JSON_FEED,
    ".jsonl": ITEMS, ".ndjson": ITEMS,
    ".warc": WARC, ".wet": WARC, ".gz": GZIP, ".zip": ZIP,
}  # fmt: skip
PAGE_ENDINGS = frozenset(_BY_ENDING)

# Possessive throughout, so that nothing is tried twice: the bytes may be meant to hurt.
_FEED_ROOTS = re.compile(
    rb"[^<]{0,200}+(?:<!--(?>.{0,2000}?-->)|<\?[^>]{0,300}+>|<!DOCTYPE[^>]{0,300}+>|\s++)*+"
    rb"<(?:\w{1,20}+:)?(?:rss|feed|rdf|urlset|sitemapindex|opml)[\s>]",
    re.IGNORECASE | re.DOTALL,
)


def find_media_type(name: str, content: bytes, stated: str | None = None) -> str:
    """The media type of some bytes; what their first bytes show wins over their name, and that over what is stated,
    where a server calls everything text or bytes."""
    return _by_first_bytes(content) or _specific(stated) or _by_name(name) or stated or TEXT


def is_feed_expected(name: str) -> bool:
    """Whether the name promises a feed, whatever the bytes turn out to be."""
    return is_feed(_by_name(name) or TEXT)


def ending_of(name: str) -> str:
    """The ending of a file's name or of an address's path, with its dot, in lower case."""
    path = urlsplit(name).path if name.lower().startswith(("http://", "https://")) else name
    return PurePosixPath(path).suffix.lower()


def is_feed(media_type: str) -> bool:
    """Whether a page of this type is read as a feed."""
    return media_type.endswith(("/xml", "+xml", "+json", "/json", "/rss", "/opml")) and not is_html(media_type)


def is_html(media_type: str) -> bool:
    """Whether a page of this type is HTML."""
    return media_type in (HTML, "application/xhtml+xml")


def is_readable(media_type: str) -> bool:
    """Whether there is any use in the bytes: text, HTML, feeds, and what may be packed around them."""
    return (
        media_type.startswith("text/") or is_feed(media_type) or is_html(media_type) or media_type in _PACKED | _ITEMS
    )


_ITEMS = frozenset({ITEMS, "application/x-ndjson", "application/ndjson", "application/x-jsonlines"})
_PACKED = frozenset({WARC, GZIP, ZIP, "application/x-gzip", "application/octet-stream", "binary/octet-stream"})
# What servers say when they do not know.
_UNSPECIFIC = frozenset({TEXT, "application/octet-stream", "binary/octet-stream", "application/x-gzip"})


def _specific(stated: str | None) -> str | None:
    return ITEMS if stated in _ITEMS else None if stated in _UNSPECIFIC else stated


def _by_name(name: str) -> str | None:
    return _BY_ENDING.get(ending_of(name))


def _by_first_bytes(content: bytes) -> str | None:
    if content.startswith(b"\x1f\x8b"):
        return GZIP
    if content.startswith(b"PK\x03\x04"):
        return ZIP
    if content.startswith(WARC_MAGIC):
        return WARC
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if _FEED_ROOTS.match(head):
        return FEED
    start = head[:1024].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or b"<html" in start:
        return HTML
    if not head.startswith((b"{", b"[")):
        return None
    if head.startswith(b"{") and b"jsonfeed.org/version/" in head:
        return JSON_FEED
    return ITEMS if len({key.lower() for key in _ITEM_KEYS.findall(head)}) >= _TELLING_KEYS else None


# Two of the names that items have and hardly any other JSON has together: a setting or a table may have a title.
_ITEM_KEYS = re.compile(
    rb"\"(url|uri|title|headlines?|byline|authors?|text|raw_text|maintext|plaintext|bod(?:y|ies)(?:_text|_html)?|"
    rb"date_publish|publishing_date|source_domain|versioncreated)\"\s{0,20}:",
    re.IGNORECASE,
)
_TELLING_KEYS = 2
