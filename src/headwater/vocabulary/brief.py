"""Briefs: the whole account of one story, each sentence with its trace."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.entity import EntityId
from headwater.vocabulary.moment import Precision
from headwater.vocabulary.proposal import Proposed
from headwater.vocabulary.span import Trace
from headwater.vocabulary.story import Story

ClaimId = NewType("ClaimId", str)


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that one or more reports say, with who says so; its weight is the number of independent origins."""

    id: ClaimId
    text: str
    said_by: EntityId | None
    support: Trace
    reports: int
    independent_origins: int


class FindingKind(StrEnum):
    """The differences worth a reader's eye, what would embarrass a newsroom first."""

    ALTERED_QUOTATION = "altered-quotation"
    CONTRADICTION = "contradiction"
    HEADLINE_UNSUPPORTED = "headline-unsupported"
    FIGURE_DRIFT = "figure-drift"
    DATE_DRIFT = "date-drift"
    MODALITY_CHANGE = "modality-change"
    DROPPED_CREDIT = "dropped-credit"
    MISSING_RELAY = "missing-relay"
    ONLY_IN = "only-in"


class WordChange(StrEnum):
    """What happened to a run of words between two texts."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class WordDiff:
    """A run of words as it stood before and as it stands after; either side may be empty."""

    change: WordChange
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A difference between reports worth a reader's eye, with its evidence. `before` and `after` are the words on
    either side where there are two sides; `diff` walks from one to the other."""

    kind: FindingKind
    summary: str
    evidence: Trace
    before: str | None
    after: str | None
    confidence: float
    diff: tuple[WordDiff, ...] = ()


class EventStatus(StrEnum):
    """Whether an event took place, was announced, or is planned, as its reports tell it."""

    HAPPENED = "happened"
    ANNOUNCED = "announced"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the timeline. What lies well before the first report was printed is background to the story."""

    start: date | datetime
    end: date | datetime
    precision: Precision
    text: str
    sources: Trace
    independent_origins: int
    status: EventStatus
    is_background: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of the brief, with the spans it rests on and the independent origins behind them."""

    text: str
    sources: Trace
    independent_origins: int


@dataclass(frozen=True, slots=True)
class Brief:
    """The account of one story; `proposed` says what a language model had a hand in, if one was asked."""

    story: Story
    title: str
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    timeline: tuple[Event, ...]
    synopsis: tuple[Told, ...]
    takeaways: tuple[Told, ...]
    proposed: Proposed | None = None


class Edition(list[Brief]):
    """The briefs of one run, in order, and what was left out of it, each page with its reason."""

    def __init__(self, briefs: Iterable[Brief] = (), left_out: Iterable[LeftOut] = ()) -> None:
        super().__init__(briefs)
        self.left_out: tuple[LeftOut, ...] = tuple(left_out)
