"""Stories: which reports tell of one event.

One pass over the reports in the order they came: each is laid beside the stories that share its rare words and joins
the most similar one if it is similar enough, days apart taken into account; else it opens a story of its own. This is
the streaming centroid method (Allan et al. 1998) over word weights learned from news at large, so what becomes of one
report does not hang on what else is in the pile. The threshold was chosen on five labelled sets (decisions/0005).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from headwater.text.weights import stems_of, weight_of

Vector = dict[str, float]

# Chosen on the development parts: the best mean B-cubed F1 over the five sets, which differ between .20 and .28.
SAME_STORY_FROM = 0.2
# Each day between two reports takes this share of their similarity: an event's reports come within days, and another
# fire in the same street comes later.
_DAY_COSTS, _MOST_COST = 0.02, 0.35
# Words of the headline count this many times: it names the event.
_HEADLINE_COUNTS = 2
_WORDS_READ, _WORDS_KEPT, _CANDIDATE_WORDS, _MOST_CANDIDATES = 400, 120, 24, 50


@dataclass(frozen=True, slots=True)
class Subject:
    """What a report is about, as far as grouping needs to know: its telling words, and its day if that is known."""

    words: Vector
    day: date | None


@dataclass(slots=True)
class _Group:
    members: list[int] = field(default_factory=list)
    total: Vector = field(default_factory=dict)
    norm: float = 0.0
    newest: date | None = None


def subject_of(headline: str | None, text: str, day: date | None) -> Subject:
    """The telling words of a report: stems of headline and first words, weighted by how rare they are in news."""
    counts: Counter[str] = Counter(stems_of(text[: _WORDS_READ * 12])[:_WORDS_READ])
    for word in stems_of(headline or ""):
        counts[word] += _HEADLINE_COUNTS
    weighted = {word: (1 + math.log(count)) * weight_of(word) for word, count in counts.items() if weight_of(word) > 1}
    kept = dict(sorted(weighted.items(), key=lambda item: (-item[1], item[0]))[:_WORDS_KEPT])
    norm = math.sqrt(sum(weight * weight for weight in kept.values())) or 1.0
    return Subject({word: weight / norm for word, weight in kept.items()}, day)


def group_subjects(subjects: Sequence[Subject], least: float = SAME_STORY_FROM) -> list[list[int]]:
    """The places of the subjects, grouped by story; groups and members in the order they came."""
    groups: list[_Group] = []
    holding: dict[str, list[int]] = defaultdict(list)
    for place, subject in enumerate(subjects):
        best = max(
            ((_similarity(subject, groups[number]), -number) for number in _candidates(subject, holding)),
            default=(0.0, 0),
        )
        number = -best[1]
        if best[0] < least:
            groups.append(_Group())
            number = len(groups) - 1
        _join(groups[number], place, subject)
        for word in subject.words:
            if not holding[word] or holding[word][-1] != number:
                holding[word].append(number)
    return [group.members for group in groups]


def _candidates(subject: Subject, holding: dict[str, list[int]]) -> Iterable[int]:
    """The stories that share the subject's most telling words, the newest first, a fixed number of them."""
    shared: dict[int, float] = defaultdict(float)
    telling = sorted(subject.words.items(), key=lambda item: -item[1])[:_CANDIDATE_WORDS]
    for word, weight in telling:
        for number in set(holding.get(word, ())[-_MOST_CANDIDATES:]):
            shared[number] += weight * weight
    return sorted(shared, key=lambda number: -shared[number])[:_MOST_CANDIDATES]


def _similarity(subject: Subject, group: _Group) -> float:
    shared = sum(weight * group.total.get(word, 0.0) for word, weight in subject.words.items())
    alike = shared / group.norm if group.norm else 0.0
    if subject.day is None or group.newest is None:
        return alike
    return alike - min(_MOST_COST, _DAY_COSTS * abs((subject.day - group.newest).days))


def _join(group: _Group, place: int, subject: Subject) -> None:
    group.members.append(place)
    for word, weight in subject.words.items():
        group.total[word] = group.total.get(word, 0.0) + weight
    group.norm = math.sqrt(sum(weight * weight for weight in group.total.values()))
    if subject.day is not None:
        group.newest = max(filter(None, (group.newest, subject.day)))
