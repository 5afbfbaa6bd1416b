"""Subjects: what a report is about, as far as grouping it with others needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Subject:
    """The telling features of one report, small enough to keep beside it for ever: a few hundred bytes.

    Words, names and numbers are hashed to 32 bits, the heaviest first; `weights` go with `words`. `sketch` is the
    signature of its wording. `at` is when it was filed or published as far as it says, else null.
    """

    words: tuple[int, ...]
    weights: tuple[float, ...]
    headline: tuple[int, ...]
    names: tuple[int, ...]
    figures: tuple[int, ...]
    sketch: bytes
    at: date | datetime | None
    outlet: str | None
