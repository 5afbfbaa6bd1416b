"""Frames: texts that are written anew every day in the same words, such as weather, crime briefs and market reports.

Two of them share more wording than most copies do, and tell of two events. What tells them from two stages of one
story: there the names and days stay and some figures move; here names, days and figures are others at the same places.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import groupby

from rapidfuzz.distance import Levenshtein

from headwater.relate.wording import MOST_SENTENCES
from headwater.stylebook.calendar import CalendarWord, calendar_words
from headwater.stylebook.numbers import NumberWord, number_words
from headwater.text.tokens import find_words, fold
from headwater.vocabulary.report import Prose

# Two of five words kept in their order: a rewriting that keeps so many keeps the names, too.
_FRAME_FROM = 0.4
# A filling is another one where so much of a kind was exchanged.
_OTHER_FROM = 0.5
# Where the names stay (the weather of one town), the days and nearly all figures must be others: 'at least 14 hurt,
# police said on Saturday' after '11 hurt' exchanges one or two.
_ALL_FROM, _FEWEST_FIGURES = 0.8, 3
_FEWEST_NAMES = 2
# Where no day is named ('Today will be sunny') so much of the words must stay: less is an edited text, whose figures
# were brought up to date (one of 1,036 steps between versions of an encyclopedia's article).
_DAYLESS_FROM = 0.75


class Filling(Enum):
    """What fills the slots of a frame."""

    DAY = "days"
    FIGURE = "figures"
    NAME = "names"


def why_frames(a: Prose, b: Prose) -> str | None:
    """Why two texts share a frame and not an event; None where nothing says so.

    Their words are laid against each other in order (Levenshtein 1966); days, figures and names in exchanged runs are
    held against those in runs that stayed.
    """
    ours, theirs = _filled_words(a), _filled_words(b)
    shorter = min(len(ours), len(theirs))
    if not shorter:
        return None
    kept: Counter[Filling] = Counter()
    exchanged: Counter[Filling] = Counter()
    words = 0
    for is_same, one, other in _runs(ours, theirs):
        if is_same:
            words += len(one)
            kept.update(kind for _, kind in one if kind)
        else:
            exchanged.update(_exchanged(one, other))
    if words < _FRAME_FROM * shorter:
        return None
    shares = {kind: exchanged[kind] / max(1, exchanged[kind] + kept[kind]) for kind in Filling}
    is_dayless = not kept[Filling.DAY] and not exchanged[Filling.DAY] and words >= _DAYLESS_FROM * shorter
    if not _is_other_event(shares, exchanged, no_day=is_dayless):
        return None
    told = ", ".join(
        f"{exchanged[kind]} of {exchanged[kind] + kept[kind]} {kind.value}"
        for kind in (Filling.NAME, Filling.DAY, Filling.FIGURE)
        if exchanged[kind]
    )
    return f"same frame, other event: {words} of {shorter} words stay and {told} are others at the same places"


def _is_other_event(shares: dict[Filling, float], exchanged: Counter[Filling], *, no_day: bool) -> bool:
    days, figures = shares[Filling.DAY] > _OTHER_FROM, shares[Filling.FIGURE] >= _OTHER_FROM
    if shares[Filling.NAME] >= _OTHER_FROM and exchanged[Filling.NAME] >= _FEWEST_NAMES:
        return days or figures
    has_many = exchanged[Filling.FIGURE] >= _FEWEST_FIGURES
    if shares[Filling.NAME] == 1 and days and figures and has_many:
        return True  # the one place that is named, the day and most figures
    is_all = shares[Filling.FIGURE] >= _ALL_FROM
    # 'Today will be sunny': no day is named that could have stayed, so one figure more must be another.
    return is_all and has_many and (days or (no_day and exchanged[Filling.FIGURE] > _FEWEST_FIGURES))


Filled = tuple[str, Filling | None]


def _filled_words(prose: Prose) -> list[Filled]:
    """The folded words of the first sentences, each with what it fills. A figure beside a month is part of a day, and
    one behind a name part of the name ('Haven 20', 'Route 9')."""
    words = [
        (fold(prose.text[word.start : word.end]), _filling(prose.text[word.start : word.end], place == 0))
        for sentence in prose.sentences[:MOST_SENTENCES]
        for place, word in enumerate(find_words(prose.text, sentence.start, sentence.end))
    ]
    months = calendar_words(CalendarWord.MONTH)
    filled: list[Filled] = []
    for place, (word, kind) in enumerate(words):
        beside = {words[at][0] for at in (place - 1, place + 1) if 0 <= at < len(words)}
        if kind is Filling.FIGURE and not beside.isdisjoint(months):
            kind = Filling.DAY
        elif kind is Filling.FIGURE and place and words[place - 1][1] is Filling.NAME:
            kind = Filling.NAME
        filled.append((word, kind))
    return filled


_DIGIT = re.compile(r"\d")


def _filling(word: str, opens: bool) -> Filling | None:
    folded = fold(word)
    if word[0].isupper() and (
        folded in calendar_words(CalendarWord.MONTH) or folded in calendar_words(CalendarWord.WEEKDAY)
    ):
        return Filling.DAY
    if _DIGIT.search(word) or folded in number_words(NumberWord.UNIT) or folded in number_words(NumberWord.TEN):
        return Filling.FIGURE
    return Filling.NAME if word[0].isupper() and not opens and len(word) > 1 else None


def _runs(ours: Sequence[Filled], theirs: Sequence[Filled]) -> Iterator[tuple[bool, list[Filled], list[Filled]]]:
    """The runs of words that stayed and those that were exchanged, in order."""
    steps = Levenshtein.opcodes([word for word, _ in ours], [word for word, _ in theirs])
    for is_same, group in groupby(steps, key=lambda step: step.tag == "equal"):
        run = list(group)
        first, last = run[0], run[-1]
        yield is_same, list(ours[first.src_start : last.src_end]), list(theirs[first.dest_start : last.dest_end])


def _exchanged(one: Sequence[Filled], other: Sequence[Filled]) -> Iterator[Filling]:
    """The kind of each filling that has another of its kind at its place on the other side."""
    for kind in Filling:
        ours = {word for word, each in one if each is kind}
        theirs = {word for word, each in other if each is kind}
        if ours.isdisjoint(theirs):
            yield from [kind] * min(len(ours), len(theirs))
