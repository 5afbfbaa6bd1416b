"""Agencies named in a text: where, in the longest form that stands there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from headwater.stylebook.agencies import Agency, AgencyKind, agencies


@dataclass(frozen=True, slots=True)
class Mention:
    """An agency's name in a text; `strict` for letters that also mean other things."""

    agency: Agency
    start: int
    end: int
    strict: bool


TOKEN = re.compile(r"[^\W_]+")
_TRADE_AFTER = re.compile(
    r"(?:\s+(?:state\s+)?(?:news\s?wire|news\s+agency|agency))?(?:\s+\((?P<letters>[\w-]{2,10})\))?", re.IGNORECASE
)


def find_mentions(text: str, start: int, end: int) -> list[Mention]:
    """The agencies' names between two offsets, in order; a name the stylebook does not know counts where the text calls
    it a news agency, and keeps its printed name."""
    known = [*_known_mentions(text, start, end), *_unspaced_mentions(text, start, end)]
    strangers = [
        stranger
        for stranger in _strangers(text, start, end)
        if not any(mention.start < stranger.end and stranger.start < mention.end for mention in known)
    ]
    return sorted((*known, *strangers), key=lambda mention: mention.start)


_CALLED_AGENCY = re.compile(r"\s(?:[Nn]ews\s?[Aa]gency|[Nn]ewswire)\b")
_NAME_BEFORE = re.compile(r"(?<![\w-])(?:[A-ZÀ-Þ][\w'’-]{1,24} ){0,2}[A-ZÀ-Þ][\w'’-]{1,24}$")
# The name stands within so many signs before the words "news agency".
_NAME_WITHIN = 80
_NO_NAME = frozenset("the a an state russian chinese official national according".split())


def _strangers(text: str, start: int, end: int) -> Iterator[Mention]:
    """'Meropress' in 'Meropress news agency reported': no table has all agencies of the world."""
    if text.find("gency", start, end) < 0 and text.find("ewswire", start, end) < 0:
        return
    for called in _CALLED_AGENCY.finditer(text, start, end):
        before = text[max(start, called.start() - _NAME_WITHIN) : called.start()]
        name = _NAME_BEFORE.search(before)
        if name is None:
            continue
        words = name.group().split(" ")
        while words and words[0].casefold() in _NO_NAME:
            words = words[1:]
        if words:
            printed = " ".join(words)
            agency = Agency(printed, printed, (), "", None, AgencyKind.AGENCY, frozenset())
            yield Mention(agency, called.start() - len(printed), called.end(), False)


def _known_mentions(text: str, start: int, end: int) -> Iterator[Mention]:
    """The longest form of the stylebook at each place, letters in brackets behind it included."""
    if not _may_name_one(text, start, end):
        return  # most lines name none, and are told so faster than by looking at each word
    reached = start
    for token in TOKEN.finditer(text, start, end):
        if token.start() < reached:
            continue
        for form, agency in _forms().get(token.group(), ()):
            stop = token.start() + len(form)
            if text.startswith(form, token.start()) and stop <= end and not text[stop : stop + 1].isalnum():
                trade = _TRADE_AFTER.match(text, stop, end)
                if (
                    trade
                    and trade.end() > stop
                    and (trade["letters"] is None or trade["letters"].casefold() in _letters(agency))
                ):
                    stop = trade.end()
                elif trade and trade["letters"]:
                    stop = max(stop, trade.start("letters") - 2)
                yield Mention(agency, token.start(), stop, form in agency.ambiguous)
                reached = stop
                break


def _unspaced_mentions(text: str, start: int, end: int) -> Iterator[Mention]:
    """Names in scripts that leave no blanks between words."""
    if text[start:end].isascii() or _UNSPACED_SIGN.search(text, start, end) is None:
        return
    for match in _unspaced().finditer(text, start, end):
        agency = next(a for a in agencies() if match.group() in a.printed_forms)
        yield Mention(agency, match.start(), match.end(), False)


def _may_name_one(text: str, start: int, end: int) -> bool:
    begun = _forms().keys() & _CAPITALISED.findall(text, start, end)
    if any(text.find(form, start, end) >= 0 for word in begun for form, _ in _forms()[word]):
        return True
    return _in_small_letters().search(text, start, end) is not None


# Words, and ends of words, that begin with no small letter of ASCII; they are few.
_CAPITALISED = re.compile(r"[^\W_a-z][^\W_]*")


@cache
def _in_small_letters() -> re.Pattern[str]:
    """The few forms that begin with a small letter ('dpa'), wherever no letter goes on behind their first word."""
    firsts = sorted((first for first in _forms() if "a" <= first[0] <= "z"), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, firsts))})(?![^\W_])")


_UNSPACED_SIGN = re.compile("[\u2e80-\U0010ffff]")


@cache
def _unspaced() -> re.Pattern[str]:
    forms = [form for agency in agencies() for form in agency.printed_forms if form[0] >= "\u2e80"]
    return re.compile("|".join(sorted(map(re.escape, forms), key=len, reverse=True)))


def _letters(agency: Agency) -> frozenset[str]:
    return frozenset(form.casefold() for form in agency.printed_forms)


@cache
def _forms() -> dict[str, tuple[tuple[str, Agency], ...]]:
    """First word of a printed form to the forms, longest first, in the cases they are printed in."""
    index: dict[str, dict[str, Agency]] = defaultdict(dict)
    for agency in agencies():
        for form in agency.printed_forms:
            printed = [form, form.upper()]
            if form.isupper() and len(form) >= 4:
                printed.append(form.title())  # "Tass", "Wafa"
            for one in printed:
                first = TOKEN.match(one)
                if first is not None and one[0] < "\u2e80":
                    index[first.group()].setdefault(one, agency)
    return {first: tuple(sorted(forms.items(), key=lambda pair: -len(pair[0]))) for first, forms in index.items()}
