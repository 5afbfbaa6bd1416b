"""Files reports in children that are killed at random moments, and tells what they had been told was kept.

    python killed_filer.py ARCHIVE SEED KILLS

Each child opens the archive and files small batches one after the other; after `file` has returned it writes the ids to
a pipe. A line that came through the pipe is an acknowledgement. The last line printed holds all of them.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from headwater.store.opening import open_archive
from tests.scenes.filings import filed, opening, written

# A child is killed after it has acknowledged so many batches and some time more: a batch takes about as long. One in
# six is killed while it opens the archive or files its first.
MOST_BATCHES, LONGEST_REST = 5, 0.012


def file_for_ever(where: str, life: str, pipe: int) -> None:
    """One child's life: batches of one to four reports, of stories of its own and of all."""
    archive = open_archive(where)
    for number in range(1_000_000):
        reports = [written(f"In life {life} batch {number} brought report {place}.") for place in range(1 + number % 4)]
        # The whole batch tells one event, so that a part of it would be seen.
        event = opening(reports[0], f"life-{life[-1]}").events[0]
        whole = type(event)(event.story, event.change, tuple(one.id for one in reports))
        archive.file([filed(one, *((whole,) if one is reports[-1] else ())) for one in reports], datetime.now(UTC))
        os.write(pipe, (" ".join(one.id for one in reports) + "\n").encode())


def main() -> None:
    """Start and kill, again and again."""
    where, seed, kills = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    # Everything a child needs is loaded before it is born, or it would die while loading.
    warm = written("Warm.")
    first = open_archive(where) if "://" in where else open_archive()
    first.file([] if "://" in where else [opening(warm)], datetime.now(UTC))
    first.close()
    chance = random.Random(seed)
    acknowledged: list[str] = []
    for life in range(kills):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            file_for_ever(where, f"{seed}-{life}", writing)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            lines = [pipe.readline() for _ in range(chance.randint(0, MOST_BATCHES))]
            time.sleep(chance.uniform(0, LONGEST_REST))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            lines += pipe.read().splitlines(keepends=True)
        acknowledged += [report for line in lines if line.endswith(b"\n") for report in line.decode().split()]
    print(json.dumps(acknowledged))  # noqa: T201


if __name__ == "__main__":
    main()
