"""Watching: feeds that are asked again and again, and what a newsroom is told when something happens."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.fetched import Validators
from headwater.vocabulary.page import Page
from headwater.vocabulary.span import Trace
from headwater.vocabulary.story import StoryId


@dataclass(frozen=True, slots=True)
class WaitingEntry:
    """A page that a feed told of and that is still to be fetched. `digest` is of what the feed said about it."""

    address: str
    digest: str
    tries: int = 0
    next_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WatchedFeed:
    """Where the watching of one feed stands: all that must outlive a restart.

    `done` are the digests of the entries in its last listing that are dealt with; `failures` counts the polls that
    failed one after the other, `fault` tells the last; a feed that `is_gone` is not asked any more.
    """

    address: str
    validators: Validators = field(default_factory=Validators)
    next_at: datetime | None = None
    failures: int = 0
    fault: str | None = None
    is_gone: bool = False
    done: tuple[str, ...] = ()
    waiting: tuple[WaitingEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Polled:
    """One poll of a feed: its new standing, the pages it brought, and what it could not bring, with the reasons. The
    standing counts once the pages are kept."""

    feed: WatchedFeed
    pages: tuple[Page, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldBefore:
    """What a newsroom was told of a story, so that it is told each thing once: its independent origins, and the digests
    of its findings."""

    origins: int
    findings: tuple[str, ...] = ()


class AlertKind(StrEnum):
    """What a newsroom wants to be told of."""

    NEW_STORY = "new-story"
    NEW_ORIGIN = "new-origin"
    ALTERED_QUOTATION = "altered-quotation"
    FIGURE_CHANGED = "figure-changed"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing that happened to a story. Its id is made from what happened, so that whoever is told twice can know."""

    id: str
    kind: AlertKind
    story: StoryId
    title: str
    summary: str
    at: datetime
    pages: tuple[str, ...] = ()
    evidence: Trace = ()
    before: str | None = None
    after: str | None = None
