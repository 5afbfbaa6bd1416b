"""Findings: each kind in a scene where it must be found, and in one where it must not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from headwater.vocabulary.brief import Brief, Finding, FindingKind, WordChange
from tests.scenes.news import TRAM_LOCAL, TRAM_REWRITE, TRAM_WIRE, brief, report

CHANGED = {
    FindingKind.ALTERED_QUOTATION, FindingKind.FIGURE_DRIFT, FindingKind.DATE_DRIFT, FindingKind.MODALITY_CHANGE,
    FindingKind.CONTRADICTION, FindingKind.MISSING_RELAY,
}  # fmt: skip


def of_kind(told: Brief, kind: FindingKind) -> list[Finding]:
    return [finding for finding in told.findings if finding.kind is kind]


def rewritten(old: str, new: str) -> tuple[str, ...]:
    assert any(old in line for line in TRAM_REWRITE)
    return tuple(line.replace(old, new) for line in TRAM_REWRITE)


def test_words_changed_inside_quotation_marks_are_found_with_their_diff() -> None:
    told = brief(report("AFP", *TRAM_WIRE), report("Daily Echo", *TRAM_REWRITE))
    (found,) = of_kind(told, FindingKind.ALTERED_QUOTATION)
    assert "We heard a bang" in (found.before or "") and "There was a loud bang" in (found.after or "")
    assert any(run.change is WordChange.REPLACED for run in found.diff)
    assert [told.story.report(span.report).name for span in found.evidence] == ["AFP", "Daily Echo"]


def test_a_quotation_that_lost_its_marks_is_found() -> None:
    quoted = '"There was a loud bang and suddenly the windows were coming in,"'
    lines = rewritten(quoted, "He heard a bang and then the windows came in,")
    told = brief(report("AFP", *TRAM_WIRE), report("Daily Echo", *lines))
    (found,) = of_kind(told, FindingKind.ALTERED_QUOTATION)
    assert "reported speech" in found.summary


def test_a_verbatim_or_trimmed_quotation_is_no_finding() -> None:
    quoted = "There was a loud bang and suddenly the windows were coming in,"
    lines = rewritten(quoted, "We heard a bang and then the windows came in,")
    told = brief(report("AFP", *TRAM_WIRE), report("Daily Echo", *lines))
    assert not of_kind(told, FindingKind.ALTERED_QUOTATION)


@pytest.mark.parametrize(
    ("old", "new", "before"), [("40 million", "60 million", "40"), ("eleven people", "21 people", "leven")]
)
def test_a_drifted_figure_is_found(old: str, new: str, before: str) -> None:
    told = brief(report("AFP", *TRAM_WIRE), report("Daily Echo", *rewritten(old, new)))
    (found,) = of_kind(told, FindingKind.FIGURE_DRIFT)
    assert before in (found.before or "") and new.split()[0] in (found.after or "")


def test_a_moved_day_is_found() -> None:
    told = brief(report("AFP", *TRAM_WIRE), report("Daily Echo", *rewritten("on Friday morning", "on Thursday")))
    assert [(f.before, f.after) for f in of_kind(told, FindingKind.DATE_DRIFT)] == [("2024-05-03", "2024-05-02")]


def test_must_told_as_is_is_found() -> None:
    lines = rewritten("the city must replace all outdated curves", "the city is replacing all outdated curves")
    told = brief(report("AFP", *TRAM_WIRE), report("Daily Echo", *lines))
    (found,) = of_kind(told, FindingKind.MODALITY_CHANGE)
    assert "must" in found.summary


def test_a_lost_negation_is_found() -> None:
    lines = rewritten("they were not in a life-threatening condition", "their lives were in danger")
    told = brief(report("AFP", *TRAM_WIRE), report("Daily Echo", *lines))
    (found,) = of_kind(told, FindingKind.MODALITY_CHANGE)
    assert "negation" in found.summary


def test_a_dropped_credit_is_found_and_a_kept_one_is_not() -> None:
    wire = report("AFP", *TRAM_WIRE)
    (found,) = of_kind(brief(wire, report("Daily Echo", *TRAM_REWRITE)), FindingKind.DROPPED_CREDIT)
    assert "AFP" in found.summary
    kept = report("Daily Echo", *TRAM_REWRITE, "With inputs from AFP.")
    assert not of_kind(brief(wire, kept), FindingKind.DROPPED_CREDIT)


def test_a_statement_that_lost_the_agency_it_came_through_is_found() -> None:
    relayed = '"The bend had been on our list since the spring," engineer Petr Vas said, Xinhua news agency reported.'
    bare = '"The bend had been on our list since the spring," engineer Petr Vas said.'
    told = brief(report("AFP", *TRAM_WIRE, relayed), report("Daily Echo", *TRAM_REWRITE, bare))
    (found,) = of_kind(told, FindingKind.MISSING_RELAY)
    assert "Xinhua" in found.summary


def test_a_statement_that_lost_the_station_it_was_made_to_is_found() -> None:
    relayed = '"The bend had been on our list since the spring," engineer Petr Vas told Varn Radio.'
    bare = '"The bend had been on our list since the spring," engineer Petr Vas said.'
    told = brief(report("AFP", *TRAM_WIRE, relayed), report("Daily Echo", *TRAM_REWRITE, bare))
    (found,) = of_kind(told, FindingKind.MISSING_RELAY)
    assert found.summary == "Daily Echo no longer says that this came through Varn Radio"


def test_a_faithful_rewrite_raises_no_alarm_but_its_quotation_and_credit() -> None:
    told = brief(report("AFP", *TRAM_WIRE), report("Daily Echo", *TRAM_REWRITE))
    assert {finding.kind for finding in told.findings} == {FindingKind.ALTERED_QUOTATION, FindingKind.DROPPED_CREDIT}


def test_independent_reports_are_never_accused_of_changing_anything() -> None:
    told = brief(report("AFP", *TRAM_WIRE), report("Brno Courier", *TRAM_LOCAL))
    assert not {finding.kind for finding in told.findings} & CHANGED
    assert not of_kind(told, FindingKind.DROPPED_CREDIT)


def test_two_accounts_that_count_differently_contradict_each_other() -> None:
    local = ("Police counted fourteen people hurt when the tram left the rails in the centre of Brno.", *TRAM_LOCAL[:2])
    told = brief(report("AFP", *TRAM_WIRE), report("Brno Courier", *local))
    (found,) = of_kind(told, FindingKind.CONTRADICTION)
    assert {(found.before or "").split()[0].lower(), (found.after or "").split()[0].lower()} == {"eleven", "fourteen"}


def test_what_one_account_has_alone_is_shown_with_every_page_that_copies_it() -> None:
    told = brief(report("AFP", *TRAM_WIRE), report("Daily Echo", *TRAM_REWRITE), report("Brno Courier", *TRAM_LOCAL))
    found = of_kind(told, FindingKind.ONLY_IN)
    only = {f.summary: {told.story.report(s.report).name for s in f.evidence} for f in found}
    (wire,) = [who for summary, who in only.items() if "1972" in summary]
    (local,) = [who for summary, who in only.items() if "petition" in summary]
    assert (wire, local) == ({"AFP", "Daily Echo"}, {"Brno Courier"})


def test_a_story_of_one_account_has_nothing_that_only_one_account_has() -> None:
    told = brief(report("AFP", *TRAM_WIRE))
    assert told.findings == ()


def test_evidence_always_points_into_the_reports() -> None:
    told = brief(report("AFP", *TRAM_WIRE), report("Daily Echo", *TRAM_REWRITE), report("Brno Courier", *TRAM_LOCAL))
    for finding in told.findings:
        assert finding.evidence and all(told.story.words(span) for span in finding.evidence)
        assert 0 < finding.confidence <= 1
        assert replace(finding) == finding
