"""What a feed tells, before it is written as Atom or as JSON Feed."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from headwater.export.shown import on_one_line, shortened
from headwater.newsroom import Newsroom
from headwater.vocabulary.archive import FindingQuery, FindingRow, HeldReport, StoryChange, StoryQuery, StoryRow
from headwater.vocabulary.story import StoryId

# Feed readers keep what they have seen; fifty entries are more than come between two of their visits.
MOST_ENTRIES = 50
_LONGEST_TITLE, _MOST_OUTLETS = 300, 6
_COMING = (StoryChange.OPENED, StoryChange.JOINED, StoryChange.REVIVED, StoryChange.CORRECTED, StoryChange.SPLIT)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; `path` is where it leads on our own pages. Words are on one line and without control characters."""

    id: str
    title: str
    path: str
    summary: str
    at: datetime
    author: str


@dataclass(frozen=True, slots=True)
class Newsfeed:
    """A feed, the newest entry first."""

    id: str
    title: str
    path: str
    entries: tuple[Entry, ...]

    @property
    def updated_at(self) -> datetime:
        """When anything in it last changed."""
        return max((entry.at for entry in self.entries), default=_EPOCH)


def stories_feed(newsroom: Newsroom, query: StoryQuery) -> Newsfeed:
    """The stories asked for, each with how many pages and origins it has."""
    entries = tuple(_story(row) for row in newsroom.stories(query))
    return Newsfeed("urn:headwater:feed:stories", "Headwater: stories", "/", entries)


def findings_feed(newsroom: Newsroom, query: FindingQuery) -> Newsfeed:
    """The findings asked for."""
    entries = tuple(_findings(newsroom.findings(query)))
    return Newsfeed("urn:headwater:feed:findings", "Headwater: findings", "/", entries)


def story_feed(newsroom: Newsroom, story: StoryId) -> Newsfeed:
    """One story: the reports that came to it, and what was found in it. Raises UnknownStory."""
    members = set(newsroom.members(story))
    came = {
        report: logged.at
        for logged in newsroom.events(story)
        if logged.event.change in _COMING
        for report in logged.event.reports
        if report in members
    }
    newest = sorted(came, key=lambda report: came[report], reverse=True)[:MOST_ENTRIES]
    reports = [_report(newsroom.report(report), came[report]) for report in newest]
    found = list(_findings(newsroom.findings(FindingQuery(story=story, limit=MOST_ENTRIES))))
    entries = sorted([*reports, *found], key=lambda entry: entry.at, reverse=True)[:MOST_ENTRIES]
    # The story's title is its first report's headline until it is told.
    brief = newsroom.told(story)
    title = brief.title if brief else next((entry.title for entry in reversed(reports)), story)
    return Newsfeed(f"urn:headwater:story:{story}", _title(title), f"/stories/{story}", tuple(entries))


def _story(row: StoryRow) -> Entry:
    return Entry(
        f"urn:headwater:story:{row.id}",
        _title(row.title),
        f"/stories/{row.id}",
        _counts(row),
        row.newest_at,
        "Headwater",
    )


def _counts(row: StoryRow) -> str:
    counts = [_counted(row.reports, "report")]
    if row.independent_origins is not None:
        counts.append(_counted(row.independent_origins, "independent origin"))
    if row.findings:
        counts.append(_counted(row.findings, "finding"))
    return on_one_line(f"{', '.join(counts)}. {_named(row.outlets)}")


def _findings(rows: Iterable[FindingRow]) -> Iterator[Entry]:
    """Findings with an id each: by what they say, and among those that say the same by their order."""
    seen: Counter[str] = Counter()
    for row in rows:
        said = f"{row.story}\0{row.kind}\0{row.summary}"
        digest = hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=8).hexdigest()
        seen[digest] += 1
        yield _finding(row, digest if seen[digest] == 1 else f"{digest}-{seen[digest]}")


def _finding(row: FindingRow, key: str) -> Entry:
    return Entry(
        f"urn:headwater:finding:{row.story}:{key}",
        _title(f"{row.kind.value}: {row.summary}"),
        f"/stories/{row.story}",
        on_one_line(f"{row.summary} (in: {row.title})"),
        row.found_at,
        "Headwater",
    )


def _report(held: HeldReport, at: datetime) -> Entry:
    report = held.report
    return Entry(
        f"urn:headwater:report:{report.id}",
        _title(report.headline or report.name),
        f"/reports/{report.id}",
        on_one_line(f"{report.name}: {report.page.address}"),
        at,
        on_one_line(report.name) or "unknown",
    )


def _title(text: str) -> str:
    return shortened(text, _LONGEST_TITLE) or "untitled"


def _counted(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def _named(outlets: Sequence[str]) -> str:
    more = f" and {len(outlets) - _MOST_OUTLETS} more" if len(outlets) > _MOST_OUTLETS else ""
    return ", ".join(outlets[:_MOST_OUTLETS]) + more
