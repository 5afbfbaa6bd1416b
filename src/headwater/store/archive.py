"""The store over any database: reports in, reports and answers out. What is written stands in `filing.py`, `board.py`
and `briefs.py`, what is asked in `listing.py` and `finding.py`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from headwater.store import briefs, filing, finding, listing, loading
from headwater.store.accounts import Accounts
from headwater.store.database import Database, address_key, one_value, storable
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

# How many rows a long answer takes from the archive at a time, so that it neither fills memory nor holds up others.
ROWS_AT_A_TIME = 1_000


class Archive:
    """A store in a database; see `Store` for what each method promises."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.accounts = Accounts(database)

    @property
    def where(self) -> str:
        """The file or the server of the archive."""
        return self._database.where

    def file(self, filings: Sequence[Filing], at: datetime) -> None:
        """Keep reports, all in one transaction."""
        with self._database.writing() as archive:
            filing.file(archive, self.where, filings, at)

    def refile(self, reports: Sequence[Report], key: AnalysisKey) -> None:
        """Put newer analyses in the place of older ones."""
        with self._database.writing() as archive:
            filing.refile(archive, self.where, reports, key)
            briefs.count_change(archive)

    def held(self, reports: Collection[ReportId]) -> set[ReportId]:
        """Those of some reports that are held."""
        with self._database.reading() as archive:
            return set(loading.numbers_of(archive, reports))

    def current(self, address: str) -> ReportId | None:
        """The newest version of the report at an address."""
        sql = (
            "SELECT id FROM reports WHERE address_key = ? AND address = ? AND is_current = 1"
            " ORDER BY number DESC LIMIT 1"
        )
        with self._database.reading() as archive:
            found: ReportId | None = one_value(archive, sql, (address_key(address), storable(address)))
            return found

    def load_reports(self, reports: Sequence[ReportId]) -> list[Report]:
        """Reports as they were filed."""
        with self._database.reading() as archive:
            return loading.load_reports(archive, self.where, reports)

    def load_pages(self, reports: Sequence[ReportId]) -> list[Page]:
        """The pages of reports as they came."""
        with self._database.reading() as archive:
            return loading.load_pages(archive, self.where, reports)

    def load_texts(self, reports: Sequence[ReportId]) -> list[str]:
        """The texts of reports alone."""
        with self._database.reading() as archive:
            return loading.load_texts(archive, self.where, reports)

    def versions(self, report: ReportId) -> tuple[ReportId, ...]:
        """All versions of a report, the oldest first."""
        sql = "SELECT v.id FROM reports r JOIN reports v ON v.original = r.original WHERE r.id = ? ORDER BY v.number"
        with self._database.reading() as archive:
            return tuple(version for (version,) in archive.rows(sql, (report,)))

    def story_of(self, report: ReportId) -> StoryId:
        """The story that a report belongs to now."""
        with self._database.reading() as archive:
            return loading.story_of(archive, self.where, report)

    def members(self, story: StoryId) -> tuple[ReportId, ...]:
        """The reports of a story in their newest versions."""
        with self._database.reading() as archive:
            return loading.members(archive, story)

    def merged_into(self, story: StoryId) -> StoryId | None:
        """Where the reports of a merged story went."""
        sql = "SELECT t.id FROM stories s JOIN stories t ON t.number = s.merged_into WHERE s.id = ?"
        with self._database.reading() as archive:
            found: StoryId | None = one_value(archive, sql, (story,))
            return found

    def stories(self, query: StoryQuery) -> StoryRows:
        """Stories as a list shows them."""
        with self._database.reading() as archive:
            return listing.stories(archive, query)

    def findings(self, query: FindingQuery) -> FindingRows:
        """The findings of the briefs that were last kept."""
        with self._database.reading() as archive:
            return listing.findings(archive, query)

    def arrivals(self, stories: Sequence[StoryId], steps: int) -> dict[StoryId, tuple[int, ...]]:
        """How many reports of each story came out in each step of its time."""
        with self._database.reading() as archive:
            return listing.arrivals(archive, stories, steps)

    def untold(self, most: int) -> list[StoryId]:
        """Stories that have no brief as of now."""
        sql = (
            "SELECT id FROM stories s WHERE reports > 0"
            " AND NOT EXISTS (SELECT 1 FROM briefs b WHERE b.story = s.number)"
            " ORDER BY newest_at DESC, number DESC LIMIT ?"
        )
        with self._database.reading() as archive:
            return [story for (story,) in archive.rows(sql, (most,))]

    def stats(self) -> ArchiveStats:
        """How much is held."""
        with self._database.reading() as archive:
            return listing.stats(archive)

    def search(self, query: SearchQuery) -> Hits:
        """Reports that hold the words."""
        with self._database.reading() as archive:
            return finding.search(archive, query)

    def holding(self, words: Sequence[str], most: int) -> list[ReportId]:
        """The reports that hold most of some words."""
        with self._database.reading() as archive:
            return finding.holding(archive, words, most)

    def subjects(self, after: int = 0) -> Iterator[FiledSubject]:
        """The subjects of current reports in stories that changed after an event."""
        last = 0
        while True:
            with self._database.reading() as archive:
                found = loading.subjects(archive, self.where, after, last, ROWS_AT_A_TIME)
            yield from (subject for _, subject in found)
            if len(found) < ROWS_AT_A_TIME:
                return
            last = found[-1][0]

    def subjects_of(self, stories: Sequence[StoryId]) -> list[FiledSubject]:
        """The subjects of the current reports of some stories."""
        with self._database.reading() as archive:
            return loading.subjects_of(archive, self.where, stories)

    def events(self, after: int = 0, story: StoryId | None = None) -> Iterator[LoggedEvent]:
        """The log of stories after an event."""
        while True:
            with self._database.reading() as archive:
                found = listing.events(archive, after, story, ROWS_AT_A_TIME)
            yield from found
            if len(found) < ROWS_AT_A_TIME:
                return
            after = found[-1].number

    def stamp(self) -> str:
        """A stamp of all that stories, reports and findings show."""
        with self._database.reading() as archive:
            last = one_value(archive, "SELECT MAX(number) FROM events", ()) or 0
            return f"{last}-{briefs.changes(archive)}"

    def last_event(self) -> int:
        """The number of the last event of the log."""
        with self._database.reading() as archive:
            return int(one_value(archive, "SELECT MAX(number) FROM events", ()) or 0)

    def stale(self, key: AnalysisKey) -> Iterator[ReportId]:
        """Current reports that were analysed with something else, the newest first."""
        last: int | None = None
        while True:
            with self._database.reading() as archive:
                found = loading.stale(archive, key, last, ROWS_AT_A_TIME)
            yield from (report for _, report in found)
            if len(found) < ROWS_AT_A_TIME:
                return
            last = found[-1][0]

    def save_brief(self, brief: Brief, of: Sequence[ReportId], at: datetime) -> None:
        """Keep a brief until its story changes."""
        with self._database.writing() as archive:
            briefs.save(archive, brief, of, at)

    def load_brief(self, story: StoryId) -> Brief | None:
        """The brief of a story, if nothing has changed since it was kept."""
        with self._database.reading() as archive:
            return briefs.load(archive, self.where, story)

    def load_outline(self, story: StoryId) -> StoryOutline | None:
        """What the brief of a story says of its reports, without them."""
        with self._database.reading() as archive:
            return briefs.load_outline(archive, self.where, story)

    def brief_stamp(self, story: StoryId) -> str | None:
        """A stamp of the brief that is kept of a story."""
        with self._database.reading() as archive:
            return briefs.stamp(archive, story)

    def save_shown(self, story: StoryId, of: str, shown_as: str, page: bytes) -> None:
        """Keep a page beside the brief it was made from."""
        with self._database.writing() as archive:
            briefs.save_shown(archive, story, of, shown_as, page)

    def load_shown(self, story: StoryId, shown_as: str) -> bytes | None:
        """The page that is kept beside a brief, if it was made so."""
        with self._database.reading() as archive:
            return briefs.load_shown(archive, story, shown_as)

    def unshown(self, shown_as: str, most: int) -> list[StoryId]:
        """Told stories without a page made so."""
        with self._database.reading() as archive:
            return briefs.unshown(archive, shown_as, most)

    def save_state(self, name: str, content: bytes) -> None:
        """Keep a named piece of state."""
        sql = (
            "INSERT INTO states (name, content) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET content = excluded.content"
        )
        with self._database.writing() as archive:
            archive.run(sql, [(name, content)])

    def load_state(self, name: str) -> bytes | None:
        """A named piece of state."""
        with self._database.reading() as archive:
            content = one_value(archive, "SELECT content FROM states WHERE name = ?", (name,))
            return None if content is None else bytes(content)

    def copy_to(self, path: Path) -> None:
        """Copy one state of the archive to a SQLite file."""
        self._database.copy_to(path)

    def backup(self, copy: Path, *, replace: bool = False) -> BackedUp:
        """Copy the archive to a file and check the copy."""
        # What checks a copy opens it as an archive, which is this class.
        from headwater.store.backup import back_up

        return back_up(self, copy, replace=replace)

    def close(self) -> None:
        """Let go of files and connections."""
        self._database.close()
