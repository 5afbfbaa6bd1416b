"""The contract `headwater/brief/1`: what a brief looks like as JSON, and its JSON Schema.

Field names are a promise: more may be added, none renamed. Offsets are code points into the `text` of the report they
belong to, half-open. Days and instants are ISO 8601.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import GenerateJsonSchema

SCHEMA_NAME: Literal["headwater/brief/1"] = "headwater/brief/1"
SCHEMA_ID = "urn:headwater:brief:1"
LINEAGE_NAME: Literal["headwater/lineage/1"] = "headwater/lineage/1"
LINEAGE_ID = "urn:headwater:lineage:1"

IsoTime = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d(:\d\d)?)?)?$")]
IsoDay = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]
Share = Annotated[float, Field(ge=0, le=1)]
Place = Annotated[int, Field(ge=0)]


class Part(BaseModel):
    """A piece of the contract, frozen once built; open to more fields, as the contract promises."""

    model_config = ConfigDict(frozen=True)


class SpanPart(Part):
    """A piece of the text of the report it stands in."""

    start: Place
    end: Place


class TracePart(Part):
    """A piece of the text of the report it names."""

    report: str
    start: Place
    end: Place


class PagePart(Part):
    """What came in."""

    address: str
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    media_type: str
    fetched_at: IsoTime | None


class CreditPart(Part):
    """An agency named in a report, with the part it had."""

    agency: str
    role: Literal["origin", "relay", "photo", "contribution"]
    span: SpanPart


class DatelinePart(Part):
    """Where, when and by which agencies a report says it was filed."""

    place: str | None
    region: str | None
    date: IsoDay | None
    agencies: list[str]
    span: SpanPart


class BlockPart(SpanPart):
    """A named piece of a report's text, with the reason for its name."""

    kind: str
    reason: str


class SpeakerPart(Part):
    """Who is said to have said it, as printed; `entity` is the id of one of the story's entities. Where it is null,
    `entity_unresolved` says why."""

    text: str
    span: SpanPart
    entity: str | None
    entity_unresolved: str | None


class RelayPart(Part):
    """An agency or outlet through which a statement came."""

    agency: str
    span: SpanPart


class MomentPart(Part):
    """A time expression and the interval it means; `start` and `end` are both inclusive."""

    span: SpanPart | None
    start: IsoTime | None
    end: IsoTime | None
    precision: str
    timex: str
    timex_type: str
    derived_from: str
    anchor: SpanPart | None
    unresolved: str | None


class StatementPart(Part):
    """One thing that someone is said to have said. Where `speaker` is null, `speaker_unresolved` says why.

    `relay` runs from the outlet to the speaker. Claims and findings rest only on statements that are `sure`.
    """

    id: str
    speaker: SpeakerPart | None
    speaker_unresolved: str | None
    cue: SpanPart | None
    content: list[SpanPart]
    mode: Literal["direct", "indirect", "mixed"]
    addressee: SpeakerPart | None
    relay: list[RelayPart]
    said: MomentPart | None
    confidence: Share
    sure: bool
    stance: Literal["asserted", "denied", "refused", "asked"]
    part: Literal["body", "headline"]


class QuotationPart(SpanPart):
    """The words inside one pair of quotation marks; `statement` is the id of the statement they belong to."""

    statement: str | None


class FigurePart(Part):
    """A number with its unit, its bound and what it counts."""

    span: SpanPart
    number: float | None
    low: float | None
    high: float | None
    bound: str
    unit: str | None
    counts: str | None
    counts_span: SpanPart | None
    per: str | None
    kind: str
    change: Literal["none", "up", "down"]


class ReportPart(Part):
    """One outlet's text, with everything that was read off it."""

    id: str
    page: PagePart
    outlet: str | None
    agency: str | None
    language: str
    headline: str | None
    byline: list[str]
    dateline: DatelinePart | None
    published_at: IsoTime | None
    credits: list[CreditPart]
    text: str
    blocks: list[BlockPart]
    sentences: list[SpanPart]
    statements: list[StatementPart]
    quotations: list[QuotationPart]
    moments: list[MomentPart]
    figures: list[FigurePart]
    notes: list[str]


class EntityPart(Part):
    """A person, organisation or place of a story, with every name that means it."""

    id: str
    kind: Literal["person", "organisation", "place"]
    name: str
    variants: list[str]
    roles: list[str]
    mentions: list[TracePart]
    why: list[str]


class UnseenPart(Part):
    """An agency or outlet that is credited and whose text is not held."""

    id: str
    name: str
    credited_by: list[TracePart]
    passages: list[TracePart]
    why: str


class DirectionPart(Part):
    """Why the parent is taken for the earlier text."""

    evidence: list[str]
    confidence: Share


class PairPart(Part):
    """A sentence of the copy and the sentence of its parent that it says again, as places in `sentences`."""

    child_sentence: Place
    parent_sentence: Place
    score: float
    change: Literal["same", "edited", "reworded"]


