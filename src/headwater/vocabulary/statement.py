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


class Stance(StrEnum):
    """How the speaker stands to the content: said it, denied it, would not say it, or asked for it."""

    ASSERTED = "asserted"
    DENIED = "denied"
    REFUSED = "refused"
    ASKED = "asked"


class Part(StrEnum):
    """The part of the report a statement stands in."""

    BODY = "body"
    HEADLINE = "headline"


# A statement is used for claims and findings from here on; one below is more often wrong than right, so it is shown as
# uncertain and nothing is built on it. With the rules that is a tail clause with a cue of opinion ('..., X hopes'), a
# headline's colon, and a quotation nobody is named for (decisions/0003).
SURE_FROM = 0.5


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is said to have said it: the words as printed, where they stand, and whom they mean if that is known.

    Where nobody is known whom they mean, `doubt` says why: nobody of that role is named, or two people may be meant.
    """

    text: str
    span: Span
    entity: EntityId | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Relay:
    """An agency or outlet through which a statement came ('Xinhua news agency reported'), never its speaker.

    `agency` is its short name in the stylebook, or the words as printed of one the stylebook does not know.
    """

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
    """One thing that someone is said to have said. `content` may be in pieces; `confidence` runs from 0 to 1.

    `relay` runs from the outlet to the speaker: the first is whom the report has it from, the last heard the speaker.
    """

    id: StatementId
    speaker: Speaker | Unresolved
    cue: Span | None
    content: tuple[Span, ...]
    mode: Mode
    addressee: Speaker | None
    relay: tuple[Relay, ...]
    said: Moment | None
    confidence: float
    stance: Stance = Stance.ASSERTED
    part: Part = Part.BODY

    @property
    def is_sure(self) -> bool:
        """Whether claims and findings may rest on it."""
        return self.confidence >= SURE_FROM
