"""What is read off news pages (HTML) and page texts (lines); the fields of a row tell which of the two is asked."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from headwater.errors import NoReport, UnreadablePage
from headwater.read.lines import name_lines
from headwater.read.pages import open_page
from headwater.vocabulary.page import Page
from headwater.vocabulary.report import BlockKind
from headwater.vocabulary.span import Span
from tasks._rows import read_rows


def predict(input: Path) -> Iterator[dict[str, Any]]:
    """One row a page or text."""
    for row in read_rows(input):
        yield _lines(row) if "doc_id" in row else _page(row, input.parent)


def _lines(row: dict[str, Any]) -> dict[str, Any]:
    text: str = row["text"]
    labels: list[str | None] = []
    named = iter([(line.stretch, line.kind) for line in name_lines(text)])
    pieces = list(named)
    offset = at = 0
    for line in text.split("\n"):
        end = offset + len(line)
        best: tuple[int, str | None] = (0, None)
        while at < len(pieces) and pieces[at][0].end <= offset:
            at += 1
        i = at
        while i < len(pieces) and pieces[i][0].start < end:
            (start, stop), kind = pieces[i]
            shared = min(end, stop) - max(offset, start)
            best = max(best, (shared, _label(kind)), key=lambda one: one[0])
            i += 1
        labels.append(best[1] if line.strip() else None)
        offset = end + 1
    body = "\n".join(text[start:end] for (start, end), kind in pieces if kind.is_read)
    return {"doc_id": row["doc_id"], "body": body, "labels": labels}


def _page(row: dict[str, Any], folder: Path) -> dict[str, Any]:
    content = gzip.decompress((folder / row["html"]).read_bytes())
    try:
        opened = open_page(Page(row["url"] or row["page_id"], content, "text/html"))
    except UnreadablePage as fault:
        return {"page_id": row["page_id"], "body": "", "error": str(fault) if not isinstance(fault, NoReport) else None}
    masthead = opened.masthead
    published = masthead.published_at
    headline = masthead.headline
    return {
        "page_id": row["page_id"],
        "body": "\n".join(block.span.of(opened.text).strip() for block in opened.blocks if block.kind.is_read),
        "title": headline.of(opened.text) if isinstance(headline, Span) else headline,
        "authors": list(masthead.byline),
        "published": (published.date() if isinstance(published, datetime) else published).isoformat()
        if published
        else None,
        "error": None,
    }


def _label(kind: BlockKind) -> str:
    if kind.is_read:
        return "body"
    return "title" if kind is BlockKind.HEADLINE else "furniture"
