"""Origins nobody holds: agencies that are credited, and texts that left passages in reports of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from headwater.relate.lineage import trace_lineage
from headwater.relate.passages import OutsideWords, find_passages
from headwater.vocabulary.lineage import LinkKind, OriginId
from headwater.vocabulary.ownership import Owners, Ownership
from headwater.vocabulary.report import Report
from headwater.weigh.claims import gather_support
from headwater.weigh.passages import passages_of
from tests.scenes.lineage import HANDOUT, undated
from tests.scenes.news import TRAM_LOCAL, TRAM_WIRE, report, story

ONE = (
    "Shopkeepers on the north bank of the Quarrel fear for their trade after the town's decision on Tuesday.",
    f"{HANDOUT[0]}.",
    "Greengrocer Lena Abt said half of her customers come over from the mills in their dinner hour.",
    "The last time the span was lifted, eight years ago, three shops in the row gave up within a year.",
)
OTHER = (
    "Hauliers must find another way into Merrow Haven, and the nearest one is forty kilometres long.",
    "The firm of Oster and Sons, which runs sixty lorries, reckons with nine thousand litres of diesel more a week.",
    f"{HANDOUT[0]}.",
    f"{HANDOUT[1]}.",
    "The works council of the docks has asked for a night lane, so far without an answer.",
)


def test_long_passages_that_two_reports_share_come_from_a_text_that_is_not_held() -> None:
    one, other = (
        undated(report("Bank Courier", *ONE), "Bank Courier"),
        undated(report("Dock Gazette", *OTHER), "Gazette"),
    )
    lineage = trace_lineage([one, other])
    (unseen,) = lineage.unseen
    assert "Bank Courier and Gazette" in unseen.name and "36 words alike" in unseen.why
    texts = {one.id: one.text, other.id: other.text}
    assert all(span.of(texts[span.report]).startswith("The Quarrel Bridge") for span in unseen.passages)
    assert {span.report for span in unseen.passages} == {one.id, other.id}
    assert lineage.independent_origins == 2, "each has told most of it on its own"


def test_a_claim_that_only_the_unseen_text_makes_rests_on_one_origin() -> None:
    told = story(report("Bank Courier", *ONE), report("Dock Gazette", *OTHER))
    (unseen,) = told.lineage.unseen
    claims = gather_support(told, passages_of(told))
    (closed,) = [claim for claim in claims if claim.opening.text.startswith("The Quarrel Bridge")]
    assert len({passage.report for passage in closed.passages}) == 2
    assert closed.origins == 1 and closed.opening.origin == unseen.id


def test_words_inside_quotation_marks_are_no_passage() -> None:
    one = report("Bank Courier", ONE[0], f'"{HANDOUT[0]}," Mayor Ode Fenn said.', ONE[2], ONE[3])
    other = report("Dock Gazette", OTHER[0], OTHER[1], f'"{HANDOUT[0]}," Mayor Ode Fenn said.', OTHER[4])
    assert find_passages(OutsideWords(one.prose), OutsideWords(other.prose)) == []
    assert trace_lineage([one, other]).unseen == ()


def test_three_reports_that_used_one_text_name_it_once() -> None:
    third = report("Mill Observer", TRAM_LOCAL[0], f"{HANDOUT[0]}.", TRAM_LOCAL[3], TRAM_LOCAL[4])
    lineage = trace_lineage([report("Bank Courier", *ONE), report("Dock Gazette", *OTHER), third])
    (unseen,) = lineage.unseen
    assert len({span.report for span in unseen.passages}) == 3 and "all used" in unseen.name


def test_two_outlets_under_one_owner_are_one_origin_where_asked() -> None:
    wire, local = report("Northwire", *TRAM_WIRE), report("Brno Courier", *TRAM_LOCAL)
    owners = Owners(
        [Ownership("Northwire", "Quarto"), Ownership("BRNO Courier", "Quill"), Ownership("Quill", "Quarto")]
    )
    assert trace_lineage([wire, local]).independent_origins == 2
    lineage = trace_lineage([wire, local], owners)
    (house,) = lineage.houses
    assert (house.owner, house.reports) == ("Quarto", (wire.id, local.id))
    assert lineage.independent_origins == 1
    assert lineage.counted_as(OriginId(local.id)) == wire.id
    assert lineage.origins == (wire.id, local.id), "they are still two accounts"


def test_owners_that_own_each_other_have_an_end() -> None:
    owners = Owners([Ownership("A", "B"), Ownership("B", "C"), Ownership("C", "B")])
    assert owners.top("A") in ("B", "C") and owners.top("nobody") is None


def test_two_papers_that_print_one_agencys_text_have_it_from_there_and_not_from_each_other() -> None:
    morning = printed_by("Morning Post", report("AFP", *TRAM_WIRE))
    evening = printed_by("Evening Post", report("AFP", *TRAM_WIRE[:5], day=date(2024, 5, 4)))
    lineage = trace_lineage([evening, morning])
    assert [link.kind for link in lineage.links] == [LinkKind.CREDITS] * 2
    assert lineage.independent_origins == 1 and lineage.unresolved == ()
    assert lineage.origins == (lineage.unseen[0].id,)


def test_a_paper_that_names_the_other_paper_has_it_from_there() -> None:
    morning = printed_by("Morning Post", report("AFP", *TRAM_WIRE))
    thanks = "The Morning Post was first on the spot."
    evening = printed_by("Evening Post", report("AFP", *TRAM_WIRE[:5], thanks, day=date(2024, 5, 6)))
    copied = [link for link in trace_lineage([evening, morning]).links if link.kind is not LinkKind.CREDITS]
    assert [(link.child, link.parent) for link in copied] == [(evening.id, morning.id)]


def test_a_station_that_no_table_knows_is_an_unseen_origin_where_somebody_told_it_something() -> None:
    told = '"The bend had been on our list since the spring," engineer Petr Vas told Varn Radio.'
    lineage = trace_lineage([report("AFP", *TRAM_WIRE, told)])
    assert [unseen.name for unseen in lineage.unseen] == ["Varn Radio"]
    plain = '"The bend had been on our list since the spring," engineer Petr Vas told the town council.'
    assert trace_lineage([report("AFP", *TRAM_WIRE, plain)]).unseen == ()
    nobody = "The bend had been on the list since the spring, media reports said."
    assert trace_lineage([report("AFP", *TRAM_WIRE, nobody)]).unseen == ()


def printed_by(outlet: str, supplied: Report) -> Report:
    """An agency's text on the page of an outlet."""
    return replace(supplied, masthead=replace(supplied.masthead, outlet=outlet))
