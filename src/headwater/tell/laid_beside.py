"""Laid beside: a sentence word by word beside the report's sentence that should bear it out.

Where the two run alike and differ in a single place, what stands there on the other side is what the sentence should
have said: 'says 12, the report says 11'.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz.distance import Levenshtein

from headwater.tell.evidence import Held
from headwater.text.details import Detail


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch in which the two sentences differ, as places of details; either side may be empty. `opposite` are those
    places of the report's sentence that answer to what is in it; none where that is chance."""

    mine: range
    theirs: range
    opposite: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """A sentence beside a report's: `partner` gives for a place in the sentence the place of the same word in the
    report's, `run` how long the unbroken run of same words is that the word stands in."""

    held: Held
    partner: dict[int, int]
    back: dict[int, int]
    run: dict[int, int]
    gaps: tuple[Gap, ...]

    def gap_at(self, place: int) -> Gap | None:
        """The gap that a word of the sentence stands in."""
        return next((gap for gap in self.gaps if place in gap.mine), None)

    def brought(self, lead: Laid) -> frozenset[int]:
        """The places in runs of this sentence that the leading one does not have: most of a run must be new, or it is
        only a name that also stands elsewhere with the same words of saying around it."""
        brought: set[int] = set()
        ordered = sorted(self.partner)
        for _, group in groupby(ordered, key=lambda place: place - self.partner[place] + (self.run[place] << 20)):
            run = list(group)
            new = [place for place in run if lead.run.get(place, 0) < 2]
            if len(new) >= _LEAST_NEW and 2 * len(new) > len(run):
                brought.update(run)
        return frozenset(brought)


# A fused sentence brings a clause: so many words in a row.
_LEAST_NEW = 4

# A substitution is one word for one, now and then a name of two or three. What stands opposite a word in a longer gap
# is chance, unless the report's sentence only goes on: 'laid in 1973' beside 'laid in 1972 and due to be rebuilt'.
_LONGEST_GAP = 4


def lay_beside(told: Sequence[Detail], held: Held) -> Laid:
    """Lay a sentence beside a report's, at the least cost of words put in, left out and exchanged."""
    partner: dict[int, int] = {}
    run: dict[int, int] = {}
    rough: list[tuple[range, range]] = []
    for step in Levenshtein.opcodes(held.forms, [detail.form for detail in told]):
        theirs, mine = range(step.src_start, step.src_end), range(step.dest_start, step.dest_end)
        if step.tag == "equal":
            partner.update(zip(mine, theirs, strict=True))
            run.update(dict.fromkeys(mine, len(mine)))
        elif rough and rough[-1][0].stop == mine.start and rough[-1][1].stop == theirs.start:
            rough[-1] = (range(rough[-1][0].start, mine.stop), range(rough[-1][1].start, theirs.stop))
        else:
            rough.append((mine, theirs))
    gaps = tuple(Gap(mine, theirs, _opposite(mine, theirs, run, len(told))) for mine, theirs in rough)
    return Laid(held, partner, {there: here for here, there in partner.items()}, run, gaps)


def _opposite(mine: range, theirs: range, run: dict[int, int], length: int) -> tuple[int, ...]:
    """The places that answer to a gap: those next to words that stand still."""
    if not mine or not theirs or len(mine) > _LONGEST_GAP:
        return ()
    before, after = run.get(mine.start - 1, 0), run.get(mine.stop, 0)
    if len(theirs) <= _LONGEST_GAP:
        is_edge = mine.start == 0 or mine.stop == length
        is_held = before + after > 1 if is_edge else before > 0 and after > 0 and before + after > 2
        return tuple(theirs) if is_held else ()
    first = theirs[: len(mine) + 1] if before > 1 else ()
    last = theirs[-len(mine) - 1 :] if after > 1 else ()
    return tuple(sorted({*first, *last}))
