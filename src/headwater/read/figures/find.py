"""Finding figures in a report's prose, each with its unit, bound, and what it counts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain

from headwater.read.figures.bounds import limits, read_bound, read_change
from headwater.read.figures.nouns import Counted, counted_noun, subject_before, whole_of
from headwater.read.figures.numbers import (
    LONGEST_MARK,
    MARK,
    UNIT,
    Number,
    Range,
    find_crowds,
    find_numbers,
    find_ranges,
)
from headwater.stylebook.calendar import CalendarWord, calendar_words
from headwater.stylebook.figures import (
    Unit,
    currencies_by_mark,
    numbered_things,
    rate_adverbs,
    rate_words,
    units_by_form,
)
from headwater.stylebook.numbers import NumberWord, number_words
from headwater.text.nouns import singular
from headwater.text.numbers import ORDINAL_WORDS, any_of, parse_ordinal
from headwater.vocabulary.figure import Bound, Change, Figure, FigureKind
from headwater.vocabulary.moment import Moment, Precision
from headwater.vocabulary.report import Prose
from headwater.vocabulary.span import Span

_BLANKS = str.maketrans("\n\r\t\u00a0\u202f\u2009\u2028\u2029", "        ")
_SHORT_MONTHS = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
_MONTHS = (
    rf"(?:{any_of(word.capitalize() for word in calendar_words(CalendarWord.MONTH))}|(?:{_SHORT_MONTHS})\.?)(?!\w)"
)
# What a number is part of when it is no figure: a time, a date, a web address, a model name, a plural ('the 90s').
_BELONGS_AFTER = re.compile(
    rf"(?:st|nd|rd|th)\b| ?[ap]\.?m\b| {_MONTHS}|:\d|/\d|[-–]\d|['’]?s\b|[A-Za-z_@]|\.\d| ?GMT\b|\)? ?[-–]\d{{3}}"
)
_BELONGS_BEFORE = re.compile(
    rf"(?:{_MONTHS}\.?|\b(?:{any_of(numbered_things())})|[A-Z][A-Z&]+|['’]s|#|\d[-:/–]|[A-Za-z]-)[ -]?$"
)
_NEGATIVE = re.compile(r"(?:^|[ (,])(?:minus |minus-|-|−)[$€£]?$")
_YEARLIKE = re.compile(r"(?:1[5-9]|20)\d\d$")
_TIME_UNITS = ("year", "month", "day", "week", "hour", "minute", "second", "decade", "century")
_LETTER_UNITS = frozenset("m s C K g L W V in MP MT sec min second".split())
_OLD = re.compile(r"[- ]?olds?\b| of age\b")
_PER = re.compile(
    rf"(?: ?/ ?| per | an? | each | every )({any_of(set(rate_words()) - set(rate_adverbs()))})\b(?! (?:ago"
    rf"|earlier|later|before)\b)"
)
_OFTEN = re.compile(rf" ({any_of(rate_adverbs())})\b")

_FRACTION = re.compile(
    r"\b(?:(?P<top>an?|one|two|three|four|five|six|seven|eight|nine)[ -]"
    rf"(?P<part>{any_of(number_words(NumberWord.FRACTION))})"
    r"|(?P<half>half))\b(?= of\b| the\b| its\b| their\b| his\b| our\b)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(rf"\b(?:\d{{1,3}}(?:,\d{{3}})?(?:st|nd|rd|th)|(?i:{ORDINAL_WORDS}))(?=[ -]([a-z][\w-]*))")
_COMMON_ORDINALS = frozenset("first second third".split())
_NAME_BEFORE = re.compile(r"\w[A-Z]\w* $|(?<=[a-z,] )[A-Z][\w&]* $")
_AGE = re.compile(r", [1-9]\d?[,.;]")
_OF_ONE = re.compile(r" of (?:the|its|his|her|their|our|my|those)(?: (?:most|best|least))? ?")
_NOT_ONE = re.compile(r"\b(?:this|that|the|which|no|any|each|every|another|some|other|last|for|by) $", re.IGNORECASE)
_ONE_THING = re.compile(r"[- ](?:person|man|woman|child|player|company|goal|vote|month|hit|game|death|case|police)\b")
_ONLY_ONE = re.compile(r"(?:only|just|at least) $", re.IGNORECASE)


def find_figures(prose: Prose, moments: Sequence[Moment]) -> tuple[Figure, ...]:
    """The figures of a report's prose in text order.

    Numbers inside a moment are no figures, except lengths of time ('three weeks'): they count days as others count
    houses. Dates, scores, telephone numbers and the numbers of model names are left alone.
    """
    taken = _Taken([moment.span for moment in moments if moment.span and moment.precision is not Precision.DURATION])
    found: list[Figure] = []
    for sentence in prose.sentences:
        text = prose.text[sentence.start : sentence.end].translate(_BLANKS)
        figures = [
            *_counts(prose, sentence, text),
            *_fractions(prose, sentence, text),
            *_ordinals(prose, sentence, text),
        ]
        found.extend(figure for figure in figures if not taken.overlaps(figure.span))
    return tuple(sorted(found, key=lambda figure: figure.span))


class _Taken:
    """Spans in order, to ask quickly whether another lies over one."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]

    def overlaps(self, span: Span) -> bool:
        place = bisect_right(self._starts, span.end - 1)
        return any(self._spans[near].overlaps(span) for near in range(max(0, place - 2), place))


