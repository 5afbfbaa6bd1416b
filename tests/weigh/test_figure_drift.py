"""Figures of a copy that are not its parent's."""

from __future__ import annotations

from headwater.newsroom import Newsroom
from headwater.vocabulary.brief import Finding, FindingKind
from tests.scenes.news import page

WIRE = (
    "A ferry with 216 passengers on board turned back to Aldmouth on Tuesday after its engine failed two miles off the "
    "coast, the harbour office said.",
    "The Lady Ranna had left Aldmouth for the island of Sole at noon with cars and cattle.",
    "Engineer Ida Holt said that water had entered the fuel tank through a cracked pipe that was to be changed in May.",
    "A tug took the ship in tow and brought it home before dark, and nobody was hurt.",
    "The line carries 40,000 people a year and has been run by the Holt family since 1961.",
)
COPY = (
    "After an engine failure a mere two miles from shore, a ferry had to return to Aldmouth on Tuesday, according to "
    "the harbour office.",
    "It carried 260 passengers.",
    "The Lady Ranna set out from Aldmouth at noon, bound for the island of Sole and loaded with cars and cattle.",
    "Water had got into the fuel tank by way of a cracked pipe due to be replaced in May, engineer Ida Holt explained.",
    "The ship was taken in tow by a tug and reached home before nightfall, with nobody hurt.",
    "Run by the Holt family since 1961, the line carries 40,000 people annually.",
)


def drifts(*copy: str) -> list[Finding]:
    (brief,) = Newsroom(parse_model="none").brief([page("AFP", *WIRE), page("Daily Echo", *copy)])
    return [found for found in brief.findings if found.kind is FindingKind.FIGURE_DRIFT]


def test_a_figure_that_moved_into_a_sentence_of_its_own_is_seen_to_have_drifted() -> None:
    (found,) = drifts(*COPY)

    assert (found.before, found.after) == ("216", "260")


def test_figures_that_were_kept_rounded_or_moved_are_no_drift() -> None:
    assert drifts(COPY[0], "It carried more than 200 passengers.", *COPY[2:]) == []
    assert drifts(COPY[0], *COPY[2:], "There were 216 passengers.") == []


def test_a_bound_far_from_the_figure_is_a_drift() -> None:
    (found,) = drifts(COPY[0], "It carried at least 50 passengers.", *COPY[2:])

    assert found.before == "216"


def test_a_corrected_figure_does_not_stand_for_one_of_the_next_sentence() -> None:
    wire = (
        "A footbridge gave way in Aldmouth on Tuesday while spectators watched a regatta, injuring 31, the harbour "
        "office said.",
        "Six of the injured were in a serious condition at the hospital, the office said in a statement.",
        *WIRE[2:],
    )
    corrected = (
        "A footbridge gave way in Aldmouth on Tuesday while spectators watched a regatta, injuring 34, the hospital "
        "said.",
        "Seven were in a serious condition, it said, raising the number of 31 first given by the harbour office.",
        *WIRE[2:],
    )
    (brief,) = Newsroom(parse_model="none").brief([page("AFP", *wire), page("Daily Echo", *corrected)])
    told = [(found.before, found.after) for found in brief.findings if found.kind is FindingKind.FIGURE_DRIFT]
    assert ("Six", "34") not in told
