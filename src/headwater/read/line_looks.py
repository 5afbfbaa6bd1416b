"""What one line of a page looks like by itself, and what that makes of it where nothing else is known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from headwater.read.printed_dates import is_date_line
from headwater.read.unglue import cut_dateline
from headwater.stylebook.furniture import FurniturePhrase, Match, find_furniture, is_end_mark
from headwater.vocabulary.report import BlockKind
from headwater.vocabulary.span import Stretch

Naming = tuple[BlockKind, str]
"""The kind of a line, and why it has it."""


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A piece of the page, trimmed, with its kind and why it has it."""

    stretch: Stretch
    kind: BlockKind
    reason: str


@dataclass(frozen=True, slots=True)
class LineLook:
    """What one line looks like by itself."""

    stretch: Stretch
    text: str
    words: int
    ends_sentence: bool
    bullet: bool
    date: bool
    repeated: bool
    again: bool
    furniture: FurniturePhrase | None

    @property
    def prose(self) -> bool:
        """A sentence long enough to be told, that no phrase gives away."""
        if self.furniture is not None and not self._outweighs(self.furniture):
            return False
        return (self.words >= 8 and self.ends_sentence) or self.words >= 25

    def _outweighs(self, found: FurniturePhrase) -> bool:
        # "Share prices fell ..." and "Support for the bill ..." open long paragraphs; a button does not run on so.
        if found.match is Match.ANY:
            return self.words > 45
        weak = found.kind in (
            BlockKind.SHARE,
            BlockKind.NAVIGATION,
            BlockKind.ADVERT,
            BlockKind.RELATED,
            BlockKind.BYLINE,
        )
        return (
            found.match is Match.START
            and self.ends_sentence
            and self.words > (20 if weak else 40)
            and ":" not in self.text[:24]
        )


# Lines are judged by their beginning and end; more of a line of a megabyte would say no more.
_JUDGED = 2_000
_SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"'”’»›)\]]*\s*$|[\"”»]\s*$")
_BULLET = re.compile(r"[-*•·–+▪■●○◦›»]\s")


def look_at(text: str, pieces: Sequence[Stretch]) -> list[LineLook]:
    texts = [
        text[start:end]
        if end - start <= _JUDGED
        else text[start : start + _JUDGED // 2] + text[end - _JUDGED // 2 : end]
        for start, end in pieces
    ]
    folded = [line.casefold() for line in texts]
    counted = Counter(folded)
    first = {line: i for i, line in reversed(list(enumerate(folded)))}
    again = [first[line] < i for i, line in enumerate(folded)]
    return [
        LineLook(
            stretch=stretch,
            text=line,
            words=_count_words(line),
            ends_sentence=_SENTENCE_END.search(line[-8:]) is not None,
            bullet=_BULLET.match(line) is not None,
            date=is_date_line(line),
            repeated=counted[fold] > 1,
            again=stood_before,
            furniture=find_furniture(line),
        )
        for stretch, line, fold, stood_before in zip(pieces, texts, folded, again, strict=True)
    ]


# Five letters of a word hold its stem in most of the languages read; shorter words are mostly function words.
_STEM = 5
_STEM_OF_WORD = re.compile(rf"\b(?:\w{{{_STEM}}}|\w*?[^\W\x00-\x7f]\w*)")


def stems_of(text: str) -> list[str]:
    """The stems of a line's longer words, in order."""
    return _STEM_OF_WORD.findall(text.casefold())


# Signs of scripts that leave no blanks between words.
_DENSE = re.compile("[\u0e00-\u0e7f\u3040-\u9fff]")


def _count_words(line: str) -> int:
    """Words between blanks; scripts without blanks count a word for every two signs."""
    return len(line.split()) + (0 if line.isascii() else len(_DENSE.findall(line)) // 2)


def name_outside(line: LineLook, where: str) -> Naming:
    """The kind of a line that stands before or after the report."""
    if is_end_mark(line.text):
        return BlockKind.CREDIT, "ends the text"
    if line.date:
        return BlockKind.DATE, "a date beside the report"
    if line.furniture is not None:
        return as_furniture(line.furniture)
    if _BYLINE.match(line.text):
        return BlockKind.BYLINE, "names its writer"
    if where == "before":
        return (
            (BlockKind.NAVIGATION, "stands before the report")
            if line.words < 8
            else (BlockKind.RELATED, "stands before the report")
        )
    if where == "within" and line.repeated:
        return BlockKind.RELATED, "stands on the page more than once"
    return BlockKind.RELATED, _WHY_RELATED[where]


_WHY_RELATED = {
    "after": "stands after the report",
    "within": "stands within the report and does not read like it",
    "no report": "no report on the page",
}


def is_notice(line: LineLook) -> bool:
    """Whether a line can be nothing but the site's own, whatever stands around it: a notice of rights, a button,
    or the mark behind a text's last word."""
    if is_end_mark(line.text):
        return True
    found = line.furniture
    if found is None or found.match is Match.ANY:
        return False
    is_button = found.match is Match.WHOLE and found.kind in (BlockKind.SHARE, BlockKind.ADVERT)
    return is_button or (found.kind is BlockKind.COPYRIGHT and line.words <= _LONGEST_NOTICE)


_LONGEST_NOTICE = 30


def as_furniture(found: FurniturePhrase) -> Naming:
    return found.kind, f"{found.why}: '{found.phrase}'"


_BYLINE = re.compile(r"(?:By|BY|by)\s+[A-ZÀ-Þ][\w.'’-]*(?:[\s,&-]+(?:and|[A-ZÀ-Þ@][\w.'’-]*)){0,10}\s*$")

# A dateline opens the report; on a line further down it belongs to a report that is quoted or listed.
_DATELINE_WITHIN = 5


def with_dateline(text: str, lines: Sequence[LineLook], kinds: Sequence[Naming]) -> list[NamedLine]:
    """The named lines, with the dateline cut from the first of the body's opening lines that has one."""
    named = [NamedLine(line.stretch, kind, reason) for line, (kind, reason) in zip(lines, kinds, strict=True)]
    opening = [i for i, line in enumerate(named) if line.kind is BlockKind.BODY][:_DATELINE_WITHIN]
    for i in opening:
        cut = cut_dateline(text, named[i].stretch)
        if cut is not None:
            dateline = NamedLine(cut[0], BlockKind.DATELINE, "place, day or agency before the first sentence")
            return [*named[:i], dateline, replace(named[i], stretch=cut[1]), *named[i + 1 :]]
    return named
