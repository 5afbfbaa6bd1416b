"""How much the words of a line sound like a report's: 'said on' does, 'sign up' does not.

A sum of weights of the line's first and last words and of the pairs among the first, learned from pages of many
languages and of many outlets; words of few outlets are not in the table, so no outlet's own furniture is learned.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, repeat

import numpy as np

from headwater.read.forest import Measures, load_words
from headwater.read.line_looks import LineLook

_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
# Furniture gives itself away by how it begins; a report's line by how it begins and ends.
_HEAD_SIGNS, _TAIL_SIGNS, _FIRST, _PAIRED, _LAST = 160, 40, 12, 8, 3


def words_to_weigh(line: LineLook) -> list[str]:
    """The words and pairs of a line that may have a weight, each once; digits count as zeros."""
    head = _WORD.findall(_DIGIT.sub("0", line.text[:_HEAD_SIGNS].casefold()))[:_FIRST]
    tail = _WORD.findall(line.text[-_TAIL_SIGNS:].casefold())[-_LAST:]
    if not head:
        return ["^"]
    pairs = [f"{one} {other}" for one, other in pairwise(head[:_PAIRED])]
    return list(dict.fromkeys([*head, *tail, *pairs, f"^{head[0]}", f"{tail[-1] if tail else ''}$"]))


_NOTHING = repeat(0.0)


def sound_of(lines: Sequence[LineLook]) -> Measures:
    """For each line the sum of the weights of its words."""
    weights = load_words()
    none = weights[""]
    sums = [none + sum(map(weights.get, words_to_weigh(line), _NOTHING)) for line in lines]
    return np.array(sums, dtype=np.float32)
