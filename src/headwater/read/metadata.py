"""What an HTML page states about itself: headline, authors, time, outlet; in JSON-LD, in meta elements, on the page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from itertools import islice
from typing import Any

from lxml.etree import _Element

from headwater.read.headlines import PrintedTitles, choose_headline
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
    articles, people = _linked_data(tree)
    article = articles[0] if articles else {}
    meta = _meta(tree)
    outlet = _named(article.get("publisher")) or meta.get("ogsitename") or meta.get("applicationname")
    headline, on_headline = choose_headline(_titles(article, meta, tree), outlet)
    published, on_time = _published(article, meta, tree)
    authors, on_authors = _authors(article, meta, tree, outlet, people)
    agency = next((a.short for name in authors if (a := find_agency(name)) and a.kind is not AgencyKind.PHOTO), None)
    deck = meta.get("ogdescription") or meta.get("description")
    notes = (*on_headline, *on_authors, *on_time)
    return StatedMasthead(headline, deck, authors, published, _cleaned(outlet), agency, _body(article), notes)


# ------------------------------------------------------------------ JSON-LD
_ARTICLE_TYPES = re.compile(
    r"(?:News|Reportage|Analysis|Opinion|Background|Review|Tech)?Article$|BlogPosting$|^Report$"
)
# A page's JSON-LD is some kilobytes; a script of this size is a site's whole state, or meant to hurt.
_LARGEST_JSON = 1_000_000
_MOST_NODES = 2_000


def _linked_data(tree: _Element) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The articles in the page's JSON-LD, in order, and the names of what else is in it by its @id; broken scripts are
    passed over."""
    articles: list[dict[str, Any]] = []
    named: dict[str, str] = {}
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
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
            kinds = types if isinstance(types, list) else [types]
            if any(isinstance(kind, str) and _ARTICLE_TYPES.search(kind) for kind in kinds):
                articles.append(node)
            elif isinstance(node.get("@id"), str) and isinstance(node.get("name"), str):
                named[node["@id"]] = node["name"]
    return articles, named


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
    """What the meta elements state, by their names without marks: 'article:published_time', 'og:article:published:time'
    and 'article.published' are written as every site likes."""
    stated: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = (meta.get("content") or "").strip()
        if name and content:
            stated.setdefault(_plain_key(name), content)
    return stated


def _plain_key(name: str) -> str:
    return "".join(filter(str.isalnum, name[:80].lower()))


def _titles(article: dict[str, Any], meta: dict[str, str], tree: _Element) -> PrintedTitles:
    in_ld = article.get("headline")
    headings = list(islice(tree.iter("h1"), _MOST_HEADINGS))
    printed = [heading for heading in headings if not _is_in_trail(heading)]
    in_trail = [heading for heading in headings if heading not in printed]
    below = islice(tree.iter("h2"), _MOST_BELOW) if in_trail and not printed else ()
    return PrintedTitles(
        _cleaned(in_ld) if isinstance(in_ld, str) else None,
        _cleaned(meta.get("ogtitle")),
        _cleaned(meta.get("twittertitle")),
        _cleaned(_title(tree)),
        tuple(text for heading in (*printed, *below) if (text := _text(heading))),
        tuple(text for heading in in_trail if (text := _text(heading))),
    )


# A page has one h1, a careless one some dozens; the headline is among the first h2 if it is one.
_MOST_HEADINGS, _MOST_BELOW = 40, 4
# From an element of a trail to its list and that of the list.
_TRAIL_ABOVE = 4


def _is_in_trail(heading: _Element) -> bool:
    """Whether a heading is the last step of the page's trail: 'Home > Sport > Ferry sinks'."""
    around = islice(heading.iterancestors(), _TRAIL_ABOVE)
    return any(element.tag == "nav" or "breadcrumb" in (element.get("class") or "").lower() for element in around)


def _title(tree: _Element) -> str | None:
    title = next(tree.iter("title"), None)
    return _text(title) if title is not None else None


def _text(element: _Element) -> str:
    return " ".join("".join(str(piece) for piece in element.itertext()).split())


