"""Patterns that are compiled when they are first used.

The patterns of figures, times and roles are made from whole tables and take a second and a half to compile. Who lists
the stories of an archive needs none of them, and shall not wait.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Late:
    """Stands for a pattern; from its first use on its methods are the pattern's own, at no cost a call."""

    def __init__(self, words: str, flags: int) -> None:
        self._words, self._flags = words, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self._words, self._flags)
        for method in ("match", "search", "fullmatch", "finditer", "findall", "sub", "split", "pattern"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def compile_late(words: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, compiled when it is first used; a faulty pattern is an error then.

    >>> compile_late("[0-9]+").findall("2 of 31")
    ['2', '31']
    """
    return cast("re.Pattern[str]", _Late(words, flags))
