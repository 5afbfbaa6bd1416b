"""How the index of wording grows: what one more report costs, and how much memory is held, up to 300,000 reports.

    python benchmarks/index_growth.py [--reports 300000] [--plot docs/images/index_growth.svg]

Makes its reports itself: words drawn by their rank as in English, 240 a report, one report in five a copy of an earlier
one under another opening and with its end cut. Prints a row for each tenth: CPU microseconds a report to sketch, to
look for and to add; the memory of the index's arrays; the share of copies whose origin was met. `--plot` draws it.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np

from headwater.text.run_index import RunIndex
from headwater.text.sketches import sketch_texts

WORDS, LENGTH, COPIES, BATCH = 50_000, 240, 0.2, 500
# A copy counts as found if its origin shares so many keys: what `find_reprints` asks for.
KEYS_SHARED = 3


def main(arguments: list[str] | None = None) -> int:
    """Grow one index and print a row for each tenth of the way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=300_000)
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args(arguments)
    rows = list(grow(options.reports))
    if options.plot:
        options.plot.write_text(drawn(rows), encoding="utf-8")
    return 0


def grow(count: int):
    """A row of figures for each tenth of so many reports."""
    draw = np.random.default_rng(11)
    chances = 1 / np.arange(2, WORDS + 2)
    chances /= chances.sum()
    vocabulary = np.array([f"w{rank:x}" for rank in range(WORDS)])
    index, kept, spent = RunIndex(), [], np.zeros(3)
    found = copies = done = 0
    print("reports    sketch us  meet us  add us  index MB  bytes a report  origins met")
    while done < count:
        texts, origins, fresh = [], [], []
        words = vocabulary[draw.choice(WORDS, size=(BATCH, LENGTH), p=chances)]
        for row in words:
            origin = int(draw.integers(len(kept))) if kept and draw.random() < COPIES else None
            own = row if origin is None else np.concatenate([row[:12], kept[origin][1][: LENGTH - 60]])
            if origin is None and draw.random() < 0.05:
                fresh.append((done + len(texts), row))
            texts.append(" ".join(own))
            origins.append(None if origin is None else kept[origin][0])
        marks = [time.process_time()]
        sketches = sketch_texts(texts)
        marks.append(time.process_time())
        met = [index.meet(sketches.of(place), KEYS_SHARED) for place in range(len(texts))]
        marks.append(time.process_time())
        for place in range(len(texts)):
            index.add(sketches.of(place))
        marks.append(time.process_time())
        spent += np.diff(marks)
        copies += sum(origin is not None for origin in origins)
        found += sum(
            origin is not None and any(each.place == origin for each in near)
            for origin, near in zip(origins, met, strict=True)
        )
        done += len(texts)
        kept += fresh
        if done % max(BATCH, count // 10) == 0:
            held = sum(segment.nbytes for segment in index.segments())
            micro = spent / (count / 10) * 1e6
            print(
                f"{done:7}    {micro[0]:9.1f}  {micro[1]:7.1f}  {micro[2]:6.1f}  {held / 1e6:8.1f}"
                f"  {held / done:14.0f}  {found / max(copies, 1):11.4f}",
                flush=True,
            )
            yield done, *micro.tolist(), held / 1e6
            spent[:] = 0


def drawn(rows: list[tuple[float, ...]]) -> str:
    """The rows as a small drawing: microseconds a report on the left, megabytes on the right, both from zero."""
    width, height, left, right, top, bottom = 640, 300, 60, 60, 40, 50
    most_reports, most_us, most_mb = rows[-1][0], 1.2 * max(sum(row[1:4]) for row in rows), 1.2 * rows[-1][4]

    def x(reports: float) -> float:
        return left + (width - left - right) * reports / most_reports

    def y(share: float) -> float:
        return height - bottom - (height - top - bottom) * share

    def line(points: list[tuple[float, float]], colour: str) -> str:
        path = " ".join(f"{a:.1f},{b:.1f}" for a, b in points)
        return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'

    cost = line([(x(row[0]), y(sum(row[1:4]) / most_us)) for row in rows], "#c2410c")
    size = line([(x(row[0]), y(row[4] / most_mb)) for row in rows], "#1d4ed8")
    ticks = "".join(
        f'<text x="{x(most_reports * part / 3):.0f}" y="{height - bottom + 18}" text-anchor="middle">'
        f"{most_reports * part / 3:,.0f}</text>"
        f'<text x="{left - 8}" y="{y(part / 3) + 4:.0f}" text-anchor="end">{most_us * part / 3:.0f}</text>'
        f'<text x="{width - right + 8}" y="{y(part / 3) + 4:.0f}">{most_mb * part / 3:.0f}</text>'
        f'<path d="M{left} {y(part / 3):.1f}H{width - right}" stroke="#8884" />'
        for part in range(4)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        'font-size="12" fill="#555" role="img" aria-label="Cost and size of the index against reports held">'
        f'<rect width="{width}" height="{height}" fill="#fff"/>{ticks}{cost}{size}'
        f'<text x="{left}" y="22" fill="#c2410c">CPU microseconds a report: sketched, looked for, added</text>'
        f'<text x="{width - right}" y="22" fill="#1d4ed8" text-anchor="end">megabytes of index</text>'
        f'<text x="{width / 2}" y="{height - 10}" text-anchor="middle">reports held</text></svg>\n'
    )


if __name__ == "__main__":
    sys.exit(main())
