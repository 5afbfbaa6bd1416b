"""Figures and days that changed on the way, or that two accounts tell differently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from headwater.stylebook.calendar import MONTHS
from headwater.text.weights import SentenceTable
from headwater.vocabulary.brief import Finding, FindingKind
from headwater.vocabulary.figure import Figure, FigureKind
from headwater.vocabulary.lineage import OriginId
from headwater.vocabulary.moment import Moment, Precision
from headwater.vocabulary.span import ReportId, Span
from headwater.vocabulary.story import Story
from headwater.weigh.conflicts import find_figure_conflicts, find_time_conflict
from headwater.weigh.copies import sure_copies
from headwater.weigh.figure_drift import find_drifted
from headwater.weigh.passages import Passage

# Pairs of a link under this are guesses of the alignment; a day that differs there is no drift.
_SURE_PAIR_FROM = 0.4
# What two accounts must share to be about one thing: half of their weighted words, three telling ones that are no names
# (decisions/0006).
_SAME_THING_FROM, _SHARED_FROM = 0.5, 3
_ROWS_AT_ONCE = 256
_DRIFT, _DATE_DRIFT, _CONTRADICTION = 0.85, 0.8, 0.65


def find_drift(story: Story, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Figures and days of a copy that are not those of the sentence it was made from."""
    told: dict[ReportId, list[Passage]] = defaultdict(list)
    for passage in passages:
        told[passage.report].append(passage)
    for link in sure_copies(story):
        child, parent = story.report(link.child), story.report(ReportId(link.parent))
        for before, after in find_drifted(link, told[child.id], told[parent.id]):
            old, new = before.span.of(parent.text), after.span.of(child.text)
            summary = _told(f"has {new} where", child.name, parent.name, f"has {old}")
            yield Finding(FindingKind.FIGURE_DRIFT, summary, (before.span, after.span), old, new, _DRIFT)
        for pair in link.pairs:
            if pair.score >= _SURE_PAIR_FROM:
                sentences = told[child.id][pair.child_sentence], told[parent.id][pair.parent_sentence]
                yield from _date_drift(*sentences, child.name, parent.name)


def _told(has: str, child: str, parent: str, had: str) -> str:
    """'The Herald has 41 where the Wire has 31'; a later text of one outlet corrects itself."""
    return f"{child}, later: {has} it first {had}" if child == parent else f"{child} {has} {parent} {had}"


def _words(passage: Passage, figure: Figure) -> str:
    return passage.text[figure.span.start - passage.span.start : figure.span.end - passage.span.start]


def _date_drift(child: Passage, parent: Passage, child_name: str, parent_name: str) -> Iterator[Finding]:
    conflict = find_time_conflict(parent, child)
    if conflict is None or conflict.first.span is None or conflict.second.span is None:
        return
    old, new = _time(conflict.first), _time(conflict.second)
    summary = _told(f"dates this {new} where", child_name, parent_name, f"has {old}")
    yield Finding(FindingKind.DATE_DRIFT, summary, (conflict.first.span, conflict.second.span), old, new, _DATE_DRIFT)


def _time(moment: Moment) -> str:
    """A time as a summary says it: days in digits, which sort; a month by its name."""
    day = moment.first_day
    if moment.precision is Precision.MONTH and day is not None:
        return f"{MONTHS[day.month - 1]} {day.year}"
    return str(day) if moment.is_day else moment.timex


def find_contradictions(story: Story, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Figures and times for the same thing that exclude each other in two independent accounts."""
    own = [passage for passage in passages if passage.origin == OriginId(passage.report)]
    told: set[tuple[str, ...]] = set()
    for one, other in _alike(own):
        if not _may_contradict(story, one, other):
            continue
        for found in (*_figures_apart(story, one, other), *_times_apart(story, one, other)):
            key = (one.report, other.report, found.before or "", found.after or "")
            if key not in told:
                told.add(key)
                yield found


def _alike(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Passage]]:
    """The pairs of sentences about one thing that have a figure or a time, some hundred rows at once."""
    table = SentenceTable([passage.stems for passage in passages])
    told = [place for place, passage in enumerate(passages) if passage.figures or passage.moments]
    for start in range(0, len(told), _ROWS_AT_ONCE):
        rows = told[start : start + _ROWS_AT_ONCE]
        for row, column in np.argwhere(table.likeness(rows, told[start:]) >= _SAME_THING_FROM):
            if row < column:
                yield passages[rows[row]], passages[told[start + column]]


def _may_contradict(story: Story, one: Passage, other: Passage) -> bool:
    """Whether two accounts tell one thing at one time: what is printed on a later day is an update."""
    if one.origin == other.origin or one.looks_ahead is not other.looks_ahead:
        return False
    if len(one.telling & other.telling) < _SHARED_FROM or _are_elsewhere(one, other):
        return False
    printed = {story.report(passage.report).masthead.day for passage in (one, other)} - {None}
    return len(printed) < 2


def _are_elsewhere(one: Passage, other: Passage) -> bool:
    """Whether both name places or bodies, and no common one: six in one town do not contradict two in another."""
    mine, theirs = one.entities - one.people, other.entities - other.people
    return bool(mine) and bool(theirs) and not mine & theirs


def _figures_apart(story: Story, one: Passage, other: Passage) -> Iterator[Finding]:
    if one.days and other.days and not one.days & other.days:
        return
    for first, second in find_figure_conflicts(one, other):
        is_counted = first.number is not None and second.number is not None and first.unit is not None
        if is_counted and first.unit == second.unit and _is_one_thing(one, other, first, second):
            yield _contradiction(
                story, one, other, (first.span, second.span), _words(one, first), _words(other, second)
            )


def _times_apart(story: Story, one: Passage, other: Passage) -> Iterator[Finding]:
    conflict = find_time_conflict(one, other)
    if conflict is None or conflict.first.span is None or conflict.second.span is None:
        return
    if len(one.telling & other.telling) > _SHARED_FROM:
        spans = (conflict.first.span, conflict.second.span)
        yield _contradiction(story, one, other, spans, _time(conflict.first), _time(conflict.second))


def _contradiction(
    story: Story, one: Passage, other: Passage, spans: tuple[Span, Span], before: str, after: str
) -> Finding:
    names = story.report(one.report).name, story.report(other.report).name
    summary = f"{names[0]} has {before}, {names[1]} has {after} for the same thing"
    return Finding(FindingKind.CONTRADICTION, summary, spans, before, after, _CONTRADICTION)


def _is_one_thing(one: Passage, other: Passage, first: Figure, second: Figure) -> bool:
    """Whether two figures stand for one thing: they count the same, or are of one event; a price is that of what both
    sentences have in common."""
    if _counts_alike(first, second) or one.events & other.events:
        return True
    return first.kind is FigureKind.MONEY and len(one.telling & other.telling) > _SHARED_FROM


def _counts_alike(one: Figure, other: Figure) -> bool:
    return bool(one.counts and other.counts) and (one.counts or "").casefold() == (other.counts or "").casefold()
