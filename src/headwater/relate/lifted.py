"""Items lifted into a round-up: all that it tells of an event stands word for word in another report.

Two newsrooms that use one press release write about one event, and share its names beside the passages they both took.
A round-up goes on with a hen and a tram stop: outside the passages it has nothing to do with the other report, nor with
what it lifted, while the report it was lifted from is about one thing throughout (decisions/0020).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from headwater.relate.direction import find_evidence, is_hard
from headwater.relate.wording import Wording, wording_of
from headwater.vocabulary.lineage import Direction
from headwater.vocabulary.report import Prose, Report
from headwater.vocabulary.span import Span

# What the rest of a round-up shares with the report it lifted from: at most so much of its telling words, and one name,
# which is the town of both. Of the accounts of one event by separate newsrooms 19 of 20 share more.
_OTHER_THINGS_UP_TO, _MOST_NAMES = 0.1, 1
# The release that a newsroom trimmed may be where both have it from, so this is told with less than near proof.
_LIKELY = 0.85


def resolve_lifted(
    a: Report, b: Report, of_a: Sequence[Span], of_b: Sequence[Span]
) -> tuple[Report, Report, Direction] | None:
    """The report that a round-up lifted these passages from, the round-up, and why; None where neither is one, or the
    round-up was printed first."""
    sides = _Side(a, of_a), _Side(b, of_b)
    for origin, copy in (sides, sides[::-1]):
        if not copy.is_round_up_beside(origin) or is_hard(find_evidence(copy.report, origin.report)):
            continue
        forward = [each for each in find_evidence(origin.report, copy.report) if each.odds]
        if origin.goes_on or is_hard(forward):
            told = f"all that {copy.report.name} tells of it stands word for word in {origin.report.name}"
            return origin.report, copy.report, Direction((told, *(each.told for each in forward)), _LIKELY)
    return None


class _Side:
    """A report, the wording of the sentences with shared passages, and that of its rest."""

    def __init__(self, report: Report, passages: Sequence[Span]) -> None:
        self.report = report
        self._whole = wording_of(report.prose)
        self._lifted = wording_of(sentences_of(report.prose, passages, touched=True))
        self._rest = wording_of(sentences_of(report.prose, passages, touched=False))

    @property
    def goes_on(self) -> bool:
        """Whether the rest of the report is about what the passages are about."""
        return _share(self._lifted, self._rest) > 0

    def is_round_up_beside(self, other: _Side) -> bool:
        """Whether the rest of this report is about other things than the passages and the other report."""
        shared = len(self._rest.names & other._whole.names)
        is_apart = _share(self._rest, other._whole) <= _OTHER_THINGS_UP_TO and shared <= _MOST_NAMES
        return is_apart and not self.goes_on and not self._lifted.names & self._rest.names


def _share(mine: Wording, theirs: Wording) -> float:
    """How much of the telling words of one wording the other has, by their weights."""
    every = sum(mine.telling.values())
    return sum(weight for word, weight in mine.telling.items() if word in theirs.telling) / every if every else 0.0


def sentences_of(prose: Prose, passages: Sequence[Span], *, touched: bool) -> Prose:
    """A report with the sentences that these passages touch alone, or with the others."""
    kept = (s for s in prose.sentences if any(each.overlaps(s) for each in passages) is touched)
    return replace(prose, sentences=tuple(kept))
