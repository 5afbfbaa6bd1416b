"""What is measured of each line of an HTML page beyond what a line of text has: the elements around it, what they call
themselves, whether the extractor chose it, and what stands in the same block.

The order of the columns is a contract with `rendered_lines.npz`: whoever changes it runs `training/lines.py` again.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from headwater.read.forest import Measures
from headwater.read.html import RenderedPage
from headwater.read.line_looks import LineLook
from headwater.read.line_measures import line_gaps, measure_lines
from headwater.stylebook.page_hints import Hint

_WITHIN = ("h1", "h2", "h3", "h4", "li", "blockquote", "figcaption", "figure", "nav", "footer", "aside", "header",
           "article", "main", "form", "table", "time")  # fmt: skip
_BLOCK = ("p", "div", "h2", "h3", "li", "td", "section")
_WINDOWS = (1, 4, 12)


def measure_rendered(page: RenderedPage, lines: Sequence[LineLook], words: Measures) -> Measures:
    """The measures of the lines of an HTML page; `words` says how much each line's words sound like a report."""
    if not lines:
        return np.zeros((0, 0), dtype=np.float32)
    chosen = [i for i, is_chosen in enumerate(page.is_chosen) if is_chosen]
    first, last = (chosen[0], chosen[-1]) if chosen else (0, -1)
    gaps = line_gaps(page.text, [line.stretch for line in page.lines])
    return np.hstack([measure_lines(lines, gaps, first, last, words), _elements(page), _choice(page, lines)])


def _elements(page: RenderedPage) -> Measures:
    linked = np.array([[line.linked] for line in page.lines], dtype=np.float32)
    within = np.array([_within(line.within, line.block) for line in page.lines], dtype=np.float32)
    hints = np.array([[line.hints] for line in page.lines], dtype=np.int64)
    return np.hstack([linked, within, (hints >> np.arange(len(Hint))) & 1], dtype=np.float32)


# A page has a few dozen combinations for its hundreds of lines.
@lru_cache(maxsize=4_096)
def _within(within: frozenset[str], block: str) -> tuple[bool, ...]:
    return (*(name in within for name in _WITHIN), *(block == name for name in _BLOCK))


def _choice(page: RenderedPage, lines: Sequence[LineLook]) -> Measures:
    """What the extractor and the page's own statement chose: the line, its neighbours, and the block it stands in."""
    count = len(lines)
    is_chosen = np.array(page.is_chosen, dtype=np.float32)
    is_stated = np.full(count, -1.0) if page.is_stated is None else np.array(page.is_stated, dtype=np.float32)
    weight = np.array([min(line.words, 60) for line in lines], dtype=np.float32)
    prose = weight * np.array([line.prose for line in lines], dtype=np.float32)
    linked = weight * np.array([line.linked for line in page.lines], dtype=np.float32)
    columns = [is_chosen, is_stated, np.full(count, (is_chosen * weight).sum())]
    sums = np.vstack([np.zeros((1, 2)), np.cumsum(np.column_stack([is_chosen, is_stated > 0]), axis=0)])
    at = np.arange(count)
    for width in _WINDOWS:
        low, high = np.maximum(at - width, 0), np.minimum(at + width + 1, count)
        columns += list(((sums[high] - sums[low]) / (high - low)[:, None]).T)
    total_prose, total_chosen = max(prose.sum(), 1.0), max((is_chosen * weight).sum(), 1.0)
    for names in ([line.parent for line in page.lines], [line.grandparent for line in page.lines]):
        _, which = np.unique(names, return_inverse=True)
        words, told, picked, links = (
            np.bincount(which, each)[which] for each in (weight, prose, is_chosen * weight, linked)
        )
        columns += [
            np.minimum(words, 3_000),
            told / np.maximum(words, 1),
            picked / np.maximum(words, 1),
            links / np.maximum(words, 1),
            told / total_prose,
            picked / total_chosen,
        ]
    return np.column_stack([np.asarray(column, dtype=np.float32) for column in columns])
