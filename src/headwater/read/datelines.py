"""Datelines: where, when and by which agencies a report says it was filed.

The grammar, at the start of a text: place, region, day, agencies, dash; or agencies, dash, place, day, dash. Parts may
be missing; what is left must still be a form that nothing but a dateline has, or there is none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from headwater.stylebook.agencies import agencies, find_agency
from headwater.stylebook.datelines import headline_labels, month_names
from headwater.stylebook.towns import is_town
from headwater.vocabulary.span import Stretch

# No dateline seen was longer than 60 characters; the window keeps the grammar linear on a line of any length.
_WINDOW = 160


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A day as a dateline prints it, often without its year, sometimes without its month."""

    year: int | None
    month: int | None
    day: int | None

    def on(self, printed: date | None) -> date | None:
        """The day meant on a page of that day: of the printed year, else of the nearest; None where nothing tells.

        >>> PrintedDate(None, 12, 31).on(date(2025, 1, 2))
        datetime.date(2024, 12, 31)
        """
        if self.day is None:
            return None
        if self.year is not None:
            return _day(self.year, self.month, self.day)
        if printed is None:
            return None
        if self.month is None:
            return _day(printed.year, printed.month, self.day)
        near = [day for year in (-1, 0, 1) if (day := _day(printed.year + year, self.month, self.day))]
        return min(near, key=lambda day: abs(day - printed), default=None)

    def __str__(self) -> str:
        """As ISO 8601 with what is not printed left out: '2025-03-14', '--03-14', '---14', '2021-01'."""
        if self.day is None:
            return f"{self.year:04}-{self.month:02}"
        if self.month is None:
            return f"---{self.day:02}"
        return f"{f'{self.year:04}' if self.year else '-'}-{self.month:02}-{self.day:02}"


@dataclass(frozen=True, slots=True)
class PrintedDateline:
    """A dateline as printed. `agencies` are short names of the stylebook, or the printed words of a stranger."""

    place: str | None
    printed_on: PrintedDate | None
    agencies: tuple[str, ...]
    stretch: Stretch


def find_dateline(text: str, start: int = 0, end: int | None = None) -> PrintedDateline | None:
    """The dateline that begins at `start`; blank space and a 'date 2025-03-14' stamp before it are stepped over.

    >>> find_dateline("HARROW, May 3 (Reuters) - Two ferries ...").agencies
    ('Reuters',)
    >>> find_dateline("Paris Hilton - the heiress - will open it") is None
    True
    """
    window = text[start : min(start + _WINDOW, len(text) if end is None else end)]
    begin = _LEAD_IN.match(window)
    offset = begin.end() if begin else 0
    window = window[offset:].split("\n", 1)[0]
    found = _agency_first(window) or _place_first(window) or _wire_first(window) or _in_chinese(window)
    if found is None:
        return None
    at = start + offset
    return PrintedDateline(
        found.place, found.printed_on, found.agencies, Stretch(at + found.stretch.start, at + found.stretch.end)
    )


_LEAD_IN = re.compile(r"\s*(?:date\s+\d{4}-\d\d-\d\d\s+)?")


def _place_first(line: str) -> PrintedDateline | None:
    """'Moscow, March 14 (IANS)', 'MOSCOW, January 21. /TASS/', 'Sydney, July 30 AAP -', 'MADRID —'."""
    match = _grammar().place_first.match(line)
    if match is None:
        return None
    place = _place(match["place"])
    if match["place"] and (place is None or match["place"].casefold() in headline_labels()):
        return None
    printed_on = _printed_date(match["date"] or match["late_date"] or match["inner_date"])
    chain = match["paren"] or match["slash"] or match["bare"]
    names = _chain(chain) if chain else ()
    if chain and not names:
        names = _strangers(chain, place, printed_on, match["dash"])
    if (match["date"] or match["late_date"] or match["inner_date"]) and printed_on is None:
        return None
    region_in_brackets = None
    if chain and not names:
        if not match["paren"] or place is None or not _names_region(chain, place, match["dash"]):
            return None
        region_in_brackets = match.end("paren") + 1
        place = f"{place} ({chain})"
    if not names and not _stands_without_agency(match, line, place, printed_on, region_in_brackets is not None):
        return None
    if match["bare"] and not (printed_on or _sets_off(match, place)):
        return None
    if match["bare"] and _is_followed_by_words(match) and not (printed_on and match["bare"].isupper()):
        return None
    if names and match["late_date"] is None and _runs_on(match, line):
        return None
    return PrintedDateline(place, printed_on, names, Stretch(0, _last_sign(match, region_in_brackets)))


