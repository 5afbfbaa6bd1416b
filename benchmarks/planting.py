"""True sentences and the same with one error planted: what a check of sentences against reports is measured with.

True sentences are sentences of a report as they stand, or changed in ways that cannot make them false: a tail of
attribution cut, a bracket or a parenthesis between commas left out, numbers, dates and contractions written otherwise,
two sentences that follow each other joined. Into each one error is planted by rules that share nothing with the gate:
patterns over the printed words, and the names and words of other sentences to take the wrong ones from.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

KINDS = ("number", "name", "date", "negation", "modality", "quotation")
FORMS = ("as printed", "cut", "respelled", "joined")


@dataclass(frozen=True, slots=True)
class Planted:
    """A true sentence, in which of the FORMS it is, and the same with one error of one of the KINDS. `was` and `says`
    are the words before and after."""

    true: str
    form: str
    kind: str
    false: str
    was: str
    says: str


@dataclass(frozen=True, slots=True)
class Pool:
    """Where wrong words are taken from: names in the story's own reports and in others, quoted words."""

    near: Sequence[str]
    far: Sequence[str]
    words: Sequence[str]


Change = tuple[int, int, str]
"""Where something stands in a sentence, and what is put there."""

_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_COUNTS = "two three four five six seven eight nine ten eleven twelve".split()
_MONTH = rf"(?:{'|'.join(_MONTHS)}|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)"
_FIGURE = re.compile(r"(?<![\w.,$£€/-])[$£€]?\d+(?:,\d{3})*(?:\.\d+)?(?![\w/]|[.,:-]\d)")
_COUNT = re.compile(rf"(?<![-\w])(?:{'|'.join(_COUNTS)})(?![-\w])")
_SCALE = re.compile(r"(?<=\d )(?:million|billion|trillion)\b")
_YEAR = re.compile(r"(?<![\w.,$£€/-])(?:19[5-9]\d|20[0-3]\d)(?![\w/-]|[.,]\d| percent|%)")
_DAY = re.compile(rf"\b({_MONTH}) (\d{{1,2}})\b(?!\d|:)")
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(_DAYS)})\b")
_TURN = re.compile(r"\b(last|next|this) (week|month|year)\b")
_NAME = re.compile(r"(?<=[a-z,] )(?:[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,}){0,2})\b(?!['’]?[A-Z])")
_AUXILIARY = re.compile(
    r"(?<=\w )(?:is|are|was|were|has|have|had|will|would|can|could|should|must|may|might)(?= \w)(?! not\b)"
)
_NOT = re.compile(r"(?<=\w) not\b(?! only)|(?<=\w) never\b|(?<=[a-z])n['’]t\b(?<!can't)(?<!can’t)(?<!won't)(?<!won’t)")
_NONE = re.compile(r"(?<=\w )no(?= [a-z]+\b)(?! (?:longer|doubt|more|less|matter|one))")
_MOOD = {
    "will": ("may", "must"), "would": ("might", "should"), "may": ("will", "must"), "might": ("will", "would"),
    "could": ("will", "must"), "must": ("may", "will"), "should": ("might", "will"), "can": ("must", "should"),
}  # fmt: skip
_MODAL = re.compile(rf"(?<=\w )(?:{'|'.join(_MOOD)})(?= [a-z])")
_HEDGE = re.compile(r"(?<=\w )(?:allegedly|reportedly|apparently|possibly|probably|perhaps|likely) (?=[a-z])")
_FIRM = re.compile(r"(?<=\w )(is|are|was|were)(?= [a-z]+)(?! (?:not|to|expected|likely|able|set|supposed|going)\b)")
_SOFT = {"is": "may be", "are": "may be", "was": "may have been", "were": "may have been"}
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_SMALL = re.compile(r"(?<![\w'’-])[a-z]{4,}(?![\w'’-])")
_SHORT = re.compile(r"\b(did|does|do|is|are|was|were|has|have|had|would|could|should)n['’]t\b")
_LONG = re.compile(r"\b(did|does|has|would|could) not\b")
_SAYS = r"(?:said|says|added|told reporters|according to)"
_TAIL = re.compile(rf",[”\"]? (?:(?:he|she|they|[A-Z]\w+|police|officials) {_SAYS}|{_SAYS} [^,“\"”]{{3,60}})\.$")
_BRACKET = re.compile(r" \([^()]{3,80}\)")
_ASIDE = re.compile(r", (?:who|which|a|an|the) [^,“”\"]{5,90},(?= (?:said|says|told|was|is|has|had|will|would)\b)")


