"""Lineage: who copied whom, with the evidence, and on how many independent origins a story rests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from headwater.vocabulary.span import ReportId, Span

OriginId = NewType("OriginId", str)
"""The id of a report that is an origin, or of an unseen origin."""


class LinkKind(StrEnum):
    """How a text was made from another: word for word, in other words, in part; or only credited."""

    REPRINT = "reprint"
    REWRITE = "rewrite"
    EXCERPT = "excerpt"
    CREDITS = "credits"


class Alteration(StrEnum):
    """What became of a sentence in the copy."""

    SAME = "same"
    EDITED = "edited"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True)
class SentencePair:
    """A sentence of the copy and the sentence of its parent that it says again; both are places in `sentences`."""

    child_sentence: int
    parent_sentence: int
    score: float
    change: Alteration


@dataclass(frozen=True, slots=True)
class Direction:
    """Why the parent is taken for the earlier text: one line for each piece of evidence, and how sure that makes us."""

    evidence: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Link:
    """One text made from another. `coverage` is the share of the copy's sentences that have a pair, `order` how far
    the pairs keep the parent's order (1 is all of them)."""

    child: ReportId
    parent: OriginId
    kind: LinkKind
    coverage: float
    order: float
    direction: Direction
    pairs: tuple[SentencePair, ...]


@dataclass(frozen=True, slots=True)
class UnseenOrigin:
    """An agency or outlet that is credited and whose text we do not hold; or a text that nobody credits, of which
    several reports hold the same passages though none was made from another. `passages` are those, one or more a
    report; `why` says from what it was concluded that there is such a text."""

    id: OriginId
    name: str
    credited_by: tuple[Span, ...]
    passages: tuple[Span, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Undecided:
    """Two reports of which it cannot be told whether, or which way, one was made from the other."""

    a: ReportId
    b: ReportId
    reason: str


@dataclass(frozen=True, slots=True)
class Apart:
    """Two reports that share so much wording that one looks like a copy, and why it is none."""

    a: ReportId
    b: ReportId
    reason: str


@dataclass(frozen=True, slots=True)
class House:
    """The reports of outlets that one owner controls; they are counted as one where they are no copies."""

    owner: str
    reports: tuple[ReportId, ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """Who copied whom in one story. `origins` are reports that are nobody's copy, or unseen origins that stand for
    reports which only pass on another's text. `houses` are the outlets under one owner, if owners were given."""

    origins: tuple[OriginId, ...]
    unseen: tuple[UnseenOrigin, ...]
    links: tuple[Link, ...]
    unresolved: tuple[Undecided, ...]
    apart: tuple[Apart, ...] = ()
    houses: tuple[House, ...] = ()

    @property
    def independent_origins(self) -> int:
        """On how many independent origins the story rests; outlets of one owner are one."""
        return len({self.counted_as(origin) for origin in self.origins})

    def counted_as(self, origin: OriginId) -> OriginId:
        """The origin that stands for it where origins are counted: the first report of its house, if it has one."""
        return next((OriginId(house.reports[0]) for house in self.houses if str(origin) in house.reports), origin)

    def kin_of(self, reports: Iterable[ReportId]) -> set[str]:
        """All texts that some reports were made from or into, at however many removes, and these reports themselves."""
        beside: dict[str, list[str]] = {}
        for link in self.links:
            beside.setdefault(link.child, []).append(link.parent)
            beside.setdefault(link.parent, []).append(link.child)
        waiting: list[str] = list(reports)
        found = set(waiting)
        while waiting:
            further = [each for each in beside.get(waiting.pop(), ()) if each not in found]
            found.update(further)
            waiting += further
        return found

    def root_of(self, report: ReportId) -> OriginId:
        """The text a report goes back to: an origin, up the links, those that only credit last; itself if none."""
        parents: dict[str, OriginId] = {}
        for link in sorted(self.links, key=lambda link: link.kind is LinkKind.CREDITS):
            parents.setdefault(link.child, link.parent)
        at, passed = OriginId(report), {str(report)}
        while at not in self.origins and at in parents and parents[at] not in passed:
            at = parents[at]
            passed.add(at)
        return at
