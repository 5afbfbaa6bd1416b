"""The names task, both of its questions: do two names mean one; which mentions of a story's reports mean one."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from headwater.read.names import find_entities
from headwater.read.prose import prose_of
from headwater.relate.entities import join_entities
from headwater.text.bodies import compare_organisation_names
from headwater.text.names import compare_names
from headwater.vocabulary.page import Page
from headwater.vocabulary.report import Masthead, Report
from headwater.vocabulary.span import ReportId


def predict(input: Path) -> Iterator[dict[str, Any]]:
    """A row a pair, or a row a mention. Reads names, kinds and texts, never `same`, chains or gold mentions."""
    opener = gzip.open if input.suffix == ".gz" else open
    with opener(input, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    if rows and "pair_id" in rows[0]:
        for row in rows:
            compare = compare_names if row["kind"] == "Person" else compare_organisation_names
            yield {"pair_id": row["pair_id"], "score": compare(row["name1"], row["name2"])}
    else:
        yield from _chains(rows)


def _chains(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    events: dict[str, list[Report]] = defaultdict(list)
    for row in rows:
        events[row["event"]].append(_report(row["doc_id"], row["text"]))
    for reports in events.values():
        for entity in join_entities(reports):
            for mention in entity.mentions:
                yield {"doc_id": mention.report, "start": mention.start, "end": mention.end, "entity": entity.id}


def _report(doc_id: str, text: str) -> Report:
    """A report that is its text and its names."""
    prose = prose_of(text, ReportId(doc_id))
    return Report(
        id=prose.report,
        page=Page(doc_id, text.encode(), "text/plain"),
        text=text,
        language="en",
        masthead=Masthead(None, None, None, (), None, None, ()),
        blocks=(),
        prose=prose,
        entities=find_entities(prose),
        statements=(),
        quotations=(),
        moments=(),
        figures=(),
    )
