"""The journey: read, relate, weigh, tell, in order, on one page. No store, clock or network in it.

Each step is a pure function over values, so it runs in a test, in a notebook, and wherever `run/` sends it. Pages are
grouped into stories before they are analysed: a page that prints no year takes it from the others of its story.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from headwater.errors import TooSlow, UnreadablePage
from headwater.read.pages import (
    OpenedPage,
    dated_by,
    open_page,
    open_page_fast,
    why_not_analysed,
    with_years_of_neighbours,
)
from headwater.read.reports import analyse
from headwater.relate.kin import find_kin
from headwater.relate.stories import group_subjects, subject_of
from headwater.relate.together import story_of
from headwater.tell.brief import tell_story
from headwater.tell.verify import verify_against, verify_text
from headwater.vocabulary.archive import AnalysisKey
from headwater.vocabulary.brief import Brief
from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.ownership import Owners
from headwater.vocabulary.page import Page
from headwater.vocabulary.report import Report
from headwater.vocabulary.story import Story
from headwater.vocabulary.subject import Subject
from headwater.weigh.findings import weigh_story

__all__ = [
    "analyse",
    "group_pages",
    "leave_for_time",
    "leave_unanalysed",
    "open_fast_or_leave",
    "open_or_leave",
    "relate_reports",
    "subject_of_page",
    "tell_reports",
    "verify_against",
    "verify_text",
]


def open_or_leave(page: Page) -> OpenedPage | LeftOut:
    """One page opened, or why it was left out: what is wrong with a page never stops the others."""
    return _or_leave(open_page, page)


def open_fast_or_leave(page: Page) -> OpenedPage | LeftOut:
    """As `open_or_leave`, in the fast way of reading."""
    return _or_leave(open_page_fast, page)


def _or_leave(open_one: Callable[[Page], OpenedPage], page: Page) -> OpenedPage | LeftOut:
    try:
        return open_one(page)
    except UnreadablePage as fault:
        return LeftOut(fault.address, fault.reason)


def leave_for_time(page: Page, seconds: float) -> LeftOut:
    """Why a page was left out that was not read after so many seconds."""
    fault = TooSlow(page.address, f"{seconds:g} s")
    return LeftOut(fault.address, fault.reason)


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as it goes into an archive: its report, and what grouping needs to know of it."""

    report: Report
    subject: Subject


# Raise it with every change of `read/` that changes what is found on a page: `headwater reread` then reads again what
# was read before.
READING_VERSION = 1


def reading_key(parse_model: str) -> AnalysisKey:
    """What reports are analysed with here."""
    return AnalysisKey("read", READING_VERSION, f"parse={parse_model}")


def read_or_leave(page: Page, parse_model: str) -> ReadPage | LeftOut:
    """One page read to its end, for an archive; or why it was left out."""
    opened = open_or_leave(page)
    if isinstance(opened, LeftOut):
        return opened
    return why_not_analysed(opened) or ReadPage(analyse(opened, parse_model), subject_of_page(opened))


def read_again(report: Report, days: Sequence[date], parse_model: str) -> Report:
    """A report read anew from its page, dated by the days of the other reports of its story if it prints no year."""
    return analyse(dated_by(open_page(report.page), days), parse_model)


def group_pages(opened: Sequence[OpenedPage]) -> list[list[OpenedPage]]:
    """The pages by the story they tell, in order, each dated as far as its story's pages allow."""
    subjects = [subject_of_page(page) for page in opened]
    return [with_years_of_neighbours([opened[place] for place in group]) for group in group_subjects(subjects)]


def subject_of_page(page: OpenedPage) -> Subject:
    """What a page is about, as far as grouping needs to know."""
    masthead, place = page.masthead, _place(page)
    return subject_of(page.headline, f"{place} {page.body}", masthead.day, page.masthead.outlet, place or None)


def leave_unanalysed(opened: Sequence[OpenedPage]) -> tuple[list[OpenedPage], list[LeftOut]]:
    """The pages that are analysed, and of the others why they are not and with which page they seem to tell one story:
    grouped with the rest by names and numbers, but never counted as an account."""
    reasons = {place: left for place, page in enumerate(opened) if (left := why_not_analysed(page)) is not None}
    kin = find_kin([f"{page.headline or ''}\n{page.body}" for page in opened], list(reasons)) if reasons else {}
    left_out = []
    for place, left in reasons.items():
        near = kin.get(place)
        if near is not None:
            names = ", ".join(near.shared[:_NAMES_TOLD])
            told = f"{left.reason}; may tell the story of {opened[near.place].page.address}, which has {names}, too"
            left = replace(left, reason=told)
        left_out.append(left)
    return [page for place, page in enumerate(opened) if place not in reasons], left_out


_NAMES_TOLD = 5


def _place(page: OpenedPage) -> str:
    """Where the page was filed: a local report may name its town nowhere else."""
    dateline = page.masthead.dateline
    return (dateline.place if dateline else None) or ""


def relate_reports(reports: Sequence[Report], owners: Owners | None = None) -> Story:
    """The reports of one story related."""
    return story_of(reports, owners)


def tell_reports(reports: Sequence[Report], owners: Owners | None = None) -> Brief:
    """The reports of one story related, weighed and told."""
    story = relate_reports(reports, owners)
    claims, findings = weigh_story(story)
    return tell_story(story, claims, findings)
