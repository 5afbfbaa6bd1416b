"""Verdicts: how a sentence stands to the reports that should bear it out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from headwater.vocabulary.span import Span, Stretch, Trace


class Checked(StrEnum):
    """What the gate looks for; TRACE is the sentence as a whole, for which nothing in the reports stands."""

    NAME = "name"
    NUMBER = "number"
    DATE = "date"
    QUOTATION = "quotation"
    NEGATION = "negation"
    MODALITY = "modality"
    TRACE = "trace"


class Standing(StrEnum):
    """Whether a sentence is borne out, says something that is not found, or says it otherwise than the reports."""

    SUPPORTED = "supported"
    UNSUPPORTED = "unsupported"
    ALTERED = "altered"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing in a sentence that the reports do not bear out.

    `place` is where its words stand in the text that was checked. Where a report says something else at that point,
    `instead` are its words and `where` the span they stand at.
    """

    what: Checked
    words: str
    place: Stretch
    instead: str | None = None
    where: Span | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """One sentence of a text, how it stands, the spans it was held against, and what is wrong with it."""

    text: str
    place: Stretch
    standing: Standing
    sources: Trace
    faults: tuple[Fault, ...] = ()


def standing_of(faults: tuple[Fault, ...]) -> Standing:
    """A sentence is altered where for each of its faults a report says what it should be."""
    if not faults:
        return Standing.SUPPORTED
    return Standing.ALTERED if all(fault.instead is not None for fault in faults) else Standing.UNSUPPORTED
