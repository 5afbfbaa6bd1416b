"""Lists: stories as a list shows them, the log, and how much is held."""

from __future__ import annotations

from headwater.store.database import Transaction, marks
from headwater.store.instants import as_instant, as_number
from headwater.store.packing import unpack_ids
from headwater.store.words import outlet_key
from headwater.vocabulary.archive import (
    ArchiveStats,
    LoggedEvent,
    StoryChange,
    StoryEvent,
    StoryOrder,
    StoryQuery,
    StoryRow,
    StoryRows,
)
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
_ROW = "SELECT number, id, title, first_at, newest_at, reports, origins, thread FROM stories WHERE "
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
            )
            for number, id_, title, first_at, newest_at, reports, origins, thread in found
        ),
        total,
    )


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
