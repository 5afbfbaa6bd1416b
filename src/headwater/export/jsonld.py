"""A story in the words of schema.org, as JSON-LD: NewsArticle, Claim, Quotation, and who is in them.

A copy `isBasedOn` what it was made from; an agency it credits stands in `creditText`. A claim's `appearance` are all
the reports that make it, its `firstAppearance` the one printed first, where their days tell one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from headwater.export.identifiers import identifier, printed_body, web_address
from headwater.export.people import StoryPeople, people_of
from headwater.export.shown import encodable
from headwater.vocabulary.brief import Brief, Claim
from headwater.vocabulary.entity import Entity, EntityKind
from headwater.vocabulary.lineage import LinkKind
from headwater.vocabulary.report import CreditRole, Report
from headwater.vocabulary.span import ReportId
from headwater.vocabulary.statement import Mode, Speaker
from headwater.vocabulary.story import Story

_KINDS = {EntityKind.PERSON: "Person", EntityKind.ORGANISATION: "Organization", EntityKind.PLACE: "Place"}


def print_json_ld(brief: Brief) -> str:
    """One story as a JSON-LD document: a graph in which every node has its id."""
    story = brief.story
    graph: list[dict[str, Any]] = [_entity(entity) for entity in story.entities]
    graph += [_article(report, story) for report in story.reports]
    graph += [
        {"@type": "CreativeWork", "@id": identifier("unseen", unseen.id), "name": encodable(unseen.name)}
        for unseen in story.lineage.unseen
    ]
    people = people_of(story)
    graph += [_claim(claim, story, people) for claim in brief.claims]
    graph += _quotations(story, people)
    return json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _entity(entity: Entity) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@type": _KINDS[entity.kind],
        "@id": identifier("entity", entity.id),
        "name": encodable(entity.name),
    }
    if others := [encodable(name) for name in entity.variants if name != entity.name]:
        node["alternateName"] = others
    return node


def _article(report: Report, story: Story) -> dict[str, Any]:
    masthead = report.masthead
    node: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": identifier("report", report.id),
        "inLanguage": report.language,
        "articleBody": printed_body(report),
        "mentions": [
            {"@id": identifier("entity", entity.id)}
            for entity in story.entities
            if any(span.report == report.id for span in entity.mentions)
        ],
    }
    told = {
        "url": web_address(report),
        "headline": report.headline,
        "datePublished": masthead.published_at.isoformat() if masthead.published_at else None,
        "dateline": masthead.dateline.span.of(report.text) if masthead.dateline else None,
        "creditText": ", ".join(_credited(report)) or None,
    }
    node |= {key: encodable(value) for key, value in told.items() if value}
    if masthead.byline:
        node["author"] = [{"@type": "Person", "name": encodable(name)} for name in masthead.byline]
    if masthead.outlet:
        node["publisher"] = {"@type": "Organization", "name": encodable(masthead.outlet)}
    node |= _made_from(report, story)
    return node


def _credited(report: Report) -> list[str]:
    """The agencies that the text is owed to."""
    supplied = [report.masthead.agency] if report.masthead.agency else []
    signed = [credit.agency for credit in report.masthead.credits if credit.role is not CreditRole.PHOTO]
    return list(dict.fromkeys([*supplied, *signed]))


def _made_from(report: Report, story: Story) -> dict[str, Any]:
    """The texts it is based on, and those it only names."""
    held = {str(one.id) for one in story.reports}
    made: dict[str, list[dict[str, str]]] = {}
    for link in story.lineage.links:
        if link.child == report.id:
            key = "citation" if link.kind is LinkKind.CREDITS else "isBasedOn"
            kind = "report" if str(link.parent) in held else "unseen"
            made.setdefault(key, []).append({"@id": identifier(kind, link.parent)})
    return made


def _claim(claim: Claim, story: Story, people: StoryPeople) -> dict[str, Any]:
    reports = list(dict.fromkeys(span.report for span in claim.support))
    node: dict[str, Any] = {
        "@type": "Claim",
        "@id": identifier("claim", claim.id),
        "text": encodable(claim.text),
        "appearance": [{"@id": identifier("report", report)} for report in reports],
    }
    if (first := _first(reports, story)) is not None:
        node["firstAppearance"] = {"@id": identifier("report", first)}
    if (entity := people.find(claim.said_by)) is not None and entity.kind is not EntityKind.PLACE:
        node["author"] = {"@id": identifier("entity", entity.id)}
    return node


def _first(reports: list[ReportId], story: Story) -> ReportId | None:
    """The report printed on an earlier day than the others; none where a day is missing or two share it."""
    days = [story.report(report).masthead.day for report in reports]
    known = [day for day in days if day is not None]
    if len(known) < len(days) or not known or known.count(min(known)) > 1:
        return None
    return reports[known.index(min(known))]


def _quotations(story: Story, people: StoryPeople) -> Iterator[dict[str, Any]]:
    """The words inside quotation marks whose speaker is known."""
    for report in story.reports:
        for statement in report.statements:
            speaker = statement.speaker
            quoted = [one for one in report.quotations if one.statement == statement.id]
            if statement.mode is Mode.INDIRECT or not isinstance(speaker, Speaker) or not quoted:
                continue
            entity = people.find(speaker.entity)
            node: dict[str, Any] = {
                "@type": "Quotation",
                "@id": identifier("quotation", statement.id),
                "text": encodable(" … ".join(one.span.of(report.text) for one in quoted)),
                "isPartOf": {"@id": identifier("report", report.id)},
                "creditText": encodable(speaker.text),
            }
            if entity is not None and entity.kind is not EntityKind.PLACE:
                node["spokenByCharacter"] = {"@id": identifier("entity", entity.id)}
            yield node
