"""Reports put together: a story with its people and bodies joined and its lineage traced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from headwater.relate.entities import join_entities
from headwater.relate.lineage import trace_lineage
from headwater.vocabulary.entity import Entity, EntityId
from headwater.vocabulary.ownership import Owners
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import Span
from headwater.vocabulary.statement import Speaker
from headwater.vocabulary.story import Story, StoryId


def story_of(reports: Sequence[Report], owners: Owners | None = None) -> Story:
    """The one story that these reports tell; that they belong together the caller knows. Outlets that `owners` puts
    under one hand are counted as one.

    Its id is made from its reports' ids: the same reports are the same story everywhere.
    """
    entities = join_entities(reports)
    digest = sha256(" ".join(sorted(report.id for report in reports)).encode()).hexdigest()
    return Story(
        id=StoryId(f"s{digest[:16]}"),
        reports=with_story_names(reports, entities),
        entities=entities,
        lineage=trace_lineage(reports, owners),
    )


def with_story_names(reports: Sequence[Report], entities: Iterable[Entity]) -> tuple[Report, ...]:
    """The reports of a story with their speakers called by the entities of the story."""
    joined = {mention: entity.id for entity in entities for mention in entity.mentions}
    return tuple(_with_story_names(report, joined) for report in reports)


def _with_story_names(report: Report, joined: Mapping[Span, EntityId]) -> Report:
    """The report with its speakers called by the entities of the story."""
    ids = {
        entity.id: joined[mention] for entity in report.entities for mention in entity.mentions[:1] if mention in joined
    }

    def renamed(speaker: Speaker) -> Speaker:
        return replace(speaker, entity=ids.get(speaker.entity)) if speaker.entity else speaker

    statements = tuple(
        replace(
            statement,
            speaker=renamed(statement.speaker) if isinstance(statement.speaker, Speaker) else statement.speaker,
            addressee=renamed(statement.addressee) if statement.addressee else None,
        )
        for statement in report.statements
    )
    return replace(report, statements=statements)
