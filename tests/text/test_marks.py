"""Quotation marks in every style that agencies print, and in none."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.text.marks import find_quoted
from headwater.text.sentences import find_paragraphs


def quoted(text: str) -> list[str]:
    return [text[q.inner.start : q.inner.end] for q in find_quoted(text, find_paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We go," he said. "Now."', ["We go,", "Now."]),
        ("“We go,” he said.", ["We go,"]),
        ("„Wir gehen“, sagte er.", ["Wir gehen"]),
        ("« Nous partons », dit-il.", []),
        ("«Nous partons», dit-il.", ["Nous partons"]),
        ("‘We go,’ she said. The workers’ strike went on.", ["We go,"]),
        ("“He called it a ‘gift’ to us,” she said.", ["He called it a ‘gift’ to us,"]),
        ("Don't, it's the '90s and the workers' day.", []),
        ('A 6" pipe and a 7" pipe', []),
        ('He said "we go', []),
        ('the "so-called" plan', ["so-called"]),
        ('""', []),
        ("``We go,'' he said.", ["We go,"]),
        ('"We go,\'\' he said. "Now."', ["We go,", "Now."]),
        ("“We go,″ he said.", ["We go,"]),
        ('"A 12″ pipe," he said.', ["A 12″ pipe,"]),
        ("\"He called it 'a gift',\" she said.", ["He called it 'a gift',"]),
        ("»Wir gehen«, sagte er.", ["Wir gehen"]),
        ("«He said “go” and left», she wrote.", ["He said “go” and left"]),
        ("“We «go” now», he said.", ["We «go"]),
        ("‘We don’t know,’ said the workers’ leader.", ["We don’t know,"]),
        ('\u202b"نذهب الآن"\u202c، قال. \u2067“We go”\u2069', ["نذهب الآن", "We go"]),
        ('WE GO, HE SAID. "NOW," SHE SAID.', ["NOW,"]),
        ("we go he said now she said", []),
    ],
)
def test_marks_pair_by_their_kind(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_goes_on_over_paragraphs_that_repeat_the_opening_mark() -> None:
    text = "“First part.\n\n“Second part,” she said."
    assert quoted(text) == ["First part.\n\n“Second part,"]


@pytest.mark.parametrize(("opening", "closing"), ["“”", '""', "«»", "‘’"])
def test_a_quotation_over_twelve_paragraphs_is_one(opening: str, closing: str) -> None:
    paragraphs = [f"{opening}Part {place} of it all." for place in range(1, 13)]
    (only,) = quoted("\n\n".join(paragraphs) + f"{closing} she said. Nobody answered.")
    assert only.startswith("Part 1 of") and only.endswith("Part 12 of it all.")


def test_a_stray_mark_does_not_swallow_the_rest_of_the_report() -> None:
    assert quoted('He said "we go.\nShe stayed.\n"Why?" he asked.') == ["Why?"]


@given(st.lists(st.sampled_from(["We go", "he said", "7", "\n\n", " "]), max_size=20), st.sampled_from(["“”", "«»"]))
def test_every_paired_quotation_is_found_whatever_stands_between(words: list[str], pair: str) -> None:
    inner = " ".join(words).replace("\n\n", " ").strip()
    text = f"Ana said {pair[0]}x {inner}{pair[1]} and Bo said {pair[0]}we stay{pair[1]}."
    assert quoted(text) == [f"x {inner}", "we stay"]


@given(st.text(alphabet=st.sampled_from("\"'`“”‘’„«»″ab .,\n\u202b\u2067"), max_size=200))
def test_quotations_lie_in_order_inside_the_text_and_nothing_raises(text: str) -> None:
    found = find_quoted(text, find_paragraphs(text))
    assert all(q.outer.start < q.inner.start < q.inner.end < q.outer.end <= len(text) for q in found)
    assert all(a.outer.end <= b.outer.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "text", ['"a' * 300_000, "“" * 500_000, "'a' " * 100_000, "“a\n\n" * 50_000, "workers' a " * 90_000]
)
def test_crossed_and_unclosed_marks_take_linear_time(text: str) -> None:
    began = time.process_time()
    find_quoted(text, find_paragraphs(text))
    assert time.process_time() - began < 15


def test_the_possessive_of_an_abbreviation_opens_no_quotation() -> None:
    text = "They called Nolan Pratt Jr.'s plan weak. \"It will fail,\" Ida Holt said of Vale Inc.'s offer."

    assert quoted(text) == ["It will fail,"]


def test_a_mark_that_was_never_closed_does_not_swallow_the_next_quotation() -> None:
    text = 'The nurse said. "It is too late. The doctor said: "Come back tomorrow." Then they left.'

    assert quoted(text) == ["Come back tomorrow."]
