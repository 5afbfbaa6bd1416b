"""Figures and days that changed on the way, or that two accounts tell differently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headwater.text.figures import compare_figures
from headwater.text.weights import similarity_matrix
from headwater.vocabulary.brief import Finding, FindingKind
from headwater.vocabulary.figure import Agreement, Figure, FigureKind
from headwater.vocabulary.lineage import LinkKind, OriginId
from headwater.vocabulary.span import ReportId
from headwater.vocabulary.story import Story
from headwater.weigh.passages import Passage

# Pairs of a link under this are guesses of the alignment; a figure that differs there is no drift.
_SURE_PAIR_FROM = 0.4
# Independent sentences about the same thing share this much besides the figure (decisions/0006).
_SAME_THING_FROM = 0.3
_COUNTS = frozenset({FigureKind.COUNT, FigureKind.BARE})
_AGREEING = frozenset(Agreement) - {Agreement.DIFFERENT, Agreement.NOT_COMPARABLE}
_DRIFT, _DATE_DRIFT, _CONTRADICTION = 0.85, 0.8, 0.65


def find_drift(story: Story, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Figures and days of a copy that are not those of the sentence it was made from."""
    by_place = {(passage.report, passage.place): passage for passage in passages}
    for link in story.lineage.links:
        if link.kind is LinkKind.CREDITS:
            continue
        for pair in link.pairs:
            if pair.score < _SURE_PAIR_FROM:
                continue
            child = by_place[link.child, pair.child_sentence]
            parent = by_place[ReportId(link.parent), pair.parent_sentence]
            names = story.report(child.report).name, story.report(parent.report).name
            yield from _figure_drift(child, parent, *names)
            yield from _date_drift(child, parent, *names)


def _figure_drift(child: Passage, parent: Passage, child_name: str, parent_name: str) -> Iterator[Finding]:
    """A figure that only the one sentence has, where the other has another of its sort; two of a sort are let pass."""
    lost = [figure for figure in parent.figures if not _is_told_again(figure, child)]
    new = [figure for figure in child.figures if not _is_told_again(figure, parent)]
    for before in lost:
        rivals = [figure for figure in new if _differ(before, figure)]
        if len(rivals) == 1 and sum(_differ(each, rivals[0]) for each in lost) == 1:
            old, now = _words(parent, before), _words(child, rivals[0])
            summary = _told(f"has {now} where", child_name, parent_name, f"has {old}")
            yield Finding(FindingKind.FIGURE_DRIFT, summary, (before.span, rivals[0].span), old, now, _DRIFT)


def _told(has: str, child: str, parent: str, had: str) -> str:
    """'The Herald has 41 where the Wire has 31'; a later text of one outlet corrects itself."""
    return f"{child}, later: {has} it first {had}" if child == parent else f"{child} {has} {parent} {had}"


def _is_told_again(figure: Figure, passage: Passage) -> bool:
    """Whether a figure stands in a sentence too, rounded or bounded perhaps."""
    return any(
        _is_alike(figure, each)
        and (figure.number is None) == (each.number is None)  # "dozens" does not tell 31 again
        and compare_figures(figure, each).agreement in _AGREEING
        for each in passage.figures
    )


def _differ(one: Figure, other: Figure) -> bool:
    """Whether two figures are of one sort and exclude each other."""
    return _is_alike(one, other) and compare_figures(one, other).agreement is Agreement.DIFFERENT


def _is_alike(one: Figure, other: Figure) -> bool:
    """Whether two figures measure the same sort of thing: '31' and '41 hurt' may, '31 boats' and '41 hurt' do not."""
    if one.kind in _COUNTS and other.kind in _COUNTS:
        return one.unit == other.unit or one.unit is None or other.unit is None
    return one.kind is other.kind


def _words(passage: Passage, figure: Figure) -> str:
    return passage.text[figure.span.start - passage.span.start : figure.span.end - passage.span.start]


def _date_drift(child: Passage, parent: Passage, child_name: str, parent_name: str) -> Iterator[Finding]:
    """Both sentences name one day and they are not the same; several days may have been told in another order."""
    if len(child.days) != 1 or len(parent.days) != 1 or child.days == parent.days:
        return
    before, after = min(parent.days), min(child.days)
    spans = tuple(
        next(m.span for m in passage.moments if m.is_day and m.first_day == day and m.span)
        for passage, day in ((parent, before), (child, after))
    )
    summary = _told(f"dates this {after.isoformat()}, where", child_name, parent_name, f"has {before.isoformat()}")
    yield Finding(FindingKind.DATE_DRIFT, summary, spans, before.isoformat(), after.isoformat(), _DATE_DRIFT)


def find_contradictions(story: Story, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Figures for the same thing that exclude each other in two independent accounts."""
    carrying = [passage for passage in passages if passage.figures and passage.origin == OriginId(passage.report)]
    if not carrying:
        return
    stems = [passage.stems for passage in carrying]
    alike = similarity_matrix(stems, stems)
    seen: set[tuple[str, str, str]] = set()
    for i, one in enumerate(carrying):
        for j, other in enumerate(carrying[i + 1 :], i + 1):
            if one.origin == other.origin or alike[i, j] < _SAME_THING_FROM:
                continue
            for found in _excluding(story, one, other):
                key = (found.before or "", found.after or "", one.report + other.report)
                if key not in seen:
                    seen.add(key)
                    yield found


def _excluding(story: Story, one: Passage, other: Passage) -> Iterator[Finding]:
    if one.days and other.days and not one.days & other.days:
        return
    for a in one.figures:
        for b in other.figures:
            if a.unit is None or a.unit != b.unit or not (_counts_alike(a, b) or one.events & other.events):
                continue
            if not _differ(a, b):
                continue
            if _is_told_again(a, other) or _is_told_again(b, one):
                continue
            before, after = _words(one, a), _words(other, b)
            names = story.report(one.report).name, story.report(other.report).name
            summary = f"{names[0]} has {before}, {names[1]} has {after} for the same thing"
            yield Finding(FindingKind.CONTRADICTION, summary, (a.span, b.span), before, after, _CONTRADICTION)


def _counts_alike(one: Figure, other: Figure) -> bool:
    return bool(one.counts and other.counts) and (one.counts or "").casefold() == (other.counts or "").casefold()
