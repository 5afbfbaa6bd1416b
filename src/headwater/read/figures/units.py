"""The unit of a number: the currency before it, the measure, percentage or age after it."""

from __future__ import annotations

import re
from typing import NamedTuple

from headwater.read.figures.numbers import LONGEST_MARK, MARK, NUMBER, UNIT, UNIT_FORM, Number
from headwater.stylebook.figures import Unit, currencies_by_mark, form_of_unit, units_by_form
from headwater.text.late import compile_late
from headwater.text.numbers import any_of
from headwater.vocabulary.figure import FigureKind

TIME_UNITS = frozenset("year month day week hour minute second decade century".split())
_LETTER_UNITS = frozenset("m p s C F K g t L W V in MP MT sec min second".split())
# "50 previous years", "three straight weeks": the years are what is counted, not a kind of year.
_TIME_PLAIN = compile_late(
    r" (?:more|straight|consecutive|previous|full|whole|additional|extra|further|solid|long|other|past|successive)"
    r" (years|months|days|weeks|hours|minutes|decades|centuries)\b"
)
_OLD = re.compile(r"[- ]{0,2}olds?\b| of age\b")
_AGE_AFTER = re.compile(r"[,.;]")
_AGE_BETWEEN_COMMAS = re.compile(r"[A-Z][\w'’-]+, $")
_ABOUT = r"(?: (?:about|around|just|only|over|under|nearly|almost|at least|between))?"
_AGED = compile_late(
    r"\b(?:(?:aged|age of|of age|ages?|turns|turned"
    r"|(?:[Hh]e|[Ss]he|I|who) (?:will be|is|was|turns|turned|would be|had been))"
    r"|(?:life expectancy|(?:average|median|mean|minimum|retirement|pension|voting) age)\b[\w ]{0,24}"
    rf" (?:is|was|of|at|to|from)){_ABOUT} $"
)
_AGE_ENDS = re.compile(r"[,.;)]|$| (?:and|or|when|by|on|in|at|to|with|years?|this|next|last|from|who|whose)\b")
_OLDEST = 120
# "37m" is metres beside what has a length; elsewhere it is millions.
_LENGTH_AFTER = compile_late(
    r"[- ](?:long|tall|high|wide|deep|thick|apart|away|above|below|across|north|south|east|west|from the|race|sprint"
    r"|hurdles|freestyle|butterfly|backstroke|breaststroke|relay|dash|final|heats?|waves?|tower|mast|pool|yacht)\b"
    r"| ?\(\d[\d,.]* ?f(?:ee)?t\)"
)
_OF_NUMBER = compile_late(rf" of (?:the|its|his|her|their) (?:{any_of(currencies_by_mark())})?(?=[\d.])")
_SHORTEST_MEASURE = 4
_LAST_OF_MARKS = frozenset(mark.strip()[-1] for mark in currencies_by_mark())
_PART_SIGN = re.compile(r"[/⁄½⅓⅔¼¾⅛]")
_OF_UNIT = compile_late(rf"(?: of)? an? (?:US |U\.S\. )?({UNIT_FORM})")
_WON = re.compile(r"[.,;)]|$| (?:\(|per|worth|for|in|from|to|on|an?|each|and)\b")


class Measured(NamedTuple):
    """The unit of a number, if it has one, where number and unit end, and what the number is to be multiplied by."""

    unit: Unit | None
    end: int
    factor: float = 1.0


def unit_of_part(sentence: str, end: int) -> tuple[Unit, int] | None:
    """The measure a part is of: 'half a mile', '1/16 of a US pint', 'a quarter of a percentage point'."""
    match = _OF_UNIT.match(sentence, end)
    return (form_of_unit(match[1]), match.end()) if match else None


def has_unit(sentence: str, end: int) -> bool:
    """Whether a unit in words of its own follows: '1640 sq m', 'two years later'; no 'May 4 m'."""
    match = UNIT.match(sentence, end)
    return match is not None and (match[1] or match[2]) not in _LETTER_UNITS


def unit_of_whole(sentence: str, end: int) -> Unit | None:
    """The unit of the whole a number is taken out of: '30 million of the 2 billion euros'."""
    whole = _OF_NUMBER.match(sentence, end)
    if whole is None:
        return None
    number = NUMBER.match(sentence, whole.end())
    if number is None:
        return None
    currency, _ = find_currency(sentence, number.start())
    match = UNIT.match(sentence, number.end())
    return currency or (form_of_unit(match[1] or match[2]) if match else None)


