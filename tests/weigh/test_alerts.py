"""What a newsroom is told of a story, each thing once."""

from __future__ import annotations

from datetime import UTC, datetime

from headwater.vocabulary.archive import LoggedEvent, StoryChange, StoryEvent
from headwater.vocabulary.brief import Brief
from headwater.vocabulary.report import Report
from headwater.vocabulary.watch import Alert, AlertKind, ToldBefore
from headwater.weigh.alerts import find_alerts
from tests.scenes.news import TRAM_LOCAL, TRAM_REWRITE, TRAM_WIRE, brief, report

NOW = datetime(2024, 5, 3, 12, tzinfo=UTC)
WIRE, LOCAL = report("AFP", *TRAM_WIRE), report("Brno Courier", *TRAM_LOCAL)
ALTERED = report(
    "Daily Echo",
    *(
        line.replace("We heard a bang", "We heard an explosion").replace("40 million", "60 million")
        for line in TRAM_WIRE
    ),
)


def logged(of: Brief, change: StoryChange, *reports: Report) -> LoggedEvent:
    return LoggedEvent(7, NOW, StoryEvent(of.story.id, change, tuple(report.id for report in reports)))


def alerts(of: Brief, before: ToldBefore | None = None, *events: LoggedEvent) -> list[Alert]:
    return find_alerts(of, before, events, NOW)[0]


def standing(of: Brief) -> ToldBefore:
    return find_alerts(of, None, (), NOW)[1]


def test_a_story_nobody_was_told_of_is_new() -> None:
    story = brief(WIRE)
    (alert,) = alerts(story, None, logged(story, StoryChange.OPENED, WIRE))
    assert alert.kind is AlertKind.NEW_STORY
    assert "1 page, 1 independent origin" in alert.summary


def test_another_origin_is_told_and_a_copy_is_not() -> None:
    before = standing(brief(WIRE))
    (alert,) = alerts(brief(WIRE, LOCAL), before)
    assert (alert.kind, alert.summary) == (AlertKind.NEW_ORIGIN, "now on 2 independent origins, before on 1")
    copied = alerts(brief(WIRE, report("Daily Echo", *TRAM_WIRE)), before)
    assert AlertKind.NEW_ORIGIN not in {each.kind for each in copied}


def test_altered_quotations_and_figures_are_told_with_both_wordings_once() -> None:
    story = brief(WIRE, ALTERED)
    told = alerts(story, standing(brief(WIRE)))
    kinds = {each.kind: each for each in told}
    assert {AlertKind.ALTERED_QUOTATION, AlertKind.FIGURE_CHANGED} <= set(kinds)
    altered = kinds[AlertKind.ALTERED_QUOTATION]
    assert altered.before is not None and "bang" in altered.before
    assert altered.after is not None and "explosion" in altered.after
    assert len(altered.pages) == 2 and altered.evidence
    assert alerts(story, standing(story)) == []


def test_of_a_story_older_than_the_watching_only_what_its_new_reports_bring_is_told() -> None:
    story = brief(WIRE, ALTERED, LOCAL)
    came = logged(story, StoryChange.JOINED, LOCAL)
    assert alerts(story, None, came) == []
    kinds = {each.kind for each in alerts(story, None, logged(story, StoryChange.JOINED, ALTERED))}
    assert AlertKind.ALTERED_QUOTATION in kinds and AlertKind.NEW_STORY not in kinds


def test_the_same_thing_has_the_same_id_whenever_it_is_told() -> None:
    story = brief(WIRE, ALTERED)
    opened = logged(story, StoryChange.OPENED, WIRE)
    first, again = alerts(story, None, opened), alerts(brief(WIRE, ALTERED), None, opened)
    assert first and [each.id for each in first] == [each.id for each in again]
    assert len({each.id for each in first}) == len(first)


def test_a_corrected_page_is_told() -> None:
    story = brief(WIRE)
    event = StoryEvent(story.story.id, StoryChange.CORRECTED, (WIRE.id,))
    told = alerts(story, standing(story), LoggedEvent(7, NOW, event))
    assert [each.kind for each in told] == [AlertKind.CORRECTION]
    assert told[0].pages == (WIRE.page.address,)


def test_a_rewritten_report_of_a_known_story_is_no_new_story() -> None:
    story = brief(WIRE, report("Daily Echo", *TRAM_REWRITE))
    assert AlertKind.NEW_STORY not in {each.kind for each in alerts(story, ToldBefore(1))}
