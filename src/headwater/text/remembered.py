"""Answers remembered by word, for what is asked of every word of every text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")


class Remembered(dict[str, Answer]):
    """What a pure function says of words, asked as `remembered[word]`: a dict lookup where it was asked before.

    When it holds `most` answers it forgets them all: keeping the latest, as `lru_cache` does, takes twice the time of
    the lookup.
    """

    def __init__(self, find: Callable[[str], Answer], most: int = 1 << 17) -> None:
        super().__init__()
        self._find, self._most = find, most

    def __missing__(self, word: str) -> Answer:
        if len(self) >= self._most:
            self.clear()
        answer = self[word] = self._find(word)
        return answer
