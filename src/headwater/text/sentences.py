"""Paragraphs and sentences: where they begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.stylebook.abbreviations import Before, abbreviations
from headwater.text.tokens import fold
from headwater.vocabulary.span import Stretch

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
# The end of a sentence: its point, the marks and brackets that close after it, then blank space.
_STOP = re.compile(r"(?<![.!?…])(?:[.!?…]+|。)[\"'”’»)\]]*(?=\s)")
_OPENS_NEXT = re.compile(r"\s+[\"'“‘„«(\[–—-]*\s?(?=(\w))")
_LAST_WORD = re.compile(r"[^\s\"'“‘„«(\[–—/]{1,24}$")
_CONTINUES = re.compile(r"[a-z]")

# After a 'maybe' abbreviation ('the U.S. President', 'at 5 p.m. He') only these words open a new sentence.
_OPENERS = frozenset(
    "the a an he she it they we i you in on at but and however this that these those there his her its their our "
    "as if when while after before since although meanwhile earlier later for from with by to what who how why".split()
)


def find_paragraphs(text: str, start: int = 0, end: int | None = None) -> list[Stretch]:
    """The paragraphs of a text: its lines, trimmed; a line that begins in lower case goes on with the line before it.

    Texts wrapped at a column keep their paragraphs so; a blank line always ends one.
    """
    paragraphs: list[Stretch] = []
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        line = _trimmed(text, match.start(), match.end())
        if line is None:
            continue
        wrapped = paragraphs and text.count("\n", paragraphs[-1].end, line.start) == 1
        if wrapped and _CONTINUES.match(text, line.start):
            paragraphs[-1] = Stretch(paragraphs[-1].start, line.end)
        else:
            paragraphs.append(line)
    return paragraphs


def find_sentences(text: str, start: int = 0, end: int | None = None) -> list[Stretch]:
    """The sentences of a text, in order; each lies inside one paragraph and keeps its closing marks.

    >>> text = 'Mr. Hale left at 5 p.m. on Friday. "We go on," he said.'
    >>> [text[s.start : s.end] for s in find_sentences(text)]
    ['Mr. Hale left at 5 p.m. on Friday.', '"We go on," he said.']
    """
    sentences: list[Stretch] = []
    for paragraph in find_paragraphs(text, start, end):
        sentences += sentences_within(text, paragraph)
    return sentences


def sentences_within(text: str, paragraph: Stretch) -> list[Stretch]:
    """The sentences of one paragraph as `find_paragraphs` found it."""
    sentences: list[Stretch] = []
    begin = paragraph.start
    for stop in _stops(text, paragraph):
        sentences.append(Stretch(begin, stop))
        begin = stop + _blank_after(text, stop)
    if begin < paragraph.end:
        sentences.append(Stretch(begin, paragraph.end))
    return sentences


def _stops(text: str, paragraph: Stretch) -> Iterator[int]:
    begin = paragraph.start
    for match in _STOP.finditer(text, paragraph.start, paragraph.end):
        if _ends_sentence(text, begin, match, paragraph.end):
            yield match.end()
            begin = match.end()


def _ends_sentence(text: str, begin: int, stop: re.Match[str], limit: int) -> bool:
    opening = _OPENS_NEXT.match(text, stop.end(), limit)
    if opening is None:
        return False
    following = opening.group(1)
    if following.islower():
        return False
    if not stop.group().startswith(".") or stop.group().startswith(".."):
        return True
    last = _LAST_WORD.search(text, max(begin, stop.start() - 24), stop.start())
    word = fold(last.group()) if last else ""
    # "J. Smith", "George H. W. Bush": the point of an initial, not of a sentence.
    if len(word) == 1 and word.isalpha() and word != "i":
        return False
    match abbreviations().get(word):
        case None:
            return True
        case Before.NUMBER:
            return not following.isdigit()
        case Before.MAYBE:
            return _next_word(text, opening.end(), limit) in _OPENERS
        case _:
            return False


def _next_word(text: str, at: int, limit: int) -> str:
    match = re.compile(r"\w{1,24}").match(text, at, limit)
    return match.group().lower() if match else ""


def _blank_after(text: str, at: int) -> int:
    end = at
    while end < len(text) and text[end].isspace():
        end += 1
    return end - at


def _trimmed(text: str, start: int, end: int) -> Stretch | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Stretch(start, end) if start < end else None
