"""The headline of an HTML page, which its places print alike or not: JSON-LD, OpenGraph, Twitter, the title, the h1."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from headwater.text.tokens import fold


@dataclass(frozen=True, slots=True)
class PrintedTitles:
    """What each place of a page gives for its headline, cleaned; in `printed` its h1 elements but those of its trail,
    which are `in_trail`; and where it has no others, its first h2 elements."""

    in_ld: str | None = None
    in_opengraph: str | None = None
    in_twitter: str | None = None
    in_title: str | None = None
    printed: tuple[str, ...] = ()
    in_trail: tuple[str, ...] = ()


def choose_headline(titles: PrintedTitles, outlet: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The headline without what sites hang on it, and a note where the page's places name different ones.

    Each place is first read without the outlet's name. Then JSON-LD has it, unless the page prints its words only in
    its trail, or with a kicker that others do without; where there is no JSON-LD, the h1 that other places bear out.
    """
    every = [title for title in (*_of_machines(titles), *titles.printed) if title]
    in_ld, in_opengraph, in_twitter, in_title = (
        _without_tail(title, every, outlet) if title else None for title in _of_machines(titles)
    )
    stated = [title for title in (in_opengraph, in_twitter, in_title) if title]
    heading = _borne_out(titles.printed, [title for title in (in_ld, *stated) if title])
    chosen: str | None
    if in_ld:
        in_ld = _whole(in_ld, titles.printed)
        chosen = _printed_instead(in_ld, titles, stated) or (
            heading if heading and _has_only_a_kicker_more(in_ld, heading, stated) else in_ld
        )
    elif heading:
        chosen = _common_ending(heading, stated)
    else:
        chosen = next(iter((*stated, *titles.printed)), None)
    return chosen, _disagreement(chosen, in_ld, in_opengraph, heading)


def _of_machines(titles: PrintedTitles) -> tuple[str | None, ...]:
    return titles.in_ld, titles.in_opengraph, titles.in_twitter, titles.in_title


# ------------------------------------------------------------------ the outlet's name behind the headline
_TAIL_MARK = re.compile(r"\s(?:(?P<bar>[|•·»]|::)|[-–—])\s")
# "Ferry sinks | News | The Harrow Post": sections and names of sites have few words; what is longer is a second half.
_LONGEST_TAIL = 5


def _without_tail(title: str, every: Sequence[str], outlet: str | None) -> str:
    """'Ferry sinks - The Herald' without the name of the outlet or of its section: where another place gives the words
    before the mark alone, where the words behind it are the outlet's, or few and behind a bar."""
    for mark in _TAIL_MARK.finditer(title):
        head, tail = title[: mark.start()].strip(), title[mark.end() :]
        is_tail = len(tail.split()) <= _LONGEST_TAIL and (mark["bar"] or _is_name_of(outlet, tail))
        if head and is_tail and any(_same(head, other) for other in every):
            return head
    head, mark_sign, tail = title.rpartition(" | ")
    if not mark_sign:
        head, mark_sign, tail = title.rpartition(" - ")
    is_tail = _is_name_of(outlet, tail) or (mark_sign == " | " and len(tail.split()) < _LONGEST_TAIL)
    return head.strip() if mark_sign and head and is_tail else title


def _is_name_of(outlet: str | None, tail: str) -> bool:
    """Whether words behind a dash, where the second half of a headline may stand, too, are the outlet's name."""
    return outlet is not None and _likeness(tail, outlet) >= _OUTLET_LIKE


# "Harrow Post" for "The Harrow Post".
_OUTLET_LIKE = 0.5


# ------------------------------------------------------------------ which h1, and how much of it
_BORNE_OUT = 0.6
_FEWEST_WORDS = 4


def _borne_out(printed: Sequence[str], stated: Sequence[str]) -> str | None:
    """The h1 most like what the page states elsewhere; None where none is like it: a logo, another report's."""
    likeness = {title: max((_likeness(title, other) for other in stated), default=0.0) for title in printed}
    best = max(printed, key=lambda title: likeness[title], default=None)
    return best if best is not None and likeness[best] >= _BORNE_OUT else None


def _has_only_a_kicker_more(in_ld: str, heading: str, stated: Sequence[str]) -> bool:
    """Whether JSON-LD has the h1's words behind a kicker that two other places do without."""
    kicker = _KICKER.match(in_ld)
    agreed = sum(_same(heading, title) for title in stated)
    return kicker is not None and _same(kicker["headline"], heading) and agreed >= _FEWEST_AGREED


_FEWEST_AGREED = 2


def _printed_instead(in_ld: str, titles: PrintedTitles, stated: Sequence[str]) -> str | None:
    """What the report is headed with, where JSON-LD has the title for search engines: some outlets print that one as
    the last step of their trail ('Home > Sport > ...') and give the report's own headline to OpenGraph."""
    if not any(_same(in_ld, title) for title in titles.in_trail) or _is_printed(in_ld, titles.printed):
        return None
    return next((title for title in stated if _is_printed(title, titles.printed)), None)


def _is_printed(title: str, printed: Sequence[str]) -> bool:
    """Whether one of the headings ends with the title; a kicker may stand before it."""
    wanted = _words(title)
    return any(_words(heading)[-len(wanted) :] == wanted for heading in printed) if wanted else False


def _common_ending(heading: str, stated: Sequence[str]) -> str:
    """The h1 without its kicker: "Storm - Forty saved as ferry sinks" where OpenGraph has the headline alone, or
    another kicker before it."""
    first = stated[0] if stated else heading
    if heading.endswith(first) and len(first.split()) >= _FEWEST_WORDS:
        return first
    mine, other = _KICKER.match(heading), _KICKER.match(first)
    if _same(heading, first) or not mine or not other:
        return heading
    if len(mine["headline"].split()) >= _FEWEST_WORDS and _same(mine["headline"], other["headline"]):
        return mine["headline"]
    return heading


_KICKER = re.compile(r".{2,60}?(?:\s?[:|/•]|\s[-–—])\s(?P<headline>.+)")


def _whole(stated: str, printed: Sequence[str]) -> str:
    """The h1 where the stated headline is only its beginning: search engines take 110 signs."""
    cut = stated.rstrip(" .…")
    is_cut = len(cut) > 80 or stated.endswith(("…", "..."))
    return next((title for title in printed if is_cut and len(title) > len(cut) and title.startswith(cut)), stated)


# ------------------------------------------------------------------ comparing
def _disagreement(
    chosen: str | None, in_ld: str | None, in_opengraph: str | None, heading: str | None
) -> tuple[str, ...]:
    """A note that names the other headlines, if the page has others; one that only begins or ends alike is none."""
    places = (("its JSON-LD", in_ld), ("its OpenGraph", in_opengraph), ("its h1", heading))
    others = [
        f"'{title[:_SHOWN]}' by {place}" for place, title in places if title and chosen and not _within(title, chosen)
    ]
    return (f"the headline is {', '.join(others)}",) if others else ()


_SHOWN = 200


def _within(one: str, other: str) -> bool:
    a, b = " ".join(_words(one)), " ".join(_words(other))
    return a in b or b in a


def _same(one: str, other: str) -> bool:
    return _words(one) == _words(other)


@lru_cache(maxsize=64)
def _words(title: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", fold(title)))


def _likeness(one: str, other: str) -> float:
    a, b = Counter(_words(one)).keys(), Counter(_words(other)).keys()
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0
