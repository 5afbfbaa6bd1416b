"""The contract `headwater/verify/1`: what `headwater verify` found as JSON, and its JSON Schema.

The promise is that of the brief: fields may be added, none renamed. `start` and `end` of a sentence and of a fault are
code points into the text that was checked, those of a trace into the text of the report it names.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import Field
from pydantic.json_schema import GenerateJsonSchema

from headwater.export.contract import LeftOutPart, Part, Place, PublishedSchema, TracedReportPart, TracePart
from headwater.export.document import lineage_document
from headwater.export.shown import encodable
from headwater.version import __version__
from headwater.vocabulary.span import Span
from headwater.vocabulary.story import Stories
from headwater.vocabulary.verify import Fault, Standing, Verdict

VERIFY_NAME: Literal["headwater/verify/1"] = "headwater/verify/1"
VERIFY_ID = "urn:headwater:verify:1"


class FaultPart(Part):
    """One thing in a sentence that the reports do not bear out; where a report says it otherwise, `instead` and
    `where`."""

    what: Literal["name", "number", "date", "quotation", "negation", "modality", "trace"]
    words: str
    start: Place
    end: Place
    instead: str | None
    where: TracePart | None


class VerdictPart(Part):
    """A sentence of the text, how it stands to the reports, and the spans it was held against."""

    text: str
    start: Place
    end: Place
    standing: Literal["supported", "unsupported", "altered"]
    sources: list[TracePart]
    faults: list[FaultPart]


class VerifyDocument(Part):
    """What `headwater verify --format json` prints."""

    contract: Annotated[Literal["headwater/verify/1"], Field(alias="schema")] = VERIFY_NAME
    generated_by: str
    supported: Place
    unsupported: Place
    altered: Place
    sentences: list[VerdictPart]
    reports: list[TracedReportPart]
    left_out: list[LeftOutPart]


def verify_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `headwater verify` prints."""
    schema = VerifyDocument.model_json_schema(mode="serialization", schema_generator=PublishedSchema)
    return {"$schema": GenerateJsonSchema.schema_dialect, "$id": VERIFY_ID, **schema, "title": VERIFY_NAME}


def verify_document(verdicts: Sequence[Verdict], stories: Stories) -> VerifyDocument:
    """The verdicts on a text, with the reports it was held against and the pages that were left out."""
    traced = lineage_document(stories)
    count = {standing: sum(verdict.standing is standing for verdict in verdicts) for standing in Standing}
    return VerifyDocument(
        generated_by=f"headwater {__version__}",
        supported=count[Standing.SUPPORTED],
        unsupported=count[Standing.UNSUPPORTED],
        altered=count[Standing.ALTERED],
        sentences=[_verdict(verdict) for verdict in verdicts],
        reports=[report for story in traced.stories for report in story.reports],
        left_out=traced.left_out,
    )


def print_verdicts(document: VerifyDocument) -> str:
    """The document as JSON, the same bytes for the same verdicts."""
    return document.model_dump_json(indent=2, by_alias=True) + "\n"


def _verdict(verdict: Verdict) -> VerdictPart:
    return VerdictPart(
        text=encodable(verdict.text),
        start=verdict.place.start,
        end=verdict.place.end,
        standing=verdict.standing.value,
        sources=[_trace(span) for span in verdict.sources],
        faults=[_fault(fault) for fault in verdict.faults],
    )


def _fault(fault: Fault) -> FaultPart:
    return FaultPart(
        what=fault.what.value,
        words=encodable(fault.words),
        start=fault.place.start,
        end=fault.place.end,
        instead=None if fault.instead is None else encodable(fault.instead),
        where=None if fault.where is None else _trace(fault.where),
    )


def _trace(span: Span) -> TracePart:
    return TracePart(report=span.report, start=span.start, end=span.end)
