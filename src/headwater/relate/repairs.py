"""Repairs: what a new report shows about stories that were told apart too early, looked at once, at a bounded cost.

A report that belongs about as surely to two stories binds them if the reports that each keeps belong to the other, too;
then the younger goes into the older. No chain is followed: one report, two stories, at most eight comparisons.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from headwater.relate.active import Active
from headwater.relate.lately import Lately
from headwater.relate.measures import Look, measure
from headwater.relate.profiles import Profile
from headwater.relate.story_model import StoryModel

# The report must belong to both, and the kept reports of each to the other on average.
BINDS_FROM, MEET_FROM = 0.8, 0.6


@dataclass(frozen=True, slots=True)
class Bench:
    """What two stories are compared with."""

    active: Active
    lately: Lately
    look: Look
    model: StoryModel


def belonging(bench: Bench, row: int, number: int, without: int | None = None, profile: Profile | None = None) -> float:
    """How probably the report of a row, or the one given, belongs to a story; `without` is a row of the story that is
    left out of its members (not of its middle, where one of several weighs little)."""
    profile = profile or bench.active.rows.profile(row)
    kept = bench.active.members[number].copy()
    if without is not None:
        rest = [one for one in kept.tolist() if one not in (without, -1)]
        bench.active.members[number] = rest + [-1] * (len(kept) - len(rest))
    measured = measure(bench.look, profile, bench.lately.rarity_of(profile), bench.active, np.array([number]))
    bench.active.members[number] = kept
    return float(bench.model.probabilities(measured)[0])


def bond(bench: Bench, first: int, second: int) -> float:
    """How probably two stories are one: the mean over the reports that each keeps of how they belong to the other."""
    pairs = [(row, second) for row in bench.active.kept(first)] + [(row, first) for row in bench.active.kept(second)]
    return float(np.mean([belonging(bench, row, number) for row, number in pairs]))
