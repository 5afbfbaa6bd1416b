"""The contract: every document keeps it, and what it says is where it says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from headwater.export.contract import SCHEMA_NAME, brief_schema, print_json
from headwater.export.document import edition_document
from headwater.vocabulary.brief import Brief, Edition
from headwater.vocabulary.figure import Bound, Figure, FigureKind
from headwater.vocabulary.span import Span
from tests.scenes.briefs import ferry_brief, ferry_edition, make_report


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(print_json(edition_document(ferry_edition())))
    return read


def test_the_schema_is_a_schema_with_a_name_and_an_id() -> None:
    schema = brief_schema()
    Draft202012Validator.check_schema(schema)
    assert schema["title"] == SCHEMA_NAME
    assert schema["$id"] == "urn:headwater:brief:1"


def test_a_document_keeps_the_contract(document: dict[str, Any]) -> None:
    Draft202012Validator(brief_schema()).validate(document)
    assert document["schema"] == "headwater/brief/1"
    assert document["generated_by"].startswith("headwater ")


def test_an_edition_without_stories_keeps_the_contract_too() -> None:
    Draft202012Validator(brief_schema()).validate(json.loads(print_json(edition_document(Edition()))))


def test_the_same_brief_gives_the_same_bytes() -> None:
    assert print_json(edition_document(ferry_edition())) == print_json(edition_document(ferry_edition()))


def test_every_field_of_a_document_is_named_in_the_schema(document: dict[str, Any]) -> None:
    schema = brief_schema()
    named = {name for part in [schema, *schema["$defs"].values()] for name in part.get("properties", {})}
    assert _fields(document) <= named


def test_every_trace_names_a_report_and_lies_in_its_text(document: dict[str, Any]) -> None:
    (story,) = document["stories"]
    texts = {report["id"]: report["text"] for report in story["reports"]}
    traces = [trace for told in story["synopsis"] + story["takeaways"] for trace in told["sources"]]
    traces += [trace for finding in story["findings"] for trace in finding["evidence"]]
    traces += [trace for claim in story["claims"] for trace in claim["support"]]
    traces += [mention for entity in story["entities"] for mention in entity["mentions"]]
    assert traces
    assert all(0 <= trace["start"] < trace["end"] <= len(texts[trace["report"]]) for trace in traces)


def test_blocks_cover_all_of_the_text(document: dict[str, Any]) -> None:
    for report in document["stories"][0]["reports"]:
        assert "".join(report["text"][block["start"] : block["end"]] for block in report["blocks"]) == report["text"]


def test_a_speaker_points_at_the_entity_of_the_story_not_of_the_report(document: dict[str, Any]) -> None:
    (story,) = document["stories"]
    said = {statement["id"]: statement for report in story["reports"] for statement in report["statements"]}
    speakers = {one["speaker"]["entity"] for one in said.values() if one["speaker"]}
    assert speakers <= {None, *(entity["id"] for entity in story["entities"])}
    assert "e1" in speakers


def test_a_claim_is_said_by_an_entity_of_the_story(document: dict[str, Any]) -> None:
    assert [claim["said_by"] for claim in document["stories"][0]["claims"]] == [None, "e1"]


def test_an_unresolved_speaker_says_why(document: dict[str, Any]) -> None:
    statements = [one for report in document["stories"][0]["reports"] for one in report["statements"]]
    (unresolved,) = [one for one in statements if one["speaker"] is None]
    assert unresolved["speaker_unresolved"] == "no name in the paragraph"


def test_days_and_instants_are_iso(document: dict[str, Any]) -> None:
    published = [report["published_at"] for report in document["stories"][0]["reports"]]
    assert published == [None, "2025-06-03", None, "2025-06-03T07:40:00"]


def test_a_number_too_large_for_json_is_null_and_half_characters_are_replaced_in_place() -> None:
    report = make_report("odd", (), "Odd \udce9 Outlet")
    report = replace(report, text="x\udce9y", blocks=(), figures=(_endless(report.prose.span(0, 1)),))
    brief = ferry_brief()
    odd = Edition([_only(brief, replace(brief.story, reports=(report,)))])

    read = json.loads(print_json(edition_document(odd)))

    shown = read["stories"][0]["reports"][0]
    assert shown["text"] == "x\ufffdy"
    assert shown["figures"][0]["number"] is None
    Draft202012Validator(brief_schema()).validate(read)


def _endless(span: Span) -> Figure:
    return Figure(span, float("inf"), None, None, Bound.EXACT, None, None, None, None, FigureKind.BARE)


def _only(brief: Brief, story: Any) -> Brief:
    return Brief(story, brief.title, (), (), (), (), ())


def _fields(part: Any) -> set[str]:
    return set(_walk(part))


def _walk(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for name, inner in part.items():
            yield name
            yield from _walk(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _walk(inner)
