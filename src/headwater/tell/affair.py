"""An affair: the days that mattered in weeks or years of reports, and a line or two for each.

Not the timeline of one story, where every event has its line: here hundreds of reports speak of an affair and a few
days are to be chosen. A day matters when many reports name it, and above all when they still name it once it is over
(as in DATEWISE, Gholipour Ghalandari & Ifrim 2020); that papers printed much on a day tells less.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from headwater.text.weights import stems_of, weight_of
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import Span

# What a report that names a day, one that still names it afterwards, and one printed on it are worth, each by the
# logarithm of how many there are. Chosen on the four topics of the development part, where they barely matter: every
# mixture that counts mentions has date F1 .51 to .54 (decisions/0025).
_NAMED, _STILL_NAMED, _PRINTED = 1.0, 0.75, 0.25
# The first sentences of a report tell of the day it was printed unless they name another.
_OPENING = 5
# Words of the whole affair weigh more than those of a single day: a line is to tell what the day was in the affair.
_AFFAIR = 3.0
_NAMES_THE_DAY, _STANDS_FIRST = 0.1, 0.2
_SHORTEST, _LONGEST = 5, 40
# Two lines of one day share less than this of the shorter one's words.
_LEAST_NEW = 0.5


@dataclass(frozen=True, slots=True)
class AffairDay:
    """A day of an affair with the sentences that tell what happened on it."""

    day: date
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence that may be told of a day."""

    span: Span
    stems: frozenset[str]
    length: int
    place: int
    names_day: bool


def tell_affair(
    reports: Sequence[Report], day_count: int, sentences_a_day: int, between: tuple[date, date] | None = None
) -> tuple[AffairDay, ...]:
    """The days that mattered, in order of time, at most that many, each with at most so many sentences.

    Only days `between` two are told, both inclusive; by default from the day before the first report's, for what is
    printed was yesterday, to the last report's. Reports without a day of their own still name others.
    """
    printed = [day for report in reports if (day := report.masthead.day) is not None]
    if not printed or day_count < 1 or sentences_a_day < 1:
        return ()
    first, last = between or (min(printed) - timedelta(days=1), max(printed))
    lines = _lines_by_day(reports)
    spread = Counter(stem for report in reports for stem in set(_stems_of_report(report)))
    worth = {day: each for day, each in _worth_of_days(reports).items() if first <= day <= last}
    best = sorted((day for day in worth if day in lines), key=lambda day: (-worth[day], day))[:day_count]
    shares = {stem: count / len(reports) for stem, count in spread.items()}
    return tuple(AffairDay(day, _told(lines[day], sentences_a_day, shares)) for day in sorted(best))


def _stems_of_report(report: Report) -> Iterable[str]:
    return (stem for span in report.sentences for stem in stems_of(span.of(report.text)))


def _days_named(report: Report, sentence: Span) -> set[date]:
    inside = (m for m in report.moments if m.span is not None and sentence.covers(m.span) and m.is_day)
    return {moment.first_day for moment in inside if moment.first_day}


def _worth_of_days(reports: Sequence[Report]) -> dict[date, float]:
    named: Counter[date] = Counter()
    still: Counter[date] = Counter()
    printed: Counter[date] = Counter()
    for report in reports:
        day = report.masthead.day
        days = {each for sentence in report.sentences for each in _days_named(report, sentence)}
        named.update(days)
        if day is not None:
            printed[day] += 1
            still.update(each for each in days if each < day)
    return {
        day: _NAMED * math.log1p(named[day])
        + _STILL_NAMED * math.log1p(still[day])
        + _PRINTED * math.log1p(printed[day])
        for day in {*named, *printed}
    }


def _lines_by_day(reports: Sequence[Report]) -> dict[date, list[_Line]]:
    """The sentences that name a day, and the opening ones of the reports printed on it that name none."""
    lines: dict[date, list[_Line]] = defaultdict(list)
    for report in reports:
        for place, span in enumerate(report.sentences):
            stems = stems_of(span.of(report.text))
            if not _SHORTEST <= len(stems) <= _LONGEST:
                continue
            days = _days_named(report, span)
            for day in days:
                lines[day].append(_Line(span, frozenset(stems), len(stems), place, names_day=True))
            if not days and place < _OPENING and report.masthead.day is not None:
                lines[report.masthead.day].append(_Line(span, frozenset(stems), len(stems), place, names_day=False))
    return lines


def _told(lines: Sequence[_Line], count: int, shares: dict[str, float]) -> tuple[Span, ...]:
    """The sentences of a day nearest to what most of them say, none that repeats another."""
    common: Counter[str] = Counter()
    for line in lines:
        common.update(dict.fromkeys(line.stems, 2 if line.names_day else 1))
    centre = {s: math.log1p(n) * weight_of(s) * (1 + _AFFAIR * shares.get(s, 0.0)) for s, n in common.items()}
    length = math.sqrt(sum(value * value for value in centre.values())) or 1.0
    ranked = sorted(lines, key=lambda line: (-_nearness(line, centre, length), line.span))
    told: list[_Line] = []
    for line in ranked:
        if all(_shared(line, other) < _LEAST_NEW for other in told):
            told.append(line)
        if len(told) == count:
            break
    return tuple(line.span for line in told)


def _nearness(line: _Line, centre: dict[str, float], length: float) -> float:
    own = math.sqrt(sum(weight_of(stem) ** 2 for stem in line.stems)) or 1.0
    cosine = sum(centre[stem] * weight_of(stem) for stem in line.stems) / length / own
    return cosine + _NAMES_THE_DAY * line.names_day + _STANDS_FIRST / (1 + line.place)


def _shared(line: _Line, other: _Line) -> float:
    return len(line.stems & other.stems) / max(1, min(len(line.stems), len(other.stems)))
