"""Who copied whom, in small invented stories."""

from __future__ import annotations

from datetime import date

from headwater.relate.lineage import trace_lineage
from headwater.vocabulary.lineage import Alteration, LinkKind
from headwater.vocabulary.page import Page
from tests.scenes.news import TRAM_LOCAL, TRAM_REWRITE, TRAM_WIRE, read, report


def test_a_rewritten_agency_text_is_a_copy_not_a_second_origin() -> None:
    wire, paper = report("AFP", *TRAM_WIRE), report("Daily Echo", *TRAM_REWRITE)

    lineage = trace_lineage([wire, paper])

    (link,) = lineage.links
    assert (link.child, link.parent, link.kind) == (paper.id, wire.id, LinkKind.REWRITE)
    assert lineage.origins == (wire.id,)
    assert link.coverage == 1.0
    assert any("AFP was replaced by Daily Echo" in line for line in link.direction.evidence)


def test_the_order_in_which_pages_come_in_does_not_turn_the_arrow() -> None:
    wire, paper = report("AFP", *TRAM_WIRE), report("Daily Echo", *TRAM_REWRITE)
    assert trace_lineage([paper, wire]).links == trace_lineage([wire, paper]).links


def test_an_independent_local_report_is_an_origin_of_its_own() -> None:
    wire, local = report("AFP", *TRAM_WIRE), report("Brno Courier", *TRAM_LOCAL)
    lineage = trace_lineage([wire, local])
    assert lineage.links == () and lineage.independent_origins == 2 and lineage.unresolved == ()


def test_two_reports_that_only_share_quotations_are_not_copies() -> None:
    words = (
        '"We heard a bang and then the windows came in and nobody knew where the door was," passenger Ota Hruby said.',
        '"The line was to be rebuilt next spring and I ask all to wait for the inquiry," Mayor Jana Kralova said.',
    )
    wire = report("AFP", TRAM_WIRE[0], *words, TRAM_WIRE[3], TRAM_WIRE[6])
    local = report("Brno Courier", TRAM_LOCAL[0], words[0], TRAM_LOCAL[3], words[1], TRAM_LOCAL[4])
    assert trace_lineage([wire, local]).links == ()


def test_a_trimmed_copy_under_the_agencys_dateline_is_a_reprint_of_it() -> None:
    wire = report("AFP", *TRAM_WIRE)
    html = (
        '<html><head><title>Tram off the rails</title><script type="application/ld+json">{"@type": "NewsArticle", '
        '"headline": "Tram off the rails", "publisher": {"name": "Daily Echo"}, "datePublished": "2024-05-03"}</script>'
        f"</head><body><article><h1>Tram off the rails</h1><p>BRNO, May 3 (AFP) - {TRAM_WIRE[0]}</p>"
        + "".join(f"<p>{line}</p>" for line in TRAM_WIRE[1:5])
        + "</article></body></html>"
    )
    echo = read(Page("echo.html", html.encode(), "text/html"))

    lineage = trace_lineage([echo, wire])

    (link,) = lineage.links
    assert (link.child, link.parent, link.kind) == (echo.id, wire.id, LinkKind.REPRINT)
    assert {pair.change for pair in link.pairs} <= {Alteration.SAME, Alteration.EDITED}
    assert lineage.origins == (wire.id,)


def test_an_agency_that_is_only_credited_is_an_unseen_origin() -> None:
    wire = report(
        "AFP", *TRAM_WIRE[:4], '"The bend was known to be tight," an engineer said, Xinhua news agency reported.'
    )
    lineage = trace_lineage([wire])
    (unseen,) = lineage.unseen
    assert unseen.name == "Xinhua"
    assert next(span.of(wire.text) for span in unseen.credited_by).startswith("Xinhua")
    assert lineage.origins == (wire.id,), "the report wrote the rest itself"


def test_the_earlier_of_two_equal_texts_is_the_origin() -> None:
    first = report("Morning Post", *TRAM_WIRE, day=date(2024, 5, 3))
    later = report("Evening Post", *TRAM_WIRE, day=date(2024, 5, 5))
    (link,) = trace_lineage([later, first]).links
    assert (link.child, link.parent) == (later.id, first.id)
    assert any("earlier" in line for line in link.direction.evidence)


def test_equal_texts_without_any_evidence_are_one_origin_and_say_that_nobody_can_tell_which() -> None:
    one, other = report("Morning Post", *TRAM_WIRE), report("Evening Post", *TRAM_WIRE)
    lineage = trace_lineage([one, other])
    assert lineage.links == ()
    assert lineage.independent_origins == 1
    (doubt,) = lineage.unresolved
    assert {doubt.a, doubt.b} == {one.id, other.id} and "no time, credit" in doubt.reason


def test_a_copy_of_a_copy_hangs_on_the_nearest_text_and_no_ring_is_made() -> None:
    wire = report("AFP", *TRAM_WIRE)
    reports = [wire, report("Daily Echo", *TRAM_REWRITE), report("Brno Courier", *TRAM_LOCAL)]
    lineage = trace_lineage(reports)
    assert len({link.child for link in lineage.links}) == len(lineage.links)


def test_kin_are_all_texts_made_from_one_another_at_however_many_removes() -> None:
    wire, rewrite = report("AFP", *TRAM_WIRE), report("Daily Echo", *TRAM_REWRITE)
    local = report("Brno Courier", *TRAM_LOCAL)
    lineage = trace_lineage([wire, rewrite, local])
    assert lineage.kin_of([rewrite.id]) == {wire.id, rewrite.id}
    assert lineage.kin_of([local.id]) == {local.id}
    assert lineage.kin_of([]) == set()


def test_nothing_and_next_to_nothing_have_a_lineage_too() -> None:
    assert trace_lineage([]).independent_origins == 0
    short = [
        report("AFP", f"Rain fell on the town of Brno all day, the weather office said in note {n}.") for n in "12"
    ]
    assert trace_lineage(short[:1]).independent_origins == 1
