"""The notes by which a text says of itself that it replaces an earlier one."""

from __future__ import annotations

import re
from functools import cache

from headwater.stylebook.tables import read_table


@cache
def update_note() -> re.Pattern[str]:
    """A slug before a headline ('UPDATE 2-...', 'CORRECTED-...') or a note in brackets on a line of its own."""
    words: dict[str, list[str]] = {}
    for row in read_table("update_notes"):
        words.setdefault(row["form"], []).append(row["word"])
    slugs, notes = ("|".join(words[form]) for form in ("opening", "bracket"))
    return re.compile(rf"^(?:(?:{slugs})(?: \d+)? ?[-:–—]|\((?:{notes})\b)[^\n]*", re.IGNORECASE | re.MULTILINE)
