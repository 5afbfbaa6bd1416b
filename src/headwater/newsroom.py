"""The newsroom: the one object that scripts, the command line and the web hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from headwater.errors import UnknownStory
from headwater.fetch.pages import fetch_pages
from headwater.journey import (
    analyse,
    group_pages,
    leave_for_time,
    leave_unanalysed,
    open_fast_or_leave,
    open_or_leave,
    relate_reports,
    tell_reports,
)
from headwater.read.pages import OpenedPage
from headwater.read.statements import RULES_ALONE
from headwater.run.budget import WithinTime
from headwater.run.here import run_here
from headwater.text.parse import DEFAULT_MODEL, check_model
from headwater.vocabulary.brief import Brief, Edition
from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.lineage import Lineage
from headwater.vocabulary.ownership import Owners
from headwater.vocabulary.page import Page
from headwater.vocabulary.report import Report
from headwater.vocabulary.story import Stories

Progress = Callable[[str], None]

# News pages take 20 to 200 ms. What takes this long is a page of 10 MB built to hurt.
SECONDS_A_PAGE = 30.0


class Newsroom:
    """Reads pages and tells the stories in them; keeps the pages that were added to it.

    >>> edition = Newsroom().brief([Page("notes", b"", "text/plain")])
    >>> list(edition), [left.page for left in edition.left_out]
    ([], ['notes'])
    """

    def __init__(self, *, parse_model: str = DEFAULT_MODEL) -> None:
        """A newsroom that keeps the pages added to it as long as it lives.

        `parse_model` is the package of the spaCy model that statements are found with, or 'none' for rules alone.
        Raises MissingModel where another than the one that comes with Headwater is named and not installed.
        """
        if parse_model not in (DEFAULT_MODEL, RULES_ALONE):
            check_model(parse_model)
        self._parse_model = parse_model
        self._pages: dict[str, Page] = {}
        self._edition: Edition | None = None

    def brief(
        self,
        paths: Sequence[str | Path | Page],
        *,
        progress: Progress | None = None,
        allow_private: bool = False,
        fast: bool = False,
        owners: Owners | None = None,
    ) -> Edition:
        """The briefs of the stories on these pages: files, folders, feeds, web archives, http and https addresses, '-'
        for standard input, or pages in hand.

        `progress` is told the address of each page once it is read. No machine that is not on the open internet is
        asked for a page unless `allow_private` is given. `fast` reads HTML pages in a fraction of the time, somewhat
        worse (extra `fast`). Outlets that `owners` puts under one hand are counted as one. Nothing is kept.
        """
        pages, left_out = fetch_pages(paths, allow_private=allow_private)
        open_one = open_fast_or_leave if fast else open_or_leave
        told = run_here(partial(tell_reports, owners=owners), self._group(pages, left_out, progress, open_one))
        return Edition(told, left_out)

    def trace(
        self,
        paths: Sequence[str | Path | Page],
        *,
        progress: Progress | None = None,
        allow_private: bool = False,
        fast: bool = False,
        owners: Owners | None = None,
    ) -> Stories:
        """Who copied whom on these pages: their stories with the lineage of each, neither weighed nor told.

        What goes in is what `brief` takes. Nothing is kept.
        """
        pages, left_out = fetch_pages(paths, allow_private=allow_private)
        open_one = open_fast_or_leave if fast else open_or_leave
        stories = run_here(partial(relate_reports, owners=owners), self._group(pages, left_out, progress, open_one))
        return Stories(stories, left_out)

    def add(self, paths: Sequence[str | Path | Page], *, allow_private: bool = False) -> list[LeftOut]:
        """Keep these pages for the newsroom's stories; what could not be kept comes back with its reason."""
        pages, left_out = fetch_pages(paths, allow_private=allow_private)
        for page in pages:
            if self._pages.setdefault(page.sha256, page) is not page:
                left_out.append(LeftOut(page.address, "the same page was added before; it counts once"))
        self._edition = None
        return left_out

    def stories(self) -> Edition:
        """The briefs of all stories in the pages added so far, and which pages tell none."""
        if self._edition is None:
            left_out: list[LeftOut] = []
            grouped = self._group(tuple(self._pages.values()), left_out, None, open_or_leave)
            self._edition = Edition(run_here(tell_reports, grouped), left_out)
        return self._edition

    def story(self, story_id: str) -> Brief:
        """The brief of one story of those in the pages added; UnknownStory if there is none of that id."""
        for brief in self.stories():
            if brief.story.id == story_id:
                return brief
        raise UnknownStory(story_id, len(self.stories()))

    def lineage(self, story_id: str) -> Lineage:
        """Who copied whom in one story."""
        return self.story(story_id).story.lineage

    def _group(
        self,
        pages: Sequence[Page],
        left_out: list[LeftOut],
        progress: Progress | None,
        open_one: Callable[[Page], OpenedPage | LeftOut],
    ) -> list[list[Report]]:
        """The reports of each story on the pages; what cannot be read goes to `left_out`."""
        opened: list[OpenedPage] = []
        for result in run_here(WithinTime(open_one, SECONDS_A_PAGE, leave_for_time), pages):
            if isinstance(result, LeftOut):
                left_out.append(result)
            else:
                opened.append(result)
        opened, unanalysed = leave_unanalysed(opened)
        left_out += unanalysed
        stories = group_pages(opened)
        reports = self._analyse([page for story in stories for page in story], progress)
        return [[next(reports) for _ in story] for story in stories]

    def _analyse(self, opened: Sequence[OpenedPage], progress: Progress | None) -> Iterator[Report]:
        for report in run_here(partial(analyse, parse_model=self._parse_model), opened):
            if progress is not None:
                progress(report.page.address)
            yield report


def brief(paths: Sequence[str | Path | Page]) -> Edition:
    """The briefs of the stories on these pages, in one call.

    What comes back is a list of briefs that also tells what was left out: `edition.left_out`.
    """
    return Newsroom().brief(paths)
