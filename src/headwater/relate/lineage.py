"""The lineage of a story: who copied whom, which origins are not in sight, and how many origins are independent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from headwater.relate.links import CommonText, Kinship, Verdict, relate_reports
from headwater.relate.pairs import pairs_to_compare, text_of
from headwater.relate.passages import find_handouts
from headwater.relate.tree import Parents, ancestors, grow_tree, settle_by_tree
from headwater.relate.unseen import credit_links, find_unseen, has_text_from_unseen, origin_of
from headwater.relate.wording import Wording, wording_of
from headwater.text.shingles import containment
from headwater.text.threads import one_thread
from headwater.vocabulary.doubt import Unresolved
from headwater.vocabulary.lineage import Apart, House, Lineage, Undecided, UnseenOrigin
from headwater.vocabulary.ownership import Owners
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import ReportId

# Thirty words in runs of twelve hold sixteen runs of five at least; with fewer there is no passage to look for.
_RUNS_SHARED = 16


def trace_lineage(reports: Sequence[Report], owners: Owners | None = None) -> Lineage:
    """Who copied whom among the reports of one story.

    Pairs are compared; of all trees over the copies the likeliest is kept, so no ring of copies is ever made. An agency
    that is credited and whose text is not held is an unseen origin; where a report only passes that agency's text on,
    the unseen origin stands for it. Of two reports that may be one text one is counted: independence is claimed only
    where it is seen. Outlets that `owners` puts under one hand count as one.
    """
    # A product of two reports is so small that two threads wait for each other longer than they work: the lineage of
    # 200 long reports took 38 s of CPU time with two threads and 12 s with one.
    with one_thread():
        return _traced(reports, owners)


def _traced(reports: Sequence[Report], owners: Owners | None) -> Lineage:
    wordings = _read_wordings(reports)
    compared: dict[frozenset[str], Verdict] = {
        frozenset((a.id, b.id)): relate_reports(a, b, (wordings[a.id], wordings[b.id]))
        for a, b in pairs_to_compare(reports)
    }
    verdicts = _lift_nothing_from_handouts(compared)
    credited = find_unseen(reports)
    owed = {pair for pair, verdict in verdicts.items() if _is_owed_to_unseen(verdict, credited)}
    told = {pair: verdict for pair, verdict in verdicts.items() if pair not in owed}
    kinships = [verdict for verdict in told.values() if isinstance(verdict, Kinship)]
    links = grow_tree(reports, kinships)
    links = settle_by_tree(links, kinships, set(_unlike(verdicts)))
    parents: Parents = {link.child: link.parent for link in links}
    undecided = _still_open([doubt for verdict in told.values() for doubt in _doubts(verdict)], parents)
    roots = _distinct_roots(reports, parents, undecided)
    return Lineage(
        origins=tuple(dict.fromkeys(origin_of(root, credited) for root in roots)),
        unseen=(*credited, *_find_handouts(reports, verdicts, parents, wordings)),
        links=(*links, *(link for origin in credited for link in credit_links(origin))),
        unresolved=tuple(undecided),
        apart=tuple(verdict for verdict in verdicts.values() if isinstance(verdict, Apart)),
        houses=_find_houses(reports, owners),
    )


def _read_wordings(reports: Sequence[Report]) -> dict[ReportId, Wording]:
    """The wording of each report; equal texts are read once."""
    read: dict[str, Wording] = {}
    wordings = {}
    for report in reports:
        text = text_of(report)
        if text not in read:
            read[text] = wording_of(report.prose)
        wordings[report.id] = read[text]
    return wordings


def _lift_nothing_from_handouts(verdicts: Mapping[frozenset[str], Verdict]) -> dict[frozenset[str], Verdict]:
    """The verdicts; where a third report shares passages with the one an item was lifted from, all may have them from
    one text."""
    users = {report for pair, verdict in verdicts.items() if isinstance(verdict, CommonText) for report in pair}
    return {
        pair: CommonText(verdict.a, verdict.b)
        if isinstance(verdict, Kinship) and verdict.is_lifted and not users.isdisjoint(pair)
        else verdict
        for pair, verdict in verdicts.items()
    }


def _is_owed_to_unseen(verdict: Verdict, unseen: Sequence[UnseenOrigin]) -> bool:
    """Whether the copy of a pair has its text from an agency that is not held; if nobody knows which it is, both."""
    if not isinstance(verdict, Kinship):
        return False
    if isinstance(verdict.told, Unresolved):
        ways = [(verdict.a, verdict.b), (verdict.b, verdict.a)]
    else:
        origin, copy, _ = verdict.told
        ways = [(origin, copy)]
    return all(has_text_from_unseen(copy, origin, unseen) for origin, copy in ways)


def _doubts(verdict: Verdict) -> Iterable[Undecided]:
    if isinstance(verdict, Undecided):
        yield verdict
    elif isinstance(verdict, Kinship) and isinstance(verdict.told, Unresolved):
        yield Undecided(verdict.a.id, verdict.b.id, verdict.told.reason)


def _still_open(doubts: Sequence[Undecided], parents: Parents) -> list[Undecided]:
    """The doubts that the tree does not settle: between two copies of one origin there is none left, and what a copy's
    parent was seen to be to a third report, the copy is too.
    """
    doubted = {frozenset((doubt.a, doubt.b)) for doubt in doubts}

    def root(report: str) -> str:
        return [report, *ancestors(report, parents)][-1]

    return [
        doubt
        for doubt in doubts
        if (root(doubt.a), root(doubt.b)) == (doubt.a, doubt.b)
        or (root(doubt.a) != root(doubt.b) and frozenset((root(doubt.a), root(doubt.b))) in doubted)
    ]


def _distinct_roots(reports: Sequence[Report], parents: Parents, undecided: Iterable[Undecided]) -> list[Report]:
    """The reports that are nobody's copy, of those that may be one text the first."""
    doubted: dict[str, set[str]] = {}
    for doubt in undecided:
        doubted.setdefault(doubt.a, set()).add(doubt.b)
        doubted.setdefault(doubt.b, set()).add(doubt.a)
    counted: set[str] = set()
    roots: list[Report] = []
    for report in reports:
        if report.id not in parents and counted.isdisjoint(doubted.get(report.id, ())):
            counted.add(report.id)
            roots.append(report)
    return roots


