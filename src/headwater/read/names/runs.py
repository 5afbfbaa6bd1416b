"""Runs of capitalised words: where a name may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from headwater.stylebook.calendar import CalendarWord, calendar_words
from headwater.stylebook.common_words import common_words, mostly_small_words
from headwater.stylebook.people import given_names, titles
from headwater.stylebook.places import HeadKind, name_heads, sentence_openers
from headwater.text.numbers import any_of
from headwater.vocabulary.span import Span

# An abbreviation with points (U.S., C.I.A.), an initial (H.), or a word with its inner marks (Jong-un, al-Assad).
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]\.(?=\s?[^\W\d_])|[^\W_]+(?:['’‑&-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
_LOWER_HEADED = re.compile(r"(?:al|el|ul|an|as|ad|at|ash|bin|d|l|de|o)[-'’‑](?=[^\W\d_a-z])")
_PARTICLES = frozenset("de van von der den bin ibn al el la da dos di du ten ter del della af zu e y".split())
_JOINTS = re.compile(r" (of|for|and|&)( the)? $")
_PLAIN_GAP = re.compile(r"[ \u00a0\u202f]{1,2}$")
_POINT_GAP = re.compile(r"\.[ \u00a0]$")
_OF_TITLE = re.compile(any_of(title for title in titles() if " of " in title), re.IGNORECASE)
_COMPOUND = re.compile(
    r"-(?:based|led|backed|born|era|style|held|made|owned|run|wide|like|educated|trained|listed|controlled)$"
)
_ABBREVIATED = frozenset("Mr Mrs Ms Dr Prof Gen Col Lt Capt Maj Sgt Brig Adm Sen Rep Gov St Rev Jr Sr Hon Pres".split())
# The first word of a sentence is capitalised anyway; after these marks one begins inside a sentence.
_OPENING = re.compile(r"(?:^|[:.!?…]|[\"“‘„«(\[–—])\s*[\"“‘„«(\[-]*\s*$")
_WEEKDAYS = frozenset(word.capitalize() for word in calendar_words(CalendarWord.WEEKDAY))
_TITLE_WORDS = frozenset(word for title in titles() for word in title.split())
# A line is printed as headlines are, with capitals throughout, if four or more words and nine of ten have one; 'Baltic
# Ferry Union met on Monday' is no headline.
_FEWEST_CAPITALS, _MOST_CAPITALS = 4, 0.9
# Common words that begin places: 'New Lund', 'West Brask'.
_PLACE_STARTERS = frozenset(
    "New North South East West San Santa Saint Los Las El La Le Fort Port Mount Lake Cape".split()
)
# No name has more words; a page of nothing but capitals is read in linear time all the same.
_MOST_WORDS = 24
_LONG_WORD = re.compile(r"\b(?!(?:the|and|for|but|with|from)\b)[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Word:
    """A capitalised word of a run, without a possessive ending."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words that stand together, with the small words that join them ('of', 'van').

    `opens` tells that the run begins its sentence, where the capital of the first word proves nothing. `sentence` is
    the place of the sentence in the report.
    """

    words: tuple[Word, ...]
    sentence: int
    opens: bool

    @property
    def text(self) -> str:
        """The words of the run, one blank between."""
        return " ".join(word.text for word in self.words)

    @property
    def start(self) -> int:
        """Where the run begins in the report's text."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.words[-1].end

    def part(self, first: int, last: int | None = None) -> Run | None:
        """Some of the run's words as a run, null for none of them."""
        words = self.words[first:last]
        return Run(words, self.sentence, self.opens and first == 0) if words else None


def find_runs(text: str, sentence: Span, place: int, lower_words: frozenset[str]) -> Iterator[Run]:
    """The runs of one sentence. `lower_words` are the words the report also prints in small letters: at the start of a
    sentence these are no names."""
    words: list[Word] = []
    small = mostly_small_words() if _is_headline(text, sentence) else frozenset()
    for match in _WORD.finditer(text, sentence.start, sentence.end):
        word = _word(match)
        if small and word.text not in _PLACE_STARTERS and _is_small(word.text, small):
            yield from _finished(text, words, sentence, place, lower_words)
            words = []
            continue
        if words and (len(words) >= _MOST_WORDS or not _continues(text, words, word)):
            yield from _finished(text, words, sentence, place, lower_words)
            words = []
        if is_capitalised(word.text) or (words and word.text in _PARTICLES | {"of", "for", "and", "the"}):
            words.append(word)
        elif words:
            yield from _finished(text, words, sentence, place, lower_words)
            words = []
    if words:
        yield from _finished(text, words, sentence, place, lower_words)


