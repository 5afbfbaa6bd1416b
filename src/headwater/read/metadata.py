"""What an HTML page states about itself: headline, authors, time, outlet; in JSON-LD, in meta elements, on the page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lxml.etree import _Element

from headwater.read.printed_dates import find_printed_date
from headwater.stylebook.agencies import AgencyKind, find_agency


@dataclass(frozen=True, slots=True)
class StatedMasthead:
    """What the page states, the best first of several places; notes tell where the places disagree."""

    headline: str | None = None
    deck: str | None = None
    authors: tuple[str, ...] = ()
    published_at: date | datetime | None = None
    outlet: str | None = None
    agency: str | None = None
    body: str | None = None
    notes: tuple[str, ...] = ()


NOTHING_STATED = StatedMasthead()
"""What a text page states: nothing beside its lines."""


def find_metadata(tree: _Element) -> StatedMasthead:
    """What a page states about its report: JSON-LD before meta elements before what stands on the page."""
    article = next(_articles(tree), {})
    meta = _meta(tree)
    titles = [title for title in (_text(h1) for h1 in tree.iter("h1")) if title]
    outlet = _named(article.get("publisher")) or meta.get("og:site_name") or meta.get("application-name")
    headline = _headline(article, meta, titles, tree, outlet)
    published, notes = _published(article, meta, tree)
    authors = _authors(article, meta, tree, outlet)
    agency = next((a.short for name in authors if (a := find_agency(name)) and a.kind is not AgencyKind.PHOTO), None)
    deck = meta.get("og:description") or meta.get("description")
    return StatedMasthead(headline, deck, authors, published, _cleaned(outlet), agency, _body(article), notes)


# ------------------------------------------------------------------ JSON-LD
_ARTICLE_TYPES = re.compile(
    r"(?:News|Reportage|Analysis|Opinion|Background|Review|Tech)?Article$|BlogPosting$|^Report$"
)
# A page's JSON-LD is some kilobytes; a script of this size is a site's whole state, or meant to hurt.
_LARGEST_JSON = 1_000_000
_MOST_NODES = 2_000


def _articles(tree: _Element) -> Iterator[dict[str, Any]]:
    """The articles in the page's JSON-LD, in order; broken scripts are passed over."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        content = (script.text or "").strip()
        if not content or len(content) > _LARGEST_JSON:
            continue
        try:
            nodes = json.loads(_CONTROL.sub(" ", content).strip("; \n"), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(nodes):
            types = node.get("@type")
            if any(
                isinstance(one, str) and _ARTICLE_TYPES.search(one)
                for one in (types if isinstance(types, list) else [types])
            ):
                yield node


_CONTROL = re.compile("[\x00-\x1f]")


def _nodes(root: Any) -> Iterator[dict[str, Any]]:
    waiting, seen = [root], 0
    while waiting and seen < _MOST_NODES:
        node = waiting.pop(0)
        seen += 1
        if isinstance(node, list):
            waiting = [*node[:_MOST_NODES], *waiting]
        elif isinstance(node, dict):
            yield node
            waiting += [
                node[key]
                for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart")
                if isinstance(node.get(key), dict | list)
            ]


# Less than this is a teaser that calls itself the body.
_SHORTEST_BODY = 300


def _body(article: dict[str, Any]) -> str | None:
    """The report as the page states it for machines, its markup taken out."""
    body = article.get("articleBody")
    if not isinstance(body, str) or len(body) < _SHORTEST_BODY:
        return None
    return _unescaped(_MARKUP.sub("\n", _unescaped(body))).strip()


_MARKUP = re.compile(r"<[^<>]{0,400}>")


def _named(node: Any) -> str | None:
    if isinstance(node, list):
        node = node[0] if node else None
    name = node.get("name") if isinstance(node, dict) else node
    return name if isinstance(name, str) and name.strip() and not name.startswith("http") else None


# ------------------------------------------------------------------ meta elements
def _meta(tree: _Element) -> dict[str, str]:
    stated: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = (meta.get("content") or "").strip()
        if key and content:
            stated.setdefault(key, content)
    return stated


def _headline(
    article: dict[str, Any], meta: dict[str, str], titles: list[str], tree: _Element, outlet: str | None
) -> str | None:
    """The headline: the page's own h1 where metadata bears it out (metadata is often cut or tagged for search), else
    JSON-LD, OpenGraph, title."""
    stated = [
        text
        for text in (article.get("headline"), meta.get("og:title"), meta.get("twitter:title"), _title(tree))
        if isinstance(text, str) and text.strip()
    ]
    stated = [_cleaned(text) or "" for text in stated]
    borne_out = [title for title in titles if any(_likeness(title, text) >= _BORNE_OUT for text in stated)]
    if borne_out:
        return max(borne_out, key=lambda title: max(_likeness(title, text) for text in stated))
    if stated:
        return _without_outlet(stated[0], outlet)
    return titles[0] if titles else None


_BORNE_OUT = 0.6


def _likeness(one: str, other: str) -> float:
    a, b = (set(re.findall(r"\w+", one.casefold())), set(re.findall(r"\w+", other.casefold())))
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _without_outlet(title: str, outlet: str | None) -> str:
    """'Ferry sinks - The Herald' without the outlet's name behind a bar or dash."""
    head, mark, tail = title.rpartition(" | ")
    if not mark:
        head, mark, tail = title.rpartition(" - ")
    same = outlet is not None and _likeness(tail, outlet) >= 0.5
    return head.strip() if mark and head and (same or (mark == " | " and len(tail.split()) <= 4)) else title


def _title(tree: _Element) -> str | None:
    title = next(tree.iter("title"), None)
    return _text(title) if title is not None else None


def _text(element: _Element) -> str:
    return " ".join("".join(str(piece) for piece in element.itertext()).split())


def _cleaned(text: str | None) -> str | None:
    return (" ".join(_unescaped(text).split()) or None) if text else None


def _unescaped(text: str) -> str:
    from html import unescape

    return unescape(text) if "&" in text else text


# ------------------------------------------------------------------ authors
_AUTHOR_KEYS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "cxense:author",
    "article.author",
    "authors",
    "citation_author",
)


