"""Round-ups that lift an item from a report on one thing, and newsrooms that used one handout."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from headwater.relate.lineage import trace_lineage
from headwater.vocabulary.lineage import LinkKind
from headwater.vocabulary.report import Report
from tests.relate.test_unseen import ONE, OTHER
from tests.scenes.lineage import undated
from tests.scenes.news import TRAM_WIRE, report

ROUND_UP = (
    "A heron has moved into the moat of Castle Drossel and eats the goldfish that schoolchildren put there.",
    f"{TRAM_WIRE[1]} {TRAM_WIRE[4]}",
    "The brass band of the fire brigade looks for two tubas and somebody who can play them.",
    "In the covered market a stall with nothing but radishes has opened, to general surprise.",
)


def outlets(first: Report, second: Report) -> tuple[Report, Report]:
    return undated(first, "Tracks Weekly"), undated(second, "Corner Notes")


def printed(report: Report, hour: int) -> Report:
    return replace(report, masthead=replace(report.masthead, published_at=datetime(2024, 5, 3, hour)))


def test_an_item_of_a_round_up_is_an_excerpt_of_the_report_it_was_lifted_from() -> None:
    wire, notes = outlets(report("Tracks", *TRAM_WIRE), report("Corner", *ROUND_UP))
    lineage = trace_lineage([notes, wire])
    (link,) = lineage.links
    assert (link.child, link.parent, link.kind) == (notes.id, wire.id, LinkKind.EXCERPT)
    assert "stands word for word in Tracks Weekly" in link.direction.evidence[0]
    assert lineage.unseen == () and lineage.origins == (wire.id,)


def test_a_round_up_that_was_printed_first_lifted_nothing() -> None:
    wire, notes = outlets(report("Tracks", *TRAM_WIRE), report("Corner", *ROUND_UP))
    lineage = trace_lineage([printed(notes, 6), printed(wire, 9)])
    assert lineage.links == () and len(lineage.unseen) == 1


def test_two_newsrooms_that_used_one_handout_are_no_round_ups() -> None:
    one, other = outlets(report("Bank Courier", *ONE), report("Dock Gazette", *OTHER))
    lineage = trace_lineage([printed(one, 6), printed(other, 9)])
    assert lineage.links == () and len(lineage.unseen) == 1
