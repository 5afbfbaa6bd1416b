"""Doubt as a value: what could not be decided, and what was left out, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.vocabulary.span import Span


@dataclass(frozen=True, slots=True)
class Unresolved:
    """The text does not say, and why; where it stands if it stands anywhere."""

    reason: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A page that was not told, and why. Nothing is dropped in silence."""

    page: str
    reason: str
