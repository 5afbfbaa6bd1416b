"""Which of several possible parents a copy gets, and what the rest of the tree tells of a pair."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from headwater.relate.lineage import trace_lineage
from headwater.relate.links import Kinship
from headwater.relate.tree import grow_tree, settle_by_tree
from headwater.relate.wording import wording_of
from headwater.vocabulary.doubt import Unresolved
from headwater.vocabulary.lineage import Direction, Lineage
from headwater.vocabulary.report import Report
from tests.scenes.lineage import FIRE, filled, printed, undated
from tests.scenes.news import TRAM_LOCAL, TRAM_WIRE, report

STORY = filled(FIRE, dead=11, hurt=30)


def parents(lineage: Lineage) -> dict[str, str]:
    return {link.child: link.parent for link in lineage.links}


def test_of_two_reprints_of_one_wire_text_neither_is_the_others_parent() -> None:
    wire = printed(report("Northwire", *TRAM_WIRE), datetime(2024, 5, 3, 9), "Northwire")
    first = printed(report("Post", *TRAM_WIRE[:6]), datetime(2024, 5, 3, 11), "Post")
    second = printed(report("Mail", *TRAM_WIRE[:5]), datetime(2024, 5, 3, 15), "Mail")
    for order in ([wire, first, second], [second, first, wire]):
        assert parents(trace_lineage(order)) == {first.id: wire.id, second.id: wire.id}


def test_a_copy_that_has_an_outlets_own_additions_comes_from_that_outlet() -> None:
    own = "Passengers waited in the rain outside the Hotel Avion, where the city had set up a tent with tea."
    wire = printed(report("Northwire", *TRAM_WIRE), datetime(2024, 5, 3, 9), "Northwire")
    first = printed(report("Post", *TRAM_WIRE[:6], own), datetime(2024, 5, 3, 11), "Post")
    second = printed(report("Mail", *TRAM_WIRE[:5], own), datetime(2024, 5, 3, 15), "Mail")
    assert parents(trace_lineage([wire, first, second])) == {first.id: wire.id, second.id: first.id}


def test_the_versions_of_one_outlet_follow_one_another() -> None:
    stages = [TRAM_WIRE[:4], TRAM_WIRE[:6], (*TRAM_WIRE[:6], TRAM_LOCAL[3])]
    first, second, third = (
        replace(printed(report("Post", *lines), datetime(2024, 5, 3, 9 + 2 * at), "Post"), id=f"version{at}")
        for at, lines in enumerate(stages)
    )
    assert parents(trace_lineage([third, first, second])) == {second.id: first.id, third.id: second.id}


def kinship(origin: Report, copy: Report, confidence: float | None) -> Kinship:
    wordings = wording_of(origin.prose), wording_of(copy.prose)
    told = Unresolved("nothing tells") if confidence is None else (origin, copy, Direction(("seen",), confidence))
    return Kinship(origin, copy, wordings, 1.0, told)


def test_of_a_ring_of_copies_the_least_sure_arrow_is_given_up() -> None:
    a, b, c = (report(name, *STORY) for name in ("Post", "Mail", "Echo"))
    links = grow_tree([a, b, c], [kinship(a, b, 0.99), kinship(b, c, 0.95), kinship(c, a, 0.7)])
    assert {link.child: link.parent for link in links} == {b.id: a.id, c.id: b.id}


def test_a_pair_gets_its_direction_from_the_tree_where_only_one_way_fits() -> None:
    wire, copy, other = (report(name, *STORY) for name in ("Northwire", "Post", "Mail"))
    links = grow_tree([wire, copy, other], [kinship(wire, copy, 0.99)])
    open_pair = kinship(copy, other, None)
    grown = settle_by_tree(links, [open_pair], {frozenset((wire.id, other.id))})
    (told,) = [link for link in grown if link not in links]
    assert (told.parent, told.child) == (copy.id, other.id)
    assert "shares nothing" in told.direction.evidence[0] and told.direction.confidence < 0.9
    assert settle_by_tree(links, [open_pair], set()) == links, "whether the third shares anything was not looked at"


def test_without_times_and_credits_two_equal_pages_stay_undecided() -> None:
    one, other = (undated(report(name, *STORY), name) for name in ("Post", "Mail"))
    lineage = trace_lineage([one, other])
    assert lineage.links == () and len(lineage.unresolved) == 1 and lineage.independent_origins == 1


def test_a_text_that_says_it_is_an_update_comes_after_one_of_the_same_agency_that_does_not() -> None:
    first = report("Northwire", *STORY, headline="Fire in a cannery kills eleven")
    later = report("Northwire", *filled(FIRE, dead=14, hurt=52), headline="UPDATE 2-Fire in a cannery kills eleven")
    (link,) = trace_lineage([later, first]).links
    assert (link.parent, link.child) == (first.id, later.id)
    assert any("says that it is an update: 'UPDATE 2-Fire" in line for line in link.direction.evidence)


def test_an_outlet_with_its_own_note_of_an_update_is_not_the_child_of_any_other() -> None:
    first = undated(report("Post", *STORY), "Post")
    later = undated(report("Mail", *STORY, headline="UPDATED: Fire in a cannery"), "Mail")
    assert trace_lineage([first, later]).links == ()
