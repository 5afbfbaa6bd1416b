"""The attribution task: who said what, with which cue, in whole reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from headwater.read.credits import find_credits
from headwater.read.prose import prose_of
from headwater.read.statements import find_statements
from headwater.text.parse import DEFAULT_MODEL
from headwater.vocabulary.report import Credit
from headwater.vocabulary.span import ReportId, Span
from headwater.vocabulary.statement import Speaker
from tasks._rows import read_rows


def predict(input: Path) -> Iterator[dict[str, Any]]:
    """A row a statement. Reads `doc_id` and `text`, never a label."""
    for row in read_rows(input):
        yield from statements_of(row, DEFAULT_MODEL)


def statements_of(row: Mapping[str, Any], parse_model: str) -> Iterator[dict[str, Any]]:
    """The statements of one report, as its engine finds them, before relays are told from speakers: the labels of this
    corpus know none, and no statement without a cue."""
    prose = prose_of(row["text"], ReportId(row["doc_id"]))
    credits = [
        Credit(one.agency, one.role, prose.span(one.span.start, one.span.end)) for one in find_credits(row["text"])
    ]
    for statement in find_statements(prose, credits, parse_model).statements:
        speaker, cue = statement.speaker, statement.cue
        if cue is not None:
            yield {
                "doc_id": row["doc_id"],
                "source_span": [speaker.span.start, speaker.span.end] if isinstance(speaker, Speaker) else None,
                "cue_span": [cue.start, cue.end],
                "content_span": [_as_labelled(piece, row["text"]) for piece in statement.content],
            }


def _as_labelled(piece: Span, text: str) -> list[int]:
    """A piece of content with the 'that' before it: the labels of this corpus hold it, our contents do not."""
    that = "that "
    has_that = text.endswith(that, 0, piece.start)
    return [piece.start - len(that) if has_that else piece.start, piece.end]
