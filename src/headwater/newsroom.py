"""The newsroom: the one object that scripts, the command line and the web hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from headwater.fetch.files import fetch_pages
from headwater.journey import analyse, group_pages, open_or_leave, tell_reports
from headwater.read.pages import OpenedPage
from headwater.run.here import run_here
from headwater.vocabulary.brief import Edition
from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.page import Page
from headwater.vocabulary.report import Report

Progress = Callable[[str], None]


class Newsroom:
    """Reads pages and tells the stories in them.

    >>> edition = Newsroom().brief([Page("notes", b"", "text/plain")])
    >>> list(edition), [left.page for left in edition.left_out]
    ([], ['notes'])
    """

    def brief(self, paths: Sequence[str | Path | Page], *, progress: Progress | None = None) -> Edition:
        """The briefs of the stories on these pages: files, folders, '-' for standard input, or pages in hand.

        `progress` is told the address of each page once it is read. Nothing is kept.
        """
        pages, left_out = fetch_pages(paths)
        opened: list[OpenedPage] = []
        for result in run_here(open_or_leave, pages):
            if isinstance(result, LeftOut):
                left_out.append(result)
            else:
                opened.append(result)
        stories = group_pages(opened)
        reports = self._analyse([page for story in stories for page in story], progress)
        return Edition(run_here(tell_reports, [[next(reports) for _ in story] for story in stories]), left_out)

    def _analyse(self, opened: Sequence[OpenedPage], progress: Progress | None) -> Iterator[Report]:
        for report in run_here(analyse, opened):
            if progress is not None:
                progress(report.page.address)
            yield report


def brief(paths: Sequence[str | Path | Page]) -> Edition:
    """The briefs of the stories on these pages, in one call.

    What comes back is a list of briefs that also tells what was left out: `edition.left_out`.
    """
    return Newsroom().brief(paths)
