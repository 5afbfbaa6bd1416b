"""What the verbs of an archive print as JSON: stories, hits, checks, additions, figures, alerts, comparisons.

The fields are those of the vocabulary; like the brief's they are a promise: more may be added, none renamed.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from headwater.export.contract import Part, PublishedSchema
from headwater.export.shown import encodable
from headwater.version import __version__
from headwater.vocabulary.archive import Added, Additions, ArchiveStats, Hit, Hits, StoryRow, StoryRows
from headwater.vocabulary.check import Answer, Checked
from headwater.vocabulary.comparison import Comparison, Comparisons
from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.lineage import Link
from headwater.vocabulary.watch import Alert

_GENERATED_BY = f"headwater {__version__}"


class StoriesDocument(Part):
    """What `headwater stories --format json` prints: a page of the list, and how many stories there are in all."""

    contract: Annotated[Literal["headwater/stories/1"], Field(alias="schema")] = "headwater/stories/1"
    generated_by: str = _GENERATED_BY
    total: int
    stories: list[StoryRow]


class HitsDocument(Part):
    """What `headwater search --format json` prints: a page of the hits, and how many reports were found in all."""

    contract: Annotated[Literal["headwater/search/1"], Field(alias="schema")] = "headwater/search/1"
    generated_by: str = _GENERATED_BY
    total: int
    hits: list[Hit]


class CheckDocument(Part):
    """What `headwater check --format json` prints: for each piece of the text who says it, the nearest story first."""

    contract: Annotated[Literal["headwater/check/1"], Field(alias="schema")] = "headwater/check/1"
    generated_by: str = _GENERATED_BY
    text: str
    answers: list[Answer]
    links: list[Link]
    left_out: list[LeftOut]


class AdditionsDocument(Part):
    """What `headwater add --format json` prints: what became of each page."""

    contract: Annotated[Literal["headwater/additions/1"], Field(alias="schema")] = "headwater/additions/1"
    generated_by: str = _GENERATED_BY
    added: list[Added]
    held: list[str]
    left_out: list[LeftOut]


class StatsDocument(Part):
    """What `headwater stats --format json` prints."""

    contract: Annotated[Literal["headwater/stats/1"], Field(alias="schema")] = "headwater/stats/1"
    generated_by: str = _GENERATED_BY
    stats: ArchiveStats


class AlertDocument(Part):
    """One line of a file of alerts, and the body a webhook is handed."""

    contract: Annotated[Literal["headwater/alert/1"], Field(alias="schema")] = "headwater/alert/1"
    generated_by: str = _GENERATED_BY
    alert: Alert


class CompareDocument(Part):
    """What `headwater compare --format json` prints: the outlets of each story side by side."""

    contract: Annotated[Literal["headwater/compare/1"], Field(alias="schema")] = "headwater/compare/1"
    generated_by: str = _GENERATED_BY
    comparisons: list[Comparison]
    left_out: list[LeftOut]


ARCHIVE_DOCUMENTS: dict[str, type[Part]] = {
    "stories": StoriesDocument,
    "search": HitsDocument,
    "check": CheckDocument,
    "additions": AdditionsDocument,
    "stats": StatsDocument,
    "alert": AlertDocument,
    "compare": CompareDocument,
}


def stories_document(rows: StoryRows) -> StoriesDocument:
    """A page of stories as its document."""
    return StoriesDocument(total=rows.total, stories=list(rows))


def hits_document(hits: Hits) -> HitsDocument:
    """A page of hits as its document."""
    return HitsDocument(total=hits.total, hits=list(hits))


def check_document(checked: Checked) -> CheckDocument:
    """A check as its document."""
    return CheckDocument(
        text=checked.text,
        answers=list(checked.answers),
        links=list(checked.links),
        left_out=list(checked.left_out),
    )


def additions_document(additions: Additions) -> AdditionsDocument:
    """What was added as its document."""
    return AdditionsDocument(added=list(additions), held=additions.held, left_out=additions.left_out)


def compare_document(comparisons: Comparisons) -> CompareDocument:
    """The comparisons of a run as their document."""
    return CompareDocument(comparisons=list(comparisons), left_out=list(comparisons.left_out))


def print_archive_json(document: Part) -> str:
    """The document as JSON: two spaces, fields in the order of the contract."""
    return _bytes(document, indent=2) + "\n"


def alert_line(alert: Alert) -> str:
    """An alert as one line of JSON, without its end."""
    return _bytes(AlertDocument(alert=alert), indent=None)


def archive_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one of these documents."""
    model = ARCHIVE_DOCUMENTS[name]
    schema = model.model_json_schema(mode="serialization", schema_generator=PublishedSchema)
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        "$id": f"urn:headwater:{name}:1",
        **schema,
        "title": f"headwater/{name}/1",
    }


def encodable_json(value: Any) -> str:
    """A value as one line of JSON, every string fit for UTF-8."""
    return _ANY.dump_json(_encodable(value)).decode()


_ANY: TypeAdapter[Any] = TypeAdapter(Any)


def _bytes(document: Part, indent: int | None) -> str:
    return _ANY.dump_json(_encodable(document.model_dump(by_alias=True)), indent=indent).decode()


def _encodable(value: Any) -> Any:
    """The value with every string fit for UTF-8: addresses come from file systems."""
    if isinstance(value, str):
        return encodable(str(value))
    if isinstance(value, dict):
        return {key: _encodable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_encodable(each) for each in value]
    return value
