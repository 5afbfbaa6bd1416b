"""What a newsroom knows about datelines: months as printed in many languages, labels that only look like places."""

from __future__ import annotations

from functools import cache

from headwater.stylebook.tables import read_table, split_cell


@cache
def month_names() -> dict[str, int]:
    """Month names and their short forms as datelines print them, folded, to 1..12.

    'listopada' is Polish November, not Croatian October: there are more Polish pages.
    """
    return {name: int(row["month"]) for row in read_table("dateline_months") for name in split_cell(row["names"])}


@cache
def headline_labels() -> frozenset[str]:
    """Words before a dash or colon that name a medium or a kind of text ("VIDEO: ..."), never a place."""
    return frozenset(row["label"] for row in read_table("headline_labels"))


@cache
def date_line_words() -> frozenset[str]:
    """Words that a line about when a page was made may hold beside its date."""
    return frozenset(row["word"] for row in read_table("date_line_words"))
