"""The lines of a text page, and the seams inside them: pieces that some tool glued together are taken apart again."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from headwater.read.datelines import find_dateline
from headwater.stylebook.furniture import summary_headings
from headwater.vocabulary.span import Stretch

_LINE = re.compile(r"[^\r\n\u2028\u2029]*[^\s][^\r\n\u2028\u2029]*")
_DATE_STAMP = re.compile(r"\s*date\s+\d{4}-\d\d-\d\d(?=\s)", re.IGNORECASE)


def find_pieces(text: str) -> list[Stretch]:
    """The lines of a text that hold something, trimmed, and cut where two things stand on one line; in order.

    Cut are: a 'date 2025-03-14' stamp before a report; the heading of an outlet's summary glued behind a sentence
    ('... agreed on Monday.Key Takeaways') or before one; and a dateline from the sentence that follows it.
    """
    pieces: list[Stretch] = []
    for line in _LINE.finditer(text):
        stretch = _trimmed(text, *line.span())
        for start, end in _cut_headings(text, _cut_stamp(text, stretch)):
            pieces.append(Stretch(start, end))
    return _joined_where_wrapped(text, pieces)


def cut_dateline(text: str, piece: Stretch) -> tuple[Stretch, Stretch] | None:
    """A line's dateline and the report that begins after it; None where the line has no dateline or nothing else."""
    found = find_dateline(text, piece.start, piece.end)
    if found is None:
        return None
    after = _AFTER_DATELINE.match(text, found.stretch.end, piece.end)
    begin = after.end() if after else found.stretch.end
    return (Stretch(piece.start, found.stretch.end), Stretch(begin, piece.end)) if begin < piece.end else None


_AFTER_DATELINE = re.compile(r"[\s.:=–—―/-]*")


def _cut_stamp(text: str, line: Stretch) -> list[Stretch]:
    stamp = _DATE_STAMP.match(text, line.start, line.end)
    if stamp is None:
        return [line]
    return [Stretch(line.start, stamp.end()), _trimmed(text, stamp.end(), line.end)]


def _cut_headings(text: str, pieces: list[Stretch]) -> list[Stretch]:
    cut: list[Stretch] = []
    for start, end in pieces:
        begin = start
        for seam in _glued_headings().finditer(text, start, end):
            cut += [Stretch(begin, seam.start(1)), Stretch(*seam.span(1))]
            begin = seam.end()
        rest = _trimmed(text, begin, end)
        if rest.end > rest.start:
            cut.append(rest)
    return [piece for piece in cut if piece.end > piece.start]


@cache
def _glued_headings() -> re.Pattern[str]:
    """A heading right behind a sentence's end, without the blank that a new sentence would have: a seam, not prose."""
    headings = sorted((h for h in summary_headings() if len(h) > 6), key=len, reverse=True)
    titled = "|".join(re.escape(heading.title().replace("'S", "'s")) for heading in headings)
    return re.compile(rf"(?<=[.!?\"”])({titled})(?::|\s*$|(?=[A-Z\"“•*-])|\s+(?=[-•*]\s))", re.MULTILINE)


# Text wrapped at a column: at least this many lines, most of which break off in mid-sentence at much the same width.
_FEWEST_WRAPPED, _NARROWEST, _WIDEST = 6, 40, 110


def _joined_where_wrapped(text: str, pieces: list[Stretch]) -> list[Stretch]:
    """The pieces, with the lines of a hard-wrapped text joined into its paragraphs; other texts as they are."""
    runs = [(one, other) for one, other in pairwise(pieces) if _is_wrapped_after(text, one, other)]
    if len(runs) < max(_FEWEST_WRAPPED, len(pieces) // 2):
        return pieces
    joined: list[Stretch] = pieces[:1]
    for before, piece in pairwise(pieces):
        if _is_wrapped_after(text, before, piece) or _ends_a_wrap(text, before, piece, joined[-1]):
            joined[-1] = Stretch(joined[-1].start, piece.end)
        else:
            joined.append(piece)
    return joined


def _is_wrapped_after(text: str, line: Stretch, following: Stretch) -> bool:
    breaks_off = _NARROWEST <= line.end - line.start <= _WIDEST and text[line.end - 1] not in '.!?…"”:'
    return (
        breaks_off and text.count("\n", line.end, following.start) == 1 and following.end - following.start <= _WIDEST
    )


def _ends_a_wrap(text: str, before: Stretch, piece: Stretch, paragraph: Stretch) -> bool:
    """Whether a full line that happens to end a sentence goes on: its paragraph is wrapped, no blank line follows."""
    is_full = before.end - before.start >= 60 and paragraph.start < before.start
    return is_full and text.count("\n", before.end, piece.start) == 1


def _trimmed(text: str, start: int, end: int) -> Stretch:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Stretch(start, end)
