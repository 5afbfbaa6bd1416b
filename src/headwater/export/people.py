"""Which entity of the story a report's own entity is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from headwater.vocabulary.entity import Entity, EntityId
from headwater.vocabulary.story import Story


@dataclass(frozen=True, slots=True)
class StoryPeople:
    """The entities of a story under their own ids and under the ids they had in each report."""

    by_id: Mapping[EntityId, Entity]

    def find(self, entity_id: EntityId | None) -> Entity | None:
        """The story's entity of that id, if the story joined it into one."""
        return self.by_id.get(entity_id) if entity_id is not None else None

    def id_of(self, entity_id: EntityId | None) -> EntityId | None:
        """The story's id for a report's id; the report's own where the story did not join it."""
        entity = self.find(entity_id)
        return entity.id if entity else entity_id


def people_of(story: Story) -> StoryPeople:
    """Join the entities of the reports to those of the story by the places where they are mentioned."""
    by_mention = {mention: entity for entity in story.entities for mention in entity.mentions}
    own = {entity.id: entity for entity in story.entities}
    joined = {
        entity.id: by_mention[mention]
        for report in story.reports
        for entity in report.entities
        for mention in entity.mentions[:1]
        if mention in by_mention
    }
    return StoryPeople({**joined, **own})
