"""The lineage of a story: who copied whom, which origins are not in sight, and how many origins are independent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from headwater.relate.candidates import nearest_texts, read_words
from headwater.relate.direction import names_of
from headwater.relate.links import compare_reports
from headwater.relate.wording import wording_of
from headwater.vocabulary.lineage import Direction, Lineage, Link, LinkKind, OriginId, Undecided, UnseenOrigin
from headwater.vocabulary.report import CreditRole, Report
from headwater.vocabulary.span import ReportId, Span

_COMPARE_ALL_UP_TO, _NEAREST = 16, 10


def trace_lineage(reports: Sequence[Report]) -> Lineage:
    """Who copied whom among the reports of one story.

    Every pair is compared; each copy keeps its most likely parent, and no ring of copies is ever made. An agency that
    is credited and whose text is not held is an unseen origin; where a report only passes that agency's text on, the
    unseen origin stands for it. Of two reports that may be one text one is counted: independence is claimed only where
    it is seen.
    """
    wordings = {report.id: wording_of(report.prose) for report in reports}
    verdicts = (compare_reports(a, b, (wordings[a.id], wordings[b.id])) for a, b in _pairs_to_compare(reports))
    compared = [verdict for verdict in verdicts if verdict is not None]
    links = _grow_tree([each for each in compared if isinstance(each, Link)])
    undecided = _still_open([each for each in compared if isinstance(each, Undecided)], links)
    unseen = find_unseen(reports)
    roots = _distinct_roots(reports, links, undecided)
    credited = [link for origin in unseen for link in _credit_links(origin)]
    return Lineage(
        origins=tuple(dict.fromkeys(_origin_of(root, unseen) for root in roots)),
        unseen=tuple(unseen),
        links=(*links, *credited),
        unresolved=tuple(undecided),
    )


def _pairs_to_compare(reports: Sequence[Report]) -> Iterable[tuple[Report, Report]]:
    """Every pair of a small story; of a large one the pairs of each report with its nearest, so that cost stays linear.

    A copy's parent was among the ten nearest texts for every machine rewrite of the development part.
    """
    if len(reports) <= _COMPARE_ALL_UP_TO:
        return combinations(reports, 2)
    nearest = nearest_texts([read_words(report.prose) for report in reports], count=_NEAREST + 1)
    places = {(min(i, j), max(i, j)) for i, near in enumerate(nearest) for j, _ in near if i != j}
    return [(reports[i], reports[j]) for i, j in sorted(places)]


def _grow_tree(links: Sequence[Link]) -> list[Link]:
    """The likeliest parent of each copy, taken greedily by strength, never closing a ring.

    Greedy is the maximum spanning arborescence wherever the directions contain no ring, and rings are rare: each
    direction has to pass its own bar.
    """
    parents: dict[str, str] = {}
    kept: list[Link] = []
    for link in sorted(links, key=_strength, reverse=True):
        if link.child in parents or _is_above(link.parent, link.child, parents):
            continue
        parents[link.child] = link.parent
        kept.append(link)
    return sorted(kept, key=lambda link: link.child)


def _still_open(doubts: Sequence[Undecided], links: Sequence[Link]) -> list[Undecided]:
    """The doubts that the tree does not settle: between two copies of one origin there is none left, and what a copy's
    parent was seen to be to a third report, the copy is too.
    """
    parents: dict[str, str] = {link.child: link.parent for link in links}
    doubted = {frozenset((doubt.a, doubt.b)) for doubt in doubts}

    def root(report: str) -> str:
        while report in parents:
            report = parents[report]
        return report

    return [
        doubt
        for doubt in doubts
        if (root(doubt.a), root(doubt.b)) == (doubt.a, doubt.b)
        or (root(doubt.a) != root(doubt.b) and frozenset((root(doubt.a), root(doubt.b))) in doubted)
    ]


def _strength(link: Link) -> tuple[float, float]:
    return sum(pair.score for pair in link.pairs), link.direction.confidence


def _is_above(low: str, high: str, parents: dict[str, str]) -> bool:
    """Whether the second is the first or one it comes from."""
    at: str | None = low
    while at is not None:
        if at == high:
            return True
        at = parents.get(at)
    return False


def _distinct_roots(reports: Sequence[Report], links: Sequence[Link], undecided: Iterable[Undecided]) -> list[Report]:
    copies = {link.child for link in links}
    doubted = {frozenset((each.a, each.b)) for each in undecided}
    roots: list[Report] = []
    for report in reports:
        if report.id not in copies and not any(frozenset((report.id, root.id)) in doubted for root in roots):
            roots.append(report)
    return roots


def find_unseen(reports: Sequence[Report]) -> list[UnseenOrigin]:
    """The agencies that are credited in a story and whose own text is not among its reports, in order of mention."""
    held = {name for report in reports if _is_own_text(report) for name in names_of(report)}
    credited: dict[str, list[Span]] = {}
    for report in reports:
        for name, span in _names_credited(report):
            if name.casefold() not in held and name.casefold() != (report.masthead.outlet or "").casefold():
                credited.setdefault(name, []).append(span)
    return [
        UnseenOrigin(OriginId(f"unseen-{'-'.join(name.casefold().split())}"), name, tuple(spans))
        for name, spans in credited.items()
    ]


def _is_own_text(report: Report) -> bool:
    """Whether a report is its agency's own page, and not an outlet's copy under the agency's dateline."""
    outlet, agency = report.masthead.outlet, report.masthead.agency
    return outlet is None or agency is None or outlet.casefold() == agency.casefold()


def _names_credited(report: Report) -> Iterable[tuple[str, Span]]:
    dateline = report.masthead.dateline
    if dateline is not None:
        yield from ((agency, dateline.span) for agency in dateline.agencies)
    for credit in report.masthead.credits:
        if credit.role is not CreditRole.PHOTO:
            yield credit.agency, credit.span


def _origin_of(root: Report, unseen: Sequence[UnseenOrigin]) -> OriginId:
    """The origin a root stands for: the unseen agency whose dateline or byline it bears, else the report itself."""
    supplied = (root.masthead.agency or "").casefold()
    for origin in unseen:
        if not _is_own_text(root) and origin.name.casefold() == supplied:
            return origin.id
    return OriginId(root.id)


def _credit_links(origin: UnseenOrigin) -> list[Link]:
    by_report: dict[ReportId, int] = {}
    for span in origin.credited_by:
        by_report[span.report] = by_report.get(span.report, 0) + 1
    return [
        Link(report, origin.id, LinkKind.CREDITS, 0.0, 0.0, Direction((f"{origin.name} is credited",), 1.0), ())
        for report in by_report
    ]
