"""Pages that are one JSON item of an agency's feed or of a crawler's output: its text, and the masthead it gives.

What the item gives is taken as given, with the field it came from in the notes; nothing of it is guessed again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from headwater.errors import EmptyPage, NoReport
from headwater.read.html import parse_page, text_of_tree
from headwater.read.metadata import StatedMasthead, names_in, read_instant
from headwater.stylebook.item_fields import item_fields


@dataclass(frozen=True, slots=True)
class ReadItem:
    """An item's text and masthead. `is_body` where its text was given as the report's own and nothing else."""

    text: str
    is_body: bool
    stated: StatedMasthead


def read_item(address: str, printed: str) -> ReadItem:
    """What a JSON item holds; raises NoReport where it is no item, EmptyPage where it has no text."""
    try:
        item = json.loads(printed)
    except (ValueError, RecursionError) as fault:
        raise NoReport(address, f"broken JSON: {str(fault)[:80]}") from fault
    if not isinstance(item, dict):
        raise NoReport(address, "JSON that is no object")
    text, is_body, where = _text(address, item)
    if not text.strip():
        raise EmptyPage(address)
    given = {"text": where}
    headline = _first(item, "headline", given)
    outlet = _first(item, "outlet", given)
    agency = _first(item, "agency", given)
    authors = _authors(item, given)
    published = next(
        (
            (instant, field.field)
            for field in item_fields("published")
            for value in field.values(item)
            if (instant := read_instant(value)) is not None
        ),
        None,
    )
    if published is not None:
        given["date"] = published[1]
    told = ", ".join(f"{part} ({field})" for part, field in given.items())
    notes = (f"given by the item and not guessed: {told}",)
    stated = StatedMasthead(
        headline, authors=authors, published_at=published and published[0], outlet=outlet, agency=agency, notes=notes
    )
    return ReadItem(text, is_body, stated)


def _text(address: str, item: dict[str, Any]) -> tuple[str, bool, str]:
    """The text, whether it is the report's alone, and the field it stands in; nothing where no field has any."""
    for field in item_fields("text"):
        values = field.values(item)
        if field.form == "sections":
            parts = list(_section_words(values))
        elif field.form in ("words", "body"):
            parts = [value for value in values if isinstance(value, str)][:1]
        else:
            parts = [
                _unmarked(address, value) if field.form == "html" or _MARKED.search(value) else value
                for value in values
                if isinstance(value, str) and value.strip()
            ][:1]
        text = _writable("\n\n".join(parts))
        if text.strip():
            return text, field.form in ("body", "sections", "html"), field.field
    return "", False, ""


_MARKED = re.compile(r"<(?:p|div|br|h[1-6]|article|section|body|html)\b[^>]{0,400}>", re.IGNORECASE)


def _unmarked(address: str, marked: str) -> str:
    try:
        return text_of_tree(parse_page(address, marked))
    except EmptyPage:
        return ""


def _section_words(sections: Iterable[Any]) -> Iterator[str]:
    """Fundus's sections: a heading and paragraphs each."""
    for section in sections:
        for part in ("headline", "paragraphs"):
            found = section.get(part) if isinstance(section, dict) else None
            yield from (words for words in (found if isinstance(found, list) else []) if isinstance(words, str))


def _first(item: dict[str, Any], part: str, given: dict[str, str]) -> str | None:
    for field in item_fields(part):
        for value in field.values(item):
            words = " ".join(_writable(value).split()) if isinstance(value, str) else ""
            if words and not words.startswith(("http://", "https://")):
                given[part] = field.field
                return words[:_LONGEST]
    return None


# A headline or an outlet's name; what is longer is something else in the wrong field.
_LONGEST = 1_000


def _authors(item: dict[str, Any], given: dict[str, str]) -> tuple[str, ...]:
    for field in item_fields("byline"):
        names = names_in(_writable(value)[:_LONGEST] for value in field.values(item) if isinstance(value, str))
        if names:
            given["byline"] = field.field
            return names
    return ()


def _writable(words: str) -> str:
    """Without halves of characters and control signs, which JSON can write and no text has."""
    return _UNWRITABLE.sub("\ufffd", words)


_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
