"""Choosing: which claims a reader has to know, and in which order.

A claim counts for the independent origins and the reports that carry it, for how early its reports bring it, and for
naming who, when, how much; it loses for what was chosen already (maximal marginal relevance, Carbonell & Goldstein
1998), and for being unfit to stand alone.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from headwater.tell.agreement import Agreement
from headwater.text.weights import Matrix, plain_likeness, stems_of
from headwater.vocabulary.brief import Claim
from headwater.vocabulary.lineage import LinkKind, OriginId
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import ReportId, Span
from headwater.vocabulary.story import Story

# Tuned by hand on the development roundups (decisions/0006): position carries most, as in all news summaries.
_ORIGIN, _REPORT, _POSITION, _WHO, _WHEN, _HOW_MUCH = 1.0, 0.3, 3.0, 0.25, 0.3, 0.2
_REPEATS, _UNFIT, _TOO_LONG, _CHANGED = 3.0, 1.5, 0.8, 3.0
# "The turnout was 85.69 per cent." has six words and says not of what; from eight on a sentence mostly stands alone.
_LONGEST, _SHORTEST = 45, 8
_MOST_RANKED = 400
# In units of agreement (decisions/0027); an account's voice is in its first sentences.
_COST_LATE, _COST_NOT_FIRST, _COST_UNFIT = 0.02, 0.02, 0.03
_VOICE, _MOST_WEIGHED = 12, 120
_LEANS_BACK = re.compile(r"(?:this|that|these|those|it|they|such|but|and|so|also|however|meanwhile)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ranking:
    """The claims of a story worth choosing from, the best first, with their worth and how alike they are."""

    claims: tuple[Claim, ...]
    worth: tuple[float, ...]
    alike: Matrix


def rank_claims(story: Story, claims: Sequence[Claim]) -> Ranking:
    """What each claim is worth telling; of a huge story the best few hundred are kept to choose from."""
    judge = _Judge(story)
    worth = {claim.id: judge.worth(claim) for claim in claims}
    best = sorted(claims, key=lambda claim: -worth[claim.id])[:_MOST_RANKED]
    stems = [stems_of(claim.text) for claim in best]
    return Ranking(tuple(best), tuple(worth[claim.id] for claim in best), plain_likeness(stems))


def choose_claims(
    ranking: Ranking, count: int, taken: Sequence[Claim] = (), among: Callable[[Claim], bool] = lambda _: True
) -> list[Claim]:
    """The claims to tell next, at most that many, none that repeats one already taken."""
    chosen = [ranking.claims.index(claim) for claim in taken]
    free = [place for place, claim in enumerate(ranking.claims) if place not in chosen and among(claim)]
    picked: list[int] = []
    while free and len(picked) < count:
        best = max(free, key=lambda place: (_net(ranking, place, chosen), -place))
        if ranking.worth[best] < 0:
            break
        chosen.append(best)
        picked.append(best)
        free.remove(best)
    return [ranking.claims[place] for place in picked]


def choose_synopsis(
    story: Story, ranking: Ranking, count: int, among: Callable[[Claim], bool] = lambda _: True
) -> list[Claim]:
    """The claims on which the independent accounts agree best, at most that many; the first opens a report.

    A sentence is taken while it brings the accounts nearer together than it costs; what only a copy has is no choice.
    """
    judge = _Judge(story)
    agreement = Agreement([" ".join(map(story.words, report.sentences[:_VOICE])) for report in _voices(story)])
    firsts = {report.sentences[0] for report in story.reports if report.sentences}
    original = [claim for claim in ranking.claims[:_MOST_WEIGHED] if judge.is_of_an_origin(claim)]
    # A quotation cut in two by a sentence's end would open or close marks that nothing answers.
    free = [claim for claim in original if _is_whole(claim.text) and among(claim)] or original
    chosen: list[Claim] = []
    reached = 0.0
    while free and len(chosen) < count:
        opening = [] if chosen else [claim for claim in free if not firsts.isdisjoint(claim.support)]
        told = [claim.text for claim in chosen]
        gains = {claim.id: agreement.of([*told, claim.text]) - reached - judge.cost(claim) for claim in opening or free}
        best = max(opening or free, key=lambda claim: gains[claim.id])
        if chosen and gains[best.id] <= 0:
            break
        reached += gains[best.id] + judge.cost(best)
        chosen.append(best)
        free.remove(best)
    return chosen


def _voices(story: Story) -> list[Report]:
    """One report for each independent origin that is not unseen: of outlets under one owner the first."""
    originals = _original_reports(story)
    first_of: dict[OriginId, Report] = {}
    for report in story.reports:
        if report.id in originals and report.sentences:
            first_of.setdefault(story.lineage.counted_as(OriginId(report.id)), report)
    return list(first_of.values())


def _net(ranking: Ranking, place: int, chosen: Sequence[int]) -> float:
    repeats = max((float(ranking.alike[place, other]) for other in chosen), default=0.0)
    return ranking.worth[place] - _REPEATS * repeats


class _Judge:
    """Judges the worth of a story's claims, with what it needs of the reports looked up once."""

    def __init__(self, story: Story) -> None:
        self._mentions = story.mentions
        self._places = {span: place for report in story.reports for place, span in enumerate(report.sentences)}
        self._origins = _original_reports(story)
        self._dated = _holding(story, (m.span for report in story.reports for m in report.moments if m.span))
        self._counted = _holding(story, (figure.span for report in story.reports for figure in report.figures))

    def is_of_an_origin(self, claim: Claim) -> bool:
        """Whether a report that is nobody's copy tells it."""
        return not self._origins.isdisjoint(span.report for span in claim.support)

    def cost(self, claim: Claim) -> float:
        """What a claim must add to the agreement of the accounts to be told: more where it stands late or leans on the
        sentence before it."""
        place = min(self._places[span] for span in claim.support)
        return _COST_LATE * math.log2(1 + place) + _COST_NOT_FIRST * (place > 0) + _COST_UNFIT * _leans(claim.text)

    def worth(self, claim: Claim) -> float:
        opening = claim.support[0]
        worth = _ORIGIN * (claim.independent_origins - 1) + _REPORT * (claim.reports - 1)
        # 1 for the first sentence of a report, falling with the logarithm of the place.
        worth += _POSITION / (1 + math.log2(1 + min(self._places[span] for span in claim.support)))
        worth += _WHO * min(3, len({entity.id for _, entity in self._mentions.inside(opening)}))
        if not self.is_of_an_origin(claim):
            worth -= _CHANGED  # what only a copy has it changed or added: a finding, and nothing to pass on
        worth += _WHEN * (opening in self._dated) + _HOW_MUCH * (opening in self._counted)
        if _leans(claim.text):
            worth -= _UNFIT
        if not _is_whole(claim.text):
            worth -= _UNFIT
        if not _SHORTEST <= len(claim.text.split()) <= _LONGEST:
            worth -= _TOO_LONG
        return worth


def _is_whole(text: str) -> bool:
    """Whether every quotation mark that a sentence opens it closes, too: else it is a piece of a quotation."""
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0 and text.count("``") == text.count("''")


def _leans(text: str) -> bool:
    """Whether a sentence leans on the one before it, or opens with somebody's words."""
    return bool(_LEANS_BACK.match(text.lstrip("“\"'‘"))) or text[:1] in "“\"'‘"


def _original_reports(story: Story) -> set[ReportId]:
    """The reports that are nobody's copy."""
    copies = {link.child for link in story.lineage.links if link.kind is not LinkKind.CREDITS}
    return {report.id for report in story.reports} - copies


def _holding(story: Story, spans: Iterable[Span]) -> set[Span]:
    """The sentences that hold one of the spans."""
    starts = {report.id: [sentence.start for sentence in report.sentences] for report in story.reports}
    sentences = {report.id: report.sentences for report in story.reports}
    held = set()
    for span in spans:
        place = bisect_right(starts[span.report], span.start) - 1
        if place >= 0 and sentences[span.report][place].covers(span):
            held.add(sentences[span.report][place])
    return held
