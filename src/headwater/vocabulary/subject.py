"""Subjects: what a report is about, as far as grouping it with others needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Subject:
    """The telling features of one report, small enough to keep beside it for ever: about a kilobyte.

    Words are kept as they are printed (in lower case), so that a story can say why a report joined it: the most telling
    first, `counts` says how often each stands in what was read; `lead` are the places in `words` of those that stand in
    the first sentences. `headline` are the words of the headline in order; `names` are names of more or fewer words as
    printed; `figures` a number and what stands after it ("12 hurt"); `days` weekdays and days of a month that the
    first sentences name; `places` where it says it happened. `sketch` holds the smallest hashes of its runs of five
    words, four bytes each, the smallest first. `length` is the number of words read. `at` is when it was published as
    far as it says, else null.
    """

    words: tuple[str, ...]
    counts: tuple[int, ...]
    lead: tuple[int, ...]
    headline: tuple[str, ...]
    names: tuple[str, ...]
    figures: tuple[str, ...]
    days: tuple[str, ...]
    places: tuple[str, ...]
    sketch: bytes
    length: int
    at: date | datetime | None
    outlet: str | None
