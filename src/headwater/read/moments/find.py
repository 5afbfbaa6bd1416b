"""Finding time expressions in a report's prose, and saying what each means."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from headwater.read.moments.antiquity import BEFORE_CHRIST
from headwater.read.moments.calendar import Interval, parse_timex
from headwater.read.moments.clocks import CLOCKS, CLOCKS_ON_DATES, CLOCKS_ON_DAYS, NOON
from headwater.read.moments.dates import DATES, SECOND_DAYS
from headwater.read.moments.days import BESIDE, PARTS_OF_DAYS, WEEKDAYS
from headwater.read.moments.history import is_history, is_in_passing
from headwater.read.moments.holidays import HOLIDAY_RULES
from headwater.read.moments.lengths import LENGTHS, REPETITIONS, VAGUE
from headwater.read.moments.months import BARE_MONTHS, MONTHS
from headwater.read.moments.results import RESULTS
from headwater.read.moments.scene import Reading, Rule, Scene
from headwater.read.moments.seasons import BARE_SEASONS, SEASONS
from headwater.read.moments.steps import DEFINITE, STEPS
from headwater.read.moments.triggers import beginnings, opening_words
from headwater.read.moments.years import BARE_YEARS, DECADES, YEARS
from headwater.text.late import compile_late
from headwater.vocabulary.moment import Derivation, Moment, Precision
from headwater.vocabulary.report import Prose
from headwater.vocabulary.span import Span, touched

# The order decides where two rules begin at one place: the longer form stands first.
RULES: tuple[Rule, ...] = (
    *BEFORE_CHRIST,
    *CLOCKS_ON_DATES,
    *DATES,
    *MONTHS,
    *PARTS_OF_DAYS,
    *CLOCKS_ON_DAYS,
    *CLOCKS,
    *SECOND_DAYS,
    *WEEKDAYS,
    *BESIDE,
    *NOON,
    *HOLIDAY_RULES,
    *RESULTS,
    *STEPS,
    *DEFINITE,
    *YEARS,
    *SEASONS,
    *DECADES,
    *REPETITIONS,
    *LENGTHS,
    *BARE_YEARS,
    *BARE_MONTHS,
    *BARE_SEASONS,
    *VAGUE,
)


def _without_names(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def _in_its_case(rule: Rule, pattern: str) -> str:
    return pattern if rule.cased else f"(?i:{pattern})"


ANY_RULE = compile_late(
    "|".join(f"(?P<r{place}>{_in_its_case(rule, _without_names(rule.pattern))})" for place, rule in enumerate(RULES))
)
_ONE = tuple(compile_late(_in_its_case(rule, rule.pattern)) for rule in RULES)
OPENERS = opening_words(rule.pattern for rule in RULES)
_BLANKS = str.maketrans("\n\r\t\u00a0\u202f\u2009\u2028\u2029", "        ")

# Only a text whose day nobody knows is counted from here, and then nothing counted is let out.
_NO_DAY = date(2000, 1, 1)
_TOO_EARLY = "before the year 1"
_UNKNOWN_DAY = "no dateline or date of publication to count from"


def find_moments(
    prose: Prose, printed: Moment | None, spoken: Mapping[Span, Moment] | None = None
) -> tuple[Moment, ...]:
    """The time expressions of a report's prose in text order, each with the interval it means.

    `printed` is the day of the report, `spoken` the day on which the words of a quotation (its span inside the marks)
    were said, for quotations where that is another day. Weekdays look back unless the clause looks ahead; 'the day
    before' leans on the last event day; days without a year are the nearest ones. A moment is never finer than its
    phrase. Impossible dates, and relative ones in a report without a day, carry the reason in `unresolved`.
    """
    now, derived_from = (printed.first_day, printed.derived_from) if printed else (None, Derivation.NONE)
    scene = Scene(now or _NO_DAY, derived_from, is_history=is_history(prose, now or _NO_DAY))
    said = sorted((spoken or {}).items(), key=lambda one: one[0])
    spoken_in = _Spoken(tuple(span for span, _ in said), tuple(moment for _, moment in said))
    moments: list[Moment] = []
    for sentence in prose.sentences:
        scene.sentence = prose.text[sentence.start : sentence.end].translate(_BLANKS)
        scene.last_day_is_here = False
        moments.extend(_read_sentence(prose, sentence, scene, now, derived_from, spoken_in))
    return tuple(moments)


@dataclass(frozen=True, slots=True)
class _Spoken:
    """The quotations whose day of speaking is known, in text order, each with that day."""

    spans: tuple[Span, ...]
    days: tuple[Moment, ...]

    def day_at(self, place: Span) -> date | None:
        """The day on which the words at a place were said; null outside these quotations."""
        at = bisect_right(self.spans, place) - 1
        # A span that starts where a quotation does sorts before it, as it ends earlier.
        near = (which for which in (at, at + 1) if 0 <= which < len(self.spans) and self.spans[which].covers(place))
        return next((self.days[which].first_day for which in near), None)


def _read_sentence(
    prose: Prose, sentence: Span, scene: Scene, now: date | None, derived_from: Derivation, spoken: _Spoken
) -> Iterator[Moment]:
    read_up_to = 0
    for start in beginnings(scene.sentence, OPENERS):
        match = ANY_RULE.match(scene.sentence, start) if start >= read_up_to else None
        if match is None:
            continue
        place = int((match.lastgroup or "r0")[1:])
        whole = prose.span(sentence.start + start, sentence.start + match.end())
        day = spoken.day_at(whole)
        scene.day, scene.derived_from = (day, Derivation.SPOKEN) if day else (now or _NO_DAY, derived_from)
        found = _first_reading(scene, start, place)
        if found is None:
            continue
        reading, read_up_to = found
        span = prose.span(whole.start + reading.cut, sentence.start + read_up_to - reading.cut_end)
        moment = _moment(reading, span, is_day_known=day is not None or now is not None)
        _note(moment, scene)
        if not scene.is_history or not (touched(span, prose.quotations) or is_in_passing(moment, scene)):
            _remember(moment, scene)
        yield moment


def _first_reading(scene: Scene, start: int, place: int) -> tuple[Reading, int] | None:
    """What the first rule from a place on makes of the words at a start, and where they end.

    Where a rule sees that its words are no time ('a second chance'), a later one may still know better.
    """
    for rule, pattern in zip(RULES[place:], _ONE[place:], strict=True):
        if match := pattern.match(scene.sentence, start):
            scene.start, scene.end = match.span()
            reading = rule.read(match, scene)
            if reading is not None:
                return reading, match.end()
    return None


def _moment(reading: Reading, span: Span, *, is_day_known: bool) -> Moment:
    leans_on_day = reading.derived_from not in (
        Derivation.EXPLICIT,
        Derivation.ANCHOR,
        Derivation.NONE,
    )
    if not is_day_known and (leans_on_day or _is_counted_from_nowhere(reading)):
        precision = _precision_without_day(reading.timex)
        return Moment(
            span,
            None,
            None,
            precision,
            reading.bare,
            reading.timex_type,
            Derivation.NONE,
            None,
            _UNKNOWN_DAY,
        )
    interval = parse_timex(reading.timex)
    if interval is None:
        reason = f"no such day: {reading.timex}"
        nothing = Interval(None, None, Precision.DAY)
        return _told(reading, span, nothing, reason)
    if reading.timex_type == "SET":
        interval = Interval(None, None, Precision.SET)
    return _told(
        reading,
        span,
        interval,
        None if interval.start or not reading.timex.startswith("BC") else _TOO_EARLY,
    )


def _told(reading: Reading, span: Span, interval: Interval, reason: str | None) -> Moment:
    return Moment(
        span,
        interval.start,
        interval.end,
        interval.precision,
        reading.timex,
        reading.timex_type,
        reading.derived_from,
        reading.anchor,
        reason,
    )


def _is_counted_from_nowhere(reading: Reading) -> bool:
    return reading.derived_from is Derivation.NONE and bool(re.match(r"\d{2}", reading.timex))


def _precision_without_day(timex: str) -> Precision:
    interval = parse_timex(timex)
    return interval.precision if interval else Precision.DAY


def _note(moment: Moment, scene: Scene) -> None:
    """Keep the date named last, for 'that year'."""
    is_date = moment.timex_type in ("DATE", "TIME") and moment.precision not in (Precision.DECADE, Precision.CENTURY)
    if is_date and moment.first_day is not None:
        scene.mentioned, scene.mentioned_span = moment.first_day, moment.span


def _remember(moment: Moment, scene: Scene) -> None:
    """Keep what later expressions lean on: the last date of any precision, and the last single day."""
    if year := re.match(r"BC(\d{4})", moment.timex):
        scene.before_christ, scene.last_span = int(year[1]), moment.span
    if re.fullmatch(r"P(?:\d+M|1Y)", moment.timex):
        scene.compares_years = True
    if moment.first_day is None or moment.timex_type not in ("DATE", "TIME"):
        return
    if moment.precision not in (Precision.DECADE, Precision.CENTURY) and not _is_known_finer(moment, scene):
        scene.last, scene.last_span, scene.before_christ = moment.first_day, moment.span, None
        scene.last_is_year = moment.precision is Precision.YEAR
    if moment.precision is Precision.QUARTER and moment.derived_from is not Derivation.ANCHOR:
        scene.last_quarter, scene.last_quarter_span = moment.first_day, moment.span
        scene.compares_years = False
    if moment.is_day:
        scene.last_day, scene.last_day_span = moment.first_day, moment.span
        scene.last_day_is_here = True


def _is_known_finer(moment: Moment, scene: Scene) -> bool:
    """Whether a history has already come to a month of the year that it names once more."""
    if not scene.is_history or moment.precision is not Precision.YEAR or scene.last is None:
        return False
    return moment.first_day is not None and moment.first_day.year == scene.last.year
