"""Passages that two reports have word for word though neither was made from the other: a text that both had.

A press release, or an agency nobody credits, is seen only by what it left in the reports that used it. Words inside
quotation marks do not count: two reporters at one press conference write down the same ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from headwater.relate.wording import MOST_SENTENCES
from headwater.text.quoted_words import outside_marks
from headwater.text.tokens import find_words, fold
from headwater.vocabulary.lineage import OriginId, UnseenOrigin
from headwater.vocabulary.report import Prose, Report
from headwater.vocabulary.span import ReportId, Span, Stretch

# A run of so many words is not hit upon twice; titles, places and set phrases reach eight or nine.
_LONGEST_BY_CHANCE = 12
# Of 513 pairs of reports by separate newsrooms one shares so much: a speech whose marks run over paragraphs.
_WORDS_FROM = 30
_RUN = 5
# Passages are of one handout where the half of the shorter one is common to both.
_SAME_FROM = 0.5


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A run of words that stands in two reports, and how many words it has."""

    of_a: Span
    of_b: Span
    words: int


class OutsideWords:
    """The words of a report's first sentences outside quotation marks, made ready once to be laid beside those of many
    others. What stands in marks parts two runs."""

    def __init__(self, prose: Prose) -> None:
        self._prose = prose
        self.words: list[str] = []
        self._places: list[Stretch] = []
        for number, sentence in enumerate(prose.sentences[:MOST_SENTENCES]):
            for count, (start, end) in enumerate(outside_marks(prose, sentence.start, sentence.end)):
                if count:
                    self.words.append(f'"{prose.report}{number}')
                    self._places.append(Stretch(start, start))
                found = find_words(prose.text, start, end)
                self.words += [fold(prose.text[word.start : word.end]) for word in found]
                self._places += found
        self.runs = list(zip(*(self.words[step:] for step in range(_RUN)), strict=False))
        self.first: dict[tuple[str, ...], int] = {}
        for place, run in enumerate(self.runs):
            self.first.setdefault(run, place)

    def span(self, start: int, length: int) -> Span:
        """The span of so many words from one on."""
        return self._prose.span(self._places[start].start, self._places[start + length - 1].end)


def find_passages(a: OutsideWords, b: OutsideWords) -> list[SharedPassage]:
    """The long runs of words outside quotation marks that two texts share, in the order of the second; none where they
    are too few words together to tell of a common origin."""
    found, place = [], 0
    while place < len(b.runs):
        start = a.first.get(b.runs[place])
        length = 0 if start is None else _common(a.words, b.words, start, place)
        if start is not None and length >= _LONGEST_BY_CHANCE:
            found.append(SharedPassage(a.span(start, length), b.span(place, length), length))
        place += max(1, length)
    return found if sum(passage.words for passage in found) >= _WORDS_FROM else []


def _common(ours: Sequence[str], theirs: Sequence[str], start: int, place: int) -> int:
    length = 0
    while (
        start + length < len(ours) and place + length < len(theirs) and ours[start + length] == theirs[place + length]
    ):
        length += 1
    return length


def find_handouts(pairs: Sequence[tuple[Report, Report]]) -> list[UnseenOrigin]:
    """The unseen texts that the passages of these pairs come from; pairs with a passage in common used one text."""
    handouts: list[_Handout] = []
    read: dict[ReportId, OutsideWords] = {}
    for a, b in pairs:
        for report in (a, b):
            if report.id not in read:
                read[report.id] = OutsideWords(report.prose)
        passages = find_passages(read[a.id], read[b.id])
        if not passages:
            continue
        spans = [span for passage in passages for span in (passage.of_a, passage.of_b)]
        known = next((each for each in handouts if _has_common(each.spans, spans)), None)
        if known is None:
            handouts.append(known := _Handout())
        known.spans += spans
        known.users |= {a.id: a.name, b.id: b.name}
        known.words = max(known.words, sum(passage.words for passage in passages))
    return [_origin(place, handout) for place, handout in enumerate(handouts, start=1)]


@dataclass(slots=True)
class _Handout:
    """A text that several reports used, while it is gathered: where its words stand, who used it, and how many words
    two of them share."""

    spans: list[Span] = field(default_factory=list)
    users: dict[ReportId, str] = field(default_factory=dict)
    words: int = 0


def _origin(number: int, handout: _Handout) -> UnseenOrigin:
    *others, last = dict.fromkeys(handout.users.values())
    users = f"{', '.join(others)} and {last}" if others else f"{len(handout.users)} pages of {last}"
    why = (
        f"up to {handout.words} words alike outside quotation marks, beside accounts of their own; "
        "one may have lifted them from another, or all used a text that is not held"
    )
    name = f"a text that {users} {'both' if len(handout.users) == 2 else 'all'} used"
    return UnseenOrigin(OriginId(f"unseen-text-{number}"), name, (), tuple(_joined(handout.spans)), why)


def _has_common(some: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(_overlap(one, other) >= _SAME_FROM * min(len(one), len(other)) for one in some for other in others)


def _overlap(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start) if one.report == other.report else 0


def _joined(spans: Sequence[Span]) -> list[Span]:
    """The spans with those that overlap made one, ordered by report and place."""
    joined: list[Span] = []
    for _, group in groupby(sorted(spans), key=lambda span: span.report):
        for span in group:
            if joined and joined[-1].report == span.report and span.start <= joined[-1].end:
                joined[-1] = Span(span.report, joined[-1].start, max(span.end, joined[-1].end))
            else:
                joined.append(span)
    return joined
