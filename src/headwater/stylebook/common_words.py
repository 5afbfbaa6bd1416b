"""Words that news prints in small letters: their capital in a headline or at a sentence's start names nobody."""

from __future__ import annotations

import gzip
from functools import cache
from importlib import resources

from headwater.errors import StylebookError

_TABLE = "common_words.tsv.gz"


@cache
def common_words() -> frozenset[str]:
    """Words that stand with a capital inside sentences less than once in ten times, in small letters."""
    return frozenset(word for word, tenths in _shares().items() if tenths >= 9)


@cache
def mostly_small_words() -> frozenset[str]:
    """Words that stand in small letters inside sentences more often than with a capital."""
    return frozenset(_shares())


@cache
def _shares() -> dict[str, int]:
    """Made by `training/common_words.py`."""
    try:
        packed = resources.files(__package__).joinpath(_TABLE).read_bytes()
        lines = gzip.decompress(packed).decode("utf-8").splitlines()
        return {word: int(tenths) for word, tenths in (line.split("\t") for line in lines)}
    except (OSError, EOFError, ValueError) as fault:
        raise StylebookError(_TABLE, f"cannot be read ({fault}); run training/common_words.py") from fault
