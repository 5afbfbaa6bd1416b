"""What a figure counts: the noun after it, the 'of the votes' behind it, the subject before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from headwater.stylebook.figures import words_after_nouns
from headwater.text.nouns import is_plural, singular

_NEXT_WORD = re.compile(r"[ -]([A-Za-z][\w'’&.-]*)")
_ENDS = re.compile(r"[,;:!?()\[\]“”\"]|\.(?:\s|$)")
_OF = re.compile(
    r" of ((?:(?:the|all|its|their|our|his|her|these|those|my|your|a|an) )?(?:[a-z][\w'’-]* ){0,2}?[A-Za-z][\w'’-]*)"
)
_SUBJECT = re.compile(
    r"((?:\b[Tt]he |\b[Aa] )?\b[a-z][\w-]*(?: [a-z][\w-]*)?|\b[A-Z][a-z]+)"
    r" (?:was|is|were|are|stood at|stands at|reached|hit|of|at|totall?ed)"
    r"(?: (?:about|around|some|at least|more than|up to|nearly|almost|over))?\s*$"
)
_LONGEST_NOUN = 4
# 'the 12 who', '40 per day': a word of one of these endings after the first is a verb or an adverb, not the noun.
_VERBAL = re.compile(r"(?:ed|ing)$")


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted noun: its words in the singular, and where they stand in the sentence."""

    unit: str
    start: int
    end: int


def counted_noun(sentence: str, end: int) -> Counted | None:
    """The noun phrase right after a number that ends at `end`: '100,000 small drones' counts small drones."""
    words: list[tuple[str, int, int]] = []
    place = end
    while len(words) < _LONGEST_NOUN and (match := _NEXT_WORD.match(sentence, place)):
        word = match[1].rstrip(".").lower()
        if word == "of" and words and is_plural(words[-1][0]):
            break
        if word in words_after_nouns() or _is_adverb(word) or (words and _VERBAL.search(word)):
            break
        words.append((word, match.start(1), match.start(1) + len(match[1].rstrip("."))))
        place = match.end()
        if match[1].endswith("."):
            break
    if not words:
        return None
    head = next((at for at, (word, _, _) in enumerate(words) if is_plural(word)), None)
    if head is not None:
        words = words[: head + 1]
    elif _VERBAL.search(words[-1][0]):
        # 'around 73, raising hopes': a verb, nothing that could be counted.
        return None
    return Counted(" ".join(singular(word) for word, _, _ in words), words[0][1], words[-1][2])


def _is_adverb(word: str) -> bool:
    return word.endswith("ly") and word not in (
        "family",
        "assembly",
        "supply",
        "monthly",
        "weekly",
        "daily",
        "yearly",
        "ally",
        "fly",
    )


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