class LinkPart(Part):
    """One text made from another."""

    child: str
    parent: str
    kind: Literal["reprint", "rewrite", "excerpt", "credits"]
    coverage: Share
    order: Share
    direction: DirectionPart
    pairs: list[PairPart]


class UndecidedPart(Part):
    """Two reports of which it cannot be told whether, or which way, one was made from the other."""

    a: str
    b: str
    reason: str


class ApartPart(Part):
    """Two reports that look like copies and are none."""

    a: str
    b: str
    reason: str


class HousePart(Part):
    """Reports of outlets under one owner, counted as one."""

    owner: str
    reports: list[str]


class LineagePart(Part):
    """Who copied whom in a story."""

    origins: list[str]
    unseen: list[UnseenPart]
    independent_origins: Place
    links: list[LinkPart]
    unresolved: list[UndecidedPart]
    apart: list[ApartPart]
    houses: list[HousePart]


class ClaimPart(Part):
    """One thing that one or more reports say; `said_by` is the id of an entity."""

    id: str
    text: str
    said_by: str | None
    support: list[TracePart]
    reports: Place
    independent_origins: Place


class WordDiffPart(Part):
    """A run of words before and after."""

    change: Literal["same", "added", "removed", "replaced"]
    before: str
    after: str


class FindingPart(Part):
    """A difference between reports worth a reader's eye."""

    kind: Literal[
        "altered-quotation",
        "contradiction",
        "headline-unsupported",
        "figure-drift",
        "date-drift",
        "modality-change",
        "dropped-credit",
        "missing-relay",
        "only-in",
    ]
    summary: str
    evidence: list[TracePart]
    before: str | None
    after: str | None
    confidence: Share
    diff: list[WordDiffPart]


class EventPart(Part):
    """One line of the timeline."""

    start: IsoTime
    end: IsoTime
    precision: str
    text: str
    sources: list[TracePart]
    independent_origins: Place
    status: Literal["happened", "announced", "planned"]
    is_background: bool


class ToldPart(Part):
    """One sentence of the brief, with the spans it rests on."""

    text: str
    sources: list[TracePart]
    independent_origins: Place


class DroppedPart(Part):
    """A proposed sentence that is not told, and why."""

    text: str
    reason: str


class ProposedPart(Part):
    """What became of the sentences that a language model proposed."""

    model: str
    passed: Annotated[int, Field(ge=0)]
    dropped: list[DroppedPart]
    failed: str | None


class StoryPart(Part):
    """The whole account of one event."""

    id: str
    title: str
    reports: list[ReportPart]
    entities: list[EntityPart]
    lineage: LineagePart
    claims: list[ClaimPart]
    findings: list[FindingPart]
    timeline: list[EventPart]
    synopsis: list[ToldPart]
    takeaways: list[ToldPart]
    proposed: ProposedPart | None = None


class LeftOutPart(Part):
    """A page that was not told, and why."""

    page: str
    reason: str


class Document(Part):
    """What `headwater brief --format json` prints."""

    # Pydantic keeps `schema` for itself, so the field has another name inside and its contract name outside.
    contract: Annotated[Literal["headwater/brief/1"], Field(alias="schema")] = SCHEMA_NAME
    generated_by: str
    stories: list[StoryPart]
    left_out: list[LeftOutPart]


class TracedReportPart(Part):
    """A report in a lineage: what it is called and when it was printed."""

    id: str
    address: str
    outlet: str | None
    agency: str | None
    headline: str | None
    published_at: IsoTime | None


class TracedStoryPart(Part):
    """A story and who copied whom in it."""

    id: str
    title: str
    reports: list[TracedReportPart]
    lineage: LineagePart


class LineageDocument(Part):
    """What `headwater lineage --format json` prints."""

    contract: Annotated[Literal["headwater/lineage/1"], Field(alias="schema")] = LINEAGE_NAME
    generated_by: str
    stories: list[TracedStoryPart]
    left_out: list[LeftOutPart]


class PublishedSchema(GenerateJsonSchema):
    """JSON Schema without the titles pydantic makes up from field names."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False


def brief_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the contract, ready to be printed."""
    schema = Document.model_json_schema(mode="serialization", schema_generator=PublishedSchema)
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        "$id": SCHEMA_ID,
        **schema,
        "title": SCHEMA_NAME,
    }


def lineage_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `headwater lineage` prints."""
    schema = LineageDocument.model_json_schema(mode="serialization", schema_generator=PublishedSchema)
    return {"$schema": GenerateJsonSchema.schema_dialect, "$id": LINEAGE_ID, **schema, "title": LINEAGE_NAME}


def print_json(document: Document | LineageDocument) -> str:
    """The document as JSON: two spaces, fields in the order of the contract, the same bytes for the same brief."""
    return document.model_dump_json(indent=2, by_alias=True) + "\n"
