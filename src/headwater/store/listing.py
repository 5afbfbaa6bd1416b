"""Lists: stories as a list shows them, the log, and how much is held."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.store.database import Transaction, marks
from headwater.store.finding import headed
from headwater.store.instants import as_instant, as_number
from headwater.store.packing import unpack_ids
from headwater.store.words import outlet_key
from headwater.vocabulary.archive import (
    ArchiveStats,
    FindingQuery,
    FindingRow,
    FindingRows,
    LoggedEvent,
    StoryChange,
    StoryEvent,
    StoryOrder,
    StoryQuery,
    StoryRow,
    StoryRows,
)
from headwater.vocabulary.brief import FindingKind
from headwater.vocabulary.story import StoryId

_ORDERS = {
    StoryOrder.NEWEST: "newest_at DESC, number DESC",
    StoryOrder.REPORTS: "reports DESC, number DESC",
    StoryOrder.ORIGINS: "origins DESC, number DESC",
}
_OF_OUTLET = (
    "number IN (SELECT m.story FROM reports r JOIN memberships m ON m.report = r.number"
    " WHERE r.is_current = 1 AND r.%s = ?)"
)
_COUNTED = "(SELECT count(*) FROM findings f WHERE f.story = stories.number)"
_ROW = f"SELECT number, id, title, first_at, newest_at, reports, origins, thread, {_COUNTED} FROM stories WHERE "
_STATS = (
    "SELECT (SELECT count(*) FROM pages), (SELECT count(*) FROM reports WHERE is_current = 1),"
    " (SELECT count(*) FROM reports WHERE is_current = 0), (SELECT count(*) FROM stories WHERE reports > 0),"
    " (SELECT count(DISTINCT thread) FROM stories WHERE reports > 0),"
    " (SELECT count(DISTINCT outlet_key) FROM reports WHERE outlet_key <> ''), (SELECT count(*) FROM events),"
    " (SELECT min(at) FROM reports), (SELECT max(at) FROM reports)"
)


def stories(archive: Transaction, query: StoryQuery) -> StoryRows:
    """One page of the stories asked for."""
    wanted, values = ["reports > 0"], list[object]()
    if query.since is not None:
        wanted.append("newest_at >= ?")
        values.append(as_number(query.since))
    for column, name in (("outlet_key", query.outlet), ("agency_key", query.agency)):
        if name is not None:
            wanted.append(_OF_OUTLET % column)
            values.append(outlet_key(name))
    if query.finding is not None:
        wanted.append("number IN (SELECT story FROM findings WHERE kind = ?)")
        values.append(query.finding)
    if query.headline is not None:
        held = headed(archive, query.headline)
        wanted.append(f"number IN (SELECT story FROM memberships WHERE report IN ({marks(len(held)) or 'NULL'}))")
        values += held
    where = " AND ".join(wanted)
    ((total,),) = archive.rows(f"SELECT count(*) FROM stories WHERE {where}", values)
    found = archive.rows(
        f"{_ROW}{where} ORDER BY {_ORDERS[query.order]} LIMIT ? OFFSET ?",
        (*values, query.limit, query.page * query.limit),
    )
    outlets = _outlets(archive, [row[0] for row in found])
    threads = _ids(archive, sorted({row[7] for row in found}))
    return StoryRows(
        (
            StoryRow(
                StoryId(id_),
                title,
                as_instant(first_at),
                as_instant(newest_at),
                reports,
                origins or None,
                outlets.get(number, ()),
                threads[thread],
                findings,
            )
            for number, id_, title, first_at, newest_at, reports, origins, thread, findings in found
        ),
        total,
    )


def findings(archive: Transaction, query: FindingQuery) -> FindingRows:
    """One page of the findings asked for. Those of a story that was merged away went with it."""
    # The sign keeps the planner from going through 65,000 stories to find that three have a finding.
    wanted, values = ["+s.reports > 0"], list[object]()
    if query.kind is not None:
        wanted.append("f.kind = ?")
        values.append(query.kind)
    if query.story is not None:
        wanted.append("s.id = ?")
        values.append(query.story)
    if query.since is not None:
        wanted.append("f.found_at >= ?")
        values.append(as_number(query.since))
    where = f"FROM findings f JOIN stories s ON s.number = f.story WHERE {' AND '.join(wanted)}"
    ((total,),) = archive.rows(f"SELECT count(*) {where}", values)
    found = archive.rows(
        f"SELECT s.id, s.title, f.kind, f.summary, f.confidence, f.found_at {where}"
        " ORDER BY f.found_at DESC, f.story DESC, f.place LIMIT ? OFFSET ?",
        (*values, query.limit, query.page * query.limit),
    )
    return FindingRows(
        (
            FindingRow(StoryId(story), title, FindingKind(kind), summary, confidence / 1_000, as_instant(found_at))
            for story, title, kind, summary, confidence, found_at in found
        ),
        total,
    )


def arrivals(archive: Transaction, stories: Sequence[StoryId], steps: int) -> dict[StoryId, tuple[int, ...]]:
    """The reports of each story by the step of its time in which they came out; its newest is in the last."""
    if not stories:
        return {}
    step = (
        f"CASE WHEN m.at >= s.newest_at THEN {int(steps) - 1}"
        f" ELSE (m.at - s.first_at) * {int(steps)} / (s.newest_at - s.first_at) END"
    )
    sql = (
        f"SELECT s.id, {step}, count(*) FROM stories s JOIN memberships m ON m.story = s.number"
        f" WHERE m.is_current = 1 AND s.id IN ({marks(len(stories))}) GROUP BY s.id, {step}"
    )
    counted = {story: [0] * steps for story in stories}
    for story, place, count in archive.rows(sql, stories):
        counted[story][place] += count
    return {story: tuple(counts) for story, counts in counted.items() if any(counts)}


def events(archive: Transaction, after: int, story: StoryId | None, most: int) -> list[LoggedEvent]:
    """Some of the log behind an event; of one story those that name it on either side."""
    of_story = "" if story is None else " AND (story = ? OR other = ?)"
    values = () if story is None else (story, story)
    found = archive.rows(
        f"SELECT number, at, story, change, other, reports, evidence FROM events WHERE number > ?{of_story}"
        " ORDER BY number LIMIT ?",
        (after, *values, most),
    )
    return [
        LoggedEvent(
            number,
            as_instant(at),
            StoryEvent(id_, StoryChange(change), unpack_ids(reports), other, unpack_ids(evidence)),
        )
        for number, at, id_, change, other, reports, evidence in found
    ]


def stats(archive: Transaction) -> ArchiveStats:
    """How much is held."""
    ((pages, current, superseded, told, threads, outlets, logged, oldest, newest),) = archive.rows(_STATS)
    oldest_at, newest_at = (None if at is None else as_instant(at) for at in (oldest, newest))
    return ArchiveStats(
        pages, current, superseded, told, threads, outlets, logged, oldest_at, newest_at, archive.size()
    )


def _outlets(archive: Transaction, numbers: list[int]) -> dict[int, tuple[str, ...]]:
    """The outlets of stories, in the order they came in."""
    if not numbers:
        return {}
    found: dict[int, tuple[str, ...]] = {}
    sql = (
        "SELECT m.story, r.outlet FROM memberships m JOIN reports r ON r.number = m.report"
        f" WHERE m.story IN ({marks(len(numbers))}) AND m.is_current = 1 AND r.outlet IS NOT NULL"
        " GROUP BY m.story, r.outlet ORDER BY m.story, min(r.original)"
    )
    for story, outlet in archive.rows(sql, numbers):
        found[story] = (*found.get(story, ()), outlet)
    return found


def _ids(archive: Transaction, numbers: list[int]) -> dict[int, StoryId]:
    if not numbers:
        return {}
    sql = f"SELECT number, id FROM stories WHERE number IN ({marks(len(numbers))})"
    return {number: StoryId(id_) for number, id_ in archive.rows(sql, numbers)}
