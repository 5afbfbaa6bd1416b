"""What any store must do; `tests/promises/test_store.py` holds each of them to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from headwater.store.accounts import Accounts
from headwater.vocabulary.archive import (
    AnalysisKey,
    ArchiveStats,
    BackedUp,
    FiledSubject,
    Filing,
    FindingQuery,
    FindingRows,
    Hits,
    LoggedEvent,
    SearchQuery,
    StoryQuery,
    StoryRows,
)
from headwater.vocabulary.brief import Brief
from headwater.vocabulary.page import Page
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import ReportId
from headwater.vocabulary.story import StoryId, StoryOutline


class Store(Protocol):
    """Keeps reports with their pages, analyses, search entries and stories.

    What `file` has returned from is kept, whatever happens then; what it has not is not there at all. Every method may
    raise an ArchiveError that names the archive and what to do.
    """

    @property
    def accounts(self) -> Accounts:
        """Who may ask over the web, and what they added."""
        ...

    def file(self, filings: Sequence[Filing], at: datetime) -> None:
        """Keep reports: each with page, analysis, search entry and what it did to stories, all in one transaction.

        A page that is held already changes nothing, its events neither. An event may name a story that was merged away
        meanwhile: it stands for the one it went to. BrokenFiling where the events give a report no story, UnknownReport
        where they name one that is not held. `at` is when they are kept; the log never runs backwards, even where the
        clock does.
        """
        ...

    def held(self, reports: Collection[ReportId]) -> set[ReportId]:
        """Those of some reports that are held, in whatever version."""
        ...

    def current(self, address: str) -> ReportId | None:
        """The newest report at an address, if one is held."""
        ...

    def load_reports(self, reports: Sequence[ReportId]) -> list[Report]:
        """Reports as they were filed, pages with their bytes, in the order asked for; UnknownReport names one that is
        not held."""
        ...

    def load_pages(self, reports: Sequence[ReportId]) -> list[Page]:
        """The pages of reports as they came, also where an analysis is read no more: what `reread` starts from."""
        ...

    def load_texts(self, reports: Sequence[ReportId]) -> list[str]:
        """The texts of reports alone, in the order asked for: a tenth of the work of `load_reports`."""
        ...

    def versions(self, report: ReportId) -> tuple[ReportId, ...]:
        """All versions of a report, the oldest first."""
        ...

    def story_of(self, report: ReportId) -> StoryId:
        """The story that a report belongs to now; UnknownReport if it is not held."""
        ...

    def members(self, story: StoryId) -> tuple[ReportId, ...]:
        """The reports of a story in their newest versions, in the order they came (a version stands where the first
        one came); empty if there is none of that id or it was merged away."""
        ...

    def merged_into(self, story: StoryId) -> StoryId | None:
        """Where the reports of a story went that was merged away, as of now; null for one that was not."""
        ...

    def stories(self, query: StoryQuery) -> StoryRows:
        """Stories as a list shows them."""
        ...

    def findings(self, query: FindingQuery) -> FindingRows:
        """The findings of the briefs that were last kept, the newest first; those of one telling in its order. What
        only one account has is no finding here."""
        ...

    def arrivals(self, stories: Sequence[StoryId], steps: int) -> dict[StoryId, tuple[int, ...]]:
        """How many reports of each story came out in so many equal steps from its first to its newest."""
        ...

    def untold(self, most: int) -> list[StoryId]:
        """Stories that have no brief as of now, the newest first, at most so many."""
        ...

    def search(self, query: SearchQuery) -> Hits:
        """Reports that hold all the words, newest versions only. The newest 1,000 of them are ranked; the total is not
        counted beyond. Words are found as printed, whatever their case and accents; `flood*` finds what begins so. With
        no words, all that the other fields leave."""
        ...

    def holding(self, words: Sequence[str], most: int) -> list[ReportId]:
        """The reports, in whatever version, that hold most of some words, the rarest counting most: what `check` lays
        beside a text."""
        ...

    def subjects(self, after: int = 0) -> Iterator[FiledSubject]:
        """The subjects of current reports whose story changed after an event of the log, in the order they came."""
        ...

    def subjects_of(self, stories: Sequence[StoryId]) -> list[FiledSubject]:
        """The subjects of the current reports of some stories, in the order they came."""
        ...

    def events(self, after: int = 0, story: StoryId | None = None) -> Iterator[LoggedEvent]:
        """The log of stories after an event, of all or of those that name one story on either side."""
        ...

    def stamp(self) -> str:
        """What stays the same as long as no story, report, brief or finding does, and changes with each of them: what
        was made from the archive is good as long as this is the same."""
        ...

    def last_event(self) -> int:
        """The number of the last event of the log; 0 where there is none."""
        ...

    def stale(self, key: AnalysisKey) -> Iterator[ReportId]:
        """Current reports that were not analysed with this step, version and options, or in a form that is read no
        more, the newest first."""
        ...

    def refile(self, reports: Sequence[Report], key: AnalysisKey) -> None:
        """Put newer analyses, texts and search entries in the place of older ones; pages, stories and subjects stay,
        briefs of their stories go."""
        ...

    def save_brief(self, brief: Brief, of: Sequence[ReportId], at: datetime) -> None:
        """Keep a brief until its story changes. `of` are the members it was made of: where these are not the story's
        members any more, nothing is kept. The list of stories then knows its origins, that of findings what it found:
        what a former brief of the story had found keeps its time, what is new was found `at`."""
        ...

    def load_brief(self, story: StoryId) -> Brief | None:
        """The brief of a story as it was last kept, if nothing has changed since."""
        ...

    def load_outline(self, story: StoryId) -> StoryOutline | None:
        """What the brief that is kept of a story says of its reports, without them; null where none is kept."""
        ...

    def brief_stamp(self, story: StoryId) -> str | None:
        """What stays the same as long as the brief that is kept of a story does, and changes with it; null where none
        is kept. A hundredth of the work of `load_brief`."""
        ...

    def save_shown(self, story: StoryId, of: str, shown_as: str, page: bytes) -> None:
        """Keep a page made from the brief of a story beside it, in the place of a former; it goes with its brief. `of`
        is the stamp of the brief it was made from: where that is another by now, nothing is kept. `shown_as` names what
        it was made by."""
        ...

    def load_shown(self, story: StoryId, shown_as: str) -> bytes | None:
        """The page that is kept beside the brief of a story, if it was made by that; else null."""
        ...

    def unshown(self, shown_as: str, most: int) -> list[StoryId]:
        """Stories whose brief has no page beside it that was made by that, the newest first, at most so many."""
        ...

    def save_state(self, name: str, content: bytes) -> None:
        """Keep a named piece of state (grouping, watching) in the place of the former."""
        ...

    def load_state(self, name: str) -> bytes | None:
        """A named piece of state as it was last kept."""
        ...

    def stats(self) -> ArchiveStats:
        """How much is held."""
        ...

    def backup(self, copy: Path, *, replace: bool = False) -> BackedUp:
        """Copy the archive to a file while others go on, and check the copy. All that `file` returned from before is in
        it. UnwritableArchive where a file stands there that is not to be replaced; BackupElsewhere where the server's
        own tools do it."""
        ...

    def close(self) -> None:
        """Let go of files and connections; nothing can be asked afterwards."""
        ...
