"""Any text against a story: what it bears out passes, one wrong word in the right place does not."""

from __future__ import annotations

import pytest

from headwater.tell.verify import verify_against, verify_text
from headwater.vocabulary.story import Story
from headwater.vocabulary.verify import Checked, Standing
from tests.scenes.news import TRAM_LOCAL, TRAM_WIRE, report, story

TRUE = (
    "11 people were hurt when a tram left the rails in the centre of Brno on 3 May 2024.",
    "Mayor Jana Kralova said the city must replace all old bends before the winter.",
    "Three of the injured were taken to the university hospital; their lives weren't in danger.",
    "“We heard a bang ... the windows came in,” said Ota Hruby.",
    "The line was laid in 1972; traffic through the square was stopped for 6 hours.",
    "A petition with 900 names has lain at the town hall since March.",
)
FALSE = (
    ("Twelve people were hurt when a tram left the rails in the centre of Brno.", Checked.NUMBER, "Eleven"),
    ("Eleven people were hurt when a tram left the rails in the centre of Graz.", Checked.NAME, "Brno"),
    ("The line was laid in 1973.", Checked.DATE, "1972"),
    ("Mayor Petra Kralova said the city must replace all old bends.", Checked.NAME, "Jana"),
    ("Mayor Jana Kralova said the city may replace all old bends.", Checked.MODALITY, "must replace"),
    ("Mayor Jana Kralova said the city replaces all old bends before the winter.", Checked.MODALITY, None),
    ("Traffic through the square was not stopped for six hours.", Checked.NEGATION, "stopped"),
    ("Doctors said their lives were in danger.", Checked.NEGATION, "not in danger"),
    ("“We heard a crash and then the windows came in,” Hruby said.", Checked.QUOTATION, None),
    # The number and the name stand in the story, but not in this place.
    ("40 people were hurt when a tram left the rails in the centre of Brno, police said.", Checked.NUMBER, "Eleven"),
    ("Baker Ota Hruby saw it from his door.", Checked.NAME, "Pavel"),
)


@pytest.fixture(scope="module")
def tram() -> Story:
    return story(report("AFP", *TRAM_WIRE), report("Brno Post", *TRAM_LOCAL))


@pytest.mark.parametrize("sentence", TRUE)
def test_what_the_reports_say_in_nearly_their_words_is_supported_with_a_trace(tram: Story, sentence: str) -> None:
    (verdict,) = verify_text(sentence, tram)
    assert (verdict.standing, verdict.faults) == (Standing.SUPPORTED, ())
    assert verdict.sources


@pytest.mark.parametrize(("sentence", "what", "instead"), FALSE)
def test_one_wrong_word_is_found_and_what_stands_there_is_named(
    tram: Story, sentence: str, what: Checked, instead: str | None
) -> None:
    (verdict,) = verify_text(sentence, tram)
    faults = [fault for fault in verdict.faults if fault.what is what]
    assert faults
    assert verdict.standing is not Standing.SUPPORTED
    if instead is not None:
        assert instead in [fault.instead for fault in faults]
        assert all(tram.words(fault.where) == fault.instead for fault in faults if fault.where)
    for fault in faults:
        assert sentence[fault.place.start : fault.place.end].strip() == fault.words.strip()


def test_what_no_report_tells_is_unsupported_as_a_whole_and_cites_nothing(tram: Story) -> None:
    (verdict,) = verify_text("The orchestra played Dvorak to a full house.", tram)
    assert verdict.standing is Standing.UNSUPPORTED
    assert [fault.what for fault in verdict.faults] == [Checked.TRACE]
    assert verdict.sources == ()


def test_places_are_those_of_the_text_that_was_checked(tram: Story) -> None:
    text = f"{TRUE[1]}\n\n{FALSE[2][0]} {TRUE[5]}"
    verdicts = verify_text(text, tram)
    assert [text[v.place.start : v.place.end] for v in verdicts] == [v.text for v in verdicts]
    assert [v.standing for v in verdicts] == [Standing.SUPPORTED, Standing.ALTERED, Standing.SUPPORTED]
    assert [text[f.place.start : f.place.end] for f in verdicts[1].faults] == ["1973"]


def test_of_two_stories_each_sentence_is_held_against_the_one_that_bears_it_out(tram: Story) -> None:
    ferry = story(
        report("Northwire", "The ferry Ansgard turned back to Pellow in thick fog with 216 passengers aboard.")
    )
    verdicts = verify_against(f"{TRUE[1]} The ferry Ansgard turned back to Pellow with 216 passengers.", [ferry, tram])
    assert [verdict.standing for verdict in verdicts] == [Standing.SUPPORTED] * 2
    assert [tram_or_ferry(verdict.sources[0].report, tram) for verdict in verdicts] == [True, False]


def tram_or_ferry(report_id: str, tram: Story) -> bool:
    return report_id in {report.id for report in tram.reports}


def test_a_report_bears_out_all_of_itself(tram: Story) -> None:
    for one in tram.reports:
        for span in one.sentences:
            assert all(v.standing is Standing.SUPPORTED for v in verify_text(span.of(one.text), tram)), span.of(
                one.text
            )


HOSTILE = ["", "  \n ", "...", "“”", "\x00\ud800", "“" * 500, "not " * 3000, "9" * 5000, "Ωß漢字。"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_and_empty_texts_are_answered(tram: Story, text: str) -> None:
    assert all(verdict.standing is not Standing.SUPPORTED for verdict in verify_text(text, tram))
    assert all(verdict.standing is Standing.UNSUPPORTED for verdict in verify_against(text, []))


def test_two_people_of_one_surname_are_two_people(tram: Story) -> None:
    court = story(
        report(
            "Northwire", "Randy Chapman, 23, was pronounced dead. His cousin Demi Chapman was not hurt, police said."
        )
    )
    (verdict,) = verify_text("Demi Chapman, 23, was pronounced dead.", court)
    assert [fault.instead for fault in verdict.faults] == ["Randy"]
