"""Claims: one thing that one or more reports say, on as many independent origins as really carry it.

Along a link the alignment has paired the sentences already. Across origins two sentences are one claim where they share
enough of their telling words, or where the same people do the same kind of thing on the same day. A claim is opened by
the first sentence that says it; later ones are laid beside it one by one, never closed over chains of likeness, so a
claim does not drift from sentence to sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from headwater.text.weights import SentenceTable
from headwater.vocabulary.brief import Claim, ClaimId
from headwater.vocabulary.lineage import LinkKind, OriginId
from headwater.vocabulary.span import ReportId, Span
from headwater.vocabulary.story import Story
from headwater.weigh.conflicts import find_time_conflict, is_in_conflict
from headwater.weigh.passages import Passage

# Independent sentences that say the same share this much of their weighted words; sentences of one story that share
# only its names stay under .3 (decisions/0006).
SAME_CLAIM_FROM = 0.5
_WITH_EVENT_FROM, _WITH_FIGURE_FROM, _SHARED_FROM = 0.12, 0.25, 3


@dataclass(slots=True)
class Support:
    """A claim while it is gathered: the passage that opened it first."""

    passages: list[Passage] = field(default_factory=list)

    @property
    def opening(self) -> Passage:
        """The sentence that said it first."""
        return self.passages[0]

    @property
    def origins(self) -> int:
        """The number of independent origins."""
        return len({passage.counted_as for passage in self.passages})


def gather_support(story: Story, passages: Sequence[Passage]) -> list[Support]:
    """The sentences of a story put together by what they say, in the order of the story's reports and text."""
    by_place = {(passage.report, passage.place): passage for passage in passages}
    parents = _paired_parents(story)
    table = SentenceTable([passage.stems for passage in passages])
    rows = {(passage.report, passage.place): row for row, passage in enumerate(passages)}
    told: dict[ReportId, list[Passage]] = {}
    for passage in passages:
        told.setdefault(passage.report, []).append(passage)
    gathered: list[Support] = []
    claims_of: dict[tuple[ReportId, int], list[Support]] = {}
    for report in _parents_first(story):
        own = told.get(report, [])
        likely = _nearest_claims(own, gathered, table, rows)
        for passage in own:
            paired = parents.get((report, passage.place), [])
            if any(is_in_conflict(by_place[above], passage) for above in paired):
                # What a copy changed it says on its own account, and not its parent's.
                own_origin = OriginId(report)
                counted_as = story.lineage.counted_as(own_origin)
                claims, said = [Support()], replace(passage, origin=own_origin, counted_as=counted_as)
            else:
                # A copy may tell two sentences as one: then it carries both claims.
                written = [claim for above in paired for claim in claims_of.get(above, ())]
                nearest = likely.get(passage.place)
                claims, said = written or [nearest or Support()], passage
            gathered += [claim for claim in claims if not claim.passages]
            for claim in claims:
                claim.passages.append(said)
            claims_of[report, passage.place] = claims[:1]
    order = {(passage.report, passage.place): place for place, passage in enumerate(by_place.values())}
    return sorted(gathered, key=lambda claim: order[claim.opening.report, claim.opening.place])


def _parents_first(story: Story) -> list[ReportId]:
    """The reports, each after the one it was made from."""
    parent = {each.child: each.parent for each in story.lineage.links if each.kind is not LinkKind.CREDITS}
    depth: dict[str, int] = {}
    for report in story.reports:
        at: str = report.id
        steps = 0
        while at in parent:
            at = parent[ReportId(at)]
            steps += 1
        depth[report.id] = steps
    return sorted((report.id for report in story.reports), key=lambda report: depth[report])


def _paired_parents(story: Story) -> dict[tuple[ReportId, int], list[tuple[ReportId, int]]]:
    pairs: dict[tuple[ReportId, int], list[tuple[ReportId, int]]] = {}
    for link in story.lineage.links:
        for pair in sorted(link.pairs, key=lambda pair: -pair.score):
            above = (ReportId(link.parent), pair.parent_sentence)
            pairs.setdefault((link.child, pair.child_sentence), []).append(above)
    return pairs


def _nearest_claims(
    own: Sequence[Passage],
    gathered: Sequence[Support],
    table: SentenceTable,
    rows: Mapping[tuple[ReportId, int], int],
) -> dict[int, Support]:
    """For each sentence of a report the claim of other reports that it says again, if any."""
    if not own or not gathered:
        return {}
    openings = [claim.opening for claim in gathered]
    alike = table.likeness(
        [rows[passage.report, passage.place] for passage in own],
        [rows[opening.report, opening.place] for opening in openings],
    )
    nearest: dict[int, Support] = {}
    for row, passage in enumerate(own):
        said = [
            (float(alike[row, column]), -column)
            for column in _highest(alike[row])
            if is_same_claim(passage, openings[column], float(alike[row, column]))
        ]
        if said:
            nearest[passage.place] = gathered[-max(said)[1]]
    return nearest


# Of the claims a sentence may say again the nearest are looked at closer.
_LOOKED_AT = 12


def _highest(alike: NDArray[np.float64]) -> list[int]:
    """The places of the highest likenesses, the highest first; none that is under what the mildest rule asks for."""
    places = np.flatnonzero(alike >= _WITH_EVENT_FROM)
    return [int(place) for place in places[np.argsort(-alike[places], kind="stable")[:_LOOKED_AT]]]


def is_same_claim(one: Passage, other: Passage, alike: float) -> bool:
    """Whether two sentences of different reports say the same thing, given how alike their words are.

    Never where the days they name exclude each other, where one looks ahead to what the other has behind it, where one
    says what the other tells was denied, or where two people say it. Names alone make no claim: enough of what is
    nobody's name must be shared.
    """
    if one.report == other.report or one.looks_ahead is not other.looks_ahead:
        return False
    if one.is_denial is not other.is_denial:
        return False
    if (one.days and other.days and not one.days & other.days) or find_time_conflict(one, other):
        return False
    if one.speaker and other.speaker and one.speaker != other.speaker:
        return False
    shared_events = one.events & other.events
    if len(one.people & other.people) >= 2 and shared_events and one.days & other.days:
        return alike >= _WITH_EVENT_FROM
    shared = len(one.telling & other.telling)
    if shared >= _SHARED_FROM and alike >= SAME_CLAIM_FROM:
        return True
    return shared > 0 and alike >= _WITH_FIGURE_FROM and bool(shared_events) and _has_same_figure(one, other)


def _has_same_figure(one: Passage, other: Passage) -> bool:
    return any(
        a.number is not None and a.number == b.number and a.kind is b.kind and a.unit == b.unit
        for a in one.figures
        for b in other.figures
    )


def weigh_claims(supports: Iterable[Support]) -> tuple[Claim, ...]:
    """The claims with their weight, numbered in their order."""
    return tuple(_claim(place, support) for place, support in enumerate(supports, start=1))


def _claim(place: int, support: Support) -> Claim:
    return Claim(
        id=ClaimId(f"c{place}"),
        text=support.opening.text,
        said_by=support.opening.speaker,
        support=tuple(_spans(support)),
        reports=len({passage.report for passage in support.passages}),
        independent_origins=support.origins,
    )


def _spans(support: Support) -> list[Span]:
    return [passage.span for passage in support.passages]
