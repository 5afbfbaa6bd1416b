"""Links: for two reports, whether one was made from the other, how, and with which sentences paired."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from headwater.relate.direction import has_credit, resolve_direction
from headwater.relate.frames import why_frames
from headwater.relate.lifted import resolve_lifted, sentences_of
from headwater.relate.passages import OutsideWords, SharedPassage, find_passages
from headwater.relate.resemblance import Resemblance, measure_resemblance, pair_sentences
from headwater.relate.weights import load_logistic, probability
from headwater.relate.wording import MOST_SENTENCES, Wording, wording_of
from headwater.text.alignment import Pair
from headwater.text.shingles import containment
from headwater.text.tokens import words_of
from headwater.vocabulary.doubt import Unresolved
from headwater.vocabulary.lineage import Alteration, Apart, Direction, Link, LinkKind, OriginId, SentencePair, Undecided
from headwater.vocabulary.report import Report

# On the development pairs 90 % of the copies and under 1 % of the independent reports reach the upper bar; 3.5 % of
# the independent ones stand above the lower (training/lineage.py, decisions/0016). Between the two: Undecided.
COPY_FROM, INDEPENDENT_UP_TO = 0.8, 0.5
# Half of a text's runs of five words standing in another was right for every reprint of 20,000 texts.
_REPRINT_FROM = 0.5
# A copy that leaves out more than half of its parent, or tells as much besides, is made from it in part.
_IN_PART_UP_TO = 0.5
# What a report must have of its own beside passages that another has, too: two fifths of it, and three sentences.
_OWN_FROM, _FEWEST_OWN = 0.4, 3
# Names and figures are the only words that two languages share; of fewer nothing is said.
_TRANSLATED_FROM, _FEWEST_TRANSLATED = 0.6, 3
# Three words of four kept in their order: an edit. Rewrites keep fewer.
_EDITED_FROM = 75.0


def derived_odds(resemblance: Resemblance) -> float:
    """Log-odds that one of two texts was made from the other."""
    return load_logistic("derived").log_odds(resemblance.values())


@dataclass(frozen=True, slots=True)
class Kinship:
    """Two reports of which one was made from the other; `order` is how far the copy keeps the order of its
    origin; `told` is origin, copy and why, or why that cannot be told; `is_lifted`, the copy is a round-up that has one
    item from there."""

    a: Report
    b: Report
    wordings: tuple[Wording, Wording]
    order: float
    told: tuple[Report, Report, Direction] | Unresolved
    is_lifted: bool = False


@dataclass(frozen=True, slots=True)
class CommonText:
    """Two reports that share passages and nothing else: what both used, or one lifted from the other."""

    a: Report
    b: Report


Verdict = Kinship | CommonText | Undecided | Apart | None


def relate_reports(a: Report, b: Report, wordings: tuple[Wording, Wording]) -> Verdict:
    """Whether one of two reports was made from the other, whichever it was.

    A reprint is always seen: what shares half of its wording outside quotations was not written twice, unless it is
    one frame filled twice. Reports that are alike in passages they share word for word, and each beside them an account
    of its own, are no copies, unless the one is a round-up that lifted them. Texts in two languages are not compared by
    their words.
    """
    if a.language != b.language:
        return _across_languages(a, b, wordings)
    resemblance = measure_resemblance(*wordings)
    likely = probability(derived_odds(resemblance))
    is_same_wording = resemblance.five_words >= _REPRINT_FROM
    if likely < INDEPENDENT_UP_TO and not is_same_wording:
        return None
    frame = why_frames(a.prose, b.prose)
    if frame is not None:
        return Apart(a.id, b.id, frame)
    order = round((1 + resemblance.kendall) / 2, 3)
    passages = [] if is_same_wording else _find_passages_alone(a, b)
    if passages:
        lifted = resolve_lifted(a, b, [each.of_a for each in passages], [each.of_b for each in passages])
        return Kinship(a, b, wordings, order, lifted, is_lifted=True) if lifted else CommonText(a, b)
    if likely < COPY_FROM and not is_same_wording:
        return Undecided(a.id, b.id, f"may be one text in two wordings (probability {likely:.2f}) or two accounts")
    return Kinship(a, b, wordings, order, resolve_direction(a, b, wordings, resemblance))


def _find_passages_alone(a: Report, b: Report) -> list[SharedPassage]:
    """The passages of two reports that are two accounts once the sentences with these are taken out of both, and each
    has enough left; none where one names the other as where it has it from."""
    passages = find_passages(OutsideWords(a.prose), OutsideWords(b.prose))
    if not passages or has_credit(a, b) or has_credit(b, a):
        return []
    rests = [
        sentences_of(report.prose, spans, touched=False)
        for report, spans in ((a, [each.of_a for each in passages]), (b, [each.of_b for each in passages]))
    ]
    for rest, report in zip(rests, (a, b), strict=True):
        left = sum(map(len, rest.sentences)) / max(1, sum(map(len, report.sentences)))
        if left < _OWN_FROM or len(rest.sentences) < _FEWEST_OWN:
            return []
    wordings = wording_of(rests[0]), wording_of(rests[1])
    is_apart = probability(derived_odds(measure_resemblance(*wordings))) < INDEPENDENT_UP_TO
    return passages if is_apart else []


def _across_languages(a: Report, b: Report, wordings: tuple[Wording, Wording]) -> Undecided | None:
    """A translation keeps the figures and the names; what has most of both may be one, and nothing here can tell."""
    for ours, theirs in ((wordings[0].names, wordings[1].names), (wordings[0].numbers, wordings[1].numbers)):
        least = min(len(ours), len(theirs))
        if least < _FEWEST_TRANSLATED or len(ours & theirs) < _TRANSLATED_FROM * least:
            return None
    return Undecided(a.id, b.id, f"may be a translation ({a.language} and {b.language}): same names, same figures")


def link_of(kinship: Kinship, told: tuple[Report, Report, Direction]) -> Link:
    """The link from the origin to the copy that are told, with the sentences paired."""
    parent, child, direction = told
    paired = pair_sentences(child.prose, parent.prose)
    of_child, of_parent = kinship.wordings if child is kinship.a else kinship.wordings[::-1]
    verbatim = containment(of_child.five_words, of_parent.five_words)
    compared = max(1, min(len(child.sentences), MOST_SENTENCES))
    covered = len({pair.row for pair in paired}) / compared
    return Link(
        child=child.id,
        parent=OriginId(parent.id),
        kind=LinkKind.EXCERPT if kinship.is_lifted else _kind(parent, paired, covered, verbatim),
        coverage=round(covered, 3),
        order=kinship.order,
        direction=direction,
        pairs=tuple(
            SentencePair(pair.row, pair.column, round(pair.score, 3), _alteration(child, parent, pair))
            for pair in paired
        ),
    )


def _kind(parent: Report, paired: list[Pair], covered: float, verbatim: float) -> LinkKind:
    of_parent = len({pair.column for pair in paired}) / max(1, min(len(parent.sentences), MOST_SENTENCES))
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
