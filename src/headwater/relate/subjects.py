"""Subjects of reports: the telling words, names, figures and days of a text, found in a few tenths of a millisecond.

Nothing is parsed here: a subject is needed before a report is analysed, for every report that comes. Names are words
with capitals inside a sentence, figures a number and the word after it, places what stands after 'in' or 'near'.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from headwater.text.reading import ReadWord, read_words
from headwater.text.tokens import fold
from headwater.vocabulary.subject import Subject

# The event is told at the beginning; of a long report the rest is background, the same from day to day.
WORDS_READ, LEAD_WORDS, _CHARACTERS_READ = 400, 60, 4_000
MOST_WORDS, MOST_LEAD, MOST_HEADLINE, MOST_NAMES, MOST_FIGURES, MOST_DAYS, MOST_PLACES = 56, 20, 12, 12, 10, 4, 4
# Words of the headline count this many times: it names the event.
_HEADLINE_COUNTS = 2
# A stem lighter than this stands in more than a third of all news texts and tells none apart.
_LIGHTEST = 1.0
SKETCH_KEYS, _RUN = 24, 5

# Each pattern begins with the signs a match can begin with and looks back from there: that is searched four times as
# fast as a pattern that begins with looking back.
_NAME = re.compile(
    r"[A-Z](?<![\w\n\"“(].)(?<![.!?:\"“”•\n] .)[\w'’-]+(?: (?:(?:of|the|de|al|von|van|bin) )?[A-Z][\w'’-]+){0,3}"
)
_PLACE = re.compile(r"[inoa](?<!\w.)(?:(?<=i)n|(?<=n)ear|(?<=o)utside|(?<=a)t) (?:the )?((?:[A-Z][\w'’-]+ ?){1,3})")
_SMALL = {
    word: str(number)
    for number, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), 2)
}
# Of a text in lower case. A number in letters is found from the sign before it: few signs are no letters.
_FIGURE = re.compile(
    r"([^a-z_.,:/-](?:(?<=\d)(?<![\w.,:/$€£-].)[\d,]*(?:\.\d+)?|(?<=[$€£])(?<![\w.,:/$€£-].)\d[\d,]*(?:\.\d+)?"
    r"|(?<![\w$€£])(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)))"
    r"(?: |-)?(%|(?:million|billion|per cent|percent)\b|[a-z]+)?"
)
_MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb aug sept oct nov dec".split()
)
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_CALENDAR = _MONTHS | _WEEKDAYS
_NO_NAMES = _MONTHS | _WEEKDAYS | frozenset("the he she it they we in on at a an but and if i this that there".split())


def subject_of(
    headline: str | None,
    text: str,
    at: date | datetime | None = None,
    outlet: str | None = None,
    place: str | None = None,
) -> Subject:
    """What a report is about: pure, and fit for any text, an empty one too.

    >>> subject_of("Ferry fire hurts 12 in Ullenford", "A ferry burned in Ullenford on Monday.").figures
    ('12 in',)
    """
    text = text[:_CHARACTERS_READ]
    headline = (headline or "")[:_HEADLINE_CHARACTERS]
    words, titled = read_words(text, WORDS_READ), read_words(headline, _HEADLINE_CHARACTERS)
    telling = [read for read in words if read.weight > _LIGHTEST]
    counts = Counter([read.stem for read in telling])
    told = [read for read in titled if read.weight > _LIGHTEST]
    for read in told:
        counts[read.stem] += _HEADLINE_COUNTS
    # Each stem as it is printed first, in the text rather than in the headline.
    printed = {read.stem: read for read in chain(reversed(told), reversed(telling))}
    heaviest = _heaviest(counts, printed)
    places_of = {stem: place for place, stem in enumerate(heaviest)}
    lead = {places_of[read.stem] for read in words[:LEAD_WORDS] if read.stem in places_of}
    return Subject(
        words=tuple([printed[stem].word for stem in heaviest]),
        counts=tuple([counts[stem] for stem in heaviest]),
        lead=tuple(sorted(lead)[:MOST_LEAD]),
        headline=tuple([read.word for read in titled[: MOST_HEADLINE * 2]]),
        names=_names(text),
        figures=_figures(headline, text),
        days=_days([read.word for read in words[: LEAD_WORDS * 2]]),
        places=_places(text, place),
        sketch=_sketch(np.frombuffer(b"".join([read.number for read in words]), "<u8")),
        length=len(words),
        at=at,
        outlet=outlet,
    )


_HEADLINE_CHARACTERS = 300


def _heaviest(counts: Mapping[str, int], printed: Mapping[str, ReadWord]) -> list[str]:
    weighted = [(-_LOGS[count] * printed[stem].weight, stem) for stem, count in counts.items()]
    weighted.sort()
    return [stem for _, stem in weighted[:MOST_WORDS]]


_LOGS = [0.0, *(1 + math.log(count) for count in range(1, WORDS_READ + _HEADLINE_CHARACTERS * _HEADLINE_COUNTS))]


def _names(text: str) -> tuple[str, ...]:
    found: Counter[str] = Counter()
    for name in _NAME.findall(text[:_NAMED_IN]):
        found[name.removesuffix("’s").removesuffix("'s")] += 1
    kept = [name for name in found if name.lower() not in _NO_NAMES]
    kept.sort(key=lambda name: -found[name])
    return tuple(kept[:MOST_NAMES])


_NAMED_IN, _COUNTED_IN, _PLACED_IN = 2_400, 1_800, 1_200


def _figures(headline: str, text: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for number, unit in _FIGURE.findall(f"\n{headline} . {text[:_COUNTED_IN]}".lower()):
        # A number in letters is found with the sign before it, one in digits with its currency.
        number = _SMALL[number[1:]] if number[-1].isalpha() else number.lstrip("$€£").replace(",", "")
        if unit.isdigit() or (len(number) == 4 and number[:2] in ("19", "20") and not unit):
            continue
        if unit in ("am", "pm", "a", "p") or (not unit and len(number) < 2):
            continue
        found[f"{number} {unit}".strip()] = None
    return tuple(found)[:MOST_FIGURES]


def _days(words: Sequence[str]) -> tuple[str, ...]:
    if _CALENDAR.isdisjoint(words):
        return ()
    found: dict[str, None] = {}
    for place, word in enumerate(words):
        if word in _WEEKDAYS:
            found[word] = None
        elif word in _MONTHS and place + 1 < len(words) and words[place + 1].isdigit():
            found[f"{word[:3]} {words[place + 1]}"] = None
    return tuple(found)[:MOST_DAYS]


def _places(text: str, filed_from: str | None) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for place in ([filed_from] if filed_from else []) + _PLACE.findall(text[:_PLACED_IN]):
        folded = fold(place).strip().removesuffix("'s")
        if folded.split(" ")[0] not in _NO_NAMES:
            found[folded] = None
    return tuple(found)[:MOST_PLACES]


_POWERS = np.array([0x9E3779B97F4A7C15 * (2 * step + 1) ** 7 % 2**64 | 1 for step in range(_RUN)], np.uint64)


def _sketch(numbers: NDArray[np.uint64]) -> bytes:
    """The smallest hashes of the runs of five words (bottom-k: Broder 1997), as `text/sketches` makes them."""
    count = len(numbers) - _RUN + 1
    if count < 1:
        return b""
    runs = numbers[:count] * _POWERS[0]
    for step in range(1, _RUN):
        runs += numbers[step : step + count] * _POWERS[step]
    runs ^= runs >> _SHIFT
    runs *= _MIX
    keys = (runs >> _UPPER).astype("<u4")
    keys.sort()
    is_first = np.ones(count, bool)
    np.not_equal(keys[1:], keys[:-1], out=is_first[1:])
    return bytes(keys[is_first][:SKETCH_KEYS].tobytes())


_SHIFT, _UPPER, _MIX = np.uint64(29), np.uint64(32), np.uint64(0xBF58476D1CE4E5B9)