def _counts(prose: Prose, sentence: Span, text: str) -> Iterator[Figure]:
    for found in chain(find_ranges(text, find_numbers(text)), find_crowds(text)):
        figure = _figure(prose, sentence, text, found)
        if figure is not None:
            yield figure


def _figure(prose: Prose, sentence: Span, text: str, found: Number | Range) -> Figure | None:
    first, last = (found.low, found.high) if isinstance(found, Range) else (found, found)
    mark = MARK.search(text[max(0, first.start - LONGEST_MARK) : first.start])
    start = first.start - len(mark.group()) if mark else first.start
    unit, end = _unit(text, first, last, currencies_by_mark()[mark[1]] if mark else None)
    if not mark and not _is_figure(text, first, last, unit):
        return None
    noun = _noun(text, first, end) if unit is None else None
    number_end, end = end, (noun.end if noun else end)
    per, end = _per(text, end)
    counts = _counts_span(text, start, number_end, unit, noun)
    sign = -1 if _NEGATIVE.search(text[max(0, start - 8) : start]) else 1
    bound, bound_start = read_bound(text, start, number_end)
    change = read_change(text, bound_start)
    low, high = limits(bound, sign * first.value)
    number: float | None = sign * first.value
    if isinstance(found, Range):
        number, low, high, bound = None, *sorted((first.value, last.value)), Bound.BETWEEN
    return Figure(
        span=prose.span(sentence.start + start, sentence.start + number_end),
        number=number,
        low=low,
        high=high,
        bound=bound,
        unit=unit.unit if unit else noun.unit if noun else None,
        counts=text[slice(*counts)] if counts else None,
        counts_span=prose.span(sentence.start + counts[0], sentence.start + counts[1]) if counts else None,
        per=per,
        kind=unit.kind if unit else FigureKind.COUNT if noun else FigureKind.BARE,
        change=change,
    )


def _unit(text: str, first: Number, last: Number, currency: Unit | None) -> tuple[Unit | None, int]:
    """The unit of a number and where number and unit end."""
    if currency is not None:
        return currency, last.end
    match = UNIT.match(text, last.end)
    if match is None:
        is_age = _AGE.fullmatch(text[max(0, first.start - 2) : last.end + 1]) and re.search(
            r"[A-Z]\w+, $", text[max(0, first.start - 40) : first.start]
        )
        return units_by_form()["years old"] if is_age else None, last.end
    form, unit = match[1], units_by_form()[match[1]]
    if form in _LETTER_UNITS and (first.words.isalpha() or form in ("second", "in") or last.words[-1].isalpha()):
        return None, last.end
    if form == "pounds" and re.search(r"[a-z]$", last.words) and last.value >= 1e6:
        # Nothing in the news weighs millions of pounds as often as it costs them.
        return units_by_form()["GBP"], match.end()
    if unit.unit in ("year", "month", "week", "day") and (age := _OLD.match(text, match.end())):
        return units_by_form()["years old" if unit.unit == "year" else "months old"] if unit.unit in (
            "year",
            "month",
        ) else unit, age.end()
    return unit, match.end()


