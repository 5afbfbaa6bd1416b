"""Stories that are not as they should be: thin, mixed, huge. They are weighed and told without an error."""

from __future__ import annotations

import time

from headwater.vocabulary.brief import FindingKind
from headwater.weigh.findings import weigh_story
from tests.scenes.news import TRAM_LOCAL, TRAM_REWRITE, TRAM_WIRE, brief, report, story

POND = (
    "The carp pond in Lednice was drained on Friday for the first time in forty years, its keeper said.",
    "Children collected mussels in buckets and carried them to the river.",
    "The keeper found two bicycles, a safe and a church bell in the mud.",
)


def test_a_story_of_one_sentence_is_told_in_that_sentence() -> None:
    told = brief(report("AFP", "Rain fell on the square in Brno."))
    assert [each.text for each in told.synopsis] == ["Rain fell on the square in Brno."]
    assert told.findings == ()


def test_reports_without_a_statement_are_weighed_and_told() -> None:
    told = brief(report("AFP", "Rain fell in Brno."), report("Courier", "Snow lay on the hills of Lednice in May."))
    assert not any(each.statements for each in told.story.reports)
    assert len(told.claims) == 2 and told.synopsis


def test_two_events_wrongly_put_together_accuse_nobody() -> None:
    told = brief(report("AFP", *TRAM_WIRE), report("Pond Weekly", *POND, place="LEDNICE"))
    assert {each.kind for each in told.findings} <= {FindingKind.ONLY_IN}
    assert all(each.independent_origins == 1 for each in told.claims)


def test_a_change_that_more_pages_passed_on_comes_before_one_that_stayed_where_it_was() -> None:
    wrong = tuple(line.replace("eleven people", "21 people") for line in TRAM_REWRITE)
    other = tuple(line.replace("1972", "1927") for line in TRAM_REWRITE[:5])
    passed_on = (*wrong[:2], *wrong[3:], "Passengers walked home along the river.")
    told = brief(
        report("AFP", *TRAM_WIRE),
        report("Quiet Post", *other),
        report("Daily Echo", *wrong),
        report("Loud", *passed_on),
    )
    drifts = [each for each in told.findings if each.kind is FindingKind.FIGURE_DRIFT]
    carried = {link.parent for link in told.story.lineage.links}
    passed = [any(span.report in carried for span in each.evidence[1:]) for each in drifts]
    assert passed == sorted(passed, reverse=True)


def test_a_hundred_reports_are_weighed_within_seconds() -> None:
    reports = [report(f"Paper {number}", *TRAM_LOCAL[number % 3 :], f"Page {number}.") for number in range(100)]
    one = story(*reports)
    began = time.process_time()
    claims, _ = weigh_story(one)
    assert claims and time.process_time() - began < 10
