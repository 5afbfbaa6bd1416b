"""Lineages drawn: no text is lost, whatever the links say."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.export.drawing import NARROW, WIDE, draw_lineage, grow_branches
from headwater.export.labels import Label, letter
from headwater.vocabulary.lineage import Direction, Lineage, Link, LinkKind, OriginId, UnseenOrigin
from headwater.vocabulary.span import ReportId, Span

REPORTS = [ReportId(f"r{place}") for place in range(6)]
TEXTS = st.sampled_from([*REPORTS, "unseen:x"])


def _link(child: str, parent: str, kind: LinkKind) -> Link:
    return Link(ReportId(child), OriginId(parent), kind, 0.5, 1.0, Direction((), 0.5), ())


LINEAGES = st.builds(
    Lineage,
    origins=st.lists(TEXTS.map(OriginId), unique=True).map(tuple),
    unseen=st.just((UnseenOrigin(OriginId("unseen:x"), "X", (Span(REPORTS[0], 0, 1),)),)),
    links=st.lists(st.builds(_link, st.sampled_from(REPORTS), TEXTS, st.sampled_from(LinkKind)), max_size=8).map(tuple),
    unresolved=st.just(()),
)


@settings(max_examples=150, deadline=None)
@given(LINEAGES)
def test_every_text_is_drawn_once_even_if_the_links_run_in_a_circle(lineage: Lineage) -> None:
    labels = {report: Label(letter(place), str(report), place, True, "") for place, report in enumerate(REPORTS)}
    for shape in (WIDE, NARROW):
        nodes = [node.id for node in draw_lineage(lineage, labels, shape).nodes]
        assert sorted(nodes) == sorted({*REPORTS, "unseen:x"})


@settings(max_examples=100, deadline=None)
@given(LINEAGES)
def test_no_two_texts_are_drawn_at_one_place(lineage: Lineage) -> None:
    labels = {report: Label(letter(place), str(report), place, True, "") for place, report in enumerate(REPORTS)}
    for shape in (WIDE, NARROW):
        places = [(node.x, node.y) for node in draw_lineage(lineage, labels, shape).nodes]
        assert len(places) == len(set(places))


def test_a_copy_of_a_copy_stands_two_steps_from_the_origin() -> None:
    links = (_link("r1", "r0", LinkKind.REPRINT), _link("r2", "r1", LinkKind.REWRITE))
    (branch,) = grow_branches(Lineage((OriginId("r0"),), (), links, ()), REPORTS[:3])
    assert branch.branches[0].branches[0].id == "r2"
    assert branch.branches[0].branches[0].depth == 2