def _authors(article: dict[str, Any], meta: dict[str, str], tree: _Element, outlet: str | None) -> tuple[str, ...]:
    nodes = article.get("author") or article.get("creator") or []
    names = [name for node in (nodes if isinstance(nodes, list) else [nodes]) if (name := _named(node))]
    if not names:
        names = [meta[key] for key in _AUTHOR_KEYS if key in meta and not meta[key].startswith("http")][:1]
    if not names:
        names = [text for element in _bylines(tree) if (text := _text(element)) and len(text.split()) <= 12][:3]
    split = [part for name in names for part in _AND.split(_cleaned(name) or "")]
    people = [_LEAD_BY.sub("", part).strip(" ,|·") for part in split]
    own = (outlet or "").casefold()
    return tuple(
        dict.fromkeys(name for name in people if 2 <= len(name) <= 60 and name.casefold() != own and "@" not in name)
    )


_AND = re.compile(r"\s*(?:;|,|\||\s&\s|\sand\s|\sund\s|\set\s|\sy\s)\s*(?![^,;|]{0,4}$)")
_LEAD_BY = re.compile(r"^(?:by|von|par|por|di|door|av|written by|text(?: by)?:?)\s+", re.IGNORECASE)


def _bylines(tree: _Element) -> Iterator[_Element]:
    for element in tree.iter("a", "span", "address", "p", "div"):
        marks = " ".join(filter(None, (element.get("rel"), element.get("itemprop"), element.get("class")))).lower()
        if element.get("rel") == "author" or element.get("itemprop") == "author" or _BYLINE_CLASS.search(marks):
            yield element


_BYLINE_CLASS = re.compile(r"(?:^|[\s_-])(?:byline|author)[_-]?(?:name)?(?:$|\s)")

# ------------------------------------------------------------------ time
_TIME_KEYS = (
    "article:published_time", "og:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date",
    "publication_date", "dc.date.issued", "dc.date", "dcterms.created", "dcterms.issued", "dcterms.date",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "article.published", "date.published",
    "og:article:published_time", "last-modified", "datecreated",
)  # fmt: skip


def _published(
    article: dict[str, Any], meta: dict[str, str], tree: _Element
) -> tuple[date | datetime | None, tuple[str, ...]]:
    in_ld = read_instant(article.get("datePublished")) or read_instant(article.get("dateCreated"))
    in_meta = next((found for key in _TIME_KEYS if (found := read_instant(meta.get(key)))), None)
    on_page = None if in_ld or in_meta else _time_on_page(tree)
    found = in_ld or in_meta or on_page
    if in_ld and in_meta and _day_of(in_ld) != _day_of(in_meta):
        return found, (f"published {in_ld.isoformat()} by its JSON-LD, {in_meta.isoformat()} by its meta elements",)
    return found, ()


def _time_on_page(tree: _Element) -> date | datetime | None:
    for element in tree.iter("time"):
        if found := read_instant(element.get("datetime")) or find_printed_date(_text(element)):
            return found
    for element in tree.iter("span", "div", "p", "li"):
        marks = (element.get("class") or "") + " " + (element.get("id") or "") + " " + (element.get("itemprop") or "")
        if _DATE_CLASS.search(marks) and (
            found := read_instant(element.get("content")) or find_printed_date(_text(element)[:120])
        ):
            return found
    return None


_DATE_CLASS = re.compile(r"date|time|publish|posted", re.IGNORECASE)


def read_instant(stated: Any) -> date | datetime | None:
    """A day or instant as metadata writes it: ISO 8601 first, then as a page would print it; None for neither."""
    if not isinstance(stated, str) or len(stated) > 80:
        return None
    stated = stated.strip()
    iso = _ISO.match(stated)
    try:
        if iso is None:
            return find_printed_date(stated)
        if iso["clock"] is None:
            return date.fromisoformat(iso["day"])
        zone = (iso["zone"] or "").replace("Z", "+00:00")
        zone = f"{zone[:3]}:{zone[3:]}" if re.fullmatch(r"[+-]\d{4}", zone) else zone
        return datetime.fromisoformat(f"{iso['day']}T{iso['clock']}{zone if len(zone) == 6 else ''}")
    except ValueError:
        return None


_ISO = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:[T ]+(?P<clock>\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s?(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
)


def _day_of(instant: date | datetime) -> date:
    return instant.date() if isinstance(instant, datetime) else instant