def _agency_first(line: str) -> PrintedDateline | None:
    """'(ANSA) - ROMA, 16 APR -', '(AGI) - Roma, 14 mar. -', '(Belga) ...' is left to the credits."""
    match = _grammar().agency_first.match(line)
    if match is None or not (names := _chain(match["paren"] or match["bare"])):
        return None
    place, printed_on = _place(match["place"]), _printed_date(match["date"])
    if place is None or (match["date"] and printed_on is None):
        return None
    end = match.end("date") if match["date"] else match.end("place")
    return PrintedDateline(place, printed_on, names, Stretch(0, end))


def _wire_first(line: str) -> PrintedDateline | None:
    """'MNA – Two ferries ...', 'AGI - ...': an agency's letters and a spaced dash open the line."""
    match = _grammar().wire_first.match(line)
    if match is None or not (names := _chain(match["bare"])):
        return None
    return PrintedDateline(None, None, names, Stretch(0, match.end("bare")))


def _in_chinese(line: str) -> PrintedDateline | None:
    """'新华社北京11月17日电': agency, place, month and day run together."""
    match = _CHINESE.match(line)
    if match is None or not (names := _chain(match["agency"])):
        return None
    printed_on = PrintedDate(None, int(match["month"]), int(match["day"]))
    return PrintedDateline(match["place"], printed_on, names, Stretch(0, match.end()))


_CHINESE = re.compile(
    r"(?P<agency>新华社|中新社|中央社)(?P<place>[一-鿿]{2,6}?)(?P<month>\d{1,2})月(?P<day>\d{1,2})日电"
)


@dataclass(frozen=True, slots=True)
class _Grammar:
    place_first: re.Pattern[str]
    agency_first: re.Pattern[str]
    wire_first: re.Pattern[str]
    day: re.Pattern[str]


@cache
def _grammar() -> _Grammar:
    """The patterns, made once from the stylebook's months and agencies."""
    month = f"(?:{_one_of(month_names())})" + r"\b\.?"
    year = r"(?:,?\s*|/)\d{4}\b"
    day = (
        rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th|\.|º)?\s?(?:de\s)?(?i:{month})"
        rf"|(?i:{month})\s\d{{1,2}}(?:st|nd|rd|th)?)\b\.?(?:{year})?"
    )
    day += rf"|\d{{1,2}}[./]\d{{1,2}}(?:[./]\d{{2,4}})?\b\.?|(?i:{month})\s\d{{4}}\b)"
    bare = f"(?:{_one_of({form for agency in agencies() for form in agency.printed_forms})})" + r"(?!\w)"
    link = r"(?:de|del|della|la|do|da|of|the|am|an|der|den|y|sur|upon|e|al|bin)"
    stop = rf"(?!{day})(?!{bare}(?!['’]))"
    word = rf"{stop}(?:[^\W\d_]\.[^\W\d_]\.(?:[^\W\d_]\.)?|[^\W\d_][\w'’]*(?:-[^\W\d_][\w'’]*){{0,3}}\.?)"
    place = rf"{word}(?:(?:\s|\s?/\s?)(?:{link}\s)?{word}){{0,4}}"
    region = rf"(?:\s?,\s?{word}(?:\s{word}){{0,2}}|\s?\[[^\W\d_][\w ]{{1,30}}\]){{0,2}}"
    dash = r"(?P<dash>\.?\s?[–—―]|\.?\s?--+|\.?\s?-(?=\s)|\.-|:(?=\s)|\s=(?=\s)|-(?=\s))"
    agency = (
        r"(?:\(\s?(?P<paren>[^()\n]{1,60}?)\s?\.?\s?\)|/\s?(?P<slash>[^/()\n]{1,40}?)\s?/"
        rf"|(?P<bare>{bare})(?=\.?\s?[–—]|\.?\s?-(?!\w)|\.\s|:\s|\s*$|\s[\u0590-\u08ff]|\s[A-ZÀ-ÞА-Я]))"
    )
    place_first = (
        rf"(?:(?P<place>{place}{region})\s?[,.۔:]?)?"
        rf"(?:\s{{0,2}}(?:[-–]\s)?(?P<date>{day}|\d{{1,2}}(?=\.?,?\s?[(/]))|\s{{0,2}}\((?P<inner_date>{day})\))?"
        rf"\s?(?:[,.]?\s?(?:--|[-–]\s)?{agency})?{dash}?(?:\.)?(?:\s(?P<late_date>{day}))?"
    )
    agency_first = (
        rf"(?:\(\s?(?P<paren>[^()\n]{{1,40}})\s?\)|(?P<bare>{bare}))(?:\s?[-–—]\s?|,\s)"
        rf"(?P<place>{place}{region})(?:,?\s(?P<date>{day}))?(?:\s?[-–—:]\s|,?\s*$|,\s)"
    )
    wire_first = rf"(?P<bare>{bare})\s?[–—-]\s"
    return _Grammar(
        re.compile(place_first), re.compile(agency_first), re.compile(wire_first), re.compile(rf"(?i:{month})|\d+")
    )


