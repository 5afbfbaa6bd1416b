"""What the accounts of a story agree on, and the synopsis chosen by it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from headwater.tell.agreement import Agreement
from tests.scenes.news import TRAM_LOCAL, TRAM_REWRITE, TRAM_WIRE, brief, report

HURT = "Eleven people were hurt when a tram left the rails."
BAKER = "A baker saw the back swing out like a gate."


def test_what_two_accounts_tell_agrees_more_than_what_one_tells() -> None:
    agreement = Agreement([HURT, f"{HURT} It rained."])
    assert agreement.of([HURT]) > agreement.of(["It rained."]) > agreement.of([BAKER]) >= 0


def test_more_words_than_the_accounts_have_agree_less() -> None:
    agreement = Agreement([HURT, HURT])
    assert agreement.of([HURT]) > agreement.of([HURT, BAKER])


def test_nothing_agrees_with_nothing() -> None:
    assert Agreement([]).of([HURT]) == Agreement([""]).of([HURT]) == Agreement([HURT]).of([]) == 0


@given(st.lists(st.text(max_size=60), max_size=4), st.lists(st.text(max_size=60), max_size=4))
def test_agreement_stays_in_its_bounds(accounts: list[str], told: list[str]) -> None:
    assert 0 <= Agreement(accounts).of(told) <= 1.7 + 1e-9


def test_a_copy_has_no_voice_in_what_the_synopsis_tells() -> None:
    own = "The kiosk had sold newspapers on that corner since 1931."
    copies = [report(f"Echo {number}", *TRAM_REWRITE, own) for number in range(3)]
    told = brief(report("AFP", *TRAM_WIRE), *copies, report("Brno Courier", *TRAM_LOCAL))
    assert not any("newspapers" in each.text for each in told.synopsis)
    originals = {"AFP", "Brno Courier"}
    for each in told.synopsis:
        assert {told.story.report(span.report).name for span in each.sources} & originals
