"""Claims: on how many independent origins a thing that was said really rests."""

from __future__ import annotations

from headwater.vocabulary.brief import Brief, Claim
from tests.scenes.news import TRAM_REWRITE, TRAM_WIRE, brief, report

MEETING_WIRE = (
    "President Ana Moravec met Chancellor Viktor Hald in Brno on Friday, where they spoke about the border railway.",
    "The railway would cost two billion crowns, and both sides want it finished within eight years, officials said.",
    "Moravec came to power in 2019 and was re-elected in January with 61 per cent of the vote.",
    "Farmers along the line have blocked two crossings since Monday in protest against the route.",
)
MEETING_LOCAL = (
    "The square was closed from dawn, and a school choir sang both anthems in a cold wind.",
    "On Friday President Ana Moravec held talks with Chancellor Viktor Hald at the old town hall for an hour.",
    "Bakers sold out of rolls by nine. Nobody minded the wait, said Ota Hruby, who runs the kiosk by the fountain.",
)


def claim(told: Brief, phrase: str) -> Claim:
    return next(each for each in told.claims if phrase in each.text)


def test_a_rewrite_adds_a_report_and_no_origin() -> None:
    told = brief(report("AFP", *TRAM_WIRE), report("Daily Echo", *TRAM_REWRITE))
    found = claim(told, "Eleven people were hurt")
    assert (found.reports, found.independent_origins) == (2, 1)


def test_the_same_people_at_the_same_kind_of_event_on_the_same_day_are_one_claim_of_two_origins() -> None:
    told = brief(report("AFP", *MEETING_WIRE), report("Brno Courier", *MEETING_LOCAL))
    found = claim(told, "met Chancellor Viktor Hald")
    assert (found.reports, found.independent_origins) == (2, 2)


def test_what_one_account_tells_rests_on_it_alone() -> None:
    told = brief(report("AFP", *MEETING_WIRE), report("Brno Courier", *MEETING_LOCAL))
    for phrase in ("two billion crowns", "school choir"):
        assert (claim(told, phrase).reports, claim(told, phrase).independent_origins) == (1, 1)


def test_words_relayed_by_one_agency_rest_on_that_agency_however_many_print_them() -> None:
    relayed = '"We shall open the books of the company to the court," Moravec said, Xinhua news agency reported.'
    told = brief(report("AFP", *MEETING_WIRE, relayed), report("Brno Courier", *MEETING_LOCAL, relayed))
    assert claim(told, "open the books").independent_origins == 1


def test_every_sentence_of_every_report_is_in_some_claim() -> None:
    told = brief(report("AFP", *TRAM_WIRE), report("Daily Echo", *TRAM_REWRITE))
    supported = {span for each in told.claims for span in each.support}
    assert supported == {sentence for each in told.story.reports for sentence in each.sentences}
