"""Two programs file into one archive at once; and ten thousand reports of one event."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from headwater.store.opening import open_archive
from headwater.store.promise import Store
from headwater.vocabulary.archive import StoryQuery
from headwater.vocabulary.story import StoryId
from tests.scenes.filings import NOON, joining, written

# Files sixty reports of its own and sixty that the other files, too, three at a time.
WRITER = """
import sys
from datetime import UTC, datetime
from headwater.store.opening import open_archive
from tests.scenes.filings import joining, written
where, name = sys.argv[1:]
archive = open_archive(where)
own = [written(f"Number {n} by {name}.") for n in range(60)]
both = [written(f"Number {n} by both.") for n in range(60)]
mixed = [one for pair in zip(own, both) for one in pair]
for start in range(0, len(mixed), 3):
    archive.file([joining(one, f"s{start % 5}") for one in mixed[start : start + 3]], datetime.now(UTC))
"""


def both_write(where: str) -> None:
    command = [sys.executable, "-c", WRITER, where]
    root = Path(__file__).parents[2]
    writers = [
        subprocess.Popen([*command, name], cwd=root, stderr=subprocess.PIPE, text=True) for name in ("ana", "ben")
    ]
    for writer in writers:
        assert writer.communicate(timeout=120)[1] == ""
    archive = open_archive(where)
    assert archive.stats().reports == 180 and archive.stats().events == 180
    logged = list(archive.events())
    assert [one.number for one in logged] == list(range(1, 181))
    assert [one.at for one in logged] == sorted(one.at for one in logged)
    assert sum(row.reports for row in archive.stories(StoryQuery())) == 180
    archive.close()


def test_two_writers_of_one_file_lose_nothing_and_keep_what_both_bring_once(tmp_path: Path) -> None:
    both_write(str(tmp_path / "news.hw"))


def test_two_writers_of_one_server_lose_nothing_and_keep_what_both_bring_once(database: str) -> None:
    both_write(database)


def test_ten_thousand_reports_of_one_event_are_filed_and_answered(tmp_path: Path) -> None:
    archive: Store = open_archive(tmp_path / "news.hw")
    flood = [written(f"Report {number} of the flood.") for number in range(10_000)]
    started = time.process_time()
    for start in range(0, len(flood), 100):
        archive.file([joining(one, "flood") for one in flood[start : start + 100]], NOON)
    assert time.process_time() - started < 60, "the cost of a report must not grow with its story"
    assert len(archive.members(StoryId("flood"))) == 10_000
    assert archive.stories(StoryQuery())[0].reports == 10_000
    archive.file([joining(written("One more."), "flood")], NOON)
    assert len(archive.load_reports(archive.members(StoryId("flood")))) == 10_001
