"""Answers are remembered, not too many of them, and none of what is no word."""

from __future__ import annotations

from headwater.text.remembered import Remembered


def test_a_word_is_found_once_until_too_many_are_remembered() -> None:
    asked: list[str] = []

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    remembered = Remembered(length, most=2)
    assert [remembered[word] for word in ("tram", "tram", "ferry", "bridge", "tram")] == [4, 4, 5, 6, 4]
    assert asked == ["tram", "ferry", "bridge", "tram"]


def test_a_string_longer_than_any_word_is_not_kept() -> None:
    remembered = Remembered(len)
    assert remembered["x" * 5_000] == 5_000
    assert not remembered
