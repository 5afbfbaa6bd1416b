"""Which pairs of a story's reports are laid beside each other, so that a large story costs what its length costs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import combinations

from headwater.relate.candidates import nearest_texts, read_words
from headwater.relate.reprints import REPRINT_FROM, find_reprints
from headwater.relate.unseen import is_own_text
from headwater.text.shingles import shared_count
from headwater.text.sketches import sketch_texts
from headwater.vocabulary.report import Report

Places = tuple[int, int]

_COMPARE_ALL_UP_TO, _NEAREST = 16, 10


def pairs_to_compare(reports: Sequence[Report]) -> list[tuple[Report, Report]]:
    """Every pair of a small story; of a large one each report with the texts it may come from.

    Of equal texts each is laid beside the likeliest origin among them alone. Reprints are found by their wording, and
    each is laid beside the likeliest origin of those that share it and the few it was found by. What is left is laid
    beside its ten nearest, among which the parent was for every machine rewrite of the development part.
    """
    heads, pairs = _without_twins(reports)
    if len(heads) <= _COMPARE_ALL_UP_TO:
        pairs |= set(combinations(heads, 2))
    else:
        leads, found = _without_reprints(reports, heads)
        pairs |= found | _nearest(reports, leads)
    return [(reports[a], reports[b]) for a, b in sorted(pairs)]


def text_of(report: Report) -> str:
    """The sentences of a report's body, the parts that are compared."""
    return "\n".join(sentence.of(report.text) for sentence in report.sentences)


def _without_twins(reports: Sequence[Report]) -> tuple[list[int], set[Places]]:
    """The places of one report a text, and the pairs of each with those that have the same text."""
    twins: dict[str, list[int]] = {}
    for place, report in enumerate(reports):
        twins.setdefault(text_of(report), []).append(place)
    heads, pairs = [], set()
    for places in twins.values():
        head = _likeliest_origin(reports, places)
        heads.append(head)
        pairs |= {_pair(head, place) for place in places if place != head}
    return sorted(heads), pairs


def _without_reprints(reports: Sequence[Report], heads: Sequence[int]) -> tuple[list[int], set[Places]]:
    """The texts that are no reprint of a likelier origin, and the pairs of those that are."""
    sketches = sketch_texts([text_of(reports[place]) for place in heads])
    above = list(range(len(heads)))

    def top(at: int) -> int:
        while above[at] != at:
            above[at] = at = above[above[at]]
        return at

    # Families serve to choose pairs alone; whether a pair is one is seen on its texts.
    pairs: set[Places] = set()
    for each in find_reprints(sketches):
        above[top(each.b)] = top(each.a)
        pairs.add(_pair(heads[each.a], heads[each.b]))
    families: dict[int, list[int]] = {}
    for at, place in enumerate(heads):
        families.setdefault(top(at), []).append(place)
    at_of = {place: at for at, place in enumerate(heads)}
    alone: list[int] = []
    for family in families.values():
        lead = _likeliest_origin(reports, family)
        runs = sketches.of(at_of[lead])
        for place in family:
            own = sketches.of(at_of[place])
            if place != lead and shared_count(runs, own) >= REPRINT_FROM * min(len(runs), len(own)):
                pairs.add(_pair(place, lead))
            else:
                alone.append(place)
    return sorted(alone), pairs


def _nearest(reports: Sequence[Report], places: Sequence[int]) -> set[Places]:
    nearest = nearest_texts([read_words(reports[place].prose) for place in places], count=_NEAREST + 1)
    return {_pair(places[i], places[j]) for i, near in enumerate(nearest) for j, _ in near if i != j}


def _likeliest_origin(reports: Sequence[Report], places: Iterable[int]) -> int:
    """The agency's own page, else the earliest with a time, else the longest, else the first."""

    def rank(place: int) -> tuple[bool, bool, str, int, int]:
        masthead, report = reports[place].masthead, reports[place]
        printed = masthead.published_at
        is_agencys = masthead.agency is not None and is_own_text(report)
        told = printed.isoformat() if printed else ""
        return not is_agencys, not isinstance(printed, datetime) and not told, told, -len(report.text), place

    return min(places, key=rank)


def _pair(a: int, b: int) -> Places:
    return (a, b) if a < b else (b, a)
