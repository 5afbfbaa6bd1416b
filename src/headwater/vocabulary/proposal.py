"""Proposals: what a language model was asked, what it proposed to tell, and what became of each sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a question: `role` is 'system' or 'user'."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What an endpoint answered. `cut` says why it is not whole, if it is not; `tokens` are those of question and
    answer together, as the endpoint counts them, else estimated."""

    text: str
    tokens: int
    cut: str | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """A proposed sentence that is not told, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """What became of the proposals for a brief: how many sentences passed the gate, which were dropped, and what went
    wrong with the endpoint, if anything did."""

    model: str
    passed: int
    dropped: tuple[Dropped, ...] = ()
    failed: str | None = None
