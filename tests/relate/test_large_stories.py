"""Bad input: nothing, next to nothing, far too much, and texts in two languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from time import process_time

from headwater.read.prose import prose_of
from headwater.relate.lineage import trace_lineage
from headwater.relate.pairs import pairs_to_compare
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import ReportId
from tests.scenes.lineage import FIRE, MONDAY, WEATHER, filled
from tests.scenes.news import TRAM_WIRE, report

WIRE = report("Northwire", *TRAM_WIRE)


def page(number: int, text: str | None = None, at: datetime | None = None, language: str = "en") -> Report:
    prose = WIRE.prose if text is None else prose_of(text)
    masthead = replace(WIRE.masthead, outlet=f"Paper {number}", agency=None, dateline=None, credits=(), published_at=at)
    made = replace(WIRE, id=ReportId(f"p{number:05}"), masthead=masthead, language=language, prose=prose)
    return made if text is None else replace(made, text=text)


def test_no_words_and_three_words_are_nobodys_copy() -> None:
    reports = [page(0, ""), page(1, ""), page(2, "Rain in Orme."), page(3, "Snow in Orme."), page(4)]
    lineage = trace_lineage(reports)
    assert lineage.links == ()
    assert lineage.independent_origins == len(lineage.origins) >= 3


def test_five_thousand_copies_of_one_text_are_laid_beside_one_page_each() -> None:
    start = datetime(2024, 5, 3, 9)
    copies = [page(number, at=start + timedelta(hours=number)) for number in range(5000)]
    pairs = pairs_to_compare(copies)
    assert len(pairs) == 4999
    assert all(a.id == copies[0].id for a, _ in pairs), "the earliest is taken for the origin until the pair is seen"


def test_the_cost_of_copies_grows_with_their_number_and_not_with_its_square() -> None:
    start = datetime(2024, 5, 3, 9)
    copies = [page(number, at=start + timedelta(hours=number)) for number in range(400)]
    trace_lineage(copies[:50])
    began = process_time()
    trace_lineage(copies[:100])
    middle = process_time()
    lineage = trace_lineage(copies)
    ended = process_time()
    assert ended - middle < 8 * (middle - began)
    assert len(lineage.links) == 399 and lineage.origins == (copies[0].id,)


def test_hundreds_of_trimmed_copies_are_one_origin_too() -> None:
    rows = Random(7)
    lines = [*TRAM_WIRE, *filled(FIRE, dead=11, hurt=30), *filled(WEATHER, **MONDAY)]
    texts = ["\n\n".join(lines)]
    texts += ["\n\n".join(line for line in lines if rows.random() < 0.9) for _ in range(120)]
    start = datetime(2024, 5, 3, 9)
    reports = [page(number, text, start + timedelta(days=number)) for number, text in enumerate(texts)]
    lineage = trace_lineage(reports)
    assert lineage.origins == (reports[0].id,)
    assert len(pairs_to_compare(reports)) < 16 * len(reports)


def test_a_page_of_two_million_characters_takes_a_few_seconds_and_is_compared_by_its_beginning() -> None:
    rows = Random(1)
    words = " ".join(TRAM_WIRE).lower().replace('"', "").split()
    sentences = (" ".join(rows.choice(words) for _ in range(14)) for _ in range(26_000))
    text = "\n\n".join(
        f'{sentence.capitalize()}. "We go home, {rows.random()}," Ota Hruby said.' for sentence in sentences
    )
    assert len(text) > 2_000_000
    long = page(0, text, datetime(2024, 5, 3, 9))
    began = process_time()
    lineage = trace_lineage([long, page(1, text, datetime(2024, 5, 4, 9)), page(2)])
    assert process_time() - began < 60
    (link,) = lineage.links
    assert link.parent == long.id and link.coverage == 1.0


def test_a_text_and_what_may_be_its_translation_stay_undecided() -> None:
    english = (
        "The minister Jana Kralova met Pavel Mly and Ota Hruby in Brno. They spoke of 40 roads, 1972 and 86.5 millions."
    )
    czech = (
        "Ministrynì Jana Kralova jednala s Pavel Mly a Ota Hruby o Brno. Mluvili o 40, o roce 1972 a o 86.5 milionech."
    )
    lineage = trace_lineage([page(0, english), page(1, czech, language="cs")])
    assert lineage.links == ()
    (doubt,) = lineage.unresolved
    assert "translation" in doubt.reason
    other = page(
        2, "Vlak z Olomouce dnes vykolejil, zraneno bylo 11 lidi, rekl mluvci hasicu Karel Novy.", language="cs"
    )
    assert trace_lineage([page(0, english), other]).unresolved == ()