def _is_figure(text: str, first: Number, last: Number, unit: Unit | None) -> bool:
    before, after = text[max(0, first.start - 24) : first.start], text[last.end : last.end + 12]
    if before[-1:].isalnum() or before[-1:] in ("_", "@"):
        return False
    if unit is None and (_BELONGS_AFTER.match(after) or _BELONGS_BEFORE.search(before)):
        return False
    if _YEARLIKE.match(first.words) and (unit is None or unit.unit in _TIME_UNITS or unit.unit == "metre"):
        return False
    if unit is None and _NAME_BEFORE.search(before) and not re.match(r"[ -][a-z]", after):
        # 'iPhone 11 Pro', 'Unit 7.': a number that a name ends with.
        return False
    if (
        re.search(rf"{_MONTHS}\.? $", before)
        and first.value <= 31
        and (unit is None or unit.kind is not FigureKind.PERCENTAGE)
    ):
        return False
    if unit is not None and unit.unit in _TIME_UNITS and text[last.end : last.end + 1] == "-":
        # 'a three-year plan' names a plan; its length is a moment.
        return False
    return first.words.lower() != "one" or unit is not None or _is_one_of_many(before, text[last.end : last.end + 40])


def _is_one_of_many(before: str, after: str) -> bool:
    """Whether 'one' counts ('one of the soldiers', 'only one bridge') or stands for a thing ('the one', 'for one')."""
    if _OF_ONE.match(after):
        return True
    return bool((_ONE_THING.match(after) or _ONLY_ONE.search(before)) and not _NOT_ONE.search(before))


def _noun(text: str, number: Number, end: int) -> Counted | None:
    if number.words.lower() == "one" and (of := _OF_ONE.match(text, end)):
        return counted_noun(text, of.end() - 1)
    if number.words.lower().endswith("of") or text.startswith(" of ", end):
        return counted_noun(text, end + (3 if text.startswith(" of ", end) else 0))
    return counted_noun(text, end)


def _per(text: str, end: int) -> tuple[str | None, int]:
    match = _PER.match(text, end) or _OFTEN.match(text, end)
    return (rate_words()[match[1]], match.end()) if match else (None, end)


def _counts_span(text: str, start: int, end: int, unit: Unit | None, noun: Counted | None) -> tuple[int, int] | None:
    if noun is not None:
        return noun.start, noun.end
    if unit is None or unit.unit in _TIME_UNITS:
        return None
    return whole_of(text, end) or subject_before(text, start)


def _fractions(prose: Prose, sentence: Span, text: str) -> Iterator[Figure]:
    """'a third of our talks', 'two-thirds of the seats', 'half the votes'."""
    for match in _FRACTION.finditer(text):
        top = (
            1.0
            if match["half"]
            else {"a": 1.0, "an": 1.0}.get(match["top"].lower()) or number_words(NumberWord.UNIT)[match["top"].lower()]
        )
        value = top * (0.5 if match["half"] else number_words(NumberWord.FRACTION)[match["part"].lower()])
        if value > 1:
            continue
        whole = whole_of(text, match.end())
        bound, _ = read_bound(text, match.start(), match.end())
        low, high = limits(bound, value)
        yield Figure(
            span=prose.span(sentence.start + match.start(), sentence.start + match.end()),
            number=value,
            low=low,
            high=high,
            bound=bound,
            unit=None,
            counts=text[slice(*whole)] if whole else None,
            counts_span=prose.span(sentence.start + whole[0], sentence.start + whole[1]) if whole else None,
            per=None,
            kind=FigureKind.FRACTION,
        )


def _ordinals(prose: Prose, sentence: Span, text: str) -> Iterator[Figure]:
    """'the 80th anniversary'; 'first', 'second' and 'third' order a story more than they count and are left alone."""
    for match in _ORDINAL.finditer(text):
        place = parse_ordinal(match[0])
        if place is None or match[0].lower() in _COMMON_ORDINALS or match[1] in ("of", "century", "quarter"):
            continue
        yield Figure(
            span=prose.span(sentence.start + match.start(), sentence.start + match.end()),
            number=float(place),
            low=float(place),
            high=float(place),
            bound=Bound.EXACT,
            unit=singular(match[1]),
            counts=match[1],
            counts_span=prose.span(sentence.start + match.start(1), sentence.start + match.end(1)),
            per=None,
            kind=FigureKind.ORDINAL,
            change=Change.NONE,
        )
