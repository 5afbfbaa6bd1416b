"""Statements, claims and findings as Web Annotations (https://www.w3.org/TR/annotation-model/) into the reports' texts.

One AnnotationCollection a story, with all its annotations on one page. Each target names the report's text and tells
the place twice: by its code points (TextPositionSelector) and by its words with those around them (TextQuoteSelector),
so that it is found again where the text has shifted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from headwater.export.identifiers import identifier, web_address
from headwater.export.people import people_of
from headwater.export.shown import encodable
from headwater.version import __version__
from headwater.vocabulary.brief import Brief
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import Span
from headwater.vocabulary.statement import Speaker, Statement
from headwater.vocabulary.story import Story

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# Words on either side that tell one 'he said' from the next; browsers' text fragments take about as much.
_AROUND = 32


def print_annotations(brief: Brief) -> str:
    """The annotations of one story as JSON-LD."""
    story = brief.story
    items = [*_statements(story), *_claims(brief), *_findings(brief)]
    program = {"id": identifier("program", "headwater", __version__), "type": "Software", "name": "headwater"}
    for item in items:
        item["creator"] = program
    collection = identifier("annotations", story.id)
    document = {
        "@context": CONTEXT,
        "id": collection,
        "type": "AnnotationCollection",
        "label": encodable(brief.title),
        "total": len(items),
        "first": {
            "id": f"{collection}:1",
            "type": "AnnotationPage",
            "partOf": collection,
            "startIndex": 0,
            "items": items,
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _statements(story: Story) -> Iterator[dict[str, Any]]:
    people = people_of(story)
    for report in story.reports:
        for statement in report.statements:
            if not statement.content:
                continue
            bodies = [_words(_who(statement), "describing")]
            speaker = statement.speaker
            if isinstance(speaker, Speaker) and (entity := people.id_of(speaker.entity)) is not None:
                bodies.append(
                    {"type": "SpecificResource", "source": identifier("entity", entity), "purpose": "linking"}
                )
            tags = ("statement", statement.mode.value, statement.stance.value)
            bodies += [_words(tag, "tagging") for tag in tags]
            yield _annotation("statement", str(statement.id), "describing", bodies, statement.content, story)


def _who(statement: Statement) -> str:
    speaker = statement.speaker
    if not isinstance(speaker, Speaker):
        return f"speaker not known: {speaker.reason}"
    relays = "".join(f", by way of {relay.agency}" for relay in statement.relay)
    return f"said by {speaker.text}{relays}"


def _claims(brief: Brief) -> Iterator[dict[str, Any]]:
    for claim in brief.claims:
        told = f"in {claim.reports} reports, {claim.independent_origins} independent origins"
        bodies = [_words(claim.text, "describing"), _words(told, "assessing"), _words("claim", "tagging")]
        yield _annotation("claim", str(claim.id), "describing", bodies, claim.support, brief.story)


def _findings(brief: Brief) -> Iterator[dict[str, Any]]:
    for number, finding in enumerate(brief.findings, 1):
        bodies = [_words(finding.summary, "assessing"), _words(finding.kind.value, "tagging")]
        name = f"{brief.story.id}.f{number}"
        if finding.evidence:
            yield _annotation("finding", name, "assessing", bodies, finding.evidence, brief.story)


def _annotation(
    kind: str, name: str, motivation: str, bodies: list[dict[str, Any]], spans: Iterable[Span], story: Story
) -> dict[str, Any]:
    return {
        "id": identifier(kind, name),
        "type": "Annotation",
        "motivation": motivation,
        "body": bodies,
        "target": [_target(span, story.report(span.report)) for span in dict.fromkeys(spans)],
    }


def _words(value: str, purpose: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": encodable(value), "format": "text/plain", "purpose": purpose}


def _target(span: Span, report: Report) -> dict[str, Any]:
    text = encodable(report.text)
    where: dict[str, Any] = {
        "id": identifier("report", report.id),
        "type": "Text",
        "format": "text/plain",
        "language": report.language,
    }
    if (address := web_address(report)) is not None:
        where["via"] = address
    return {
        "type": "SpecificResource",
        "source": where,
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": text[span.start : span.end],
                "prefix": text[max(0, span.start - _AROUND) : span.start],
                "suffix": text[span.end : span.end + _AROUND],
            },
        ],
    }
