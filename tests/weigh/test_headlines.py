"""Headlines: those that their own text denies or counts otherwise, and those that only sum it up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.vocabulary.brief import Finding, FindingKind
from headwater.weigh.headlines import _is_slip, find_unsupported_headlines
from tests.scenes.news import report, story


def found_in(headline: str, *lines: str) -> list[Finding]:
    return list(find_unsupported_headlines(story(report("AFP", *lines, headline=headline))))


@pytest.mark.parametrize(
    ("headline", "line", "before"),
    [
        ("Town closes tram depot", "The town has not decided whether the tram depot will be closed.", "Town closes"),
        ("Court convicts tram driver", "The court did not convict the tram driver, it acquitted him.", "Court"),
        ("Petition signed by 800 neighbours", "Some 80 people have signed the petition, said a neighbour.", "800"),
        ("Depot fire costs 3 million", "The fire in the depot cost 0.3 million crowns, said the insurer.", "3"),
        ("Storm cuts power to 4,700 houses", "Power was cut to 7,400 houses by the storm.", "4,700"),
    ],
)
def test_a_headline_that_its_text_denies_or_counts_otherwise_is_found(headline: str, line: str, before: str) -> None:
    (found,) = found_in(headline, line, "Rain fell on the square all day.")
    assert found.kind is FindingKind.HEADLINE_UNSUPPORTED
    assert (found.before or "").startswith(before)
    assert (found.after or "") in line


@pytest.mark.parametrize(
    ("headline", "line"),
    [
        ("Nearly 2,000 want flat", "For one flat 1,960 people have applied."),
        ("Mayor steps down", "The mayor has resigned, for she was not well."),
        ("No ban on fireworks", "The council did not ban fireworks after all."),
        ("Is the lake dying?", "The lake is not dying, a biologist said."),
        ("Town to close tram depot", "The town has not said when the tram depot will be closed."),
        ("Tram depot closed", "The tram depot was closed on Friday. It was not clear when the depot will open."),
        ("Dozens hurt in tram", "Police counted 31 people hurt in the tram."),
        ("Brno wins 3-1", "Brno scored in the first and in the 31st minute."),
        ("Shares in the Brno 500 fall", "Shares fell by 50 points, and 20 firms lost a tenth."),
        ("Depot of 1972 burns", "The depot was built in the seventies by 72 men."),
    ],
)
def test_a_headline_that_sums_up_rounds_or_asks_is_not(headline: str, line: str) -> None:
    assert found_in(headline, line) == []


def test_a_report_without_a_headline_has_nothing_to_bear_out() -> None:
    assert list(find_unsupported_headlines(story(report("AFP", "Rain fell on the square.")))) == []


@given(st.integers(10, 10**7))
def test_a_zero_more_or_less_is_a_slip_either_way_and_the_number_itself_is_none(number: int) -> None:
    assert _is_slip(number, number * 10) and _is_slip(number * 10, number)
    assert not _is_slip(number, number)
