"""What placing a report costs against the number of active stories.

    python benchmarks/stories_growth.py [--reports 100] [COUNT ...]
    python benchmarks/stories_growth.py --one-event 10000

The active stories are synthetic: rows of invented reports with Zipf-distributed words, each with its terms turned into
others. Then invented reports are placed; prints reports a CPU-second with and without making their subjects, the bytes
a story takes when the desk is put away, and the seconds to put it away and open it. With --one-event so many reports of
one event come to an empty desk.
"""

from __future__ import annotations

import argparse
import sys
import time
from datetime import datetime, timedelta
from random import Random

import numpy as np

from headwater.relate.channels import Channels
from headwater.relate.desk import Desk
from headwater.relate.middles import quantised
from headwater.relate.profiles import profile_of
from headwater.relate.subjects import subject_of
from headwater.vocabulary.span import ReportId
from headwater.vocabulary.story import StoryId
from peers import on_one_thread

DAY = datetime(2024, 5, 6, 9)
_MODELS = 400
# The figures are those of the best of so many parts: others use the machine.
_PARTS = 8


def texts(count: int, seed: int, *, one_event: bool = False) -> list[tuple[str, str]]:
    """Headlines and bodies of some 250 words, every fourth report another one of the event before it, or all of one."""
    chance = Random(seed)
    syllables = "ba ke lo mu ri ta ve zo dan fer gil hos jen kir mol nat pel quin ros sul tor vis wen".split()
    words = ["".join(chance.choice(syllables) for _ in range(3)) for _ in range(40_000)]
    weights = np.cumsum(1 / np.arange(1, len(words) + 1))
    made, event = [], []
    for number in range(count):
        if not event or (number % 4 and not one_event):
            event = chance.choices(words, cum_weights=weights.tolist(), k=60)
        body = event + chance.choices(words, cum_weights=weights.tolist(), k=190)
        chance.shuffle(body)
        name = f"{event[0].title()} {event[1].title()}"
        made.append((" ".join(event[2:10]), f"In {event[3].title()} {name} said {' '.join(body)}."))
    return made


def desk_of(count: int) -> Desk:
    """A desk with so many active stories of one report each."""
    desk, chance = Desk(), np.random.default_rng(1)
    models = [profile_of(subject_of(*text, DAY)) for text in texts(_MODELS, 1)]
    for number in range(count):
        model = models[number % _MODELS]
        story = desk.active.open(StoryId(f"s{number}"), StoryId(f"s{number}"))
        row = desk.active.rows.take(f"x{number}")
        terms = np.where(model.terms > 0, model.terms ^ np.uint32(chance.integers(1, 1 << 28)), 0)
        desk.active.rows.terms[row], desk.active.rows.weights[row] = terms, quantised(model.weights)
        desk.active.rows.at[row] = model.at - number % 20
        desk.active.rows.keys[row] = chance.integers(1, 1 << 32, len(model.keys), dtype=np.uint32)
        desk.active.count_report(story, model.at - number % 20, number)
        desk.active.add_row(story, row)
    desk.placed = count
    desk.channels = Channels.of(desk.active, max(4_096, count * 2))
    return desk


def print_one_event(count: int) -> None:
    """Place so many reports of one event, a minute apart."""
    made, desk = texts(count, 3, one_event=True), Desk()
    began = time.process_time()
    subjects = (subject_of(*text, DAY + timedelta(minutes=place)) for place, text in enumerate(made))
    stories = {desk.place(ReportId(f"r{place}"), subject).story for place, subject in enumerate(subjects)}
    seconds, rows = time.process_time() - began, len(desk.active.rows.reports)
    print(f"{count:,} reports of one event: {len(stories)} stories, {seconds:.0f} s, {rows} rows kept")


def main() -> int:
    """Print a row for each number of stories."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("counts", nargs="*", type=int, default=[4_000, 20_000, 75_000, 150_000])
    parser.add_argument("--reports", type=int, default=100)
    parser.add_argument("--one-event", type=int, metavar="N", help="place so many reports of one event instead")
    options = parser.parse_args()
    if options.one_event:
        print_one_event(options.one_event)
        return 0
    print("| active stories | placed a CPU-second | with their subjects | bytes a story | put away, s | opened, s |")
    print("|---|---|---|---|---|---|")
    for count in options.counts:
        desk = desk_of(count)
        began = time.process_time()
        block = desk.freeze()
        away = time.process_time() - began
        began = time.process_time()
        Desk.thaw(block)
        opened = time.process_time() - began
        reading, placing = [], []
        made = texts(options.reports * _PARTS, 2)
        for start in range(0, len(made), options.reports):
            part = range(start, start + options.reports)
            began = time.process_time()
            subjects = [subject_of(*made[place], DAY + timedelta(minutes=place)) for place in part]
            reading.append(time.process_time() - began)
            began = time.process_time()
            for _ in desk.place_many([ReportId(f"r{place}") for place in part], subjects):
                pass
            placing.append(time.process_time() - began)
        placed, whole = options.reports / min(placing), options.reports / (min(placing) + min(reading))
        cells = [f"{count:,}", f"{placed:,.0f}", f"{whole:,.0f}"]
        print(f"| {' | '.join(cells)} | {len(block) / count:,.0f} | {away:.2f} | {opened:.2f} |", flush=True)
    return 0


if __name__ == "__main__":
    on_one_thread()
    sys.exit(main())
