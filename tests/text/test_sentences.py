"""Sentences and paragraphs of agency copy, and of things that are hardly text."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.text.sentences import find_paragraphs, find_sentences


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in find_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ('"We go," he said. "Now."', ['"We go," he said.', '"Now."']),
        ("“Enough.” He sat down.", ["“Enough.”", "He sat down."]),
        ("Mr. Hale and Dr. Ruz met J. K. Ober.", ["Mr. Hale and Dr. Ruz met J. K. Ober."]),
        ("It rose 3.5 per cent. Nobody knew why.", ["It rose 3.5 per cent.", "Nobody knew why."]),
        ("The U.S. President spoke. The U.S. He left.", ["The U.S. President spoke.", "The U.S.", "He left."]),
        ("They met at 5 p.m. on Friday. All came.", ["They met at 5 p.m. on Friday.", "All came."]),
        ("It was No. 5 of Nov. 3 that won.", ["It was No. 5 of Nov. 3 that won."]),
        ("We go step by step ... as we do now. Good.", ["We go step by step ... as we do now.", "Good."]),
        ("Really?! Yes. 40 came.", ["Really?!", "Yes.", "40 came."]),
        ("", []),
        (" \n\t\n", []),
        ("no end", ["no end"]),
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_blank_line_ends_a_paragraph_and_a_wrapped_line_does_not() -> None:
    text = "The tram left the\nrails in Brno.\n\nPolice came.\nTraffic stopped."
    assert [text[p.start : p.end] for p in find_paragraphs(text)] == [
        "The tram left the\nrails in Brno.",
        "Police came.",
        "Traffic stopped.",
    ]


@given(st.text(alphabet=st.sampled_from(" .!?\"'“”()\nAab1é\u202e\u200b"), max_size=300))
def test_sentences_are_in_order_inside_the_text_and_lose_no_word(text: str) -> None:
    found = find_sentences(text)
    assert all(0 <= s.start < s.end <= len(text) for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    kept = "".join(text[s.start : s.end] for s in found)
    assert "".join(kept.split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["a" * 1_000_000, "A. " * 300_000, '"' * 500_000, "\n" * 500_000, "1.2.3." * 100_000])
def test_a_megabyte_of_anything_takes_linear_time(text: str) -> None:
    began = time.process_time()
    find_sentences(text)
    assert time.process_time() - began < 15