def _one_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest that fits; grouped by their first letters, so that at most places
    one look at a letter is enough."""
    groups: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=lambda word: (-len(word), word)):
        groups[word[0]].append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in sorted(groups.items()))


def _place(printed: str | None) -> str | None:
    """The printed place, trimmed, if every word of it begins as a name does: with a capital, or in a script without."""
    if not printed:
        return None
    place = printed.strip(" ,:")
    words = re.split(r"[\s/,\[\]]+", place.strip("[]"))
    if any(word[:1].islower() and word.casefold() not in _LINKS for word in words if word):
        return None
    # "MOSCOW." ends in a point of its own; "Calif.", "S.D.", "a.M." need theirs.
    if (
        place.endswith((".", "۔"))
        and ("," not in place or place.isupper())
        and "." not in place[:-1].rsplit(" ", 1)[-1]
    ):
        place = place[:-1]
    return place


_LINKS = frozenset(
    [
        "de",
        "del",
        "della",
        "la",
        "do",
        "da",
        "of",
        "the",
        "am",
        "an",
        "der",
        "den",
        "y",
        "sur",
        "upon",
        "e",
        "al",
        "bin",
        "a.m.",
    ]
)


def _chain(printed: str) -> tuple[str, ...]:
    """The agencies of 'NNN-BERNAMA-ANADOLU' or 'AFP/AP', if all are known; desk initials after one ('dpa/lno') go."""
    whole = find_agency(printed) or find_agency(_without_points(printed))
    if whole is not None:
        return (whole.short,)
    names: list[str] = []
    for part in re.split(r"\s?[-/,+]\s?|\svia\s|\sand\s", printed):
        agency = find_agency(part)
        if agency is not None:
            names.append(agency.short)
        elif not (names and part.islower() and len(part) <= 4):
            return ()
    return tuple(names)


def _without_points(printed: str) -> str:
    """'A. P.' and 'U.P' as the letters they are."""
    return re.sub(r"[.\s]", "", printed) if _POINTED.fullmatch(printed) else printed


_POINTED = re.compile(r"(?:[^\W\d_]\.\s?){1,4}[^\W\d_]?\.?")


def _strangers(printed: str, place: str | None, printed_on: PrintedDate | None, dash: str | None) -> tuple[str, ...]:
    """A station or outlet in the agency's slot, as printed, where the form leaves nothing else it could be.

    "HARROW (KHRW) —" and "Harrow (ag-press)." yes; "Ann Hale (Norland Steel):" is a person with a firm, "Port (LPG) -"
    a term with its letters.
    """
    if place is None or not _STRANGER.fullmatch(printed):
        return ()
    if " " in printed and not all(word[0].isupper() for word in printed.split()):
        return ()
    looks_like_one = _LETTERS.search(printed) is not None or printed.casefold().endswith(_TRADE_ENDINGS)
    if printed_on is not None:
        return (printed,)
    town = place.split(",")[0]
    is_placed = place.isupper() or "," in place or is_town(town)
    if town.casefold() in headline_labels() or not is_placed:
        return ()
    is_dashed = dash is not None and ":" not in dash
    if (looks_like_one and (is_dashed or is_town(town))) or (
        printed.islower() and len(printed) <= 4 and printed not in _WHERE_PLAYED and is_town(town)
    ):
        return (printed,)
    return ()


# "Chelsea (home) - Saturday": a fixture.
_WHERE_PLAYED = frozenset(("home", "away", "pens", "aet"))
_STRANGER = re.compile(r"[\w.&'’]{1,30}(?:[ -][\w.&'’]{1,30}){0,3}")
# Two capitals in one word: a station's letters (KXAN), a name run together (NationPress).
_LETTERS = re.compile(r"\b\w*[A-ZÀ-Þ]\w*[A-ZÀ-Þ]\w*\b")
_TRADE_ENDINGS = ("press", "news", "wire", "agency", "presse", "service", "media", "post", "times", "tv", "radio")


def _sets_off(match: re.Match[str], place: str | None) -> bool:
    """Whether an undated place and a bare agency are joined as in a dateline: 'Aleppo, SANA-' and 'Helsinki STT' are,
    'By Ann Hale - Associated Press -' and 'DEAR UP:' are not."""
    between = match.string[match.end("place") : match.start("bare")] if place else ""
    return place is not None and (between.strip() in (",", ".") or is_town(place.split(",")[0]))


def _is_followed_by_words(match: re.Match[str]) -> bool:
    """Whether nothing but a blank parts the agency from the sentence: 'ASTANA, May 3. KAZINFORM Two ferries'."""
    after = match.string[match.end("bare") : match.end("bare") + 2]
    return after[:1] == " " and after[1:2].isupper()


def _names_region(bracketed: str, place: str, dash: str | None) -> bool:
    """Whether the brackets after a town name its country: 'Brest (Belarus) -'."""
    return bool(dash) and ":" not in str(dash) and bracketed.istitle() and bracketed.isalpha() and is_town(place)


def _stands_without_agency(
    match: re.Match[str], line: str, place: str | None, printed_on: PrintedDate | None, has_region: bool
) -> bool:
    """Whether a place with no agency after it is a dateline: 'MADRID —' is, 'OFFER –' and 'Paris Hilton -' are not."""
    if place is None:
        return False
    town = place.split(",")[0].split(" (")[0].split("/")[0]
    if town.casefold() in headline_labels():
        return False
    dash, rest = match["dash"], line[match.end() :].lstrip()
    if not rest and not dash:
        return place.isupper() and is_town(town)
    stop = line[: match.end()].rstrip()[-1:]
    if dash is None and stop != ":":
        # "BAKU, Azerbaijan, May 3. Two ferries": the day ends in a point, and a sentence begins.
        is_set_off = match["date"] is not None and (stop == "." or "-" in match[0])
        return bool(printed_on) and rest[:1].isupper() and is_town(town) and is_set_off
    if stop in (":", "="):
        # "KARACHI: Two ferries sank" is how South Asia prints it; "LIVE: Two ferries sank" is a label, and no town.
        # Three capitals are a code or an abbreviation.
        is_long = printed_on is not None or (
            town.isupper() and len(town) > 3 and len(rest.split()) >= _FEWEST_AFTER_COLON
        )
        return stop == ":" and is_long and is_town(town) and _opens_a_sentence(rest)
    if printed_on is not None or has_region:
        return is_town(town) or place.isupper()
    if not _opens_a_sentence(rest):
        return False
    if town.isupper():
        # A hyphen also joins a kind of text to its headline ("CARTES - ..."), so there the town must be known.
        return is_town(town) or (("," in place or "—" in dash or "--" in dash) and len(town.split()) <= 3)
    # "Boston — Two ferries": only with the long dash; "Paris Hilton - the heiress" goes on in lower case.
    return is_town(town) and ("," in place or ("—" in dash and rest[:1].isupper()))


# "ROME: the series returns" and other headlines are shorter than the sentence that a dateline opens.
_FEWEST_AFTER_COLON = 4


def _opens_a_sentence(rest: str) -> bool:
    return rest[:1].isupper() or rest[:1] in "\"'“‘«„" or not rest[:1].isalpha()


def _runs_on(match: re.Match[str], line: str) -> bool:
    """Whether the sentence simply goes on behind the brackets: 'Harrow (AP) is', 'Harrow (AP) liegt'."""
    return match["dash"] is None and match["date"] is None and line[match.end() :].lstrip()[:1].islower()


def _last_sign(match: re.Match[str], region_end: int | None) -> int:
    if match["late_date"]:
        return match.end("late_date")
    if region_end is not None:
        return region_end
    for part, closing in (("paren", ")"), ("slash", "/")):
        if match[part]:
            return match.string.index(closing, match.end(part)) + 1
    for part in ("bare", "date"):
        if match[part]:
            # "BAKU, May 3. Two ferries": the point ends the line and not the day.
            return match.end(part) - (match[part][-2:-1].isdigit() and match[part].endswith("."))
    if match["inner_date"]:
        return match.end("inner_date") + 1
    return len((_place(match["place"]) or "").rstrip())


def _printed_date(printed: str | None) -> PrintedDate | None:
    """The day a dateline prints; None for what no calendar has ('45 May')."""
    if not printed:
        return None
    year = month = day = None
    for token in _grammar().day.findall(printed):
        if not token.isdigit():
            month = month_names().get(token.casefold().rstrip("."))
        elif len(token) == 4:
            year = int(token)
        elif day is None:
            day = int(token)
        elif month is None:
            month = int(token)
        else:
            year = 2000 + int(token)
    if month is None and year is not None:
        return None
    is_real = _day(year or 2000, month or 1, day if day is not None else 1) is not None
    return PrintedDate(year, month, day) if is_real else None


def _day(year: int, month: int | None, day: int | None) -> date | None:
    try:
        return date(year, month or 1, day or 1)
    except ValueError:
        return None
