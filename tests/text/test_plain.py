"""Signs that nobody sees: counted, and gone before texts are compared."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from headwater.text.plain import count_invisible, plain
from headwater.text.tokens import find_words, fold, words_of


def test_two_texts_that_look_the_same_are_the_same_when_compared() -> None:
    assert fold("The fer\u200bry sank off Ha\u00adrrow\ufe0f.") == fold("The ferry sank off Harrow.")
    assert fold("caf\u0065\u0301") == fold("café")
    assert words_of("\u202eferry\u202c fer\u2060ry") == ["ferry", "ferry"]


def test_a_word_with_an_invisible_sign_in_it_is_one_word_where_it_stands() -> None:
    text = "Lu\u200bkas said"

    assert [text[word.start : word.end] for word in find_words(text)] == ["Lu\u200bkas", "said"]


def test_each_kind_of_invisible_sign_is_counted() -> None:
    text = "a\u200bb\u200bc\u202ed\ufe0fe\u00adf\ufeff"

    assert count_invisible(text) == {
        "zero-width space": 2,
        "direction mark": 1,
        "variation selector": 1,
        "soft hyphen": 1,
        "byte order mark": 1,
    }
    assert not count_invisible("The ferry sank – “all saved”, said Jörg.")


@given(st.text())
def test_what_is_plain_stays_plain_and_is_composed(text: str) -> None:
    once = plain(text)

    assert plain(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not count_invisible(once)
