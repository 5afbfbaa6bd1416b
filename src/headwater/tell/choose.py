"""Choosing: which claims a reader has to know, and in which order.

A claim counts for the independent origins and the reports that carry it, for how early its reports bring it, and for
naming who, when, how much; it loses for what was chosen already (maximal marginal relevance, Carbonell & Goldstein
1998), and for being unfit to stand alone.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from headwater.text.weights import similarity_matrix, stems_of
from headwater.vocabulary.brief import Claim
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import Span
from headwater.vocabulary.story import Story

# Tuned by hand on the development roundups (decisions/0006): position carries most, as in all news summaries.
_ORIGIN, _REPORT, _POSITION, _WHO, _WHEN, _HOW_MUCH = 1.0, 0.3, 3.0, 0.25, 0.3, 0.2
_REPEATS, _UNFIT, _TOO_LONG = 3.0, 1.5, 0.8
_LONGEST, _SHORTEST = 45, 6
Row = NDArray[np.float64]
_LEANS_BACK = re.compile(r"(?:this|that|these|those|it|they|such|but|and|so|also|however|meanwhile)\b", re.IGNORECASE)


def choose_claims(story: Story, claims: Sequence[Claim], count: int, taken: Sequence[Claim] = ()) -> list[Claim]:
    """The claims worth telling first, at most that many, none that repeats one already taken."""
    everything = [*claims]
    if not everything:
        return []
    alike = similarity_matrix(*(2 * [[stems_of(claim.text) for claim in everything]]))
    chosen = [everything.index(claim) for claim in taken]
    worth = [_worth(story, claim) for claim in everything]
    picked: list[int] = []
    while len(picked) < count:
        rest = [place for place in range(len(everything)) if place not in chosen]
        if not rest:
            break
        best = max(rest, key=lambda place: (_net(worth, alike[place], place, chosen), -place))
        if worth[best] < 0:
            break
        chosen.append(best)
        picked.append(best)
    return [everything[place] for place in picked]


def _net(worth: Sequence[float], likeness: Row, place: int, chosen: Sequence[int]) -> float:
    return worth[place] - _REPEATS * max((float(likeness[other]) for other in chosen), default=0.0)


def _worth(story: Story, claim: Claim) -> float:
    opening = claim.support[0]
    words = len(claim.text.split())
    worth = _ORIGIN * (claim.independent_origins - 1) + _REPORT * (claim.reports - 1)
    worth += _POSITION * max(_position(story.report(span.report), span) for span in claim.support)
    report = story.report(opening.report)
    worth += _WHO * min(3, sum(any(opening.covers(m) for m in entity.mentions) for entity in story.entities))
    worth += _WHEN * any(moment.span and opening.covers(moment.span) for moment in report.moments)
    worth += _HOW_MUCH * any(opening.covers(figure.span) for figure in report.figures)
    if _LEANS_BACK.match(claim.text.lstrip("“\"'‘")) or claim.text[:1] in "“\"'‘":
        worth -= _UNFIT
    if not _SHORTEST <= words <= _LONGEST:
        worth -= _TOO_LONG
    return worth


def _position(report: Report, span: Span) -> float:
    """1 for the first sentence of a report, falling with the logarithm of the place."""
    place = next((i for i, sentence in enumerate(report.sentences) if sentence == span), len(report.sentences))
    return 1 / (1 + math.log2(1 + place))
