"""Whether a number counts something, what that is, and per what."""

from __future__ import annotations

import re

from headwater.read.figures.not_figures import is_model_number
from headwater.read.figures.nouns import Counted, counted_noun, subject_before, whole_of
from headwater.read.figures.numbers import Number
from headwater.read.figures.units import TIME_UNITS
from headwater.stylebook.figures import Unit, rate_adverbs, rate_words
from headwater.text.nouns import singular
from headwater.text.numbers import any_of

_PER = re.compile(
    rf"(?: ?/ ?| per | an? | each | every |-an?-)({any_of(set(rate_words()) - set(rate_adverbs()))})\b(?! (?:ago"
    rf"|earlier|later|before)\b)"
)
_OFTEN = re.compile(rf" ({any_of(rate_adverbs())})\b")
_DETERMINER = r"(?:the|its|his|her|their|our|my|your|those|these)"
_OF_ONE = re.compile(rf" of (?:all )?{_DETERMINER}(?: (?:very|other))?(?= )")
_OF = re.compile(rf" of(?: all)?(?: {_DETERMINER})?(?= )")
_OF_CROWD = re.compile(rf"(?: all)?(?: {_DETERMINER})?(?= )")
_OR_MORE = re.compile(r" or (?:more|fewer|less|so)(?= )| plus(?= )")
_NUMBER_BETWEEN = re.compile(r" (?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?= [a-z])")
_NOT_ONE = re.compile(
    r"\b(?:this|that|the|which|no|any|each|every|another|some|other|last|for|by|next|BBC|from|or|many a) $",
    re.IGNORECASE,
)
_ONE_OTHERWISE = re.compile(r"[- ](?:another|thing|day|way|more|time|side|point|stop|place|part|on|off)\b")
_ONLY_ONE = re.compile(r"(?:only|just|at least|exactly) $", re.IGNORECASE)
# "4 million crowns ($170,000) a year"
_PER_OTHER = re.compile(r" per ([a-z]+)\b(?! cent)")
_OF_STUFF = re.compile(r" of (?:[a-z-]+ ){0,2}[a-z-]+(?= (?:an?|per|each|every) )")
_ASIDE = re.compile(r" \([^()]{1,30}\)(?= )")


def is_counting(text: str, number: Number, end: int, noun: Counted | None) -> bool:
    """Whether a number without a unit is a figure: no model's number, and no 'one' that stands for a thing."""
    if number.words.lower() == "one":
        return noun is not None and _is_one_of_many(text, number.start, end)
    return noun is not None or not is_model_number(text, number, end)


def _is_one_of_many(text: str, start: int, end: int) -> bool:
    """Whether 'one' counts ('one of the soldiers', 'one bridge') or stands for a thing ('the one', 'for one')."""
    before = text[max(0, start - 12) : start]
    if _OF_ONE.match(text, end) or _ONLY_ONE.search(before):
        return True
    return not _NOT_ONE.search(before) and not _ONE_OTHERWISE.match(text, end)


def noun_of(text: str, number: Number, end: int) -> Counted | None:
    """What a number counts: the noun after it, or the one after 'of the' ('12 of the 30 miners')."""
    if number.words.lower().endswith(" of"):
        whole = _OF_CROWD.match(text, end)
        return counted_noun(text, number.start, whole.end() if whole else end)
    if or_more := _OR_MORE.match(text, end):
        end = or_more.end()
    of = (_OF_ONE if number.words.lower() == "one" else _OF).match(text, end)
    if of is None:
        return counted_noun(text, number.start, end, is_one=number.value == 1)
    between = _NUMBER_BETWEEN.match(text, of.end())
    return counted_noun(text, number.start, between.end() if between else of.end())


def per_of(text: str, end: int) -> str | None:
    """Per what a figure is that ends at `end`: 'a year', 'per head', 'annually'; 'of jet fuel a year', too."""
    if aside := _ASIDE.match(text, end):
        end = aside.end()
    if of := _OF_STUFF.match(text, end):
        end = of.end()
    if match := _PER.match(text, end) or _OFTEN.match(text, end):
        return rate_words()[match[1]]
    other = _PER_OTHER.match(text, end)
    return singular(other[1]) if other else None


def counts_span_of(text: str, start: int, end: int, unit: Unit | None, noun: Counted | None) -> tuple[int, int] | None:
    if noun is not None:
        return noun.start, noun.end
    if unit is None or unit.unit in TIME_UNITS:
        return None
    return whole_of(text, end) or subject_before(text, start)
