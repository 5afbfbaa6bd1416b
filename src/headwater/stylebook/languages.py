"""Languages: their names, and the words that give English away."""

from __future__ import annotations

from functools import cache

from headwater.stylebook.tables import read_table


def language_name(code: str) -> str:
    """The English name of a language by its ISO 639-1 code; the code itself where the table has none."""
    return _names().get(code, code)


@cache
def _names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in read_table("languages")}


@cache
def english_function_words() -> frozenset[str]:
    """Words that bind English sentences and are rare in other languages."""
    return frozenset(row["word"] for row in read_table("english_function_words"))
