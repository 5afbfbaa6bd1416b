"""What claims and findings make of statements that are unsure, denied or refused."""

from __future__ import annotations

from dataclasses import replace

from headwater.vocabulary.report import Report
from headwater.vocabulary.statement import SURE_FROM
from headwater.weigh.claims import is_same_claim
from headwater.weigh.passages import passages_of
from headwater.weigh.quotations import find_heard_differently
from tests.scenes.news import TRAM_LOCAL, TRAM_WIRE, report, story


def with_confidence(one: Report, confidence: float) -> Report:
    return replace(one, statements=tuple(replace(each, confidence=confidence) for each in one.statements))


def test_a_claim_has_a_speaker_only_where_the_statement_is_sure() -> None:
    one = report("AFP", "Mayor Jana Kralova said the city must replace all old bends before the winter.")
    (sure,) = passages_of(story(with_confidence(one, SURE_FROM)))
    (unsure,) = passages_of(story(with_confidence(one, SURE_FROM - 0.01)))
    assert sure.speaker is not None and unsure.speaker is None


def test_what_was_refused_is_nobodys_claim() -> None:
    one = report("AFP", "Mayor Jana Kralova would not confirm that the old bends had been inspected in March.")
    (passage,) = passages_of(story(one))
    assert passage.statements and passage.speaker is None


def test_a_denial_is_not_the_claim_it_denies() -> None:
    told = report("AFP", "Eleven drivers at the depot in Brno were dismissed over the derailed tram, police said.")
    denied = report(
        "dpa", "Police denied that eleven drivers at the depot in Brno were dismissed over the derailed tram."
    )
    one, other = passages_of(story(told, denied))
    assert other.is_denial and not is_same_claim(one, other, 0.9)


def test_a_quotation_of_an_unsure_speaker_is_not_held_against_another() -> None:
    heard = '"We looked at every bend in the line in March," Mayor Jana Kralova said.'
    one = report("AFP", *TRAM_WIRE, heard)
    other = report(
        "Bell",
        *TRAM_LOCAL,
        heard.replace("looked at", "saw to").replace("Mayor ", "The mayor, ").replace("a said", "a, said"),
    )
    assert list(find_heard_differently(story(one, other)))
    assert not list(find_heard_differently(story(with_confidence(one, 0.3), other)))
