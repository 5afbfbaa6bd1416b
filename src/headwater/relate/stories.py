"""Stories of a pile: which of the reports at hand tell of one event.

A pile goes through the same desk as an archive, so both tell the same stories. It is put in order of time first: what
becomes of a report does not hang on how the pile was handed in.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from headwater.relate.desk import Desk
from headwater.relate.profiles import Kind, instant_of, kind_of_places, profile_of
from headwater.relate.subjects import subject_of
from headwater.vocabulary.span import ReportId
from headwater.vocabulary.subject import Subject

__all__ = ["group_subjects", "likeness", "subject_of"]


def group_subjects(subjects: Sequence[Subject], desk: Desk | None = None) -> list[list[int]]:
    """The places of the subjects, grouped by story; groups and members in the order they came."""
    desk = desk or Desk()
    stories: dict[str, str] = {}
    placed: dict[int, str] = {}
    order = sorted(range(len(subjects)), key=lambda place: _order(subjects[place]))
    placements = desk.place_many([ReportId(f"r{place}") for place in order], [subjects[place] for place in order])
    for place, placement in zip(order, placements, strict=True):
        placed[place] = placement.story
        for event in placement.events:
            if event.change == "merged" and event.other is not None:
                stories[event.story] = event.other
            if event.change == "left" and event.other is not None:
                placed.update({int(report[1:]): event.other for report in event.reports})
    groups: dict[str, list[int]] = {}
    for place in range(len(subjects)):
        story = placed[place]
        while story in stories:
            story = stories[story]
        groups.setdefault(story, []).append(place)
    return list(groups.values())


def _order(subject: Subject) -> tuple[bool, float, bytes, tuple[str, ...]]:
    at = instant_of(subject.at)
    # Undated reports first: .923 of politics, .920 with them last.
    return not math.isnan(at), 0.0 if math.isnan(at) else at, subject.sketch, subject.words


def likeness(first: Subject, second: Subject) -> float:
    """How much two reports have in common by their telling words, from 0 to 1."""
    words = kind_of_places(Kind.WORDS)
    one, other = profile_of(first), profile_of(second)
    shared, at, there = np.intersect1d(one.terms[words], other.terms[words], return_indices=True)
    return float((one.weights[words][at] * other.weights[words][there])[shared > 0].sum())
