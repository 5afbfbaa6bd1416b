"""The gate: true sentences pass, and each planted error is caught."""

from __future__ import annotations

import pytest

from headwater.tell.gate import check_sentence, covers_all
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import ReportId, Span
from headwater.vocabulary.story import Story
from headwater.vocabulary.verify import Checked
from tests.scenes.news import report, story


@pytest.fixture(scope="module")
def wire() -> Report:
    return report(
        "AFP",
        "Mayor Jana Kralova said on Thursday that 11 people were hurt when a tram left the rails in Brno.",
        '"We must rebuild the line," Kralova told the council, and denied that money was short.',
        "She may resign in June if the council does not find the money for the line.",
    )


@pytest.fixture(scope="module")
def told_story(wire: Report) -> Story:
    return story(wire)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (0, "Mayor Jana Kralova said on 2 May 2024 that 11 people were hurt when a tram left the rails in Brno."),
        (0, "A tram left the rails in Brno and 11 people were hurt."),
        (1, 'Jana Kralova denied that money was short: "We must rebuild the line".'),
        (2, "Jana Kralova may resign in June 2024."),
    ],
)
def test_a_true_sentence_passes(told_story: Story, wire: Report, sentence: int, told: str) -> None:
    assert check_sentence(told, (wire.sentences[sentence],), told_story) == ()


@pytest.mark.parametrize(
    ("sentence", "told", "what"),
    [
        (0, "Mayor Jana Kralova said that 12 people were hurt.", Checked.NUMBER),
        (0, "Mayor Jana Kralova said on 3 May 2024 that 11 people were hurt.", Checked.DATE),
        (0, "Mayor Petr Kralova said that 11 people were hurt.", Checked.NAME),
        (0, "11 people were hurt in Prague.", Checked.NAME),
        (0, "11 people were not hurt when a tram left the rails in Brno.", Checked.NEGATION),
        (0, "11 people may have been hurt when a tram left the rails in Brno.", Checked.MODALITY),
        (1, '"We shall rebuild the line," Kralova told the council.', Checked.QUOTATION),
        (1, "We rebuild the line, Kralova told the council, and that day money was short.", Checked.MODALITY),
        (2, "She resigns in June if the council does not find the money for the line.", Checked.MODALITY),
        (2, "She may resign in July 2024.", Checked.DATE),
        (2, "She may resign in June 2025.", Checked.DATE),
    ],
)
def test_a_planted_error_is_caught_and_named(
    told_story: Story, wire: Report, sentence: int, told: str, what: Checked
) -> None:
    assert what in {each.what for each in check_sentence(told, (wire.sentences[sentence],), told_story)}


def test_a_sentence_that_cites_nothing_never_passes(told_story: Story) -> None:
    assert [each.what for each in check_sentence("A tram left the rails.", (), told_story)] == [Checked.TRACE]


def test_a_span_outside_its_report_is_seen(told_story: Story, wire: Report) -> None:
    assert covers_all(wire.sentences, told_story)
    assert not covers_all([Span(wire.id, 0, 10**6)], told_story)
    assert not covers_all([Span(ReportId("r0"), 0, 1)], told_story)
