"""Datelines and credits of short texts; the fields of a row tell which of the two is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from headwater.read.credits import find_credits
from headwater.read.datelines import find_dateline
from tasks._rows import read_rows


def predict(input: Path) -> Iterator[dict[str, Any]]:
    """One row a text: its dateline or null, or its credits."""
    for row in read_rows(input):
        yield {"id": row["id"], **(_credits(row["text"]) if "credits" in row else _dateline(row["text"]))}


def _dateline(text: str) -> dict[str, Any]:
    found = find_dateline(text)
    if found is None:
        return {"dateline": None}
    start, end = found.stretch
    return {
        "dateline": {
            "place": found.place,
            "date": str(found.printed_on) if found.printed_on else None,
            "agencies": list(found.agencies),
            "span": {"start": start, "end": end},
        }
    }


def _credits(text: str) -> dict[str, Any]:
    return {
        "credits": [
            {"agency": one.agency, "role": one.role.value, "span": {"start": one.span.start, "end": one.span.end}}
            for one in find_credits(text)
        ]
    }
