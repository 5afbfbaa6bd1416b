"""Sketches and the index over them: the same wording meets, other wording does not, and cost stays bounded."""

from __future__ import annotations

import time

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from headwater.text.run_index import RunIndex
from headwater.text.shingles import shared_count
from headwater.text.sketches import RUN, sketch_texts
from headwater.text.tokens import words_of

FERRY = (
    "The ferry to Aldmouth turned back on Tuesday after its engine failed two miles off the coast, the harbour office "
    "said. None of the 84 passengers was hurt. A tug brought them home before dark."
)


def test_a_text_is_one_hash_for_each_run_of_five_words() -> None:
    sketches = sketch_texts([FERRY, "Four words, no more", ""])

    assert sketches.counts().tolist() == [len(words_of(FERRY)) - RUN + 1, 0, 0]


def test_marks_case_and_invisible_signs_change_nothing() -> None:
    typed = 'The mayor said "we will not pay" on Friday, in Oberau - and left.'
    printed = "The MAYOR said “we will not pay” on Fri\u00adday, in Oberau — and left…"

    sketches = sketch_texts([typed, printed])

    assert sketches.of(0).tolist() == sketches.of(1).tolist()


def test_the_batch_a_text_stands_in_changes_nothing() -> None:
    alone = sketch_texts([FERRY]).of(0)

    among = sketch_texts(
        ["Другой текст о пароме в порту Ольдмаут", *[f"{FERRY} Number {n}." for n in range(3_000)], FERRY]
    )

    assert among.of(3_001).tolist() == alone.tolist()
    assert shared_count(alone, among.of(1)) == len(alone)


def test_no_run_reaches_from_one_text_into_the_next() -> None:
    sketches = sketch_texts(["one two three", "four five six"])

    assert len(sketches.hashes) == 0


@given(st.lists(st.text(max_size=120), max_size=8))
def test_any_texts_have_as_many_runs_as_their_words_make_at_most(texts: list[str]) -> None:
    sketches = sketch_texts(texts)

    assert len(sketches) == len(texts)
    for place in range(len(texts)):
        runs = sketches.of(place)
        assert np.all(np.diff(runs.astype(np.int64)) >= 0)
        assert len(runs) <= max(0, len(texts[place]))


@given(st.lists(st.sampled_from("ash birch cedar elm fir oak pine 7 41".split()), min_size=5, max_size=40))
def test_runs_are_those_of_the_words(words: list[str]) -> None:
    wanted = {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}

    assert len(sketch_texts([" ".join(words)]).of(0)) == len(wanted)


def test_lone_surrogates_and_a_text_of_megabytes_are_sketched() -> None:
    sketches = sketch_texts(["broken \ud800 sign in a text of words", "word " * 600_000])

    assert sketches.counts()[0] > 0
    assert sketches.counts()[1] == 1


# ------------------------------------------------------------------ the index
def numbered(count: int, seed: int = 1) -> list[str]:
    """Texts of invented words that share nothing."""
    draw = np.random.default_rng(seed)
    return [" ".join(f"w{word}" for word in draw.integers(0, 1_000_000, 60)) for _ in range(count)]


def test_a_copy_is_met_however_many_texts_came_between() -> None:
    index = RunIndex()
    for runs in (sketches := sketch_texts([FERRY, *numbered(5_000)])).hashes[:0], *map(sketches.of, range(5_001)):
        if len(runs):
            index.add(runs)

    met = index.meet(sketch_texts([f"{FERRY} The line runs again on Wednesday."]).of(0))

    assert met[0].place == 0
    assert met[0].shared > 12
    assert [each.place for each in met if each.shared > 1] == [0]


def test_an_index_made_again_from_its_arrays_is_the_same() -> None:
    sketches = sketch_texts(numbered(3_000))
    index = RunIndex()
    for place in range(len(sketches)):
        index.add(sketches.of(place))

    again = RunIndex(index.segments(), len(index))

    assert len(again) == 3_000
    for place in (0, 2_047, 2_048, 2_999):
        assert again.meet(sketches.of(place))[0] == index.meet(sketches.of(place))[0] == (place, 24)


def test_of_thousands_of_copies_the_first_and_the_newest_are_met_at_bounded_cost() -> None:
    index, runs = RunIndex(), sketch_texts([FERRY]).of(0)
    started = time.process_time()
    for _ in range(5_000):
        index.add(runs)
    met = index.meet(runs)

    assert time.process_time() - started < 20
    assert {0, 4_999} <= {each.place for each in met}
    assert len(met) <= 64


def test_a_text_without_a_run_meets_nothing() -> None:
    index = RunIndex()
    index.add(sketch_texts(["Three words only"]).of(0))

    assert index.meet(sketch_texts([""]).of(0)) == []
    assert len(index) == 1
    assert RunIndex(index.segments(), 1).meet(sketch_texts([FERRY]).of(0)) == []
