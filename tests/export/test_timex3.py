"""TimeML: what is printed parses back to the same spans and values, whatever the text holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from headwater.export.timex3 import print_timex3, timeml_of
from headwater.read.moments import find_moments
from headwater.read.pages import open_page
from headwater.read.prose import prose_of
from headwater.read.reports import analyse
from headwater.vocabulary.brief import Edition
from headwater.vocabulary.moment import Derivation, day_moment
from headwater.vocabulary.page import Page
from headwater.vocabulary.report import Report
from tests.scenes.briefs import ferry_edition

FERRY = """Ferry sinks off Brask

BRASK, March 14, 2025 (AP) - The ferry <Ada> & her tender sank on Friday. She was raised two days later.

"We met yesterday," Ana Ruz said on Wednesday. The fair runs from 9-11 May 2024, and trains run every Monday.

The pier was shut in early March 1990 for more than three years, until 31 April 1993.
"""


def read(text: str) -> Report:
    return analyse(open_page(Page("ferry.txt", text.encode(), "text/plain")), "none")


def parsed(report: Report) -> etree._Element:
    return etree.fromstring(timeml_of(report).encode())


def marked(document: etree._Element) -> list[tuple[int, int, str]]:
    """Start, end and value of every time in the text; a range by its two ends."""
    text, found = document.find("TEXT"), []
    points = {tag.get("tid"): tag.get("value") for tag in text}
    at = len(text.text or "")
    for tag in text:
        words = tag.text or ""
        if words:
            ends = [points[tag.get(name)] for name in ("beginPoint", "endPoint") if tag.get(name)]
            found.append((at, at + len(words), "/".join(ends) or tag.get("value")))
        at += len(words) + len(tag.tail or "")
    return found


def by_words(document: etree._Element) -> dict[str, etree._Element]:
    return {tag.text: tag for tag in document.iter("TIMEX3") if tag.text}


def test_what_is_printed_parses_back_to_the_text_the_spans_and_the_values() -> None:
    report = read(FERRY)
    document = parsed(report)

    assert "".join(document.find("TEXT").itertext()) == report.text
    spans = [(moment.span.start, moment.span.end, moment.timex) for moment in report.moments if moment.span]
    assert len(spans) > 7
    assert marked(document) == spans


def test_every_time_says_from_which_other_it_was_counted() -> None:
    document = parsed(read(FERRY))
    times = by_words(document)
    ids = {tag.get("tid"): tag for tag in document.iter("TIMEX3")}

    def counted_from(words: str) -> str | None:
        anchor = times[words].get("anchorTimeID")
        return ids[anchor].text if anchor else None

    assert counted_from("Friday") == "2025-03-14"
    assert counted_from("two days later") == "Friday"
    assert counted_from("yesterday") == "Wednesday"
    assert counted_from("early March 1990") is None
    assert times["Friday"].get("temporalFunction") == "true"
    assert times["early March 1990"].get("temporalFunction") == "false"


def test_the_day_of_the_report_stands_in_the_dct() -> None:
    (day,) = parsed(read(FERRY)).find("DCT")

    assert (day.get("tid"), day.get("value"), day.get("functionInDocument")) == ("t0", "2025-03-14", "CREATION_TIME")


def test_a_report_without_a_day_has_an_empty_dct_and_nothing_leans_on_it() -> None:
    document = parsed(
        read("Ferry sinks\n\nThe ferry sank on Friday off the coast of Brask, the harbour office said.\n")
    )

    assert len(document.find("DCT")) == 0
    (friday,) = document.find("TEXT")
    assert (friday.get("anchorTimeID"), friday.get("value")) == (None, "XXXX-XX-XX")
    assert friday.get("comment") == "no dateline or date of publication to count from"


def test_early_and_more_than_are_mods_and_every_is_a_quant() -> None:
    times = by_words(parsed(read(FERRY)))

    assert times["early March 1990"].get("mod") == "START"
    assert times["more than three years"].get("mod") == "MORE_THAN"
    assert (times["every Monday"].get("type"), times["every Monday"].get("quant")) == ("SET", "EVERY")


def test_a_range_is_a_duration_between_two_points() -> None:
    document = parsed(read(FERRY))
    fair = by_words(document)["9-11 May 2024"]
    ids = {tag.get("tid"): tag for tag in document.iter("TIMEX3")}

    assert (fair.get("type"), fair.get("value")) == ("DURATION", "P3D")
    assert ids[fair.get("beginPoint")].get("value") == "2024-05-09"
    assert ids[fair.get("endPoint")].get("value") == "2024-05-11"


def test_several_reports_are_one_corpus_of_documents() -> None:
    edition = ferry_edition()
    corpus = etree.fromstring(print_timex3(edition).encode())

    assert corpus.tag == "TimeMLCorpus"
    assert [child.tag for child in corpus] == ["TimeML"] * sum(len(brief.story.reports) for brief in edition)


def test_nothing_told_is_an_empty_corpus() -> None:
    assert len(etree.fromstring(print_timex3(Edition()).encode())) == 0


# What a report's text may hold: no `\\r`, which reading turns into a line feed, but everything else that XML dislikes.
_HOSTILE = st.lists(
    st.one_of(
        st.sampled_from(
            ["Friday", "9-11 May 2024", "two days later", "<b>", "&amp;", "]]>", "\x00", "\x0b", "\r", "\ufffe"]
        ),
        st.text(max_size=8),
    ),
    max_size=20,
).map(" ".join)


@settings(max_examples=80, deadline=None)
@given(_HOSTILE)
def test_any_text_is_well_formed_and_keeps_its_offsets(text: str) -> None:
    moments = find_moments(prose_of(text), day_moment(date(2025, 3, 14), Derivation.PUBLISHED))
    document = parsed(replace(_EMPTY, text=text, moments=moments))
    printed = "".join(document.find("TEXT").itertext())

    assert len(printed) == len(text)
    assert all(a == b for a, b in zip(printed, text, strict=True) if b != "\ufffd" and a != "\ufffd")
    assert marked(document) == [(moment.span.start, moment.span.end, moment.timex) for moment in moments if moment.span]


_EMPTY = read("Ferry sinks\n\nThe ferry sank off the coast of Brask, the harbour office said.\n")
