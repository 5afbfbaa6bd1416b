"""Words are parted and folded alike in texts and questions, and found where they stand."""

from __future__ import annotations

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from headwater.store.words import LONGEST_WORD, MOST_TERMS, find_terms, folded_words, terms_of
from headwater.vocabulary.span import Stretch

LETTERS = st.text(st.sampled_from("aAbéÉßẞıİǅ e\u0301\u00ad'’-–,.\"1２½ﬁ日🚋\n"), max_size=40)


@given(LETTERS)
def test_folded_words_hold_letters_and_digits_and_fold_no_further(text: str) -> None:
    words = folded_words(text)
    assert all(word.isalnum() and len(word) <= LONGEST_WORD for word in words)
    assert folded_words(" ".join(words)) == words


@given(LETTERS, st.integers(0, 5))
def test_every_word_of_a_text_is_found_in_it_at_a_place_that_folds_to_it(text: str, start: int) -> None:
    piece = text[start:]
    for term in terms_of(" ".join(folded_words(piece))):
        found = find_terms(text, start, len(text), [term])
        assert found
        for place in found:
            assert start <= place.start < place.end <= len(text)


def test_places_that_overlap_are_joined() -> None:
    text = "The tram left the rails."
    assert find_terms(text, 0, len(text), terms_of('"left the" "the rails"')) == [Stretch(9, 23)]


def test_a_letter_that_folds_to_two_is_found_word_by_word() -> None:
    text = "Die Straße, cafe\u0301 und STRASSE"
    assert [text[a:b] for a, b in find_terms(text, 0, len(text), terms_of("strasse"))] == ["Straße", "STRASSE"]
    assert [text[a:b] for a, b in find_terms(text, 0, len(text), terms_of("café"))] == ["cafe\u0301"]


def test_a_long_question_is_cut_and_a_repeated_word_asked_once() -> None:
    assert len(terms_of(" ".join(f"w{number}" for number in range(500)))) == MOST_TERMS
    assert len(terms_of("tram " * 50)) == 1 and terms_of("a* ab*")[0].is_beginning is False


def test_briefing_loads_no_database_driver_and_no_packer() -> None:
    code = (
        "import sys, headwater.newsroom; "
        "print([one for one in ('sqlite3', 'psycopg', 'msgspec', 'headwater.store.archive') if one in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