def measure_of_noun(noun: str) -> Unit | None:
    """The measure behind the last word of a counted noun: 'tiring yards' are yards."""
    unit = units_by_form().get(noun.rsplit(" ", 1)[-1])
    return unit if unit and unit.kind is FigureKind.MEASURE and len(noun) > _SHORTEST_MEASURE else None


def find_currency(sentence: str, start: int) -> tuple[Unit | None, int]:
    """The currency printed before a number that begins at `start`, and where it begins."""
    if sentence[max(0, start - 3) : start].rstrip(" -−")[-1:] not in _LAST_OF_MARKS:
        return None, start
    mark = MARK.search(sentence[max(0, start - LONGEST_MARK) : start])
    return (currencies_by_mark()[mark[1]], start - len(mark.group())) if mark else (None, start)


def find_unit(sentence: str, first: Number, last: Number, currency: Unit | None) -> Measured:
    """The unit of a number or of the two ends of a range."""
    match = UNIT.match(sentence, last.end) or (UNIT.match(sentence, first.end) if last is not first else None)
    if currency is not None:
        return _money(currency, last, match)
    if last.words.endswith("m") and last.words[-2:-1].isdigit():
        return _metres_or_millions(sentence, last, match)
    if match is None:
        if (
            not last.words[-1].isalpha()
            and _PART_SIGN.search(last.words)
            and (part := unit_of_part(sentence, last.end))
        ):
            return Measured(*part)
        if plain := _TIME_PLAIN.match(sentence, last.end):
            return Measured(form_of_unit(plain[1]), plain.end())
        return Measured(_age(sentence, first, last), last.end)
    unit = form_of_unit(match[1] or match[2])
    end = max(match.end(), last.end)
    if _is_no_unit(sentence, match, first, last):
        return Measured(None, last.end)
    if unit.unit == "pound" and last.words[-1:].isalpha() and last.value >= 1e6:
        # Nothing in the news weighs millions of pounds as often as it costs them.
        return Measured(units_by_form()["GBP"], end)
    if unit.unit in ("year", "month", "week", "day") and (old := _OLD.match(sentence, end)):
        return Measured(_aged(unit), old.end())
    return Measured(unit, end)


def _money(currency: Unit, last: Number, match: re.Match[str] | None) -> Measured:
    """'$20 USD', '$5 million Canadian dollars': the words after it may name the dollar."""
    if match is None or (named := form_of_unit(match[1] or match[2])).kind is not FigureKind.MONEY:
        return Measured(currency, last.end)
    # A code glued to the next sum is that sum's: "$5 USD 6".
    return Measured(named if currency.unit == "USD" and len(match[0]) > 2 else currency, match.end())


def _metres_or_millions(sentence: str, last: Number, match: re.Match[str] | None) -> Measured:
    if match and form_of_unit(match[1] or match[2]).kind is FigureKind.MONEY:
        return Measured(form_of_unit(match[1] or match[2]), match.end())
    if _LENGTH_AFTER.match(sentence, last.end):
        return Measured(units_by_form()["metre"], last.end, 1e-6)
    return Measured(None, last.end)


def _is_no_unit(sentence: str, match: re.Match[str], first: Number, last: Number) -> bool:
    """'two m', 'the one second', 'five in ten': what looks like a unit is a word or a letter."""
    form = match[1] or match[2]
    if form == "won":
        return last.value < 1000 or not _WON.match(sentence, match.end())
    if form not in _LETTER_UNITS:
        return False
    return first.words.isalpha() or form in ("second", "in") or last.words[-1:].isalpha()


def _aged(unit: Unit) -> Unit:
    name = {"year": "years old", "month": "months old"}.get(unit.unit)
    return units_by_form()[name] if name else unit


def _age(sentence: str, first: Number, last: Number) -> Unit | None:
    """'Lena Orvik, 41, said', 'a man aged 41', 'she turned 41'."""
    if not 1 <= first.value <= _OLDEST or not last.words.isalnum():
        return None
    before = sentence[max(0, first.start - 64) : first.start]
    in_commas = last.words.isdigit() and _AGE_AFTER.match(sentence, last.end) and _AGE_BETWEEN_COMMAS.search(before)
    if in_commas or (_AGED.search(before) and _AGE_ENDS.match(sentence, last.end)):
        return units_by_form()["years old"]
    return None
