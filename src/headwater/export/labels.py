"""The short marks by which a brief points at its reports: a letter, a name, and the account it belongs to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from string import ascii_uppercase

from headwater.export.shown import on_one_line
from headwater.export.wording import day_words
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import ReportId
from headwater.vocabulary.story import Story


@dataclass(frozen=True, slots=True)
class Label:
    """How one report is called. `account` is the place of its origin among the story's origins: pages that go back
    to one text share it, and so their colour. `day` is when it was published, in words, or empty."""

    letter: str
    name: str
    account: int
    is_origin: bool
    day: str


def letter(place: int) -> str:
    """The letter of the report at that place: A..Z, then AA, AB...

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = ascii_uppercase[rest] + letters
    return letters


def labels_of(story: Story) -> dict[ReportId, Label]:
    """The label of each report, in the order of the story. Two reports of one name get a number each."""
    accounts = _accounts(story)
    origins: set[str] = set(story.lineage.origins)
    names = Counter(_name(report) for report in story.reports)
    seen: Counter[str] = Counter()
    labels = {}
    for place, report in enumerate(story.reports):
        name = _name(report)
        seen[name] += 1
        labels[report.id] = Label(
            letter=letter(place),
            name=f"{name} ({seen[name]})" if names[name] > 1 else name,
            account=accounts[report.id],
            is_origin=report.id in origins,
            day=_day(report),
        )
    return labels


def _name(report: Report) -> str:
    # A page that names no outlet is called by its address; of that, people know the last part.
    name = on_one_line(report.name)
    return name.rstrip("/").rpartition("/")[2] or name if report.name == report.page.address else name


def _day(report: Report) -> str:
    dateline = report.masthead.dateline
    published = report.masthead.published_at or (dateline.date if dateline else None)
    if published is None:
        return ""
    return day_words(published.date() if isinstance(published, datetime) else published)


def _accounts(story: Story) -> dict[ReportId, int]:
    places: dict[str, int] = {origin: place for place, origin in enumerate(story.lineage.origins)}
    return {report.id: places.setdefault(story.lineage.root_of(report.id), len(places)) for report in story.reports}
