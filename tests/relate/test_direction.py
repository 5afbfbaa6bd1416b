"""Which of two texts was first, and what must not turn the arrow."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from headwater.relate.direction import find_evidence, quotations_left_out, resolve_direction
from headwater.relate.resemblance import measure_resemblance
from headwater.relate.wording import wording_of
from headwater.vocabulary.doubt import Unresolved
from headwater.vocabulary.report import Report
from tests.scenes.lineage import undated
from tests.scenes.news import TRAM_REWRITE, TRAM_WIRE, report

SAID = '"Nobody had touched that bend since my father laid it," track foreman Emil Stach said.'


def page(outlet: str, *lines: str, hour: int | None = None) -> Report:
    bare = undated(report(outlet, *lines), outlet)
    at = None if hour is None else datetime(2024, 5, 3, hour)
    return replace(bare, masthead=replace(bare.masthead, published_at=at))


def resolved(a: Report, b: Report) -> object:
    wordings = wording_of(a.prose), wording_of(b.prose)
    return resolve_direction(a, b, wordings, measure_resemblance(*wordings))


def test_style_does_not_turn_what_the_print_times_say() -> None:
    plain, smooth = page("Post", *TRAM_WIRE, hour=12), page("Echo", *TRAM_REWRITE, hour=9)
    told = resolved(plain, smooth)
    assert not isinstance(told, Unresolved)
    origin, copy, direction = told  # type: ignore[misc]
    assert (origin.name, copy.name) == ("Echo", "Post")
    assert not any("rewriting" in line for line in direction.evidence)


def test_style_tells_where_no_page_says_anything_of_itself() -> None:
    told = resolved(page("Post", *TRAM_WIRE), page("Echo", *TRAM_REWRITE))
    assert not isinstance(told, Unresolved)
    assert told[0].name == "Post"  # type: ignore[index]


def test_a_quotation_that_one_side_alone_has_speaks_for_it() -> None:
    full, copy = page("Post", *TRAM_WIRE, SAID), page("Echo", *TRAM_REWRITE)
    assert quotations_left_out(full, copy) == 1 and quotations_left_out(copy, full) == 0
    assert any("lacks a quotation of Post" in each.told and each.odds > 0 for each in find_evidence(full, copy))


def test_a_quotation_says_nothing_between_versions_of_one_outlet_which_grow() -> None:
    full, first = page("Post", *TRAM_WIRE, SAID), page("Post", *TRAM_WIRE)
    assert quotations_left_out(full, first) == 0


def test_marks_put_around_words_of_the_other_text_are_no_quotation_left_out() -> None:
    marked = tuple(
        line.replace("taken to the university hospital", '"taken to the university hospital"') for line in TRAM_WIRE
    )
    assert quotations_left_out(page("Echo", *marked), page("Post", *TRAM_WIRE)) == 0


def test_a_catchword_that_got_or_lost_its_marks_tells_little() -> None:
    marked = tuple(line.replace("all old bends", '"all old bends"') for line in TRAM_WIRE)
    assert isinstance(resolved(page("Echo", *marked), page("Post", *TRAM_WIRE)), Unresolved)


def test_an_outlet_that_stands_in_the_byline_is_credited() -> None:
    full, cut = page("Fennholt Daily", *TRAM_WIRE), page("School Board", *TRAM_WIRE[:4])
    credited = replace(cut, masthead=replace(cut.masthead, byline=("Fennholt Daily",)))
    told = resolved(credited, full)
    assert not isinstance(told, Unresolved)
    assert told[0].name == "Fennholt Daily" and "credits" in told[2].evidence[0]  # type: ignore[index]
    assert isinstance(resolved(cut, full), Unresolved)
