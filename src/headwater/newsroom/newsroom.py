"""The one object that scripts, the command line and the web hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import count
from pathlib import Path

from headwater.fetch.endpoint import Endpoint
from headwater.fetch.pages import fetch_pages
from headwater.fetch.web import Web
from headwater.journey import (
    analyse,
    group_pages,
    leave_for_time,
    leave_unanalysed,
    open_fast_or_leave,
    open_or_leave,
    relate_reports,
    tell_reports,
    verify_against,
)
from headwater.newsroom.archive import SECONDS_A_PAGE, Archive, Progress
from headwater.newsroom.checks import check_text
from headwater.newsroom.proposing import with_proposals
from headwater.newsroom.watching import EVERY, Receiver, Watch
from headwater.read.pages import OpenedPage
from headwater.read.statements import RULES_ALONE
from headwater.run.budget import WithinTime
from headwater.run.here import run_here
from headwater.store.accounts import Accounts
from headwater.store.opening import open_archive
from headwater.store.promise import Store
from headwater.tell.comparison import compare_outlets
from headwater.text.parse import DEFAULT_MODEL, check_model
from headwater.vocabulary.archive import (
    Additions,
    ArchiveStats,
    BackedUp,
    FindingQuery,
    FindingRows,
    HeldReport,
    Hits,
    LoggedEvent,
    SearchQuery,
    StoryQuery,
    StoryRows,
)
from headwater.vocabulary.brief import Brief, Edition
from headwater.vocabulary.check import Checked
from headwater.vocabulary.comparison import Comparison
from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.lineage import Lineage
from headwater.vocabulary.ownership import Owners
from headwater.vocabulary.page import Page
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import ReportId
from headwater.vocabulary.story import Stories, Story, StoryId
from headwater.vocabulary.verify import Verdict

# A page of the list of stories when all are asked for: some 300 bytes a story are held, and no brief but one.
_ROWS_AT_ONCE = 1_000


class Newsroom:
    """Reads pages and tells the stories in them; keeps the pages that were added to it.

    >>> edition = Newsroom().brief([Page("notes", b"", "text/plain")])
    >>> list(edition), [left.page for left in edition.left_out]
    ([], ['notes'])
    """

    def __init__(self, archive: Store | str | Path | None = None, *, parse_model: str = DEFAULT_MODEL) -> None:
        """A newsroom over an archive: a file, a postgresql:// address or a store; by default one in memory.

        `parse_model` is the package of the spaCy model that statements are found with, or 'none' for rules alone.
        Raises MissingModel where another than the one that comes with Headwater is named and not installed.
        """
        if parse_model not in (DEFAULT_MODEL, RULES_ALONE):
            check_model(parse_model)
        self._parse_model = parse_model
        self._held: Archive | Store | str | Path | None = archive

    @property
    def _archive(self) -> Archive:
        """The archive, opened when it is first asked for something: a brief of some pages needs none."""
        if not isinstance(self._held, Archive):
            held = self._held
            store = open_archive(held) if held is None or isinstance(held, str | Path) else held
            self._held = Archive(store, self._parse_model)
        return self._held

    def brief(
        self,
        paths: Sequence[str | Path | Page],
        *,
        progress: Progress | None = None,
        allow_private: bool = False,
        fast: bool = False,
        owners: Owners | None = None,
        llm: Endpoint | None = None,
    ) -> Edition:
        """The briefs of the stories on these pages: files, folders, feeds, web archives, http and https addresses, '-'
        for standard input, or pages in hand.

        `progress` is told the address of each page once it is read. No machine that is not on the open internet is
        asked for a page unless `allow_private` is given. `fast` reads HTML pages in a fraction of the time, somewhat
        worse (extra `fast`). Outlets that `owners` puts under one hand are counted as one. The model at `llm` may
        propose the words; what became of its sentences stands in `proposed`. Nothing is kept.
        """
        pages, left_out = fetch_pages(paths, allow_private=allow_private)
        open_one = open_fast_or_leave if fast else open_or_leave
        told = run_here(partial(tell_reports, owners=owners), self._group(pages, left_out, progress, open_one))
        return Edition([with_proposals(each, llm) for each in told], left_out)

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

    def add(
        self, paths: Sequence[str | Path | Page], *, progress: Progress | None = None, allow_private: bool = False
    ) -> Additions:
        """Keep these pages and find their stories; what was not kept comes back with its reason in `left_out`.

        A page that is held already changes nothing; another page at the same address is a newer version of its report.
        `progress` is told the address of each page once it is read. Raises an ArchiveError where nothing can be kept.
        """
        pages, left_out = fetch_pages(paths, allow_private=allow_private)
        return self._archive.add(pages, left_out, progress)

    def stories(self, query: StoryQuery | None = None) -> StoryRows:
        """The stories held, the newest first if nothing else is asked for."""
        return self._archive.store.stories(query or StoryQuery())

    def story(self, story_id: str, *, owners: Owners | None = None, llm: Endpoint | None = None) -> Brief:
        """The brief of one story as of now; of one that was merged into another, of that.

        Words that the model at `llm` proposes are not kept. Raises UnknownStory if there is none of that id.
        """
        return with_proposals(self._archive.brief(StoryId(story_id), owners), llm)

    def told(self, story_id: str) -> Brief | None:
        """The brief of one story if it was told since its last change; else `story` tells it, which takes its time.

        Raises UnknownStory if there is none of that id.
        """
        return self._archive.told(StoryId(story_id))

    def brief_stamp(self, story_id: str) -> str | None:
        """What changes whenever the brief that is kept of a story does: what was made from that brief is good as long
        as this is the same. Null where none is kept, and for a story that was merged away."""
        return self._archive.store.brief_stamp(StoryId(story_id))

    def keep_shown(self, story_id: str, of: str, shown_as: str, page: bytes) -> None:
        """Keep a page made from the brief of a story beside it; `of` is the stamp of that brief, `shown_as` names what
        the page was made by. Nothing is kept where the brief is another by now."""
        self._archive.store.save_shown(StoryId(story_id), of, shown_as, page)

    def shown(self, story_id: str, shown_as: str) -> bytes | None:
        """The page kept beside the brief of a story, if it was made by that."""
        return self._archive.store.load_shown(StoryId(story_id), shown_as)

    def unshown(self, shown_as: str, most: int = 20) -> list[StoryId]:
        """The newest told stories without a page made by that."""
        return self._archive.store.unshown(shown_as, most)

    def untold(self, most: int = 20) -> list[StoryId]:
        """The newest stories that nobody has told since their last change."""
        return self._archive.store.untold(most)

    def members(self, story_id: str) -> tuple[ReportId, ...]:
        """The reports of a story; of one that was merged into another, of that. Raises UnknownStory."""
        return self._archive.members(self._archive.standing(StoryId(story_id)))

    def report(self, report_id: str) -> HeldReport:
        """A report held, with its story and its versions. Raises UnknownReport."""
        return self._archive.report(ReportId(report_id))

    def findings(self, query: FindingQuery | None = None) -> FindingRows:
        """The findings of the stories as they were last told, the newest first."""
        return self._archive.store.findings(query or FindingQuery())

    def arrivals(self, stories: Sequence[StoryId], steps: int = 24) -> dict[StoryId, tuple[int, ...]]:
        """How many reports of each story came out in each of so many equal steps from its first to its newest."""
        return self._archive.store.arrivals(stories, steps)

    def briefs(self, since: date | None = None, until: date | None = None) -> Iterator[Brief]:
        """The briefs of the stories whose newest report is of these days, the newest first, one told at a time: which
        they are is settled when it begins."""
        found: list[StoryId] = []
        for page in count():
            rows = self.stories(StoryQuery(since=since, limit=_ROWS_AT_ONCE, page=page))
            found += [row.id for row in rows if until is None or row.newest_at.date() <= until]
            if len(rows) < _ROWS_AT_ONCE:
                break
        for story in found:
            yield self.story(story)

    def lineage(self, story_id: str) -> Lineage:
        """Who copied whom in one story."""
        return self.story(story_id).story.lineage

    def compare(self, story: str | Brief, outlets: Sequence[str] = ()) -> Comparison:
        """The outlets of a story side by side, those named or all: of one that is held, by its id, or of a brief.

        Raises UnknownStory and UnknownOutlet.
        """
        return compare_outlets(self.story(story) if isinstance(story, str) else story, outlets)

    def events(self, story_id: str) -> tuple[LoggedEvent, ...]:
        """What became of a story since it was opened, from the log, each line with its evidence."""
        return tuple(self._archive.store.events(story=StoryId(story_id)))

    def merged_into(self, story_id: str) -> StoryId | None:
        """Where a story that was merged away went; null for one that was not."""
        return self._archive.store.merged_into(StoryId(story_id))

    def events_after(self, number: int) -> Iterator[LoggedEvent]:
        """What became of all stories since an event of the log; `last_event` is the number of the last."""
        return self._archive.store.events(number)

    def last_event(self) -> int:
        """The number of the last event of the log, which grows with every change."""
        return self._archive.store.last_event()

    def stamp(self) -> str:
        """What changes whenever anything that stories, reports and findings show does: what was made from these is good
        as long as this is the same."""
        return self._archive.store.stamp()

    def search(self, query: SearchQuery | str) -> Hits:
        """The reports held that have these words and "phrases", the best first."""
        return self._archive.store.search(SearchQuery(query) if isinstance(query, str) else query)

    def check(self, text: str) -> Checked:
        """Who published these words or this claim first, in which variants, and on how many independent origins."""
        return check_text(text, self._archive, self._parse_model)

    def verify(self, text: str, stories: Sequence[Story]) -> tuple[Verdict, ...]:
        """Whether the reports of these stories bear a text out, sentence by sentence: supported, altered or not."""
        return tuple(verify_against(text, stories))

    def reread(self, *, progress: Progress | None = None) -> int:
        """Read again what was read by an older version or with other options; how many reports that were."""
        return self._archive.reread(progress)

    def watch(
        self,
        feeds: Sequence[str],
        receivers: Sequence[Receiver] = (),
        *,
        every: timedelta = EVERY,
        allow_private: bool = False,
    ) -> Watch:
        """Watch feeds: `run` it, or do a `round` at a time. Whoever is a receiver is told what happens to stories."""
        return Watch(self._archive, feeds, receivers, every=every, web=Web(allow_private=allow_private))

    def backup(self, copy: str | Path, *, replace: bool = False) -> BackedUp:
        """Copy the archive to a file while others go on, and check the copy; `replace` a file that is there.

        All that was told as added before is in it. Raises an ArchiveError where it cannot be done, and BackupElsewhere
        for an archive in PostgreSQL, which pg_dump copies.
        """
        return self._archive.store.backup(Path(copy), replace=replace)

    @property
    def accounts(self) -> Accounts:
        """Who may ask this newsroom over the web, and what they added."""
        return self._archive.store.accounts

    def stats(self) -> ArchiveStats:
        """How much is held."""
        return self._archive.store.stats()

    def close(self) -> None:
        """Let go of the archive; its state is kept first, so that it opens at once the next time."""
        if isinstance(self._held, Archive):
            self._held.keep_desk()
            self._held.store.close()

    def __enter__(self) -> Newsroom:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

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
