"""Words that rewriters favour over a reporter's plain ones."""

from __future__ import annotations

from functools import cache

from headwater.stylebook.tables import read_table


@cache
def rewriting_words() -> frozenset[str]:
    """The words, in lower case."""
    return frozenset(row["word"] for row in read_table("rewriting"))
