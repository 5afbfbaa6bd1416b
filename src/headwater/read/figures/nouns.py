"""What a figure counts: the noun after it, the 'of the votes' behind it, the subject before it.

A small noun-phrase chunker without a parse: after a number English has modifiers and then a noun in the plural, and
what cannot belong to such a phrase is a closed class (articles, prepositions, pronouns, auxiliaries, verbs in forms
that are no nouns). Modifiers that stay open are settled by the plural they lead to, or not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from headwater.stylebook.figures import (
    plain_degrees,
    plurals_before_nouns,
    same_plurals,
    words_after_nouns,
    words_before_numbers,
)
from headwater.text.nouns import is_plural, singular

_NEXT_WORD = re.compile(
    r"(?P<gap> |-| - |, )(?P<open>[\"“‘])?"
    r"(?P<word>(?:[A-Za-z]\.){2,}|[A-Za-zÀ-ÿ][\w&'’-]*\.?"  # "U.S.", "boats", "boats."
    r"|\.?\d+-[A-Za-z][\w-]*|\d+(?= [A-Z][a-z]))"  # "4-year-old", "747" before "Jumbo"
    r"(?P<close>[\"”])?"
)
_OF = re.compile(
    r" of ((?:(?:the|all|its|their|our|his|her|these|those|my|your|a|an) )?(?:[a-z][\w'’-]* ){0,2}?[A-Za-z][\w'’-]*)"
)
_SUBJECT = re.compile(
    r"((?:\b[Tt]he |\b[Aa] )?\b[a-z][\w-]*(?: [a-z][\w-]*)?|\b[A-Z][a-z]+)"
    r" (?:was|is|were|are|stood at|stands at|reached|hit|of|at|totall?ed)"
    r"(?: (?:about|around|some|at least|more than|up to|nearly|almost|over))?\s*$"
)
_POSSESSIVE = re.compile(r"['’]s?$")
# "12 boats." ends there, "12 U.S. soldiers" goes on.
_ENDS = re.compile(r"^[^.]{2,}\.$")
_VERBAL = re.compile(r"(?:ed|ing)$")
# "70 restored barns" are barns: what was done to them says no kind.
_DONE = re.compile(r"[a-z]{3}ed$")
_ADVERBS = re.compile(r"ly$")
_NO_ADVERBS = frozenset("family assembly supply monthly weekly daily yearly ally fly early elderly only".split())
_DETERMINED = re.compile(r"\b(?:the|an?|its|his|her|their|our|my|these|those|all) ([a-z]+) $", re.IGNORECASE)
# The longest phrases seen before the noun in news copy: "12 heavily armed and masked special police officers".
_LONGEST_NOUN = 7
_LONGEST_SINGULAR = 3
_ABBREVIATED = 2


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted noun: its words in their plain form, and where they stand in the sentence."""

    unit: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Word:
    word: str
    start: int
    end: int
    gap: str
    is_possessive: bool = False


def counted_noun(sentence: str, start: int, end: int, *, is_one: bool = False) -> Counted | None:
    """The noun phrase right after a number that stands at [start, end): '100,000 small boats' counts small boats.

    The unit keeps the modifiers, in their plain form: 'one of the largest boats' counts a 'large boat', 'two digital
    and paper maps' are 'digital paper map'; articles and adverbs are left out.
    """
    words = _phrase(sentence, end)
    if not words:
        return None
    words = (
        _hyphenated(words) or _singular(sentence, words, is_one=True)
        if is_one
        else (_hyphenated(words) or _up_to_plural(sentence, words) or _singular(sentence, words))
    )
    if not words:
        return None
    before = _DETERMINED.search(sentence[max(0, start - 24) : start])
    lead = [before[1].lower()] if before and before[1].lower() in words_before_numbers() else []
    unit = " ".join(lead + _plain(words))
    return Counted(unit, words[0].start, words[-1].end) if unit else None


