"""Words as an archive finds them: folded alike in texts and questions, so that every store finds the same.

Both engines could part and fold words themselves, and would not agree: FTS5's unicode61 drops accents and splits at
every sign, PostgreSQL's parser keeps 'all-out', '1,500', 'u.s' and addresses as one. So words are parted and folded
here, and the engines are handed words between blanks. Nothing is stemmed: who asks for 'Banks' does not want 'bank',
and a phrase is found as printed; `flood*` finds every word that begins so (decisions/0021).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from headwater.text.plain import INVISIBLE
from headwater.vocabulary.span import Stretch

_WORD = re.compile(rf"(?:[^\W_]|[\u0300-\u036f{INVISIBLE}])+")
_REST, _END = r"[^\W_]*", r"(?![^\W_])"
_PLAIN_WORD = re.compile(r"[a-z0-9]+")
_TERM = re.compile(r'"([^"]*)"?|(\S+)')
# PostgreSQL takes no word over 2,046 bytes, and none of a text's words is this long but in a page built to hurt.
LONGEST_WORD = 60
# PostgreSQL holds at most 1 MB of different words a report. The longest report of a newspaper has some 60,000
# characters; of a page of 10 MB the first 400,000 are found by their words.
MOST_CHARACTERS = 400_000
LONGEST_NAME = 200
# A shorter beginning stands for too many words to be worth asking for.
SHORTEST_BEGINNING = 3
# Longer questions are cut: what is searched for is words, and what is checked for are texts (`holding`).
MOST_TERMS = 32


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for: words that stand one after the other; the last may be only the beginning of a word."""

    words: tuple[str, ...]
    is_beginning: bool = False


def folded_words(text: str) -> list[str]:
    """The words of a text as an archive finds them.

    >>> folded_words("Don't say café – 1,500 did!")
    ['don', 't', 'say', 'cafe', '1', '500', 'did']
    """
    text = text[:MOST_CHARACTERS]
    if text.isascii():
        words = _PLAIN_WORD.findall(text.lower())
    else:
        words = [word for match in _WORD.findall(text) if (word := _folded(match))]
    return [word[:LONGEST_WORD] for word in words]


def outlet_key(name: str | None) -> str:
    """The name of an outlet or agency as it is compared: its folded words. PostgreSQL indexes none over 2,700 bytes.

    >>> outlet_key("L'Écho du Nord")
    'l echo du nord'
    """
    return " ".join(folded_words(name or ""))[:LONGEST_NAME]


def terms_of(question: str) -> list[Term]:
    """What a question asks for: its words, and its phrases in quotation marks of any form. Signs have no power.

    >>> terms_of('tram "left the rails" flood* OR -- )')
    [Term(words=('tram',), is_beginning=False), Term(words=('left', 'the', 'rails'), is_beginning=False), \
Term(words=('flood',), is_beginning=True), Term(words=('or',), is_beginning=False)]
    """
    typed = re.sub("[“”„«»]", '"', question[:MOST_CHARACTERS])
    terms: dict[Term, None] = {}
    for phrase, bare in _TERM.findall(typed):
        words = tuple(folded_words(phrase or bare))
        if words:
            is_beginning = bare.endswith("*") and len(words[-1]) >= SHORTEST_BEGINNING
            terms[Term(words, is_beginning)] = None
        if len(terms) == MOST_TERMS:
            break
    return list(terms)


def find_terms(text: str, start: int, end: int, terms: Sequence[Term]) -> list[Stretch]:
    """Where terms stand in a piece of a text, in order, overlaps joined.

    >>> find_terms("A Café, cafés", 0, 13, terms_of("cafe caf*"))
    [Stretch(start=2, end=6), Stretch(start=8, end=13)]
    """
    piece = text[start:end]
    folded = piece.lower() if piece.isascii() else "".join(map(_letter, piece))
    if len(folded) == len(piece):
        found = [match.span() for term in terms for match in _pattern(term).finditer(folded)]
    else:
        # A letter that folds to none or two ('ß', an accent of its own): word by word, which takes ten times as long.
        found = _find_word_by_word(placed_words(piece), terms)
    joined: list[Stretch] = []
    for first, last in sorted(found):
        if joined and start + first < joined[-1].end:
            joined[-1] = Stretch(joined[-1].start, max(joined[-1].end, start + last))
        else:
            joined.append(Stretch(start + first, start + last))
    return joined


def placed_words(text: str) -> list[tuple[str, Stretch]]:
    """The folded words of a text, each with its place."""
    return [
        (word[:LONGEST_WORD], Stretch(*match.span()))
        for match in _WORD.finditer(text)
        if (word := _folded(match.group()))
    ]


def _find_word_by_word(words: Sequence[tuple[str, Stretch]], terms: Sequence[Term]) -> list[tuple[int, int]]:
    return [
        (words[place][1].start, words[place + len(term.words) - 1][1].end)
        for place in range(len(words))
        for term in terms
        if _stands_at(term, words, place)
    ]


def _stands_at(term: Term, words: Sequence[tuple[str, Stretch]], place: int) -> bool:
    if place + len(term.words) > len(words):
        return False
    *whole, last = term.words
    if any(words[place + step][0] != word for step, word in enumerate(whole)):
        return False
    found = words[place + len(whole)][0]
    return found.startswith(last) if term.is_beginning else found == last


@lru_cache(maxsize=256)
def _pattern(term: Term) -> re.Pattern[str]:
    words = r"[\W_]+".join(map(re.escape, term.words))
    return re.compile(rf"(?<![^\W_]){words}{_REST if term.is_beginning else _END}")


@lru_cache(maxsize=4_096)
def _letter(letter: str) -> str:
    """A letter folded if it stays one, else nothing."""
    folded = _folded(letter) if letter.isalnum() or _WORD.match(letter) else letter
    return folded if len(folded) == 1 else ""


@lru_cache(maxsize=65_536)
def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    letters = (letter for letter in unicodedata.normalize("NFD", word) if unicodedata.category(letter) not in _DROPPED)
    return "".join(letter for letter in "".join(letters).casefold() if letter.isalnum())


_DROPPED = {"Mn", "Mc", "Me", "Cf"}
