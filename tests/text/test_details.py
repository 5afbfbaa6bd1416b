"""Details: other spellings are one form, other things are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.text.details import details_of
from headwater.vocabulary.verify import Checked


def forms(sentence: str) -> list[str]:
    return [detail.form for detail in details_of(sentence)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("eleven people", "11 people"),
        ("$4.5 million", "$4,500,000"),
        ("20 percent", "20%"),
        ("20 per cent", "20 percent"),
        ("on Oct. 1, 2018", "on 1 October 2018"),
        ("it won't do", "it will not do"),
        ("he can't go", "he cannot go"),
        ("he’d say so", "he'd say so"),
        ("the 3rd attempt", "the third attempt"),
    ],
)
def test_other_spellings_are_one_form(one: str, other: str) -> None:
    assert forms(one) == forms(other)


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("In March she met Theresa May.", {Checked.DATE: ["March"], Checked.NAME: ["Theresa", "May"]}),
        ("She may resign in May.", {Checked.MODALITY: ["may"], Checked.DATE: ["May"]}),
        ("No. 2 had no doubt about that.", {Checked.NUMBER: ["2"]}),
        ("Lawmakers denied it last week.", {Checked.NEGATION: ["denied"], Checked.DATE: ["last week"]}),
        ("In 2018 some 2,018 people left.", {Checked.DATE: ["2018"], Checked.NUMBER: ["2,018"]}),
    ],
)
def test_each_detail_is_what_it_is(sentence: str, what: dict[Checked, list[str]]) -> None:
    found: dict[Checked, list[str]] = {}
    for detail in details_of(sentence):
        if detail.what:
            found.setdefault(detail.what, []).append(sentence[detail.start : detail.end])
    assert found == what


@given(st.text(max_size=200))
def test_any_text_gives_places_inside_it_in_order(text: str) -> None:
    details = details_of(text)
    assert all(0 <= detail.start <= detail.end <= len(text) for detail in details)
    assert [detail.start for detail in details] == sorted(detail.start for detail in details)
