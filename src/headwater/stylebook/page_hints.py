"""Page hints: what the parts of a web page call themselves in their class, id and itemprop."""

from __future__ import annotations

import re
from enum import IntFlag
from functools import cache, lru_cache
from itertools import pairwise

from headwater.stylebook.tables import read_table


class Hint(IntFlag):
    """What a part of a page says it is; a part may say several things at once."""

    RELATED = 1
    SIGNUP = 2
    SHARE = 4
    PICTURE = 8
    WRITER = 16
    COMMENTS = 32
    SITE = 64
    ADVERT = 128
    TAGS = 256
    TIME = 512
    SUMMARY = 1024
    BODY = 2048


def find_hints(classes: str | None, name: str | None, itemprop: str | None) -> int:
    """What the names of an element say it is.

    >>> Hint(find_hints("c-related-links", None, None)).name
    'RELATED'
    """
    if classes is None and name is None and itemprop is None:
        return 0
    return _hints_in(f"{classes or ''} {name or ''} {itemprop or ''}")


# A site repeats a few hundred names over all its pages; longer strings of names are made by machines.
_LONGEST = 400
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MARK = re.compile(r"[^0-9A-Za-zÀ-ÿ]+")


@lru_cache(maxsize=16_384)
def _hints_in(names: str) -> int:
    """By whole words, and by pairs of them: 'article-body', 'articleBody' and 'article__body' are one."""
    found = 0
    for name in names[:_LONGEST].split():
        words = _MARK.sub(" ", _HUMP.sub("-", name)).casefold().split()
        pairs = [f"{one}-{other}" for one, other in pairwise(words)]
        for word in (*words, *pairs):
            found |= _hint_words().get(word, 0)
    return found


@cache
def _hint_words() -> dict[str, int]:
    hints: dict[str, int] = {}
    for row in read_table("page_hints"):
        for word in row["words"].split():
            key = _MARK.sub("-", word).casefold()
            hints[key] = hints.get(key, 0) | Hint[row["hint"].upper()].value
    return hints