def plant(sentence: str, form: str, kind: str, pool: Pool, dice: random.Random) -> Planted | None:
    """The sentence with one error of a kind; null where it has no place for one."""
    changes = [change for change in _CHANGES[kind](sentence, pool, dice) if _is_change(sentence, change)]
    if not changes:
        return None
    start, end, words = dice.choice(changes)
    return Planted(sentence, form, kind, sentence[:start] + words + sentence[end:], sentence[start:end], words)


def _is_change(sentence: str, change: Change) -> bool:
    return sentence[change[0] : change[1]].lower() != change[2].lower()


def true_sentences(sentences: Sequence[str], dice: random.Random) -> Iterator[tuple[str, str]]:
    """Sentences that follow each other in a report, each in one of the FORMS in which it stays true, with that form.

    >>> list(true_sentences(["Rain fell, police said."], random.Random(2)))[0]
    ('Rain fell.', 'cut')
    """
    for place, sentence in enumerate(sentences):
        after = sentences[place + 1] if place + 1 < len(sentences) else ""
        made = {"as printed": sentence}
        if _is_paired(sentence):
            made |= {"cut": _cut(sentence), "respelled": _respelled(sentence)}
        if after and not re.search(r"[“”\"?!:]", sentence + after) and len((sentence + after).split()) < 60:
            made["joined"] = f"{sentence.rstrip('.')}; {after}"
        forms = [form for form, words in made.items() if form == "as printed" or words != sentence]
        form = dice.choice(forms)
        yield made[form], form


def _is_paired(sentence: str) -> bool:
    return sentence.count("“") == sentence.count("”") and sentence.count('"') % 2 == 0


def _quoted(sentence: str) -> list[tuple[int, int]]:
    """Where the words inside the marks stand; none where a mark has no other."""
    return [match.span(1) for match in _QUOTED.finditer(sentence)] if _is_paired(sentence) else []


def _outside(pattern: re.Pattern[str], put: Callable[[re.Match[str]], str], sentence: str) -> str:
    """A sentence with what a pattern finds outside of quotation marks changed."""
    quoted = _quoted(sentence)
    return pattern.sub(
        lambda m: m.group() if any(a < m.end() and m.start() < b for a, b in quoted) else put(m), sentence
    )


def _cut(sentence: str) -> str:
    short = _outside(_ASIDE, lambda _: "", _outside(_BRACKET, lambda _: "", sentence))
    tail = _TAIL.search(short)
    if tail:
        short = short[: tail.start()] + ("." if not re.match(r",[”\"]", tail.group()) else f",{tail.group()[1]}")
        short = re.sub(r",([”\"])$", r".\1", short)
    return short


def _respelled(sentence: str) -> str:
    """The same in other spellings: numbers in words and digits, days, contractions, quotation marks."""
    said = _COUNT.sub(lambda match: str(_COUNTS.index(match.group()) + 2), sentence)
    said = _DAY.sub(lambda match: f"{match[2]} {_full_month(match[1])}", said)
    said = _outside(_SHORT, lambda match: f"{match[1]} not", said)
    said = said if said != sentence else _outside(_LONG, lambda match: f"{match[1]}n't", said)
    said = re.sub(r"(?<=\d) percent\b", "%", said)
    return said.replace("“", '"').replace("”", '"').replace("’", "'")


def _full_month(month: str) -> str:
    return next(full for full in _MONTHS if full.startswith(month[:3]))


def _numbers(sentence: str, _: Pool, dice: random.Random) -> Iterator[Change]:
    dated = [match.span() for pattern in (_DAY, _YEAR) for match in pattern.finditer(sentence)]
    for match in _FIGURE.finditer(sentence):
        if not any(start < match.end() and match.start() < end for start, end in dated):
            yield *match.span(), _other_figure(match.group(), dice)
    for match in _COUNT.finditer(sentence):
        yield *match.span(), dice.choice([count for count in _COUNTS if count != match.group()])
    for match in _SCALE.finditer(sentence):
        yield *match.span(), dice.choice([s for s in ("million", "billion", "trillion") if s != match.group()])


