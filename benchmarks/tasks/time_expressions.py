"""The time_expressions task: every time expression of a document, with its TIMEX3 type and value."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from headwater.read.moments import find_moments
from headwater.read.prose import prose_of
from headwater.vocabulary.moment import Derivation, Moment, day_moment


def predict(input: Path) -> Iterator[dict[str, Any]]:
    """A row an expression. Reads `doc_id`, `dct` and `text` of the documents, never their labels."""
    opener = gzip.open if input.suffix == ".gz" else open
    with opener(input, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                document = json.loads(line)
                yield from _document(document["doc_id"], document.get("dct"), document["text"])


def _document(doc_id: str, dct: str | None, text: str) -> Iterator[dict[str, Any]]:
    for moment in find_moments(prose_of(text), _printed(dct)):
        if moment.span is not None:
            yield {
                "doc_id": doc_id,
                "start": moment.span.start,
                "end": moment.span.end,
                "type": moment.timex_type,
                "value": moment.timex,
            }


def _printed(dct: str | None) -> Moment | None:
    try:
        return day_moment(date.fromisoformat((dct or "")[:10]), Derivation.PUBLISHED)
    except ValueError:
        return None
