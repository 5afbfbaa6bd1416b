"""The journey: read, relate, weigh, tell, in order, on one page. No store, clock or network in it.

Each step is a pure function over values, so it runs in a test, in a notebook, and wherever `run/` sends it. Pages are
grouped into stories before they are analysed: a page that prints no year takes it from the others of its story.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from headwater.errors import TooSlow, UnreadablePage
from headwater.read.pages import OpenedPage, open_page, open_page_fast, why_not_analysed, with_years_of_neighbours
from headwater.read.reports import analyse
from headwater.relate.kin import find_kin
from headwater.relate.stories import group_subjects, subject_of
from headwater.relate.together import story_of
from headwater.tell.brief import tell_story
from headwater.tell.verify import verify_against, verify_text
from headwater.vocabulary.brief import Brief
from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.ownership import Owners
from headwater.vocabulary.page import Page
from headwater.vocabulary.report import Report
from headwater.vocabulary.story import Story
from headwater.weigh.findings import weigh_story

__all__ = [
    "analyse",
    "group_pages",
    "leave_for_time",
    "leave_unanalysed",
    "open_fast_or_leave",
    "open_or_leave",
    "relate_reports",
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


def leave_for_time(page: Page, seconds: float) -> OpenedPage | LeftOut:
    """Why a page was left out that was not read after so many seconds."""
    fault = TooSlow(page.address, f"{seconds:g} s")
    return LeftOut(fault.address, fault.reason)


def group_pages(opened: Sequence[OpenedPage]) -> list[list[OpenedPage]]:
    """The pages by the story they tell, in order, each dated as far as its story's pages allow."""
    subjects = [subject_of(page.headline, f"{_place(page)} {page.body}", page.masthead.day) for page in opened]
    return [with_years_of_neighbours([opened[place] for place in group]) for group in group_subjects(subjects)]


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
