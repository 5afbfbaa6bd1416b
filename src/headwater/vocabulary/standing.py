"""Standings: what a newsroom has been told of a story, so that it is told each thing once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """What was told of a story: its independent origins, and the digests of its findings."""

    origins: int
    findings: tuple[str, ...] = ()
