"""Where in a sentence a time expression may begin: no more than a few words before a word that tells of time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from headwater.read.moments.words import HOLIDAYS
from headwater.stylebook.calendar import CalendarWord, calendar_words

_WORD = re.compile(r"\w+")
# The most words before the first that tells of time: 'as long as a couple of | weeks' has five.
_REACH = 6


def _triggers() -> frozenset[str]:
    words = set(calendar_words(CalendarWord.TRIGGER)) | {name.split()[-1] for name in HOLIDAYS}
    for kind in (CalendarWord.WEEKDAY, CalendarWord.UNIT, CalendarWord.SEASON, CalendarWord.PART_OF_DAY):
        words.update(calendar_words(kind))
        words.update(f"{word}s" for word in calendar_words(kind))
    months = calendar_words(CalendarWord.MONTH)
    return frozenset(words | set(months) | {month[:3] for month in months} | {"sept"})


_TRIGGERS = _triggers()
_LITERAL = re.compile(r"([a-z]+)(\??)", re.IGNORECASE)


def opening_words(patterns: Iterable[str]) -> frozenset[str]:
    """The words that a match of one of the patterns can begin with, in lower case, and some that cannot.

    They are the letters that stand together in a pattern; those that a pattern puts together from pieces
    ('centur(?:y|ies)') must be among the words that tell of time.

    >>> sorted(opening_words(["(?:an?|few) hours? ago"]))
    ['a', 'ago', 'an', 'few', 'hour', 'hours']
    """
    found = {
        word.lower()
        for pattern in patterns
        for letters, is_optional in _LITERAL.findall(pattern)
        for word in ((letters, letters[:-1]) if is_optional else (letters,))
    }
    return frozenset(found - {""})


def beginnings(sentence: str, openers: frozenset[str]) -> Iterator[int]:
    """The places at which a time expression may begin, in order; none in the sentences that name no time.

    A number tells of time, too. Trying the rules at these places alone is many times faster than at every sign, and
    finds the same.

    >>> list(beginnings("It rained. She left two days ago.", frozenset({"two"})))
    [20, 24]
    """
    words = [(match.start(), match[0].lower()) for match in _WORD.finditer(sentence)]
    reached = 0
    for place, (at, word) in enumerate(words):
        if word in _TRIGGERS or word[0].isdigit() or word.startswith("mid"):
            for start, before in words[max(reached, place - _REACH) : place]:
                if before in openers:
                    yield start
            yield at - (at > 0 and sentence[at - 1] == "'")
            reached = place + 1
