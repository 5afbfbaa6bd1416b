"""The tree of copies: of all ways to give each copy one parent the likeliest.

A text that holds more of a copy is its better parent. Of two outlets that trimmed one wire text neither is the other's
parent as long as the wire holds all of both; the versions that one outlet printed follow one another (decisions/0018).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence, Set

from headwater.relate.arborescence import heaviest_parents
from headwater.relate.links import Kinship, link_of
from headwater.relate.versions import LOST
from headwater.relate.wording import MOST_SENTENCES
from headwater.vocabulary.doubt import Unresolved
from headwater.vocabulary.lineage import Direction, Link, LinkKind, SentencePair
from headwater.vocabulary.report import Report

Parents = Mapping[str, str]

# To be an origin weighs nothing, and a link more than that: it passed its bars. What the parent leaves open in the copy
# counts most; an explicit credit (log-odds 5) is worth a tenth of the copy's sentences.
_LINK, _TOLD, _EVIDENCE = 10.0, 10.0, 0.2
_SUREST = 4.6
# No piece of evidence is in the two pages themselves, so it is believed less than any that is.
_BY_TREE = 0.75


def grow_tree(reports: Sequence[Report], kinships: Sequence[Kinship]) -> list[Link]:
    """The likeliest parent of each copy, all of them together, by the copies' ids: the heaviest arborescence over the
    links whose direction is told."""
    places: dict[str, int] = {report.id: place for place, report in enumerate(reports)}
    links = [link_of(each, each.told) for each in kinships if not isinstance(each.told, Unresolved)]
    # Of parents that explain a copy alike the one printed first, else the longer one is taken: the first arrow wins.
    links.sort(key=lambda link: _rank(reports[places[link.parent]]))
    arrows = []
    for link in links:
        parent, child = places[link.parent], places[link.child]
        arrows.append((parent, child, round(_weight(link, reports[parent], reports[child]), 2)))
    chosen = heaviest_parents(len(reports), arrows)
    return sorted((links[name] for name in chosen.values()), key=lambda link: link.child)


def _rank(report: Report) -> tuple[bool, str, int]:
    printed = report.masthead.published_at
    return printed is None, printed.isoformat() if printed else "", -len(report.text)


def _weight(link: Link, parent: Report, child: Report) -> float:
    told = _share({pair.child_sentence: pair.score for pair in _rising(link)}, child)
    kept = _share({pair.parent_sentence: pair.score for pair in _rising(link)}, parent)
    is_one_outlet = parent.masthead.outlet is not None and parent.masthead.outlet == child.masthead.outlet
    lost = LOST * (1 - kept) if is_one_outlet else 0.0
    sure = min(0.99, max(0.01, link.direction.confidence))
    return _LINK + _TOLD * (told - lost) + _EVIDENCE * min(_SUREST, math.log(sure / (1 - sure)))


def _rising(link: Link) -> list[SentencePair]:
    """The pairs, weakest first, so that the last of a sentence is its best."""
    return sorted(link.pairs, key=lambda pair: pair.score)


def _share(best: Mapping[int, float], report: Report) -> float:
    """How much of a report's sentences the pairs tell, at most 1."""
    return min(1.0, sum(best.values()) / max(1, min(len(report.sentences), MOST_SENTENCES)))


def ancestors(report: str, parents: Parents) -> Iterator[str]:
    """The texts a report goes back to, nearest first."""
    while report in parents:
        report = parents[report]
        yield report


def settle_by_tree(links: Sequence[Link], kinships: Sequence[Kinship], independent: Set[frozenset[str]]) -> list[Link]:
    """The links, and those whose direction only the rest of the tree tells.

    A and B are one text, and nothing says which was first. If A was made from W as a whole, and B shares nothing with W
    or what W goes back to, B cannot be what A was made from: B has it from A.
    """
    grown = list(links)
    parents: dict[str, str] = {link.child: link.parent for link in grown}
    whole = {link.child for link in grown if link.kind is not LinkKind.EXCERPT}
    for kinship in kinships:
        if not isinstance(kinship.told, Unresolved):
            continue
        ways = [
            (above, below)
            for above, below in ((kinship.a, kinship.b), (kinship.b, kinship.a))
            if above.id in whole
            and below.id not in parents
            and _shares_nothing(below.id, above.id, parents, independent)
        ]
        if len(ways) == 1:
            ((above, below),) = ways
            told = f"{above.name} was made from another text of the story with which {below.name} shares nothing"
            grown.append(link_of(kinship, (above, below, Direction((told,), _BY_TREE))))
            parents[below.id] = above.id
    return sorted(grown, key=lambda link: link.child)


def _shares_nothing(report: str, copy: str, parents: Parents, independent: Set[frozenset[str]]) -> bool:
    return all(frozenset((report, above)) in independent for above in ancestors(copy, parents))
