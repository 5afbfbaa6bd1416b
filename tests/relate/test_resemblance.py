"""What tells a copy in other words from a second account."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from headwater.read.prose import prose_of
from headwater.relate.links import derived_odds
from headwater.relate.resemblance import Resemblance, measure_resemblance
from headwater.relate.style import measure_asymmetry
from headwater.relate.wording import wording_of
from tests.scenes.news import TRAM_LOCAL, TRAM_REWRITE, TRAM_WIRE


def resemblance(a: str, b: str) -> Resemblance:
    return measure_resemblance(wording_of(prose_of(a)), wording_of(prose_of(b)))


WIRE, REWRITE, LOCAL = " ".join(TRAM_WIRE), " ".join(TRAM_REWRITE), " ".join(TRAM_LOCAL)


def test_a_copy_has_its_origins_names_and_order_and_a_second_account_has_not() -> None:
    copy, second = resemblance(WIRE, REWRITE), resemblance(WIRE, LOCAL)

    assert copy.names > second.names
    assert copy.path > second.path
    assert derived_odds(copy) > 0 > derived_odds(second)


def test_a_copy_that_somebody_put_in_quotation_marks_is_compared_all_the_same() -> None:
    assert derived_odds(resemblance(WIRE, f"“{REWRITE.replace('“', '').replace('”', '').replace(chr(34), '')}”")) > 0


def test_the_measures_are_the_same_whichever_text_comes_first() -> None:
    there, back = resemblance(WIRE, REWRITE).values(), resemblance(REWRITE, WIRE).values()

    assert np.allclose(there, back)


def test_how_two_texts_differ_turns_round_with_them() -> None:
    a, b = prose_of(WIRE), prose_of(REWRITE)
    there = measure_asymmetry(a, b, (wording_of(a), wording_of(b))).values()
    back = measure_asymmetry(b, a, (wording_of(b), wording_of(a))).values()

    assert np.allclose(there, [-each for each in back])


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_have_finite_measures(a: str, b: str) -> None:
    measures = np.array(resemblance(a, b).values())

    assert np.isfinite(measures).all()
    assert (measures >= -1.001).all() and (measures <= 1.001).all()


def test_texts_without_a_word_resemble_nothing() -> None:
    assert derived_odds(resemblance("", WIRE)) < 0
    assert derived_odds(resemblance("", "")) < 0
