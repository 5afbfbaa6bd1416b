"""Quoted: the words a sentence has inside quotation marks must run so in a report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from headwater.tell.laid_beside import Laid
from headwater.text.details import Detail, details_of
from headwater.text.marks import find_quoted
from headwater.text.tokens import fold
from headwater.vocabulary.span import Stretch
from headwater.vocabulary.verify import Checked, Fault

_MARK = re.compile(r"[“”\"]")
# What an editor may put in or leave out: 'the line ... must', 'the [tram] line'.
_LEFT_OUT = re.compile(r"\.{3,}|…|\[[^\]]*\]|\([^)]*\)")


def unsupported_quotations(
    told: str, details: Sequence[Detail], laid: Sequence[Laid], whole: Sequence[str] = ()
) -> Iterator[Fault]:
    """The quotations of a sentence whose words do not run so in the evidence, nor in any of the `whole` texts.

    A mark that is opened or closed and has no partner in the sentence belongs to a quotation that runs on: its words up
    to the sentence's end, or from its beginning, are quoted, too.
    """
    running = [f" {_spelled(text)} " for text in (*(each.held.text for each in laid), *whole)]
    for stretch in quoted_stretches(told):
        for piece in _pieces(told, stretch):
            words = _spelled(told[piece.start : piece.end])
            if words and not any(f" {words} " in text for text in running):
                yield _fault(told, piece, details, laid[0])


@lru_cache(maxsize=512)
def _spelled(text: str) -> str:
    """The words of a text one after the other, numbers by their value: 'four or five' is no other quotation than '4 or
    5', and "do not" is another than "don't"."""
    return " ".join(_word(text, detail) for detail in details_of(text))


def _word(text: str, detail: Detail) -> str:
    is_number = detail.what is Checked.NUMBER or detail.form == "percent"
    return detail.form if is_number else fold(text[detail.start : detail.end])


def quoted_stretches(told: str) -> list[Stretch]:
    """The stretches of a sentence that are inside quotation marks, those included whose other mark is missing."""
    found = [quoted.inner for quoted in find_quoted(told, [Stretch(0, len(told))])]
    lone = [
        mark.start()
        for mark in _MARK.finditer(told)
        if not any(inner.start - 1 <= mark.start() <= inner.end for inner in found)
    ]
    if len(lone) == 1:
        at = lone[0]
        opens = told[at] == "“" or (told[at] == '"' and (at == 0 or told[at - 1].isspace()))
        rest = Stretch(at + 1, len(told)) if opens else Stretch(0, at)
        if not any(inner.start < rest.end and rest.start < inner.end for inner in found):
            found.append(rest)
    return sorted(found)


def _pieces(told: str, stretch: Stretch) -> Iterator[Stretch]:
    at = stretch.start
    for gap in _LEFT_OUT.finditer(told, stretch.start, stretch.end):
        yield Stretch(at, gap.start())
        at = gap.end()
    yield Stretch(at, stretch.end)


def _fault(told: str, piece: Stretch, details: Sequence[Detail], lead: Laid) -> Fault:
    """The quoted words, with those of the report that run along with them."""
    inside = [place for place, each in enumerate(details) if piece.start <= each.start and each.end <= piece.end]
    paired = sorted(lead.partner[place] for place in inside if place in lead.partner)
    words, place = told[piece.start : piece.end].strip(), piece
    if 2 * len(paired) <= len(inside) or not paired:
        return Fault(Checked.QUOTATION, words, place)
    theirs = lead.held.details
    first, last = paired[0], paired[-1]
    # The quoted words may begin or end with the changed one, which has no partner.
    first = max(0, first - (inside[0] not in lead.partner))
    last = min(len(theirs) - 1, last + (inside[-1] not in lead.partner))
    start, end = theirs[first].start, theirs[last].end
    return Fault(Checked.QUOTATION, words, place, lead.held.text[start:end], lead.held.trace_of(start, end))
