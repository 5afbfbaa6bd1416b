"""Conflicts: figures and times of two sentences that cannot both be so.

A figure or time conflicts only where it is the only one of its sort that the other sentence lacks: of two lists of
figures nobody can tell which stands for which.
"""

from __future__ import annotations

from typing import NamedTuple

from headwater.text.figures import compare_figures
from headwater.text.tokens import words_of
from headwater.vocabulary.figure import Agreement, Figure, FigureKind
from headwater.vocabulary.moment import Derivation, Moment, Precision
from headwater.weigh.passages import Passage

_COUNTS = frozenset({FigureKind.COUNT, FigureKind.BARE})
_AGREEING = frozenset(Agreement) - {Agreement.DIFFERENT, Agreement.NOT_COMPARABLE}
_COMPARED = (Precision.DAY, Precision.MONTH, Precision.YEAR)
# "on Friday morning" and "on Thursday" are both days for this.
_WITHIN_A_DAY = frozenset({Precision.DAY, Precision.PART_OF_DAY, Precision.HOUR, Precision.INSTANT})


class FigureConflict(NamedTuple):
    """The figure of the first sentence and the one the second has in its place."""

    first: Figure
    second: Figure


class TimeConflict(NamedTuple):
    """The time of the first sentence and the one the second has in its place."""

    first: Moment
    second: Moment


def is_in_conflict(one: Passage, other: Passage) -> bool:
    """Whether a figure or a time of one sentence excludes that of the other."""
    return bool(find_figure_conflicts(one, other)) or find_time_conflict(one, other) is not None


def find_figure_conflicts(one: Passage, other: Passage) -> list[FigureConflict]:
    """The figures of one sentence that the other tells otherwise."""
    lost = [figure for figure in one.figures if not is_told_again(figure, other)]
    new = [figure for figure in other.figures if not is_told_again(figure, one)]
    found = []
    for figure in lost:
        rivals = [each for each in new if do_figures_differ(figure, each)]
        if len(rivals) == 1 and sum(do_figures_differ(each, rivals[0]) for each in lost) == 1:
            found.append(FigureConflict(figure, rivals[0]))
    return found


def is_told_again(figure: Figure, passage: Passage) -> bool:
    """Whether a figure stands in a sentence too, rounded or bounded perhaps."""
    return any(
        are_of_one_sort(figure, each)
        and (figure.number is None) == (each.number is None)  # "dozens" does not tell 31 again
        and compare_figures(figure, each).agreement in _AGREEING
        for each in passage.figures
    )


def do_figures_differ(one: Figure, other: Figure) -> bool:
    """Whether two figures are of one sort and exclude each other."""
    return are_of_one_sort(one, other) and compare_figures(one, other).agreement is Agreement.DIFFERENT


def are_of_one_sort(one: Figure, other: Figure) -> bool:
    """Whether two figures measure the same sort of thing: '31' and '41 hurt' may, '31 boats' and '41 hurt' do not."""
    if one.kind in _COUNTS and other.kind in _COUNTS:
        return one.unit is None or other.unit is None or _is_one_noun(one.unit, other.unit)
    return one.kind is other.kind


def _is_one_noun(one: str, other: str) -> bool:
    """Whether two counted nouns have one head and one says more of it: 'boat' and 'small boat', not 'big boat' too."""
    mine, theirs = one.split(), other.split()
    return mine[-1] == theirs[-1] and (set(mine) <= set(theirs) or set(theirs) <= set(mine))


def find_time_conflict(one: Passage, other: Passage) -> TimeConflict | None:
    """The one day, month or year of each sentence that the other has not, where each has one of that precision: 'said
    on Tuesday that it opens on June 12' and 'said on Tuesday that it opens on June 21'."""
    for precision in _COMPARED:
        mine, theirs = _times(one, precision), _times(other, precision)
        lost, new = mine.keys() - theirs.keys(), theirs.keys() - mine.keys()
        if len(lost) == len(new) == 1 and len(mine) == len(theirs):
            conflict = TimeConflict(mine[lost.pop()], theirs[new.pop()])
            return None if _is_one_wording(_words(one, conflict.first), _words(other, conflict.second)) else conflict
    return None


def _is_one_wording(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """'November' and 'the end of November' are one time, whatever year each was given."""
    return mine <= theirs or theirs <= mine


def _words(passage: Passage, moment: Moment) -> frozenset[str]:
    span = moment.span or passage.span
    return frozenset(words_of(passage.text[span.start - passage.span.start : span.end - passage.span.start]))


def _times(passage: Passage, precision: Precision) -> dict[str, Moment]:
    """The times of a precision by what they are; a speaker's own 'yesterday' hangs on when it was said."""
    told = [moment for moment in passage.moments if moment.derived_from is not Derivation.SPOKEN]
    if precision is Precision.DAY:
        return {str(moment.first_day): moment for moment in told if moment.is_day and _is_short(moment)}
    return {moment.timex: moment for moment in told if moment.precision is precision and moment.start}


def _is_short(moment: Moment) -> bool:
    return moment.precision in _WITHIN_A_DAY
