"""Credit cues: the words before or after an agency's name that say what it had to do with a text."""

from __future__ import annotations

from functools import cache

from headwater.stylebook.tables import read_table
from headwater.vocabulary.report import CreditRole


@cache
def cues(side: str) -> dict[str, CreditRole]:
    """Cues that stand 'before' the name, 'after' it, or before it 'behind-saying'; folded, longest first."""
    rows = [row for row in read_table("credit_cues") if row["side"] == side]
    return {row["cue"].casefold(): CreditRole(row["role"]) for row in sorted(rows, key=lambda row: -len(row["cue"]))}


@cache
def articles() -> frozenset[str]:
    """Words that may stand between a cue and a name whatever the name ("according to the state-run Xinhua")."""
    return _words("article")


@cache
def trade_words() -> frozenset[str]:
    """Words for an agency; before a name they make it one, and let it be described ("the Iranian news agency IRNA")."""
    return _words("trade")


@cache
def words_between() -> frozenset[str]:
    """Words that may stand between a name and its cue ("Xinhua on Friday reported")."""
    return _words("between")


def _words(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("credit_words") if row["class"] == kind)


@cache
def words_of_saying() -> frozenset[str]:
    """Words that make a dative or 'to' behind them the one who was told."""
    return frozenset(row["cue"] for row in read_table("credit_cues") if row["side"] == "word")
