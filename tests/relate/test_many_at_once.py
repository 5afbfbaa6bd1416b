"""Many reports at once are the same as one at a time: profiles, placements, and what is put away of a desk."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.relate.desk import Desk
from headwater.relate.lexicon import Lexicon, lexicon
from headwater.relate.packed import bits_of, narrow, unpacked
from headwater.relate.profiles import Profile, profile_of, profiles_of
from headwater.relate.subjects import subject_of
from headwater.vocabulary.archive import FiledSubject
from headwater.vocabulary.span import ReportId
from headwater.vocabulary.subject import Subject
from tests.scenes.invented import invented

WORDS = "ferry fire harbour Ullenford Sorrel strike bakers 12 hurt Monday May 3 in near the of Ilse Brandvold".split()
TEXTS = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
SUBJECTS = st.builds(
    subject_of, TEXTS, TEXTS | st.text(max_size=60), st.none() | st.dates(date(2024, 5, 1), date(2024, 6, 30))
)


def named(subjects: list[Subject]) -> list[ReportId]:
    return [ReportId(f"r{place}") for place in range(len(subjects))]


def are_equal(first: Profile, second: Profile) -> bool:
    pairs = [(getattr(first, field.name), getattr(second, field.name)) for field in fields(Profile)]
    return all(np.array_equal(a, b, equal_nan=isinstance(a, float)) for a, b in pairs)


@settings(max_examples=50, deadline=None)
@given(st.lists(SUBJECTS, max_size=9))
def test_profiles_made_together_are_those_made_apart(subjects: list[Subject]) -> None:
    together = profiles_of(subjects)
    assert all(are_equal(*pair) for pair in zip(together, map(profile_of, subjects), strict=True))


@settings(max_examples=50, deadline=None)
@given(st.lists(SUBJECTS, max_size=12))
def test_reports_placed_together_go_where_they_go_one_by_one(subjects: list[Subject]) -> None:
    one, many = Desk(), Desk()
    apart = [one.place(*each) for each in zip(named(subjects), subjects, strict=True)]
    assert list(many.place_many(named(subjects), subjects)) == apart
    assert many.freeze() == one.freeze()


def test_a_long_pile_placed_together_and_in_parts_gives_the_same_stories_and_events() -> None:
    subjects = [subject for _, subject in invented(150)]
    one, many, parts = Desk(), Desk(), Desk()
    apart = [one.place(*each) for each in zip(named(subjects), subjects, strict=True)]
    assert list(many.place_many(named(subjects), subjects)) == apart
    first = list(parts.place_many(named(subjects)[:90], subjects[:90]))
    assert [*first, *parts.place_many(named(subjects)[90:], subjects[90:])] == apart


def test_reports_taken_in_together_are_held_as_one_by_one() -> None:
    desk, filed = Desk(), []
    subjects = [subject for _, subject in invented(60)]
    for placed, subject in zip(desk.place_many(named(subjects), subjects), subjects, strict=True):
        filed.append(FiledSubject(placed.report, placed.story, subject))
    together, apart = Desk.restore(filed), Desk()
    for one in filed:
        apart.hold([one])
    assert together.freeze() == apart.freeze()


def test_no_reports_are_no_placements() -> None:
    assert list(Desk().place_many([], [])) == [] and profiles_of([]) == []


def test_a_full_lexicon_gives_way_and_profiles_stay_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    subject = subject_of("Ferry fire in Ullenford", "A ferry burned in Ullenford on Monday, Ilse Brandvold said.")
    before, kept = profile_of(subject), lexicon()
    monkeypatch.setattr(Lexicon, "is_full", True)
    assert are_equal(profile_of(subject), before)
    assert lexicon() is not kept


def test_a_lexicon_grows_and_words_of_one_stem_have_one_place() -> None:
    known = Lexicon()
    places = [known.places[f"word{number}"] for number in range(5_000)]
    assert places == list(range(5_000)) and known.places["word7's"] == 7


@given(st.lists(st.integers(0, 3), max_size=40))
def test_what_is_packed_comes_back(cells: list[int]) -> None:
    array = np.array(cells, np.uint32)
    used = array > 0
    assert np.array_equal(unpacked(bits_of(used), array[used], np.zeros_like(array)), array)
    assert np.array_equal(narrow(array), array) and narrow(array).itemsize == 1


def test_a_packed_array_with_a_cell_too_few_is_refused() -> None:
    with pytest.raises(ValueError, match="1 cells held, 2 used"):
        unpacked(bits_of(np.array([True, False, True])), np.array([4]), np.zeros(3))