def _is_headline(text: str, sentence: Span) -> bool:
    """Whether a sentence is printed with capitals throughout, so that a capital says nothing of a word."""
    words: list[str] = _LONG_WORD.findall(text, sentence.start, min(sentence.end, sentence.start + 400))
    capitals = sum(1 for word in words if word[0].isupper())
    return capitals >= _FEWEST_CAPITALS and capitals >= _MOST_CAPITALS * len(words)


def _is_small(word: str, small: frozenset[str]) -> bool:
    """Whether a word of a headline would stand in small letters elsewhere: 'Finally', 'Checks', 'Into'."""
    lower = word.lower()
    return lower in small and lower not in given_names() and lower not in _TITLE_WORDS and word not in name_heads()


def is_capitalised(word: str) -> bool:
    """Whether a word begins with a capital, behind an Arabic article too (al-Assad)."""
    return (word[0].isupper() and not _COMPOUND.search(word)) or _LOWER_HEADED.match(word) is not None


def _word(match: re.Match[str]) -> Word:
    text = match.group()
    if ending := _POSSESSIVE.search(text):
        text = text[: ending.start()]
    return Word(text, match.start(), match.start() + len(text))


def _continues(text: str, words: list[Word], word: Word) -> bool:
    last = words[-1]
    if word.text in ("The", "A", "An") or word.text in _WEEKDAYS or last.text in _WEEKDAYS:
        return False
    gap = text[last.end : word.start]
    if _POINT_GAP.fullmatch(gap):
        return last.text in _ABBREVIATED
    if not _PLAIN_GAP.fullmatch(gap) and not (last.text.endswith(".") and gap == ""):
        return False
    if is_capitalised(word.text):
        return True
    if word.text in _PARTICLES:
        return is_capitalised(last.text) or last.text in _PARTICLES
    if word.text in ("of", "for"):
        return last.text in name_heads() or _is_in_title(text, words, word)
    if word.text == "the":
        return last.text in ("of", "for")
    return word.text == "and" and any(each.text in ("of", "for") for each in words) and is_capitalised(last.text)


def _is_in_title(text: str, words: list[Word], word: Word) -> bool:
    """Whether an 'of' belongs to a title: 'Secretary of State', 'Deputy Chief of Staff'."""
    titles_here = (_OF_TITLE.match(text, each.start) for each in words)
    return any(match is not None and match.end() > word.end for match in titles_here)


def _finished(text: str, words: list[Word], sentence: Span, place: int, lower_words: frozenset[str]) -> Iterator[Run]:
    while words and not is_capitalised(words[-1].text):
        words.pop()
    words = _without_second_name(words)
    if not words:
        return
    opens = _OPENING.search(text[sentence.start : words[0].start][-6:]) is not None
    if opens and _is_common(words[0].text, lower_words):
        words = words[1:]
        while words and not is_capitalised(words[0].text):
            words = words[1:]
        opens = False
    while words and len(words[-1].text.rstrip(".")) == 1:
        # 'Sergei I' is what a sentence cut short leaves, or the pronoun.
        words = words[:-1]
    if words:
        yield Run(tuple(words), place, opens)


def _without_second_name(words: list[Word]) -> list[Word]:
    """'Ministry of Health and the Bank of Lund' are two: cut where what follows 'and' has a head of its own."""
    for at, word in enumerate(words):
        # 'Department of Health and Human Services' is one: a plural has the first head in common.
        if word.text == "and" and words[-1].text in name_heads() and not words[-1].text.endswith("s"):
            return words[:at]
    return words


def _is_common(word: str, lower_words: frozenset[str]) -> bool:
    if len(word) == 1:
        return True
    lower = word.lower()
    if name_heads().get(word) is HeadKind.ORGANISATION:
        return False
    return lower in lower_words or lower in sentence_openers() or lower in common_words()
