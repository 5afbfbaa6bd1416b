"""Links: for two reports, whether one was made from the other, how, and with which sentences paired."""

from __future__ import annotations

from rapidfuzz import fuzz

from headwater.relate.direction import resolve_direction
from headwater.relate.resemblance import Resemblance, measure_resemblance, pair_sentences
from headwater.relate.weights import load_logistic, probability
from headwater.relate.wording import Wording
from headwater.text.alignment import Pair
from headwater.text.shingles import containment
from headwater.text.tokens import words_of
from headwater.vocabulary.doubt import Unresolved
from headwater.vocabulary.lineage import Alteration, Link, LinkKind, OriginId, SentencePair, Undecided
from headwater.vocabulary.report import Report

# On the development pairs 80 % of the machine rewrites and 1 % of the independent reports reach the upper bar; 6 % of
# the independent ones stand above the lower (training/lineage.py, decisions/0004). Between the two: Undecided.
COPY_FROM, INDEPENDENT_UP_TO = 0.8, 0.5
# Half of a text's runs of five words standing in another was right for every reprint of 20,000 texts.
_REPRINT_FROM = 0.5
# A copy that leaves out more than half of its parent, or tells as much besides, is made from it in part.
_IN_PART_UP_TO = 0.5
# Three words of four kept in their order: an edit. Rewrites keep fewer.
_EDITED_FROM = 75.0


def derived_odds(resemblance: Resemblance) -> float:
    """Log-odds that one of two texts was made from the other."""
    return load_logistic("derived").log_odds(resemblance.values())


def compare_reports(a: Report, b: Report, wordings: tuple[Wording, Wording]) -> Link | Undecided | None:
    """The link between two reports, None where they are independent, Undecided where it cannot be told.

    `wordings` are theirs, in the same order. A reprint is always seen: what shares half of its wording outside
    quotations was not written twice.
    """
    resemblance = measure_resemblance(*wordings)
    likely = probability(derived_odds(resemblance))
    is_same_wording = resemblance.five_words >= _REPRINT_FROM
    if likely < INDEPENDENT_UP_TO and not is_same_wording:
        return None
    if likely < COPY_FROM and not is_same_wording:
        return Undecided(a.id, b.id, f"may be one text in two wordings (probability {likely:.2f}) or two accounts")
    told = resolve_direction(a, b, wordings, resemblance)
    if isinstance(told, Unresolved):
        return Undecided(a.id, b.id, told.reason)
    parent, child, direction = told
    paired = pair_sentences(child.prose, parent.prose)
    of_child, of_parent = wordings if child is a else wordings[::-1]
    verbatim = containment(of_child.five_words, of_parent.five_words)
    covered = len({pair.row for pair in paired}) / max(1, len(child.sentences))
    return Link(
        child=child.id,
        parent=OriginId(parent.id),
        kind=_kind(parent, paired, covered, verbatim),
        coverage=round(covered, 3),
        order=round((1 + resemblance.kendall) / 2, 3),
        direction=direction,
        pairs=tuple(
            SentencePair(pair.row, pair.column, round(pair.score, 3), _alteration(child, parent, pair))
            for pair in paired
        ),
    )


def _kind(parent: Report, paired: list[Pair], covered: float, verbatim: float) -> LinkKind:
    of_parent = len({pair.column for pair in paired}) / max(1, len(parent.sentences))
    if covered < _IN_PART_UP_TO or (verbatim >= _REPRINT_FROM and of_parent < _IN_PART_UP_TO):
        return LinkKind.EXCERPT
    return LinkKind.REPRINT if verbatim >= _REPRINT_FROM else LinkKind.REWRITE


def _alteration(child: Report, parent: Report, pair: Pair) -> Alteration:
    mine, theirs = (
        words_of(report.sentences[place].of(report.text))
        for report, place in ((child, pair.row), (parent, pair.column))
    )
    if mine == theirs:
        return Alteration.SAME
    return Alteration.EDITED if fuzz.ratio(mine, theirs) >= _EDITED_FROM else Alteration.REWORDED