def _other_figure(figure: str, dice: random.Random) -> str:
    """Another number of as many digits: one digit changed, never the currency or the separators."""
    places = [place for place, char in enumerate(figure) if char.isdigit()]
    at = dice.choice(places)
    digits = [d for d in "123456789" if d != figure[at]]
    return figure[:at] + dice.choice(digits) + figure[at + 1 :]


def _names(sentence: str, pool: Pool, dice: random.Random) -> Iterator[Change]:
    for match in _NAME.finditer(sentence):
        words = match.group().split()
        if match.group() not in pool.near:
            continue
        others = [
            name
            for name in _some(pool.near if dice.random() < 0.5 else pool.far, 12, dice)
            if len(name.split()) == len(words) and not set(name.split()) & set(sentence.split())
        ]
        if not others:
            continue
        if len(words) == 2 and dice.random() < 0.4:  # one of the two names
            at = dice.randrange(2)
            start = match.start() + (len(words[0]) + 1 if at else 0)
            yield start, start + len(words[at]), others[0].split()[at]
        else:
            yield *match.span(), others[0]


def _some(words: Sequence[str], count: int, dice: random.Random) -> list[str]:
    return dice.sample(list(words), k=min(count, len(words)))


def _dates(sentence: str, _: Pool, dice: random.Random) -> Iterator[Change]:
    for match in _WEEKDAY.finditer(sentence):
        yield *match.span(), dice.choice([day for day in _DAYS if day != match.group()])
    for match in _DAY.finditer(sentence):
        other = dice.choice([day for day in range(1, 29) if day != int(match[2])])
        yield match.start(2), match.end(2), str(other)
    for match in _YEAR.finditer(sentence):
        yield *match.span(), str(int(match.group()) + dice.choice((-10, -3, -2, -1, 1, 2, 3, 10)))
    for match in _TURN.finditer(sentence):
        yield match.start(2), match.end(2), dice.choice([u for u in ("week", "month", "year") if u != match[2]])


def _negations(sentence: str, _: Pool, _dice: random.Random) -> Iterator[Change]:
    for match in _outside_quotes(_AUXILIARY, sentence):
        yield match.end(), match.end(), " not"
    for match in _outside_quotes(_NOT, sentence):
        yield *match.span(), ""
    for match in _outside_quotes(_NONE, sentence):
        yield *match.span(), "some"


def _moods(sentence: str, _: Pool, dice: random.Random) -> Iterator[Change]:
    for match in _outside_quotes(_MODAL, sentence):
        yield *match.span(), dice.choice(_MOOD[match.group()])
    for match in _outside_quotes(_HEDGE, sentence):
        yield *match.span(), ""
    for match in _outside_quotes(_FIRM, sentence):
        yield *match.span(), _SOFT[match.group()]


def _outside_quotes(pattern: re.Pattern[str], sentence: str) -> Iterator[re.Match[str]]:
    quoted = _quoted(sentence)
    for match in pattern.finditer(sentence) if _is_paired(sentence) else ():
        if not any(start <= match.start() < end for start, end in quoted):
            yield match


def _quoted_words(sentence: str, pool: Pool, dice: random.Random) -> Iterator[Change]:
    for start, end in _quoted(sentence):
        for match in _SMALL.finditer(sentence, start, end):
            word = match.group()
            like = [w for w in _some(pool.words, 60, dice) if w[-2:] == word[-2:] and w != word]
            if like:
                yield *match.span(), like[0]


_CHANGES: dict[str, Callable[[str, Pool, random.Random], Iterable[Change]]] = {
    "number": _numbers,
    "name": _names,
    "date": _dates,
    "negation": _negations,
    "modality": _moods,
    "quotation": _quoted_words,
}


def names_in(sentences: Iterable[str], small: Container[str]) -> list[str]:
    """The capitalised runs inside sentences, each once, of whose words none is printed in `small` letters anywhere."""
    found = {match.group() for sentence in sentences for match in _NAME.finditer(sentence)}
    return sorted(name for name in found if not any(word.lower() in small for word in name.split()))


def small_words_in(sentences: Iterable[str]) -> frozenset[str]:
    """The words that are printed in small letters."""
    return frozenset(word for sentence in sentences for word in _ANY_SMALL.findall(sentence))


_ANY_SMALL = re.compile(r"\b[a-z]{3,}\b")


def quoted_words_in(sentences: Iterable[str]) -> list[str]:
    """The words in small letters inside quotation marks, each once."""
    return sorted({w for s in sentences for start, end in _quoted(s) for w in _SMALL.findall(s[start:end])})
