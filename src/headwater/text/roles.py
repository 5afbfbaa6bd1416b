"""Roles: the titles and descriptions of people, and the country or body they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from headwater.stylebook.people import COURTESY, titles
from headwater.stylebook.places import capitals, countries_by_demonym, countries_by_name
from headwater.text.late import compile_late
from headwater.text.numbers import any_of

_SPOKEN_TITLES = [title for title, entry in titles().items() if entry.role != COURTESY]
_TITLE = rf"(?<![\w'’-])(?:{any_of(_SPOKEN_TITLES)})(?![\w-]|['’](?!s\b))"
# A table of what may begin with a word is faster than one pattern of all titles: most words begin none.
_BY_FIRST_WORD: dict[str, list[str]] = {}
for _each in sorted(_SPOKEN_TITLES, key=len, reverse=True):
    _BY_FIRST_WORD.setdefault(re.split(r"[ .-]", _each)[0], []).append(_each)
_TITLE_START = re.compile(r"(?<![\w'’-])[^\W\d_]+")
_TITLE_END = re.compile(r"(?![\w-]|['’](?!s\b))")
_COUNTRY = rf"(?:{any_of([*countries_by_name(), *capitals()])})"
_DEMONYM = rf"(?:{any_of(countries_by_demonym())})"
# A cheap test before the patterns: most names have no title anywhere near.
_TITLE_WORDS = frozenset(word for title in _SPOKEN_TITLES for word in re.split(r"[ .-]", title) if word)
_MODIFIERS = (
    r"(?:(?:former|then|acting|visiting|outgoing|new|newly elected|longtime|current|late|incoming|ex-|now|deputy"
    r"|senior|chief) ?)"
)
_BODY = r"(?:\b[A-Z][\w.&-]*(?: (?:(?:of|for|the|and) ){0,2}[A-Z][\w.&-]*){0,4}?)"

_BEFORE_TITLE = compile_late(
    rf"\b(?:(?P<article>[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur|[Hh]is|[Hh]er) )?(?P<former>(?:former|ex-)"
    rf" ?)?(?:(?P<whose>{_DEMONYM}|{_COUNTRY}(?:['’]s?)?) )?"
    rf"(?P<former2>(?:former|ex-) ?)?(?:(?:visiting|outgoing|acting|current|authoritarian|veteran|reclusive"
    rf"|incumbent|long-time|longtime|new) )?$"
)
_BEHIND_TITLE = compile_late(rf" of (?:the )?(?P<of>{_COUNTRY})\b")
# No article with a country and an adjective is longer.
_LONGEST_BEFORE = 80
# What may stand between a title and its name: nothing, 'of Estonia', or 'of the Port Office in Tallinn,'.
_TO_NAME = (
    rf"(?:(?P<of> (?:of|for) (?:the )?{_BODY})|(?P<far> (?:of|for|in|at|to)"
    rf" [^,;.:“”\"]{{1,90}}(?=, $)))?(?P<comma>,?) $"
)
_REACHES_NAME = re.compile(_TO_NAME)
_BEFORE_NAME = compile_late(
    rf"(?:(?P<whose>{_DEMONYM}|{_COUNTRY}(?:['’]s?)?|{_BODY}(?:['’]s)?) )?{_MODIFIERS}*(?P<title>(?i:{_TITLE}))"
    + _TO_NAME
)
_AFTER_NAME = compile_late(
    rf",? (?:(?:the|a|an|its|who is the|who is|who was|as) )?(?:(?P<whose>{_DEMONYM}|{_COUNTRY}(?:['’]s?)?"
    rf"|{_BODY}(?:['’]s)?) )?{_MODIFIERS}*"
    rf"(?P<title>(?i:{_TITLE}))(?P<of> (?:of|for|in|at|to) [^,;.:“”\"]{{1,90}})?(?=[,.;)]|$| who\b| and\b| said\b)"
)
_FORMER = re.compile(r"\b(?:former|ex-|then|late)\b", re.IGNORECASE)
_IN_OF = compile_late(rf"\b({_COUNTRY}|{_DEMONYM})\b")
_WIDEST = 160


@dataclass(frozen=True, slots=True)
class Role:
    """A role as printed: its words, the title in it in lower case, the sort of role, the country if one is named."""

    words: str
    title: str
    role: str
    country: str | None
    is_former: bool
    start: int
    end: int


def country_code(words: str | None) -> str | None:
    """The country that a demonym, a name in any form, or a capital means."""
    if not words:
        return None
    words = re.sub(r"['’]s?$", "", words.strip())
    found = countries_by_demonym().get(words) or countries_by_name().get(words) or capitals().get(words)
    return found.code if found else None


def find_descriptions(sentence: str, offset: int) -> Iterator[Role]:
    """Descriptions of one person by role: 'the Belarusian leader', 'the president', 'president of Belarus'.

    Bare titles without an article, a country or 'of' are none: 'president' alone is a word.
    """
    read_to = 0
    for start, end, title in _titles_in(sentence):
        base = max(read_to, start - _LONGEST_BEFORE)
        before = _BEFORE_TITLE.search(sentence[base:start])
        behind = _BEHIND_TITLE.match(sentence, end)
        if before is None or not (before["article"] or before["whose"] or behind):
            continue
        read_to = behind.end() if behind else end
        begins = base + before.start()
        yield Role(
            sentence[begins:read_to],
            title,
            titles()[title].role,
            country_code(before["whose"]) or country_code(behind["of"] if behind else None),
            bool(before["former"] or before["former2"]),
            offset + begins,
            offset + read_to,
        )


def _titles_in(text: str) -> Iterator[tuple[int, int, str]]:
    """The titles in a text, the longest at each place, with their starts and ends."""
    read_to = 0
    for word in _TITLE_START.finditer(text):
        start = word.start()
        found = _BY_FIRST_WORD.get(word[0].lower())
        if found is None or start < read_to:
            continue
        for title in found:
            end = start + len(title)
            if text[start:end].lower() == title and _TITLE_END.match(text, end):
                read_to = end
                yield start, end, title
                break


def role_before(sentence: str, at: int, offset: int) -> Role | None:
    """The role printed right before a name that begins at `at`: 'spokeswoman Ada Lund', 'the head of X, Ada Lund'."""
    base = max(0, at - _WIDEST)
    if _TITLE_WORDS.isdisjoint(sentence[base:at].lower().replace(",", " ").replace(".", " ").split()):
        return None
    for match in _last_matches(sentence[base:at]):
        if match["comma"] and not re.search(
            r"\b(?:[Tt]he|[Ii]ts|[Aa]n?) (?:[^,]{0,60} )?$|^$", sentence[base : base + match.start()]
        ):
            continue
        return _role(match, sentence[base:at], offset + base)
    return None


def _last_matches(left: str) -> Iterator[re.Match[str]]:
    """Matches that reach the end of the words before a name, tried from the titles in it, the first title first."""
    for title_start, title_end, _ in _titles_in(left):
        if _REACHES_NAME.match(left, title_end) is None:
            continue
        start = max(0, title_start - 60)
        whole = _BEFORE_NAME.search(left, start)
        if whole:
            yield whole
            return


def role_after(sentence: str, at: int, offset: int) -> Role | None:
    """The role in apposition after a name that ends at `at`: 'Ada Lund, the mayor of Brno,'."""
    if not sentence.startswith((",", " as "), at):
        return None
    match = _AFTER_NAME.match(sentence, at, at + _WIDEST)
    if match is None:
        return None
    return _role(match, sentence, offset)


def _role(match: re.Match[str], text: str, offset: int) -> Role:
    title = match["title"].lower()
    of = _IN_OF.findall("".join(filter(None, (match["of"], match.groupdict().get("far")))))
    words = text[match.start() : match.end()].strip(" ,")
    start = match.start() + (len(match[0]) - len(match[0].lstrip(" ,")))
    return Role(
        words,
        title,
        titles()[title].role,
        country_code(match["whose"]) or (country_code(of[-1]) if of else None),
        _FORMER.search(match[0]) is not None,
        offset + start,
        offset + start + len(words),
    )