def _find_handouts(
    reports: Sequence[Report],
    verdicts: Mapping[frozenset[str], Verdict],
    parents: Parents,
    wordings: Mapping[ReportId, Wording],
) -> list[UnseenOrigin]:
    """The texts that reports of different origins both used; what a copy has of one its parent has, too."""
    by_id: dict[str, Report] = {report.id: report for report in reports}
    places = {report: place for place, report in enumerate(by_id)}
    roots = (
        sorted(pair, key=places.__getitem__)
        for pair in _unlike(verdicts)
        if not any(report in parents for report in pair)
    )
    pairs = [(by_id[a], by_id[b]) for a, b in sorted(roots, key=lambda pair: [places[each] for each in pair])]
    return find_handouts([(a, b) for a, b in pairs if _runs_shared(wordings[a.id], wordings[b.id]) >= _RUNS_SHARED])


def _unlike(verdicts: Mapping[frozenset[str], Verdict]) -> Iterable[frozenset[str]]:
    """The pairs of which neither was made from the other, though they may have used one text."""
    return (pair for pair, verdict in verdicts.items() if verdict is None or isinstance(verdict, CommonText))


def _runs_shared(a: Wording, b: Wording) -> int:
    return round(containment(a.five_words, b.five_words) * len(a.five_words))


def _find_houses(reports: Sequence[Report], owners: Owners | None) -> tuple[House, ...]:
    """The owners that have more than one report in the story, in order of their first."""
    held: dict[str, list[ReportId]] = {}
    for report in reports if owners else ():
        owner = owners.owner_of(report) if owners else None
        if owner is not None:
            held.setdefault(owner, []).append(report.id)
    return tuple(House(owner, tuple(ids)) for owner, ids in held.items() if len(ids) > 1)
