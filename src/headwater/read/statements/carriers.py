"""Carriers: the agencies and outlets named in a clause, through whom a statement may have come.

Agencies of the stylebook under any of their names; others where the form is unmistakable: 'Meropress news agency', 'the
Norland Gazette', 'the Zvezda TV channel', 'state television'. Named so, nobody says yet that it carried anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from headwater.read.agency_mentions import find_mentions
from headwater.read.statements.clauses import Token, TokenKind
from headwater.stylebook.relays import carrier_words
from headwater.text.numbers import any_of
from headwater.vocabulary.span import Stretch

_MOST_BEFORE = 6
# A clause of more characters is no sentence; of it the start is read.
_LONGEST_CLAUSE = 20_000


@dataclass(frozen=True, slots=True)
class Carrier:
    """A carrier in a clause: what to call it, the place of its name in the text, and its whole phrase as tokens."""

    agency: str
    start: int
    end: int
    phrase: Stretch
    is_staffed: bool  # 'an AFP photographer', 'the Xinhua branch': not the carrier itself


def find_carriers(tokens: Sequence[Token], text: str) -> list[Carrier]:
    """The carriers named outside quotation marks, in order."""
    if not tokens:
        return []
    start, end = tokens[0].start, min(tokens[-1].end, tokens[0].start + _LONGEST_CLAUSE)
    named = [*_known(text, start, end), *_unknown(text, start, end)]
    quoted = [token for token in tokens if token.kind is TokenKind.QUOTATION]
    at_start = {token.start: place for place, token in enumerate(tokens)}
    at_end = {token.end: place + 1 for place, token in enumerate(tokens)}
    found: list[Carrier] = []
    for begin, stop, agency in sorted(named, key=lambda each: (each[0], -each[1])):
        if found and begin < found[-1].end:
            continue
        if any(quotation.start <= begin < quotation.end for quotation in quoted):
            continue
        first, last = at_start.get(begin), at_end.get(stop)
        if first is not None and last is not None:
            found.append(_carrier(agency, begin, stop, first, last, tokens))
    return found


def _known(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    for mention in find_mentions(text, start, end):
        stop = mention.end
        while stop > mention.start and not text[stop - 1].isalnum():
            stop -= 1
        # "Iran's Meher news agency" is called Meher.
        owner = re.match(r"[\w-]+['’]s? ", mention.agency.short)
        yield mention.start + (owner.end() if owner else 0), stop, mention.agency.short[owner.end() if owner else 0 :]


def _unknown(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    for match in _forms().finditer(text, start, end):
        # 'the state news agency Norpress' is called Norpress, 'the state news agency' is called that.
        group = "called" if match["called"] else "named" if match["named"] else 0
        begin = match.start(group) + (4 if match[group].startswith(("The ", "the ")) else 0)
        yield begin, match.end(group), text[begin : match.end(group)]


@cache
def _forms() -> re.Pattern[str]:
    word = r"[A-ZÀ-Þ][\w'’-]{1,24}"
    trades = [trade for trade in carrier_words("trade") if trade not in ("news agency", "newswire")]
    of_name = rf"(?:{word} ){{1,3}}(?:{any_of((*trades, *carrier_words('head')))})"
    of_kind = rf"(?i:{any_of(carrier_words('kind'))})(?: (?!{any_of(_NO_NAMES)})(?P<called>{word}(?: {word})?))?"
    of_trade = rf"(?i:{any_of(carrier_words('trade'))}) (?!{any_of(_NO_NAMES)})(?P<named>{word}(?: {word})?)"
    return re.compile(
        rf"(?<![\w'’-])(?:{any_of(carrier_words('name'))}|{of_name}|{of_kind}|{of_trade})(?![\w’-]|'(?!s))"
    )


_NO_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "I ")


def _carrier(agency: str, begin: int, stop: int, first: int, last: int, tokens: Sequence[Token]) -> Carrier:
    before = _words("before")
    start = first
    while start > 0 and first - start < _MOST_BEFORE and tokens[start - 1].word in before:
        start -= 1
    # 'an AFP photographer', 'Reuters chief Paul Abt'.
    is_staffed = last < len(tokens) and tokens[last].word in _words("people")
    return Carrier(agency, begin, stop, Stretch(start, last), is_staffed)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(carrier_words(kind))