def _cleaned(text: str | None) -> str | None:
    return (" ".join(_unescaped(text).split()) or None) if text else None


def _unescaped(text: str) -> str:
    return unescape(text) if "&" in text else text


# ------------------------------------------------------------------ authors
_AUTHOR_KEYS = (
    "author", "articleauthor", "ogarticleauthor", "parselyauthor", "sailthruauthor", "dccreator", "dctermscreator",
    "byl", "cxenseparseauthor", "cxenseauthor", "authors", "citationauthor", "twittermiscwrittenby", "bylname",
)  # fmt: skip


def _authors(
    article: dict[str, Any], meta: dict[str, str], tree: _Element, outlet: str | None, people: dict[str, str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who wrote it, each once: the people that JSON-LD names, else meta elements, else the page's own byline; the
    outlet itself only where nobody else is named anywhere. With a note where the first two name different people."""
    nodes = article.get("author") or article.get("creator") or []
    in_ld = [
        name
        for node in (nodes if isinstance(nodes, list) else [nodes])[:_MOST_AUTHORS]
        if (name := _named(node) or (people.get(str(node.get("@id"))) if isinstance(node, dict) else None))
    ]
    in_meta = [meta[key] for key in _AUTHOR_KEYS if key in meta and not meta[key].startswith("http")][:1]
    label = next((key for key in ("twitterlabel1", "twitterlabel2") if _WRITTEN_BY.match(meta.get(key, ""))), None)
    if not in_meta and label and (name := meta.get(label.replace("label", "data"))):
        in_meta = [name]
    named = [names_in(stated) for stated in (in_ld, in_meta)]
    writers = [tuple(name for name in names if not is_outlet(name, outlet)) for names in named]
    if not any(writers):
        on_page = [text for element in _bylines(tree) if (text := _text(element)) and len(text.split()) <= 12][:3]
        writers.append(tuple(name for name in names_in(on_page) if not is_outlet(name, outlet)))
    chosen = next((names for names in (*writers, *named) if names), ())
    return chosen, _other_writers(*writers[:2])


def _other_writers(in_ld: tuple[str, ...], in_meta: tuple[str, ...]) -> tuple[str, ...]:
    """A note where JSON-LD and meta elements name different people; fewer, or longer names, are no others."""
    mine, other = ({_bare(name) for name in names} for names in (in_ld, in_meta))
    is_other = mine and any(all(one not in name and name not in one for one in mine) for name in other)
    note = f"the byline is {', '.join(in_ld)} by its JSON-LD, {', '.join(in_meta)} by its meta elements"
    return (note,) if is_other else ()


_MOST_AUTHORS = 40
_WRITTEN_BY = re.compile(
    r"written by|verfasst von|(?:é|e)crit par|escrito por|geschreven door|skrevet av", re.IGNORECASE
)


def names_in(stated: Iterable[str]) -> tuple[str, ...]:
    """The names in author fields, without 'By', initials in brackets, dates, roles and places behind them."""
    names: dict[str, None] = {}
    for field in stated:
        cleaned = _LEAD_BY.sub("", _BRACKETED.sub(" ", _cleaned(field) or ""))
        for part in _AND.split(cleaned):
            name = _AFTER_NAME.sub("", _LEAD_BY.sub("", part)).strip(" ,.|·*–-")
            if 2 <= len(name) <= 60 and "@" not in name and not _NO_NAME.search(name) and len(name.split()) <= 6:
                names[name] = None
    return tuple(names)


def is_outlet(name: str, outlet: str | None) -> bool:
    """Whether an author's name is the outlet's own, however the two are written."""
    return outlet is not None and _bare(outlet) == _bare(name)


def _bare(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold())).removeprefix("the")


_AND = re.compile(
    r"\s*[;|•]\s*|\s*,\s*(?!(?:jr|sr|ii|iii|m\.?d|ph\.?d)\b)|\s&\s|\s(?:and|und|et|y|og|och|en|ja|ve|i|e)\s(?=[^\W\d_])",
    re.IGNORECASE,
)
_LEAD_BY = re.compile(
    r"^(?:written by|story by|words by|posted by|by|von|par|por|di|door|av|af|autor(?:in|en|es|a)?|author|auteur|"
    r"text(?: by)?|reporter|from)(?::\s*|\s+(?=\S))",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\s?[(\[][^()\[\]]{1,30}[)\]]")
# "Ann Hale June 19", "Ann Hale 05.01.2025", "Ann Hale | Updated", "Ann Hale in Brno"
_AFTER_NAME = re.compile(
    r"\s+(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.?\s)?\d.*$|\s+(?:updated|published|follow)\b.*$",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"https?:|www\.|\d{2}|^(?:name|admin|editor|staff|authors?|share|email|follow|read more)\b|[*<>{}]", re.IGNORECASE
)


def _bylines(tree: _Element) -> Iterator[_Element]:
    for element in tree.iter("a", "span", "address", "p", "div", "h5"):
        rel, itemprop, classes = element.get("rel"), element.get("itemprop"), element.get("class")
        if rel is None and itemprop is None and classes is None:
            continue
        if rel == "author" or itemprop == "author" or (classes is not None and _BYLINE_CLASS.search(classes.lower())):
            yield element


_BYLINE_CLASS = re.compile(r"(?:^|[\s_-])(?:byline|author)[_-]?(?:name)?(?:$|\s)")

# ------------------------------------------------------------------ time
_TIME_KEYS = (
    "articlepublishedtime ogpublishedtime ogarticlepublishedtime datepublished publishedtime "
    "articlepublished date pubdate publishdate publicationdate publisheddate dcdateissued dcdate "
    "dcdatecreated dctermscreated dctermsissued dctermsdate parselypubdate sailthrudate "
    "cxenseparserecspublishtime datecreated citationpublicationdate originalpublicationdate lastmodified "
).split()


def _published(
    article: dict[str, Any], meta: dict[str, str], tree: _Element
) -> tuple[date | datetime | None, tuple[str, ...]]:
    """When it was published: by JSON-LD, by meta elements, else by what the page prints; a note where the first two
    name different days."""
    in_ld = read_instant(article.get("datePublished")) or read_instant(article.get("dateCreated"))
    in_meta = next((found for key in _TIME_KEYS if (found := read_instant(meta.get(key)))), None)
    if in_ld and in_meta and _day_of(in_ld) != _day_of(in_meta):
        return in_ld, (f"published {in_ld.isoformat()} by its JSON-LD, {in_meta.isoformat()} by its meta elements",)
    return in_ld or in_meta or _marked_time(tree) or _day_in_title(meta, tree) or _time_on_page(tree), ()


def _marked_time(tree: _Element) -> date | datetime | None:
    """The time of an element that says it is the time of publication."""
    for element in tree.iter("time", "span", "div", "p", "meta", "abbr"):
        is_marked = element.get("itemprop") in ("datePublished", "dateCreated") or element.get("pubdate") is not None
        if is_marked and (found := _time_of(element)):
            return found
    return None


def _time_of(element: _Element) -> date | datetime | None:
    return (
        read_instant(element.get("datetime"))
        or read_instant(element.get("content"))
        or find_printed_date(_text(element)[:120])
    )


def _day_in_title(meta: dict[str, str], tree: _Element) -> date | None:
    """A day in the page's address ('/2025/05/03/') or title ('Ferry sinks | 03.05.2025')."""
    link = next((link for link in tree.iter("link") if link.get("rel") == "canonical"), None)
    address = (link.get("href") if link is not None else None) or meta.get("ogurl") or ""
    found = _DAY_IN_ADDRESS.search(address[:500])
    if found:
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            return None
    printed = find_printed_date((_title(tree) or "")[-60:])
    return _day_of(printed) if printed else None


_DAY_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?=\D|$)")


def _time_on_page(tree: _Element) -> date | datetime | None:
    for element in tree.iter("time"):
        if found := _time_of(element):
            return found
    for element in tree.iter("span", "div", "p", "li"):
        marks = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
        if _DATE_CLASS.search(marks) and (found := _time_of(element)):
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
