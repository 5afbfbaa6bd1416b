"""The archive: what is kept of reports and stories, what is asked of it, and what it answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from headwater.vocabulary.brief import FindingKind
from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import ReportId, Span
from headwater.vocabulary.story import StoryId
from headwater.vocabulary.subject import Subject


class StoryChange(StrEnum):
    """What became of a story."""

    OPENED = "opened"
    JOINED = "joined"
    """A report came to it."""
    LEFT = "left"
    """A report was taken out of it by a repair, and has joined another."""
    CORRECTED = "corrected"
    """A newer version of one of its reports took the place of the older."""
    MERGED = "merged"
    """All its reports went to another story, and its id leads there."""
    SPLIT = "split"
    """It was opened with reports that were part of another."""
    REVIVED = "revived"
    """It had left the active window, and a report came to it."""
    THREADED = "threaded"
    """It was taken for a part of the affair that another story tells of."""


@dataclass(frozen=True, slots=True)
class StoryEvent:
    """One line of the log of stories, from which all memberships can be replayed. `other` is the story it merged into,
    was split from or is threaded with; `evidence` says why in words. The store numbers the events as they are kept."""

    story: StoryId
    change: StoryChange
    reports: tuple[ReportId, ...] = ()
    other: StoryId | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """A story event as the archive keeps it: its number in the log, and when it was kept."""

    number: int
    at: datetime
    event: StoryEvent


@dataclass(frozen=True, slots=True)
class AnalysisKey:
    """What an analysis was made with: the step, its version and its options. With the digest of the page and the year
    its story lent it, it says whether an analysis can stay."""

    step: str
    version: int
    options: str


@dataclass(frozen=True, slots=True)
class Filing:
    """One report as it goes into the archive; all of it is kept in one transaction, or nothing.

    `supersedes` is the report of the same address that this is a newer version of. `events` are what filing it did to
    stories, in order.
    """

    report: Report
    subject: Subject
    analysed_with: AnalysisKey
    events: tuple[StoryEvent, ...]
    supersedes: ReportId | None = None


@dataclass(frozen=True, slots=True)
class FiledSubject:
    """A subject with its place in the archive: what grouping starts from when an archive is opened."""

    report: ReportId
    story: StoryId
    subject: Subject


@dataclass(frozen=True, slots=True)
class Added:
    """A page that was added: its report, what to call it, and what became of a story by it."""

    report: ReportId
    address: str
    name: str
    headline: str | None
    story: StoryId
    change: StoryChange


class Additions(list[Added]):
    """What was added in one call, in order; the addresses of the pages that are held already, byte for byte; and what
    was left out, each page with its reason."""

    def __init__(self, added: Iterable[Added] = (), left_out: Iterable[LeftOut] = (), held: Iterable[str] = ()) -> None:
        super().__init__(added)
        self.left_out: list[LeftOut] = list(left_out)
        self.held: list[str] = list(held)


class StoryOrder(StrEnum):
    """How stories are listed."""

    NEWEST = "newest"
    REPORTS = "reports"
    ORIGINS = "origins"


@dataclass(frozen=True, slots=True)
class StoryQuery:
    """Which stories are asked for. `since` counts by the newest report; `page` starts at 0; `finding` asks for those
    that were told with a finding of that kind; `headline` for those of which a report has these words and "phrases" in
    its headline, among the newest 1,000 such reports."""

    order: StoryOrder = StoryOrder.NEWEST
    since: date | datetime | None = None
    outlet: str | None = None
    agency: str | None = None
    limit: int = 20
    page: int = 0
    finding: FindingKind | None = None
    headline: str | None = None


@dataclass(frozen=True, slots=True)
class StoryRow:
    """One story as a list shows it. `independent_origins` is null as long as its lineage was not traced since its last
    change; `thread` is the first story of the affair it belongs to, itself if it stands alone; `findings` counts those
    of its brief as it was last told, but for what only one account has."""

    id: StoryId
    title: str
    first_at: datetime
    newest_at: datetime
    reports: int
    independent_origins: int | None
    outlets: tuple[str, ...]
    thread: StoryId
    findings: int = 0


class StoryRows(list[StoryRow]):
    """A page of a list of stories, and how many there are in all."""

    def __init__(self, rows: Iterable[StoryRow] = (), total: int = 0) -> None:
        super().__init__(rows)
        self.total = total


@dataclass(frozen=True, slots=True)
class FindingQuery:
    """Which findings are asked for, over all stories or of one. `since` counts by when they were first told."""

    kind: FindingKind | None = None
    story: StoryId | None = None
    since: date | datetime | None = None
    limit: int = 20
    page: int = 0


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding as a list shows it, with its story and when it was first told; its evidence stands in the brief."""

    story: StoryId
    title: str
    kind: FindingKind
    summary: str
    confidence: float
    found_at: datetime


class FindingRows(list[FindingRow]):
    """A page of a list of findings, the newest first, and how many there are in all."""

    def __init__(self, rows: Iterable[FindingRow] = (), total: int = 0) -> None:
        super().__init__(rows)
        self.total = total


@dataclass(frozen=True, slots=True)
class HeldReport:
    """A report as the archive holds it: the story it belongs to now, and its versions, the oldest first."""

    report: Report
    story: StoryId
    versions: tuple[ReportId, ...]


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What is searched for. `words` are words and "phrases in quotation marks"; every other field narrows."""

    words: str
    outlet: str | None = None
    agency: str | None = None
    speaker: str | None = None
    since: date | None = None
    until: date | None = None
    limit: int = 20
    page: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that a search found, with the piece of it that shows why; `matches` are the words found in it."""

    report: ReportId
    story: StoryId
    headline: str | None
    outlet: str | None
    at: datetime
    excerpt: Span
    excerpt_text: str
    matches: tuple[Span, ...]
    rank: float


class Hits(list[Hit]):
    """A page of hits, the best first, and how many reports were found in all, as far as a store counts them."""

    def __init__(self, hits: Iterable[Hit] = (), total: int = 0) -> None:
        super().__init__(hits)
        self.total = total


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A copy of an archive: where it is, how many reports it holds in all their versions, of how many pages the bytes
    were held against their digests, and its size."""

    path: str
    reports: int
    pages_checked: int
    bytes: int


@dataclass(frozen=True, slots=True)
class ArchiveStats:
    """How much an archive holds."""

    pages: int
    reports: int
    superseded: int
    stories: int
    threads: int
    outlets: int
    events: int
    oldest_at: datetime | None
    newest_at: datetime | None
    bytes: int
