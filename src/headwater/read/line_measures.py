"""What is measured of each line of a page, by itself and by its neighbours: the numbers that the forest of lines reads.

The order of the columns is a contract with `lines.npz`: whoever changes it runs `training/lines.py` again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from headwater.read.forest import Measures
from headwater.read.line_looks import LineLook, stems_of
from headwater.stylebook.furniture import Match
from headwater.vocabulary.report import BlockKind
from headwater.vocabulary.span import Stretch

_KINDS = (
    BlockKind.SHARE,
    BlockKind.NAVIGATION,
    BlockKind.RELATED,
    BlockKind.ADVERT,
    BlockKind.BYLINE,
    BlockKind.CAPTION,
    BlockKind.COPYRIGHT,
    BlockKind.CREDIT,
    BlockKind.DECK,
)
_MATCHES = (Match.WHOLE, Match.START, Match.ANY)
_DIGITS = "0123456789"
_QUOTE = re.compile('["“”„«»「『]')
_ADDRESS = re.compile(r"https?:|www\.|@\w|#\w")
_BAR = re.compile(r" [|›»>/·•] |[|›»→▸]")
_BAR_SIGN = re.compile("[|›»>/·•→▸]")
_INNER_STOP = re.compile(r"[.!?…]['\"”’»)]*\s+(?=[^\W\d_a-z])|[。！？]")
_BY = re.compile(r"^(?:by|von|par|por|di|door|av|af|di)\s+[^\W\d_]", re.IGNORECASE)


def measure_lines(lines: Sequence[LineLook], gaps: Sequence[int], first: int, last: int, words: Measures) -> Measures:
    """The measures of the lines of one page: `gaps` are the newlines before each, `first` and `last` bound the stretch
    where prose is densest (`first` > `last` where there is none), `words` says how much each line's words sound like a
    report's."""
    own = np.array([_own(line) for line in lines], dtype=np.float32).reshape(len(lines), -1)
    told = _told(lines, first, last)
    return np.hstack(
        [own, told, _place(lines, gaps, first, last), _around(lines, own), _sound(words)], dtype=np.float32
    )


def line_gaps(text: str, stretches: Sequence[Stretch]) -> list[int]:
    """How many newlines stand before each of the stretches of a text."""
    ends = (0, *(stretch.end for stretch in stretches))
    return [text.count("\n", end, stretch.start) for end, stretch in zip(ends, stretches, strict=False)]


def _sound(words: Measures) -> Measures:
    """The sound of a line's words beside that of its neighbours."""
    return np.column_stack([words, np.append(0, words[:-1]), np.append(words[1:], 0)])


def _own(line: LineLook) -> list[float]:
    text, found = line.text, line.furniture
    words = text.split()
    count = max(1, len(words))
    signs = max(1, len(text))
    capitals = sum([word[0].isupper() for word in words]) / count
    return [
        min(_length(line), 1200),
        min(line.words, 120),
        signs / count,
        capitals,
        sum(map(text.count, _DIGITS)) / signs,
        line.ends_sentence,
        text.endswith(":"),
        text.endswith(("?", "!")),
        line.bullet,
        line.date,
        line.repeated,
        line.again,
        _QUOTE.search(text) is not None,
        min(text.count(","), 10),
        min(len(_INNER_STOP.findall(text)), 8),
        ("@" in text or "#" in text or "http" in text or "www." in text) and _ADDRESS.search(text) is not None,
        _BAR_SIGN.search(text) is not None and _BAR.search(text) is not None,
        text.isupper(),
        text[:1].islower(),
        text[:1].isdigit(),
        _BY.match(text) is not None,
        _QUOTE.match(text) is not None,
        line.prose,
        found is not None and found.ends,
        *(_NO_FURNITURE if found is None else _furniture(found.kind, found.match)),
    ]


_NO_FURNITURE = (False,) * (len(_KINDS) + len(_MATCHES))


@cache
def _furniture(kind: BlockKind, match: Match) -> tuple[bool, ...]:
    return (*(kind is one for one in _KINDS), *(match is one for one in _MATCHES))


def _length(line: LineLook) -> int:
    """The signs of a line; one of a script without blanks says as much as three letters."""
    return max(line.stretch.end - line.stretch.start, 6 * line.words if line.words > len(line.text) / 3 else 0)


