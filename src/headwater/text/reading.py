"""A text read fast: what stands between two blanks is cut into words once and remembered.

News is written with the same few ten thousand words: to look up 'Ullenford,' costs a tenth of finding its words and
stems again.
"""

from __future__ import annotations

from itertools import chain

import numpy as np
from numpy.typing import NDArray

from headwater.text.remembered import Remembered
from headwater.text.shingles import number_of
from headwater.text.tokens import stem, words_of


def read_words(text: str, most: int) -> tuple[list[str], NDArray[np.uint64]]:
    """The first folded words of a text, as `words_of` finds them, and the stem of each as a number.

    >>> read_words("The ferry's crew swam.", 3)[0]
    ['the', "ferry's", 'crew']
    """
    words: list[str] = []
    numbers: list[bytes] = []
    # Nearly always once: some of what stands between blanks is no word, a dash or a star.
    while text and len(words) < most:
        *chunks, text = [*text.split(None, most), ""][: most + 1]
        read = [_READ[chunk] for chunk in chunks]
        words += chain.from_iterable([words for words, _ in read])
        numbers += [numbers for _, numbers in read]
    return words[:most], np.frombuffer(b"".join(numbers), "<u8")[:most]


def _words_between(chunk: str) -> tuple[tuple[str, ...], bytes]:
    words = words_of(chunk)
    return tuple(words), b"".join(number_of(stem(word)).to_bytes(8, "little") for word in words)


# No word reaches over a blank, and no letter is folded differently for what stands behind one.
_READ = Remembered(_words_between)
