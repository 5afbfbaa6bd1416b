"""What is told of a story: every sentence traced, dated, named and past the gate."""

from __future__ import annotations

import re

import pytest

from headwater.tell.gate import check_sentence
from headwater.tell.wording import only_moment
from headwater.vocabulary.brief import Brief, EventStatus
from tests.scenes.news import TRAM_LOCAL, TRAM_REWRITE, TRAM_WIRE, brief, report


@pytest.fixture(scope="module")
def tram() -> Brief:
    return brief(report("AFP", *TRAM_WIRE), report("Daily Echo", *TRAM_REWRITE), report("Brno Courier", *TRAM_LOCAL))


def test_every_told_sentence_has_a_trace_and_passes_the_gate(tram: Brief) -> None:
    assert tram.synopsis and tram.takeaways and tram.timeline
    for told in (*tram.synopsis, *tram.takeaways):
        words = re.sub(r"^(?:AFP|Daily Echo|Brno Courier): ", "", told.text)
        assert check_sentence(words, told.sources, tram.story) == ()
        assert told.independent_origins >= 1


def test_the_synopsis_opens_with_what_some_report_opens_with(tram: Brief) -> None:
    openings = {report.sentences[0] for report in tram.story.reports}
    assert openings & set(tram.synopsis[0].sources)


def test_nothing_is_told_twice(tram: Brief) -> None:
    told = [each.text for each in (*tram.synopsis, *tram.takeaways)]
    assert len(told) == len(set(told))


def test_a_relative_day_is_told_as_its_date() -> None:
    told = brief(report("AFP", "Mayor Jana Kralova opened the bridge on Thursday and praised its builders."))
    assert told.synopsis[0].text == "Mayor Jana Kralova opened the bridge on 2 May 2024 and praised its builders."


def test_a_pronoun_at_the_start_is_told_as_the_name() -> None:
    told = brief(
        report(
            "AFP",
            "Mayor Jana Kralova opened a bridge in Brno on Thursday.",
            "She said the old one, closed since 2019, will be a garden with 40 trees.",
        )
    )
    sentences = [each.text for each in (*told.synopsis, *told.takeaways)]
    assert any(each.startswith("Jana Kralova said the old one") for each in sentences)


def test_a_list_of_years_is_a_line_for_each_year() -> None:
    lines = "Mayor Jana Kralova was elected in Brno in 2010.", "She won again in 2014, 2018 and 2022."
    told = brief(report("AFP", *lines))
    assert [(str(event.start)[:4], event.text.rstrip(".")[-7:]) for event in told.timeline] == [
        ("2010", "in 2010"), ("2014", "in 2014"), ("2018", "in 2018"), ("2022", "in 2022"),
    ]  # fmt: skip


def test_what_lies_ahead_is_planned_and_what_was_has_happened() -> None:
    told = brief(
        report("AFP", "The bridge in Brno was closed on 2 May.", "It will be opened again on 9 June, the council said.")
    )
    assert [(str(event.start), event.status) for event in told.timeline] == [
        ("2024-05-02", EventStatus.HAPPENED),
        ("2024-06-09", EventStatus.PLANNED),
    ]


def test_events_of_one_day_whose_figures_exclude_each_other_stay_two_lines() -> None:
    told = brief(
        report("AFP", "The footbridge over the Teln gave way on 2 May and injured 31 people, the authority said."),
        report(
            "Brno Courier", "The footbridge over the Teln gave way on 2 May and injured 34 people, the hospital said."
        ),
    )
    assert len(told.timeline) == 2


def test_what_was_over_a_week_before_the_story_is_background() -> None:
    told = brief(
        report("AFP", "The bridge in Brno was closed on 2 May.", "It was opened in 1961.", "A letter of 3 March came.",
               "It had been looked at on 29 April.", "It will be opened again on 9 June, the council said."),
    )  # fmt: skip
    assert [(str(event.start), event.is_background) for event in told.timeline] == [
        ("1961-01-01", True),
        ("2024-03-03", True),
        ("2024-04-29", False),
        ("2024-05-02", False),
        ("2024-06-09", False),
    ]


def test_a_report_of_one_sentence_is_told_in_one_sentence() -> None:
    told = brief(report("AFP", "A tram left the rails in the centre of Brno on Friday morning, police said."))
    assert len(told.synopsis) == 1 and not told.takeaways and not told.findings


def test_she_in_a_sentence_about_an_unnamed_woman_is_not_told_as_whoever_was_named_before() -> None:
    told = brief(
        report(
            "AFP",
            "Mayor Jana Kralova opened a bridge in Brno on Thursday.",
            "A mother of two who lives a few houses away said she kept her children inside when the music began.",
        )
    )
    sentences = [each.text for each in (*told.synopsis, *told.takeaways)]
    assert any("said she kept her children" in each for each in sentences)


def test_a_sentence_about_he_is_not_told_where_nobody_knows_who_he_is() -> None:
    told = brief(
        report(
            "AFP",
            "A man of 20 was killed at a party in Brno on Thursday and three others were hurt, police said.",
            "He was a student of the polytechnic and had come with two friends from Olomouc.",
            "More than 40 people were at the house in Lidicka Street when the shots fell at about 1:15 a.m.",
        )
    )
    assert not [each.text for each in (*told.synopsis, *told.takeaways) if each.text.startswith("He ")]


def test_a_quotation_cut_in_two_is_not_told_where_there_is_a_whole_sentence() -> None:
    told = brief(
        report(
            "AFP",
            "Mayor Jana Kralova: “The bridge in Brno was closed this morning because of cracks.",
            "We will open it again when the engineers say so.”",
            "The bridge in Brno carries 40,000 people a day, the council said, and was closed on Thursday.",
        ),
        report("Brno Courier", "A bridge in Brno was closed on Thursday because of cracks in two of its piers."),
    )
    assert all(each.text.count("“") == each.text.count("”") for each in told.synopsis)


def test_a_label_before_a_paragraph_is_not_told() -> None:
    told = brief(report("AFP", "Why it matters: The bridge in Brno carries the only railway to the port."))
    assert told.synopsis[0].text == "The bridge in Brno carries the only railway to the port."


def test_only_the_wanted_date_of_a_list_stays() -> None:
    assert only_moment("He won in 2001, 2006 and 2010.", "2006", ["2001", "2006", "2010"]) == "He won in 2006."