# Columns of `_own` that say most of a neighbour.
_LENGTH, _CAPITALS, _ENDS, _BULLET, _DATE, _PROSE, _OWN = 0, 3, 5, 8, 9, 22, 24


def _told(lines: Sequence[LineLook], first: int, last: int) -> Measures:
    """How much of a line's words the prose of the densest stretch says too, the line itself left out."""
    stems = [stems_of(line.text) for line in lines]
    counted: Counter[str] = Counter()
    for i in range(first, last + 1):
        if lines[i].prose:
            counted.update(set(stems[i]))
    said, said_twice = frozenset(counted), frozenset(stem for stem, count in counted.items() if count > 1)
    shares = []
    for i, own in enumerate(stems):
        is_inside = first <= i <= last and lines[i].prose
        again = sum(map((said_twice if is_inside else said).__contains__, own))
        shares.append((again / max(len(own), 1), min(again, 20)))
    return np.array(shares, dtype=np.float32).reshape(len(lines), 2)


def _place(lines: Sequence[LineLook], gaps: Sequence[int], first: int, last: int) -> Measures:
    """Where a line stands on the page and beside the densest stretch."""
    count = len(lines)
    at = np.arange(count, dtype=np.float32)
    prose = np.array([min(_length(line), 600) if line.prose else 0 for line in lines], dtype=np.float32)
    before = np.cumsum(prose) - prose
    total = max(float(prose.sum()), 1.0)
    is_prose = prose > 0
    ends = np.array([line.furniture is not None and line.furniture.ends for line in lines], dtype=np.float32)
    ended = np.cumsum(ends * (at >= first)) - ends
    inside = (at >= first) & (at <= last)
    longest = np.maximum.accumulate(prose)
    columns = [
        at / max(count, 1),
        np.minimum(at, 200),
        np.minimum(count - at, 200),
        np.full(count, min(count, 1000)),
        np.full(count, min(total, 20_000)),
        np.full(count, float(is_prose.mean())),
        before / total,
        (total - before - prose) / total,
        inside,
        np.clip(at - first, -40, 40),
        np.clip(last - at, -40, 40),
        np.full(count, float(inside.sum()) / max(count, 1)),
        np.minimum(ended, 5),
        _since(is_prose),
        _since(is_prose[::-1])[::-1],
        longest,
        np.minimum(np.array(gaps, dtype=np.float32), 6),
        np.append(np.minimum(np.array(gaps[1:], dtype=np.float32), 6), 6),
    ]
    return np.column_stack([np.asarray(column, dtype=np.float32) for column in columns])


def _since(flags: NDArray[np.bool_]) -> Measures:
    """How many lines ago the last flag was, at most 40."""
    at = np.arange(len(flags))
    seen = np.maximum.accumulate(np.where(flags, at, -1_000))
    return np.asarray(np.minimum(at - np.append(-1_000, seen[:-1]), 40), dtype=np.float32)


_NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
_WINDOWS = (2, 5, 12)


def _around(lines: Sequence[LineLook], own: Measures) -> Measures:
    """The neighbours' looks, and means over windows of lines."""
    count = len(lines)
    seen = np.column_stack(
        [
            np.minimum(own[:, _LENGTH], 600),
            own[:, _ENDS],
            own[:, _PROSE],
            own[:, _CAPITALS],
            own[:, _BULLET],
            own[:, _OWN:].any(axis=1),
            own[:, _DATE],
        ]
    )
    padded = np.vstack([np.full((3, seen.shape[1]), -1), seen, np.full((3, seen.shape[1]), -1)])
    columns = [padded[3 + step : 3 + step + count] for step in _NEIGHBOURS]
    sums = np.vstack([np.zeros((1, seen.shape[1])), np.cumsum(seen, axis=0)])
    at = np.arange(count)
    for width in _WINDOWS:
        low, high = np.maximum(at - width, 0), np.minimum(at + width + 1, count)
        columns.append((sums[high] - sums[low])[:, [0, 1, 2, 3, 5]] / (high - low)[:, None])
    return np.hstack(columns).astype(np.float32)
