"""The stories task, both of its questions: which reports tell of one event; how alike are two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from headwater.relate.stories import group_subjects, likeness, subject_of
from headwater.vocabulary.subject import Subject
from tasks._rows import read_rows


def predict(input: Path) -> Iterator[dict[str, Any]]:
    """A row a report with its story, or a row a pair with its likeness, in the order of the file."""
    rows = list(read_rows(input))
    return _likeness(rows) if "pair_id" in rows[0] else _groups(rows)


def _groups(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for number, members in enumerate(groups_of(rows)):
        yield from ({"doc_id": rows[place]["doc_id"], "cluster_id": f"s{number}"} for place in members)


def groups_of(rows: Sequence[dict[str, Any]]) -> list[list[int]]:
    """The places of the rows, grouped by story."""
    return group_subjects([_subject(row) for row in rows])


def _likeness(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row in rows:
        yield {"pair_id": row["pair_id"], "score": likeness(_subject(row["a"]), _subject(row["b"]))}


def _subject(row: dict[str, Any]) -> Subject:
    day = date.fromisoformat(row["date"][:10]) if row.get("date") else None
    return subject_of(row.get("title"), row["text"], day, row.get("outlet"))
