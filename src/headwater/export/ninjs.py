"""Reports as IPTC ninjs 3.1 items (https://iptc.org/standards/ninjs/), one item a report.

What ninjs has a property for stands there; lineage as associations, whose `rel` tells how the item was made from the
associated one. A day, and a time without its zone, are no date-time of ninjs: `contentCreated` is there only where the
page tells an instant, and what it prints stands in a description with the role 'published'.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from headwater.export.identifiers import identifier, printed_body, web_address
from headwater.export.shown import encodable
from headwater.vocabulary.brief import Brief
from headwater.vocabulary.entity import Entity, EntityKind
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import ReportId
from headwater.vocabulary.story import Story

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
_LISTS = {EntityKind.PERSON: "people", EntityKind.ORGANISATION: "organisations", EntityKind.PLACE: "places"}


def ninjs_items(brief: Brief) -> Iterator[tuple[ReportId, str]]:
    """The items of a story, each as one line of JSON, with the ids of their reports."""
    for report in brief.story.reports:
        item = _item(report, brief)
        yield report.id, json.dumps(item, ensure_ascii=False, separators=(",", ":"))


def _item(report: Report, brief: Brief) -> dict[str, Any]:
    story, masthead = brief.story, report.masthead
    body = printed_body(report)
    item: dict[str, Any] = {
        "uri": identifier("report", report.id),
        "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
        "type": "text",
        "representationType": "full",
        "language": report.language,
        "bodies": [
            {
                "role": "main",
                "contentType": "text/plain",
                "charCount": len(body),
                "wordCount": len(body.split()),
                "value": body,
            }
        ],
        "altIds": [{"role": "sha256", "value": report.page.sha256}, {"role": "story", "value": str(story.id)}],
    }
    if report.headline:
        item["headlines"] = [{"role": "main", "contentType": "text/plain", "value": encodable(report.headline)}]
    if masthead.byline:
        item["by"] = encodable("; ".join(masthead.byline))
    if masthead.dateline is not None and masthead.dateline.place:
        item["located"] = encodable(masthead.dateline.place)
    if masthead.published_at is not None:
        item["descriptions"] = [{"role": "published", "value": masthead.published_at.isoformat()}]
        if instant := _instant(masthead.published_at):
            item["contentCreated"] = instant
    if parties := list(_parties(report)):
        item["infoSources"] = parties
    if (address := web_address(report)) is not None:
        item["renditions"] = [{"name": "web", "href": address}]
    for entity in story.entities:
        if any(span.report == report.id for span in entity.mentions):
            item.setdefault(_LISTS[entity.kind], []).append(_entity(entity))
    if associations := list(_associations(report, story)):
        item["associations"] = associations
    return item


def _instant(published: date | datetime) -> str | None:
    return published.isoformat() if isinstance(published, datetime) and published.tzinfo is not None else None


def _parties(report: Report) -> Iterator[dict[str, str]]:
    """Who published it, who supplied it, and which agencies its text credits."""
    masthead = report.masthead
    named = [(masthead.outlet, "publisher"), (masthead.agency, "supplier")]
    named += [(credit.agency, credit.role.value) for credit in masthead.credits]
    yield from (
        {"name": name, "role": role}
        for name, role in dict.fromkeys((encodable(name), role) for name, role in named if name)
    )


def _entity(entity: Entity) -> dict[str, str]:
    return {"name": encodable(entity.name), "rel": "mentioned", "literal": str(entity.id)}


def _associations(report: Report, story: Story) -> Iterator[dict[str, Any]]:
    """The texts that the report was made from, each with how ('reprint of', 'rewrite of', ...)."""
    unseen = {str(one.id): one for one in story.lineage.unseen}
    held = {str(one.id): one for one in story.reports}
    for link in story.lineage.links:
        if link.child != report.id:
            continue
        parent = str(link.parent)
        if parent in held:
            name = held[parent].headline or held[parent].name
            made_from = {"uri": identifier("report", parent), "type": "text"}
        else:
            name = unseen[parent].name if parent in unseen else parent
            made_from = {"uri": identifier("unseen", parent), "type": "text"}
        yield {**made_from, "name": encodable(name), "rel": link.kind.value}
