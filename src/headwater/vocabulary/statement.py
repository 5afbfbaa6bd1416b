"""Statements: what someone is said to have said, by whom, to whom, when, and through which agency."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from headwater.vocabulary.doubt import Unresolved
from headwater.vocabulary.entity import EntityId
from headwater.vocabulary.moment import Moment
from headwater.vocabulary.span import Span

StatementId = NewType("StatementId", str)


class Mode(StrEnum):
    """Whether the words are the speaker's own."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is said to have said it: the words as printed, where they stand, and whom they mean if that is known."""

    text: str
    span: Span
    entity: EntityId | None = None


@dataclass(frozen=True, slots=True)
class Relay:
    """The agency through which a statement came ('Xinhua news agency reported'), never its speaker."""

    agency: str
    span: Span


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words inside one pair of quotation marks, without the marks; `statement` is null while nobody is known to
    have said them."""

    span: Span
    statement: StatementId | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that someone is said to have said. `content` may be in pieces; `confidence` runs from 0 to 1."""

    id: StatementId
    speaker: Speaker | Unresolved
    cue: Span | None
    content: tuple[Span, ...]
    mode: Mode
    addressee: Speaker | None
    relay: tuple[Relay, ...]
    said: Moment | None
    confidence: float
