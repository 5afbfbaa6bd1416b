"""How fast the pages answer: time to the first byte, many asking at once, over an archive of N made-up reports.

    python benchmarks/web.py [--archive FILE | --reports 30000] [--at-once 50] [--rounds 5] [--write]

The server runs as `headwater serve` does, in a process of its own; who asks is another process, on plain sockets, so
that its own work is not counted as the server's. Without --archive one is made (benchmarks/archive.py) and removed
again; a file that is named is asked alone, but brought up to date where an older version made it: name a copy. Each
figure is that of the best round; all rounds are printed. `--write` puts the rows into web.md.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from headwater.newsroom import Newsroom
from headwater.vocabulary.archive import StoryOrder, StoryQuery
from headwater.web.pages.shown import show_ahead

PAGE = Path(__file__).with_name("web.md")
PORT = 8131
# So many stories of nine to eleven reports are asked for, each once while it is cold.
STORIES = 100
WARM_REQUESTS = 2_000


def main() -> None:
    """Run, print, and write the rows if asked."""
    wanted = parse_arguments()
    if wanted.load is not None:
        print(json.dumps(asyncio.run(load(json.loads(wanted.load), wanted.at_once))))
        return
    with archive_of(wanted) as archive:
        with Newsroom(archive, parse_model="none") as newsroom:
            stories, reports = told_stories(newsroom), newsroom.stats().reports
            # Of every second story the first page stands in the archive, as the back room leaves it.
            show_ahead(newsroom, stories[::2])
            for story in stories[1::2]:
                newsroom.keep_shown(story, newsroom.brief_stamp(story) or "", "none", b"")
        rounds = [one_round(archive, stories, wanted.at_once) for _ in range(wanted.rounds)]
    best = {name: min(each[name] for each in rounds) for name in rounds[0]}
    for name in best:
        print(
            f"{name:46} {cells(best[name])}   all rounds, p95: {', '.join(f'{each[name][1]:.0f}' for each in rounds)}"
        )
    if wanted.write:
        write_rows(best, reports, len(stories), wanted.at_once)


Times = tuple[float, float, float]
"""Half of the answers stay under the first, 95 of 100 under the second, in milliseconds; then answers a second."""


def one_round(archive: str, stories: Sequence[str], at_once: int) -> dict[str, Times]:
    """A server started, asked and stopped: nothing is kept from round to round. The order of keys is that of asking."""
    chance = random.Random(7)
    alone, ahead, cold = stories[1], list(stories[2::2]), list(stories[3::2])
    chance.shuffle(ahead)
    chance.shuffle(cold)
    measured: dict[str, Times] = {}
    with serving(archive):
        ask(["/check"] * 5, 1)
        measured["one story, nothing kept, all ask for it"] = ask([f"/stories/{alone}"] * at_once, at_once)
        measured["a story each, shown ahead"] = ask([f"/stories/{story}" for story in ahead], at_once)
        measured["a story each, nothing kept"] = ask([f"/stories/{story}" for story in cold], at_once)
        warm = [f"/stories/{chance.choice(stories)}" for _ in range(WARM_REQUESTS)]
        measured["any of the stories, kept"] = ask(warm, at_once)
        measured["one story, kept"] = ask([f"/stories/{alone}"] * WARM_REQUESTS, at_once)
        measured["its other sections, nothing kept"] = ask(
            [f"/stories/{story}/{part}" for story in cold[:12] for part in ("said", "figures", "outlets", "pages/A")],
            at_once,
        )
        measured["list of stories"] = ask([f"/?page={chance.randint(1, 40)}" for _ in range(200)], at_once)
    return measured


@contextmanager
def serving(archive: str) -> Iterator[None]:
    """`headwater serve` over an archive, until it answers. The stories that nobody has told yet stay so: telling them
    would keep one of two cores busy, and makes some of those that are to be asked for."""
    server = subprocess.Popen(
        [sys.executable, "-m", "headwater", "serve", "--archive", archive, "--port", str(PORT), "--no-tell-ahead"],
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + 60
        while not asyncio.run(answers()):
            if server.poll() is not None or time.monotonic() > until:
                raise SystemExit("the server did not start")
            time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait(30)


async def answers() -> bool:
    """Whether the server is there."""
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    except OSError:
        return False
    writer.close()
    del reader
    return True


def ask(paths: Sequence[str], at_once: int) -> Times:
    """Ask from a process of its own."""
    command = [sys.executable, __file__, "--load", json.dumps(list(paths)), "--at-once", str(at_once)]
    return tuple(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))  # type: ignore[return-value]


async def load(paths: Sequence[str], at_once: int) -> Times:
    """So many browsers at once, each on a connection of its own, asking for the next path once it has its answer."""
    waiting = list(reversed(paths))
    times: list[float] = []
    begun = time.perf_counter()

    async def browser() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
        while waiting:
            path = waiting.pop()
            asked = time.perf_counter()
            writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{PORT}\r\nAccept-Encoding: gzip\r\n\r\n".encode())
            first = await reader.readexactly(1)
            times.append(time.perf_counter() - asked)
            head = (first + await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            if not head.startswith("http/1.1 200"):
                raise SystemExit(f"{path}: {head.splitlines()[0]}")
            await reader.readexactly(int(head.partition("content-length:")[2].partition("\r")[0]))
        writer.close()

    await asyncio.gather(*(browser() for _ in range(at_once)))
    took = time.perf_counter() - begun
    ordered = sorted(1000 * each for each in times)
    return ordered[len(ordered) // 2], ordered[int(0.95 * (len(ordered) - 1))], len(times) / took


def told_stories(newsroom: Newsroom) -> list[str]:
    """Stories of nine to eleven reports whose brief is kept."""
    found: list[str] = []
    for page in range(100):
        rows = newsroom.stories(StoryQuery(StoryOrder.REPORTS, limit=1_000, page=page))
        found += [row.id for row in rows if 9 <= row.reports <= 11 and newsroom.brief_stamp(row.id)]
        if len(found) >= STORIES or not rows or rows[-1].reports < 9:
            break
    if len(found) < 2:
        raise SystemExit("no story of nine to eleven reports with a brief is held; file more reports")
    return found[:STORIES]


@contextmanager
def archive_of(wanted: argparse.Namespace) -> Iterator[str]:
    """The archive that is asked."""
    if wanted.archive is not None:
        yield wanted.archive
        return
    from archive import filed, save_brief
    from archive_news import NewsMaker
    from headwater.store.opening import open_archive

    with tempfile.TemporaryDirectory() as folder:
        where = str(Path(folder) / "news.sqlite")
        store = open_archive(where)
        filed(store, NewsMaker().filings(wanted.reports), wanted.reports, 50)
        rows = store.stories(StoryQuery(StoryOrder.REPORTS, limit=40_000))
        for row in [row for row in rows if 9 <= row.reports <= 11][:STORIES]:
            save_brief(store, row.id)
        store.close()
        yield where


def cells(times: Times) -> str:
    """Two times and a rate as people read them."""
    return f"p50 {times[0]:6.1f} ms  p95 {times[1]:6.1f} ms  {times[2]:7,.0f} a second"


def write_rows(best: dict[str, Times], reports: int, stories: int, at_once: int) -> None:
    """Put the rows of a run into web.md, in the place of the former."""
    text = PAGE.read_text("utf-8")
    head, _, rest = text.partition("<!-- rows -->\n")
    _, _, after = rest.partition("<!-- end of rows -->")
    day = f"{datetime.now(UTC):%-d %B %Y}"
    told = f"{day}, {reports:,} reports, {stories} stories of nine to eleven, {at_once} at once:\n\n"
    lines = ["| page | p50 | p95 | answers a second |", "|---|---|---|---|"]
    lines += [f"| {name} | {one[0]:.1f} ms | {one[1]:.1f} ms | {one[2]:,.0f} |" for name, one in best.items()]
    PAGE.write_text(f"{head}<!-- rows -->\n{told}" + "\n".join(lines) + f"\n<!-- end of rows -->{after}", "utf-8")


def parse_arguments() -> argparse.Namespace:
    """What the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive")
    parser.add_argument("--reports", type=int, default=30_000)
    parser.add_argument("--at-once", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--load", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
