"""Speed, memory and size of an archive: N made-up reports filed, then asked for.

    python benchmarks/archive.py [--reports 30000] [--store sqlite|postgresql] [--address postgresql://...] [--write]

PostgreSQL is a server of this run's own, from the system's packages, with its own defaults for durability; --address
takes another. Times of questions are wall time, each question new. `--write` puts the row into archive.md.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from archive_news import FIRST_DAY, NewsMaker
from headwater.newsroom.archive import Archive
from headwater.newsroom.checks import check_text
from headwater.read.statements import RULES_ALONE
from headwater.store.opening import open_archive
from headwater.store.promise import Store
from headwater.vocabulary.archive import Filing, SearchQuery, StoryOrder, StoryQuery
from headwater.vocabulary.brief import Brief, Told
from headwater.vocabulary.lineage import Lineage, OriginId
from headwater.vocabulary.story import Story, StoryId

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.postgresql_server import find_programs, running_server

PAGE = Path(__file__).with_name("archive.md")
BATCH = 50
# A server as it is set up for a newsroom: more memory than the packages' default, and durable.
SERVER = {"listen_addresses": "''", "shared_buffers": "512MB", "max_wal_size": "4GB"}
QUESTIONS = 200
PROGRESS = 25_000
Question = Callable[[int], object]


def main() -> None:
    """Run, print, and write the row if asked."""
    wanted = parse_arguments()
    with archive_place(wanted) as where:
        row = measure(open_archive(where), wanted.reports)
    cells = [wanted.store, f"{wanted.reports:,}", *row.values()]
    for name, value in row.items():
        print(f"{name:40} {value}")
    if wanted.write:
        write_row(cells)


@contextmanager
def archive_place(wanted: argparse.Namespace) -> Iterator[str]:
    """Where the archive of this run stands; removed at its end."""
    if wanted.address is not None:
        yield wanted.address
    elif wanted.store == "sqlite":
        with tempfile.TemporaryDirectory(dir=wanted.folder) as folder:
            yield str(Path(folder) / "news.hw")
    else:
        programs = find_programs()
        if programs is None:
            raise SystemExit("no PostgreSQL server is installed: apt-get install postgresql")
        with running_server(
            programs, {"listen_addresses": "''", "shared_buffers": "512MB", "max_wal_size": "4GB"}
        ) as at:
            yield at


def measure(archive: Store, count: int) -> dict[str, str]:
    """File and ask; what each measure gave, in words."""
    maker = NewsMaker()
    made = maker.filings(count)
    single = min(2_000, count // 10)
    measured = {
        f"filed, {BATCH} at a time: reports a second (a CPU second)": filed(archive, made, count - single, BATCH),
        "filed, 1 at a time": filed(archive, made, single, 1),
    }
    stories = [
        row.id for row in archive.stories(StoryQuery(StoryOrder.REPORTS, limit=40_000)) if 9 <= row.reports <= 11
    ]
    for story in stories[:QUESTIONS]:
        save_brief(archive, story)
    for name, ask in questions(archive, maker, stories, count).items():
        measured[name] = p95(ask)
        print(f"{name}: {measured[name]}", file=sys.stderr)
    measured["bytes a report"] = f"{archive.stats().bytes / count:,.0f}"
    measured["memory, most"] = f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB"
    archive.close()
    return measured


def questions(
    archive: Store, maker: NewsMaker, stories: list[StoryId], count: int
) -> dict[str, Callable[[int], object]]:
    """What is asked, by name; each is told the number of the question. Ordinary words are the 200th to 4,000th."""
    chance = random.Random(11)
    common, ordinary, orders = maker.words[:60], maker.words[200:4000], list(StoryOrder)
    day = (FIRST_DAY + timedelta(minutes=7 * (count // 2))).date()
    some = [archive.load_reports(archive.members(chance.choice(stories))[:1])[0] for _ in range(QUESTIONS)]
    texts = [one.text[:600].split() for one in some]
    sentences = [chance.choice(one.prose.sentences).of(one.text) for one in some]
    newsroom = Archive(archive, RULES_ALONE)
    phrases = ['"' + " ".join(one.prose.sentences[3].of(one.text).split()[4:7]) + '"' for one in some]

    def search(words: int, **fields: object) -> object:
        return archive.search(SearchQuery(" ".join(chance.sample(ordinary, words)), **fields))  # type: ignore[arg-type]

    return {
        "story of ten": lambda number: ask_story(archive, stories[number % QUESTIONS % len(stories)]),
        "list of stories": lambda number: archive.stories(StoryQuery(orders[number % 3], page=number % 20)),
        "search, a word": lambda _: search(1),
        "search, two words": lambda _: search(2),
        "search, a phrase": lambda number: archive.search(SearchQuery(phrases[number])),
        "search, a word of an outlet": lambda _: search(1, outlet=chance.choice(maker.outlets[:120])),
        "search, a word of a month": lambda _: search(1, since=day, until=day + timedelta(30)),
        "search, a word of a speaker": lambda _: search(1, speaker=chance.choice(maker.people)),
        "search, the 60 commonest words": lambda _: archive.search(SearchQuery(chance.choice(common))),
        "holding, 600 characters": lambda number: archive.holding(texts[number], 50),
        "holding, common words only": lambda _: archive.holding(chance.sample(common, 30), 50),
        "check, a sentence of a report": lambda number: check_text(sentences[number], newsroom, RULES_ALONE),
    }


def filed(archive: Store, made: Iterator[Filing], count: int, batch: int) -> str:
    """Reports filed a second, wall and CPU of this process; making them up is not counted."""
    wall, cpu, done = 0.0, 0.0, 0
    for filings in batches(made, count, batch):
        now, work = time.perf_counter(), time.process_time()
        archive.file(filings, datetime.now(UTC))
        wall, cpu = wall + time.perf_counter() - now, cpu + time.process_time() - work
        done += len(filings)
        if done % PROGRESS < batch:
            print(f"{done:,} filed, {done / wall:,.0f} a second, {done / cpu:,.0f} a CPU second", file=sys.stderr)
    return f"{count / wall:,.0f} ({count / cpu:,.0f})"


def batches(made: Iterator[Filing], count: int, size: int) -> Iterator[list[Filing]]:
    """So many filings in lists of one size."""
    for start in range(0, count, size):
        yield list(islice(made, min(size, count - start)))


def save_brief(archive: Store, story: StoryId) -> None:
    """A brief as long as one of ten reports."""
    members = archive.members(story)
    reports = tuple(archive.load_reports(members))
    told = [Told(one.text[:120], one.prose.sentences[:3], 2) for one in reports]
    lineage = Lineage(tuple(OriginId(one) for one in members), (), (), ())
    entities = tuple(entity for report in reports for entity in report.entities)
    brief = Brief(Story(story, reports, entities, lineage), "Told", (), (), (), tuple(told), tuple(told))
    archive.save_brief(brief, members, datetime.now(UTC))


def ask_story(archive: Store, story: StoryId) -> None:
    """What `story ID` asks: the brief, and who is in it now."""
    if archive.load_brief(story) is None or not archive.members(story):
        raise SystemExit(f"story {story} has no brief")


def p95(ask: Callable[[int], object]) -> str:
    """The time that 95 of 100 questions stay under; in brackets the same in CPU time of this process."""
    wall, cpu = [], []
    for number in range(QUESTIONS):
        now, work = time.perf_counter(), time.process_time()
        ask(number)
        wall.append(time.perf_counter() - now)
        cpu.append(time.process_time() - work)
    place = int(0.95 * QUESTIONS)
    return f"{1000 * sorted(wall)[place]:.1f} ({1000 * sorted(cpu)[place]:.1f}) ms"


def write_row(cells: Iterable[str]) -> None:
    """Put a run's row into archive.md, in the place of the former of the same store and size."""
    store, reports, *_ = cells = list(cells)
    lines = PAGE.read_text("utf-8").splitlines()
    start = f"| {store} | {reports} |"
    lines = [line for line in lines if not line.startswith(start)]
    table = max(place for place, line in enumerate(lines) if line.startswith("|"))
    lines.insert(table + 1, "| " + " | ".join(cells) + " |")
    PAGE.write_text("\n".join(lines) + "\n", "utf-8")


def parse_arguments() -> argparse.Namespace:
    """What is measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=30_000)
    parser.add_argument("--store", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--address", default=None)
    parser.add_argument("--folder", default=None, help="where the file is put, by default the system's for such")
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
