"""Words read by what stands between blanks are the words that are found one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.text.reading import read_words
from headwater.text.remembered import Remembered
from headwater.text.tokens import stem, words_of

SIGNS = "abcéÉßΣς AZ \t\n\u00a0\u2003.,'’-‑–12\u200b\u00ad\u0301“”"


@given(st.text(st.sampled_from(SIGNS) | st.characters(), max_size=200), st.integers(0, 40))
def test_the_words_are_those_found_in_the_whole_text(text: str, most: int) -> None:
    read = read_words(text, most)
    assert [one.word for one in read] == words_of(text)[:most]
    assert [one.stem for one in read] == [stem(one.word) for one in read]


@pytest.mark.parametrize("text", ["- " * 20_000 + "ferry", "x" * 50_000, "\n" * 9_000, "1,000.5" * 9_000])
def test_rows_of_signs_and_endless_words_are_read_like_others(text: str) -> None:
    assert [one.word for one in read_words(text, 5)] == words_of(text)[:5]


def test_what_is_remembered_is_asked_once_and_forgotten_when_it_is_too_much() -> None:
    asked: list[str] = []
    lengths = Remembered(lambda word: asked.append(word) or len(word), most=2)
    assert [lengths[word] for word in ("ferry", "fire", "ferry")] == [5, 4, 5]
    assert asked == ["ferry", "fire"]
    assert lengths["harbour"] == 7 and list(lengths) == ["harbour"]