def _phrase(sentence: str, end: int) -> list[_Word]:
    """The words after a number up to the first that cannot belong to what it counts."""
    words: list[_Word] = []
    place = end
    while len(words) < _LONGEST_NOUN and (match := _NEXT_WORD.match(sentence, place)):
        printed, start = match["word"], match.start("word")
        is_last = _ENDS.search(printed) is not None
        printed = printed.rstrip(".-") if printed.count(".") < _ABBREVIATED else printed
        word = printed.lower()
        joins = word in ("and", "or", "&") and bool(words)
        if (word in words_after_nouns() and not joins) or (
            match["gap"] == ", " and (not words or printed[0].isupper())
        ):
            break
        owner = _POSSESSIVE.search(printed)
        word = word[: owner.start()] if owner else word
        words.append(_Word(word, start, start + len(word), match["gap"].strip() or " ", owner is not None))
        place = match.end()
        if is_last or (match["close"] and not match["open"]):
            break
    return words


def _hyphenated(words: Sequence[_Word]) -> list[_Word]:
    """'the 27-nation bloc', 'a two-step approach': the hyphen ties the number to one noun."""
    return [words[0]] if words[0].gap == "-" else []


def _up_to_plural(sentence: str, words: Sequence[_Word]) -> list[_Word]:
    """The phrase up to its head, the first plural noun, or the plural after it: 'police officers', 'sports clubs'."""
    for place, word in enumerate(words):
        if word.is_possessive or not _is_head(word.word):
            continue
        if not any(_goes_on(word, following, sentence) for following in words[place + 1 : place + 3]):
            return list(words[: place + 1])
    return []


def _is_head(word: str) -> bool:
    return "." not in word and (is_plural(word) or word in same_plurals())


def _goes_on(word: _Word, following: _Word, sentence: str) -> bool:
    """Whether what looks like a plural only modifies the next: 'police officers', 'sports clubs', 'Hamas fighters'."""
    is_modifier = word.word in plurals_before_nouns() or sentence[word.start].isupper()
    return is_modifier and _is_head(following.word) and not following.is_possessive and following.gap == " "


def _singular(sentence: str, words: Sequence[_Word], *, is_one: bool = False) -> list[_Word]:
    """The noun where no plural comes: after 'one' up to a word that is none, else a phrase of plain words."""
    run = list(takewhile(lambda word: word.gap != "," and word.word not in ("and", "or", "&"), words))
    # After one thing comes no plural noun: 'one woman claims', 'one child injured', 'one man dead'.
    stop = next((place for place, word in enumerate(run) if _is_no_noun(word.word, place)), len(run))
    if not run[:stop] or _VERBAL.search(run[stop - 1].word):
        return []
    if is_one:
        return run[:stop] if stop <= _LONGEST_SINGULAR else run[:1]
    # "a 15 member sailing club": plain words up to where the phrase ends; a name is no noun to count.
    is_plain = stop == len(run) <= _LONGEST_SINGULAR and all(sentence[word.start].islower() for word in run)
    return run if is_plain else []


def _is_no_noun(word: str, place: int) -> bool:
    return _is_adverb(word) or (place > 0 and (bool(_VERBAL.search(word)) or _is_head(word)))


def _plain(words: Sequence[_Word]) -> list[str]:
    """The words of a unit: no 'and', no adverb, no degree, nothing that was done to it; the noun in the singular."""
    *modifiers, head = words
    kept = [
        word
        for word in modifiers
        if word.word not in ("and", "or", "&") and not _is_adverb(word.word) and not _DONE.search(word.word)
    ]
    return [plain for word in kept if (plain := plain_degrees().get(word.word, word.word))] + [singular(head.word)]


def _is_adverb(word: str) -> bool:
    return bool(_ADVERBS.search(word)) and word not in _NO_ADVERBS


def whole_of(sentence: str, end: int) -> tuple[int, int] | None:
    """Where the words stand that a share is of: '86 per cent of the votes' is of 'the votes'."""
    match = _OF.match(sentence, end)
    if match is None:
        return None
    start, stop = match.span(1)
    words = sentence[start:stop].split(" ")
    for at, word in enumerate(words):
        if at and word.lower() in words_after_nouns():
            stop = start + len(" ".join(words[:at]))
            break
    return start, stop


def subject_before(sentence: str, start: int) -> tuple[int, int] | None:
    """Where the words stand whose amount the figure is: 'the turnout was 85.69 per cent'."""
    offset = max(0, start - 80)
    match = _SUBJECT.search(sentence[offset:start])
    return (offset + match.start(1), offset + match.end(1)) if match else None
