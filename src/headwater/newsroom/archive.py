"""The archive at work: pages read, grouped and filed; stories told from what is held, always up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from itertools import groupby

from headwater.errors import UnknownStory
from headwater.journey import (
    ReadPage,
    leave_for_time,
    read_again,
    read_or_leave,
    reading_key,
    relate_reports,
    tell_reports,
)
from headwater.newsroom.desk_state import load_desk, save_desk
from headwater.read.pages import report_id
from headwater.relate.desk import Desk
from headwater.relate.together import with_story_names
from headwater.run.budget import WithinTime
from headwater.run.here import run_here
from headwater.store.promise import Store
from headwater.vocabulary.archive import Added, Additions, Filing, HeldReport, StoryChange
from headwater.vocabulary.brief import Brief
from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.ownership import Owners
from headwater.vocabulary.page import Page
from headwater.vocabulary.placement import Placement
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import ReportId
from headwater.vocabulary.story import Story, StoryId

Progress = Callable[[str], None]

# News pages take 20 to 200 ms. What takes this long is a page of 10 MB built to hurt.
SECONDS_A_PAGE = 30.0
# So many reports are kept in one transaction: a kill loses the reading of no more, and a disk is waited for once.
FILED_AT_ONCE = 50
# The state of grouping is kept whole after so many reports; fewer are read from their subjects when it is opened.
_STATE_AFTER = 5_000
# Keeping it costs what the number of stories costs: with a report added to this many it is left to the next time.
_STORIES_A_REPORT = 20
# Tracing who copied whom among so many takes some .15 s; who checks a sentence waits for it where nobody has opened
# the story yet.
MOST_TRACED = 10


class Archive:
    """A store with what the newsroom does in it. One at a time may write; several may, one after the other."""

    def __init__(self, store: Store, parse_model: str) -> None:
        self.store = store
        self._parse_model = parse_model
        self._desk: Desk | None = None
        self._seen = self._unsaved = 0

    def add(self, pages: Sequence[Page], left_out: Iterable[LeftOut], progress: Progress | None = None) -> Additions:
        """Read the pages, find their stories and keep them; what was not kept comes back with its reason."""
        held = self.store.held([report_id(page) for page in pages])
        new = [page for page in pages if report_id(page) not in held]
        additions = Additions(left_out=left_out, held=(page.address for page in pages if report_id(page) in held))
        read = partial(read_or_leave, parse_model=self._parse_model)
        batch: list[ReadPage] = []
        for result in run_here(WithinTime(read, SECONDS_A_PAGE, leave_for_time), new):
            if isinstance(result, LeftOut):
                additions.left_out.append(result)
                continue
            if any(read.report.page.address == result.report.page.address for read in batch):
                # A newer version of a page handed in with it finds the older one in the archive.
                additions += self._file(batch)
                batch = []
            batch.append(result)
            if progress is not None:
                progress(result.report.page.address)
            if len(batch) >= FILED_AT_ONCE:
                additions += self._file(batch)
                batch = []
        additions += self._file(batch)
        return additions

    def _file(self, batch: Sequence[ReadPage]) -> list[Added]:
        """Find the stories of some reports and keep them all in one transaction.

        Where another process has written since, grouping starts again from what is held now.
        """
        if not batch:
            return []
        desk = self._current_desk()
        # Whatever goes wrong from here on, the desk may know of reports that are not kept.
        self._desk = None
        filings = self._placed(desk, batch)
        self.store.file(filings, datetime.now(UTC))
        self._desk, self._seen = desk, self._seen + sum(len(filing.events) for filing in filings)
        self._unsaved += len(filings)
        if self._unsaved >= _STATE_AFTER:
            self.keep_desk()
        return [_added(filing) for filing in filings]

    def _current_desk(self) -> Desk:
        last = self.store.last_event()
        if self._desk is None or last != self._seen:
            self._desk, self._seen = load_desk(self.store), last
        return self._desk

    def _placed(self, desk: Desk, batch: Sequence[ReadPage]) -> list[Filing]:
        """The reports with what becomes of them at the desk, in order: those between two corrected ones at once."""
        formers = [self.store.current(read.report.page.address) for read in batch]
        key, filings = reading_key(self._parse_model), list[Filing]()
        for is_new, places in groupby(range(len(batch)), key=lambda place: formers[place] is None):
            reads = [(batch[place], formers[place]) for place in places]
            placements = (
                desk.place_many([read.report.id for read, _ in reads], [read.subject for read, _ in reads])
                if is_new
                else (self._corrected(desk, read, former) for read, former in reads if former is not None)
            )
            filings += (
                Filing(read.report, read.subject, key, placed.events, former)
                for (read, former), placed in zip(reads, placements, strict=True)
            )
        return filings

    def _corrected(self, desk: Desk, read: ReadPage, former: ReportId) -> Placement:
        return desk.correct(self.store.story_of(former), former, read.report.id, read.subject)

    def keep_desk(self) -> None:
        """Keep the state of grouping, so that the archive opens at once."""
        if self._desk is not None and self._unsaved > len(self._desk) // _STORIES_A_REPORT:
            save_desk(self.store, self._desk, self._seen)
            self._unsaved = 0

    def brief(self, story_id: StoryId, owners: Owners | None = None) -> Brief:
        """The brief of a story as of now; of one that was merged away, of the story it went to.

        Outlets that `owners` puts under one hand are counted as one; such a brief is not kept. Raises UnknownStory
        where there is none of that id.
        """
        story = self.standing(story_id)
        kept = self._kept(story) if owners is None else None
        if kept is not None:
            return kept
        members = self.members(story)
        told = tell_reports(self._dated(self.store.load_reports(members)), owners)
        brief = replace(told, story=replace(told.story, id=story))
        if owners is None:
            self.store.save_brief(brief, members, datetime.now(UTC))
        return brief

    def story_around(self, story_id: StoryId, some: Sequence[Report]) -> tuple[Story, str]:
        """A story with its lineage, of whose reports those are there that belong to some of them: the texts these were
        made from and into; and its title.

        Of a story that was not told yet the lineage is traced, if it is a small one, else among those reports alone;
        it has no title then.
        """
        told = self.store.load_outline(story_id)
        if told is None:
            members = self.members(story_id)
            of = some if len(members) > MOST_TRACED else self._with_all(members, some)
            return replace(relate_reports(of), id=story_id), ""
        kin = told.lineage.kin_of(report.id for report in some)
        reports = self._with_all([each for each in told.reports if each in kin], some)
        return Story(story_id, with_story_names(reports, told.entities), told.entities, told.lineage), told.title

    def _with_all(self, wanted: Sequence[ReportId], some: Sequence[Report]) -> list[Report]:
        """The reports wanted, in order, of which some are loaded already; then the rest of these, older versions of
        reports, which are no members of their story any more."""
        loaded = {report.id: report for report in some}
        loaded.update((each.id, each) for each in self.store.load_reports([w for w in wanted if w not in loaded]))
        return [*(loaded[each] for each in wanted), *(report for report in some if report.id not in wanted)]

    def standing(self, story_id: StoryId) -> StoryId:
        """The story itself, or where it went if it was merged away."""
        return self.store.merged_into(story_id) or story_id

    def told(self, story_id: StoryId) -> Brief | None:
        """The brief that is kept of a story, or null. Raises UnknownStory where there is no such story."""
        story = self.standing(story_id)
        kept = self._kept(story)
        if kept is None:
            self.members(story)
        return kept

    def report(self, report_id: ReportId) -> HeldReport:
        """A report with its story and its versions."""
        (report,) = self.store.load_reports([report_id])
        return HeldReport(report, self.store.story_of(report_id), self.store.versions(report_id))

    def _kept(self, story_id: StoryId) -> Brief | None:
        """The brief that is kept of a story, its speakers called by the story's names as when it was told."""
        kept = self.store.load_brief(story_id)
        if kept is None:
            return None
        story = replace(kept.story, reports=with_story_names(kept.story.reports, kept.story.entities))
        return replace(kept, story=story)

    def reread(self, progress: Progress | None = None) -> int:
        """Read every report again that was read by an older version or with other options; how many there were."""
        count = 0
        key = reading_key(self._parse_model)
        for batch in _in_batches(self.store.stale(key), FILED_AT_ONCE):
            again = list(run_here(partial(_read_again, parse_model=self._parse_model), self.store.load_reports(batch)))
            self.store.refile(again, key)
            for report in again:
                if progress is not None:
                    progress(report.page.address)
            count += len(again)
        return count

    def members(self, story: StoryId) -> tuple[ReportId, ...]:
        members = self.store.members(story)
        if not members:
            raise UnknownStory(story, self.store.stats().stories)
        return members

    def _dated(self, reports: list[Report]) -> list[Report]:
        """The reports, those whose dateline prints no year read again with the year of the others' days."""
        undated = [report for report in reports if report.masthead.day is None and report.masthead.dateline is not None]
        days = [report.masthead.day for report in reports]
        known = [day for day in days if day is not None]
        if not undated or not known:
            return reports
        again = {report.id: read_again(report, known, self._parse_model) for report in undated}
        dated = [report for report in again.values() if report.masthead.day is not None]
        if dated:
            self.store.refile(dated, reading_key(self._parse_model))
        return [again.get(report.id, report) for report in reports]


def _read_again(report: Report, parse_model: str) -> Report:
    days: list[date] = [report.masthead.day] if report.masthead.day is not None else []
    return read_again(report, days, parse_model)


def _added(filing: Filing) -> Added:
    report = filing.report
    own = next(event for event in filing.events if report.id in event.reports and event.change in _COMING)
    return Added(report.id, report.page.address, report.name, report.headline, own.story, own.change)


_COMING = (StoryChange.OPENED, StoryChange.JOINED, StoryChange.REVIVED, StoryChange.CORRECTED)


def _in_batches(ids: Iterator[ReportId], size: int) -> Iterator[list[ReportId]]:
    """The ids, so many at a time; the next are asked for when these are dealt with."""
    batch: list[ReportId] = []
    for each in ids:
        batch.append(each)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
