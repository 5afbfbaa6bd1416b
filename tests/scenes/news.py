"""Small invented news: pages made from a few words, read by the real reader."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from headwater.journey import analyse, tell_reports
from headwater.read.pages import open_page, with_years_of_neighbours
from headwater.relate.together import story_of
from headwater.vocabulary.brief import Brief
from headwater.vocabulary.page import Page
from headwater.vocabulary.report import Report
from headwater.vocabulary.story import Story

DAY = date(2024, 5, 3)


def page(agency: str, *paragraphs: str, place: str = "BRNO", day: date = DAY, headline: str | None = None) -> Page:
    """A text page as an agency prints it: headline, date, dateline, paragraphs."""
    dateline = f"{place}, {day:%B} {day.day} ({agency}) - "
    body = "\n\n".join([dateline + paragraphs[0], *paragraphs[1:]])
    head = f"{headline}\n\n" if headline else ""
    return Page(f"{agency.lower()}.txt", f"{head}{day.day} {day:%B %Y}\n\n{body}\n".encode(), "text/plain")


def report(agency: str, *paragraphs: str, place: str = "BRNO", day: date = DAY, headline: str | None = None) -> Report:
    """The report on such a page."""
    return read(page(agency, *paragraphs, place=place, day=day, headline=headline))


def read(page: Page) -> Report:
    """The report on a page."""
    (opened,) = with_years_of_neighbours([open_page(page)])
    return analyse(opened)


def story(*reports: Report) -> Story:
    """The one story of these reports."""
    return story_of(reports)


def brief(*reports: Report) -> Brief:
    """The brief of the one story of these reports."""
    return tell_reports(reports)


def told(report: Report, spans: Sequence[object]) -> list[str]:
    """The words of spans of a report, for reading a failed test."""
    return [span.of(report.text) for span in spans]  # type: ignore[attr-defined]


TRAM_WIRE = (
    "Eleven people were hurt when a tram left the rails in the centre of Brno on Friday morning, police said.",
    "The tram was taking a bend near the main station when its second car jumped the track and struck a kiosk.",
    '"We heard a bang and then the windows came in," passenger Ota Hruby told reporters at the scene.',
    "Three of the injured were taken to the university hospital, where doctors said their lives were not in danger.",
    "The line was laid in 1972 and was due to be rebuilt next year at a cost of 40 million crowns.",
    "Mayor Jana Kralova said the city must replace all old bends before the winter.",
    "Traffic through the square was stopped for six hours and buses carried passengers instead.",
)
TRAM_REWRITE = (
    "A tram derailed in central Brno on Friday morning, leaving eleven people injured, according to police.",
    "As the vehicle negotiated a curve close to the main railway station, its second carriage left the track and hit "
    "a kiosk.",
    '"There was a loud bang and suddenly the windows were coming in," passenger Ota Hruby stated to journalists there.',
    "Three of those injured were transported to the university hospital, where physicians indicated that they were "
    "not in a life-threatening condition.",
    "The track, constructed in 1972, had been scheduled for reconstruction next year at an estimated cost of 40 "
    "million crowns.",
    "Mayor Jana Kralova emphasized that the city must replace all outdated curves before the winter.",
    "Traffic across the square was suspended for six hours, with buses transporting passengers in the meantime.",
)
TRAM_LOCAL = (
    "The number four tram was full of schoolchildren when it came off the rails in Brno shortly before eight.",
    "Baker Pavel Mly saw it from his door. “The back swung out like a gate,” he said.",
    "Police counted eleven injured, most of them with cuts from broken glass.",
    "Residents have complained about the corner for years, and a petition with 900 names has lain at the town hall "
    "since March.",
    "Trams ran again in the afternoon, at walking pace and past a row of onlookers with telephones.",
)
