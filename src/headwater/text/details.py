"""Details: the words of a sentence in a form that can be compared; which are names, numbers, dates, moods.

'11' and 'eleven' are one form, and so are '1 October' and 'Oct. 1', '%' and 'per cent', "won't" and 'will not'. Words
in small letters are compared by their stems, names as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from headwater.stylebook.common_words import common_words, mostly_small_words
from headwater.stylebook.grammar import WordClass, word_classes
from headwater.stylebook.languages import english_function_words
from headwater.stylebook.modality import Modality, find_modality
from headwater.stylebook.places import sentence_openers
from headwater.text.numbers import DIGITS, NUMBER_WORDS, ORDINAL_WORDS, SCALES, parse_number, parse_ordinal
from headwater.text.tokens import fold, stem
from headwater.vocabulary.verify import Checked

_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_NTH = r"(?:st|nd|rd|th)?"
_UNITS_OF_TIME = "week|weekend|month|quarter|year|night|spring|summer|autumn|fall|winter|decade|century"
_SHORT = r"(?:bn|mn|tn|m|k)\b"
_SCAN = re.compile(
    rf"(?P<iso>\b\d{{4}}-\d\d-\d\d\b)"
    rf"|(?P<dmy>\b(?:the )?(?P<d1>\d{{1,2}}){_NTH} (?:of )?(?P<m1>(?-i:{_MONTH}))(?:,? (?P<y1>\d{{4}})\b)?)"
    rf"|(?P<mdy>\b(?P<m2>(?-i:{_MONTH})) (?P<d2>\d{{1,2}}){_NTH}\b(?![,.]?\d|:\d)(?:,? (?P<y2>\d{{4}})\b)?)"
    rf"|(?P<my>\b(?P<m3>(?-i:{_MONTH}))(?:,| of)? (?P<y3>\d{{4}})\b)"
    rf"|(?P<weekday>(?-i:\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?\b)"
    rf"|(?P<month>(?-i:\b{_MONTH})(?!\w))"
    rf"|(?P<turn>\b(?P<which>last|this|next|past|previous) (?P<unit>{_UNITS_OF_TIME})\b)"
    rf"|(?P<near>\b(?:yesterday|today|tomorrow|tonight)\b)"
    rf"|(?P<year>(?<![\d,.$£€#-])\b(?:1[5-9]|20)\d\d(?P<decade>s)?\b(?![,.]?\d| ?%|[ -]{SCALES}))"
    rf"|(?P<ordinal>\b\d{{1,9}}(?:st|nd|rd|th)\b|\b{ORDINAL_WORDS})"
    rf"|(?P<number>(?<![\w.,]){DIGITS}(?:[ -]?(?:{SCALES}|{_SHORT}))?|\b{NUMBER_WORDS})"
    r"|(?P<percent>%|\bper ?cent\b)"
    r"|(?P<word>[^\W_]+(?:['’][^\W_]+)*)",
    re.IGNORECASE,
)
_CONTRACTED = re.compile(r"(?:n't|'(?:s|ll|d|re|ve|m)|(?<=s)')$")
_UNDONE = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}
_OPENS = re.compile(r"(?:^|[.!?:;…—–]|[\"“”„«»‘(\[]|''|``)\W*$")
_MONTH_OR_WORD = frozenset({"may", "march"})  # 'May I', 'March on': opening a sentence they are no months
# 'Theresa May' as opposed to 'In May' and 'Last May'.
_NAMED_BEFORE = re.compile(r"(?<!\w)(?!(?:In|Since|By|Until|Last|From|This|Next|For) )[A-Z][\w.]*\s$")


@dataclass(frozen=True, slots=True)
class Detail:
    """A word, number or date of a sentence: the form it is compared in, where it stands, and what it is for the gate,
    null for a common word. `modality` is the class of a negation or mood; its further words have none."""

    form: str
    start: int
    end: int
    what: Checked | None = None
    modality: Modality | None = None

    @property
    def is_content(self) -> bool:
        """Whether it tells anything of the matter: no function word, no mood."""
        return self.what in (Checked.NAME, Checked.NUMBER, Checked.DATE) or (
            self.modality is None and self.form not in _bare_words()
        )


@lru_cache(maxsize=4096)
def details_of(sentence: str) -> tuple[Detail, ...]:
    """The words of a sentence in the form in which they are compared, in order.

    >>> [detail.form for detail in details_of("Eleven won't go on Oct. 1.")]
    ['#11', 'will', 'not', 'go', 'on', '@10-01']
    """
    found = [detail for match in _SCAN.finditer(sentence) for detail in _read(match, sentence)]
    return tuple(_with_moods(found, sentence))


def value_of(form: str) -> float | None:
    """The number a form stands for; null for ordinals, dates and words."""
    return float(form[1:]) if form[:1] == "#" and form[1:2] != "o" else None


def _read(match: re.Match[str], sentence: str) -> Iterator[Detail]:
    words = match.group()
    if match["word"] is not None:
        yield from _words(match, sentence)
        return
    form = _form(match)
    if match["month"] and _NAMED_BEFORE.search(sentence[: match.start()]):
        yield Detail(fold(words), *match.span(), Checked.NAME)
        return
    if form is None or (match["month"] and fold(words) in _MONTH_OR_WORD and _OPENS.search(sentence[: match.start()])):
        yield from _plain(match.start(), words, sentence)
        return
    what = None if match["percent"] else Checked.NUMBER if form[0] == "#" else Checked.DATE
    yield Detail(form, *match.span(), what)


def _form(match: re.Match[str]) -> str | None:
    """The form of a date or number: '@2018-10-01', '@10-01', '@10', '@2018', '@thursday', '@last year', '#11'."""
    words = match.group()
    for day, month, year in (("d1", "m1", "y1"), ("d2", "m2", "y2"), (None, "m3", "y3")):
        if match[month]:
            parts = [match[year], f"{_month(match[month]):02}", f"{int(match[day]):02}" if day else None]
            return "@" + "-".join(part for part in parts if part)
    if match["iso"]:
        return f"@{words}"
    if match["weekday"]:
        return f"@{words.lower().rstrip('s')}"
    if match["month"]:
        return f"@{_month(words):02}"
    if match["turn"] or match["near"] or match["year"]:
        return f"@{' '.join(words.lower().split())}"
    if match["percent"]:
        return "percent"
    if match["ordinal"]:
        place = parse_ordinal(words)
        return None if place is None else f"#o{place}"
    value = parse_number(words)
    return None if value is None else f"#{int(value)}" if value == int(value) else f"#{value!r}"


def _month(name: str) -> int:
    return _MONTH_NAMES.index(name[:3].lower()) + 1


def _words(match: re.Match[str], sentence: str) -> Iterator[Detail]:
    word = match.group()
    folded = fold(word)
    tail = _CONTRACTED.search(folded)
    if folded == "cannot":
        yield Detail("can", match.start(), match.start() + 3)
        yield Detail("not", match.start() + 3, match.end())
    elif tail and tail.group() == "n't" and len(folded) == len(word):
        base = folded[: tail.start()]
        yield Detail(stem(_UNDONE.get(base, base)), match.start(), match.end() - 3)
        yield Detail("not", match.end() - 3, match.end())
    else:
        cut = len(word) - len(tail.group()) if tail and len(folded) == len(word) else len(word)
        yield from _plain(match.start(), word[:cut], sentence)
        if tail and tail.group() == "'ll":
            yield Detail("will", match.start() + cut, match.end())


def _plain(start: int, words: str, sentence: str) -> Iterator[Detail]:
    at = start
    for word in words.split():
        at = sentence.index(word, at)
        folded = fold(word)
        is_name = word[0].isupper() and folded not in _bare_words() and not _only_opens(sentence, at, folded)
        yield Detail(folded if is_name else stem(folded), at, at + len(word), Checked.NAME if is_name else None)
        at += len(word)


def _only_opens(sentence: str, at: int, folded: str) -> bool:
    """Whether a word has its capital from opening the sentence or a quotation."""
    if not _OPENS.search(sentence[max(0, at - 12) : at]):
        return False
    return folded in common_words() or folded in mostly_small_words() or folded in sentence_openers()


@lru_cache(maxsize=1)
def _bare_words() -> frozenset[str]:
    """Function words, forms of address and words of saying: none is a name, and none says what a mood is about."""
    closed = {word for word, kind in word_classes().items() if kind not in (WordClass.TIME, WordClass.OPEN)}
    address = {"i", "mr", "mrs", "ms", "miss", "dr", "sir", "said", "say", "says", "percent"}
    words = closed | english_function_words() | address
    return frozenset(words | {stem(word) for word in words})


def _with_moods(found: Sequence[Detail], sentence: str) -> Iterator[Detail]:
    """The details with the negations and moods among them marked."""
    places: dict[int, int] = {}
    at = 0
    spelled = []
    for place, detail in enumerate(found):
        places[at] = place
        # Stems would hide 'denied' and 'allegedly'; what is a date or a name is no mood.
        plain = "not" if detail.form == "not" else fold(sentence[detail.start : detail.end])
        plain = "will" if plain == "'ll" else {"wo": "will", "ca": "can", "sha": "shall"}.get(plain, plain)
        if detail.what or (plain == "no" and sentence[detail.start : detail.end + 1] == "No."):
            plain = f"_{plain}"
        spelled.append(plain)
        at += len(plain) + 1
    marked = list(found)
    for marker in find_modality(" ".join(spelled)):
        first = places.get(marker.start)
        if first is None:
            continue
        what = Checked.NEGATION if marker.modality is Modality.NEGATION else Checked.MODALITY
        marked[first] = replace(marked[first], what=what, modality=marker.modality)
    yield from marked
