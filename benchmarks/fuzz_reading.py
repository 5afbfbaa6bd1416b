"""Read thousands of broken pages: none may crash, none may take long, each ends in blocks or in a named error.

    python benchmarks/fuzz_reading.py [COUNT] [--shared ../shared] [--seed 1] [--way careful|fast|text]

Takes the pages of the examples and, where they lie beside the checkout, the labelled ones, breaks each in one to four
ways (bytes flipped, cut off, doubled, spliced with another page; tags lost, nested, left open; signs that nobody sees,
numbers without end) and opens it. Prints what happened how often, the slowest pages, and every crash with the seed that
makes it again; ends with exit code 1 if there was a crash or a page that took longer than SECONDS_A_PAGE.
"""

from __future__ import annotations

import argparse
import gzip
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from types import FrameType

from headwater.errors import HeadwaterError
from headwater.read.pages import open_page, open_page_fast
from headwater.vocabulary.page import Page

HERE = Path(__file__).parent
SECONDS_A_PAGE = 20
# Larger pages take long because they are large; breaking them finds nothing that smaller ones do not.
LARGEST_BYTES = 250_000
REPORT_EVERY = 500


def flip(page: bytearray, random: Random) -> None:
    for _ in range(random.randint(1, 200)):
        page[random.randrange(len(page))] = random.randrange(256)


def cut_off(page: bytearray, random: Random) -> None:
    del page[random.randrange(1, len(page)) :]


def cut_out(page: bytearray, random: Random) -> None:
    start = random.randrange(len(page))
    del page[start : start + random.randint(1, 20_000)]


def double(page: bytearray, random: Random) -> None:
    start = random.randrange(len(page))
    page[start:start] = page[start : start + random.randint(1, 20_000)] * random.randint(1, 8)


def lose_tags(page: bytearray, random: Random) -> None:
    sign = random.choice([b"<", b">", b"</", b'"', b"'", b"=", b"/>"])
    page[:] = page.replace(sign, random.choice([b"", b" ", b"<", b"&lt;"]), random.randint(1, 500))


def nest(page: bytearray, random: Random) -> None:
    tag = random.choice([b"<div>", b"<b>", b"<table><tr><td>", b"<ul><li>", b"<span class='x'>", b"<p>", b"<a href=x>"])
    at = random.randrange(len(page))
    page[at:at] = tag * random.randint(10, 3_000)


def hide_signs(page: bytearray, random: Random) -> None:
    signs = ["\u200b", "\u202e", "\u00ad", "\ufe0f", "\ufeff", "\u2066", "\x00", "\x1f", "\u0301", "\ud800"]
    for _ in range(random.randint(1, 60)):
        at = random.randrange(len(page) + 1)
        page[at:at] = (random.choice(signs) * random.randint(1, 40)).encode("utf-8", "surrogatepass")


def run_on(page: bytearray, random: Random) -> None:
    piece = random.choice(
        [b"9", b"(", b"Paris, ", b"&#", b"&amp;", b"<!--", b'"', b"\xe2\x80\x9c", b" said Reuters", b"=", b"- ", b"\t",
         b"<script type='application/ld+json'>{", b"[[[[", b"2024-05-03 ", b"a.b.", b"<time>", b"\n"]
    )  # fmt: skip
    at = random.randrange(len(page))
    page[at:at] = piece * random.randint(100, 20_000)


BREAKS: tuple[Callable[[bytearray, Random], None], ...] = (
    flip, cut_off, cut_out, double, lose_tags, nest, hide_signs, run_on,
)  # fmt: skip


def break_page(pages: list[bytes], seed: int) -> bytes:
    """One broken page; the same for the same pages and seed."""
    random = Random(seed)
    page = bytearray(random.choice(pages))
    if random.random() < 0.1:
        other = random.choice(pages)
        page[random.randrange(len(page)) :] = other[random.randrange(len(other)) :]
    for broken in random.choices(BREAKS, k=random.randint(1, 4)):
        if not page:
            break
        broken(page, random)
    return bytes(page)


def pages_to_break(shared: Path) -> Iterator[bytes]:
    for path in sorted(HERE.parent.glob("examples/**/*.*")):
        if path.suffix in (".html", ".txt"):
            yield path.read_bytes()
    for path in sorted(shared.glob("data/reading/html/*/*.html.gz")):
        content = gzip.decompress(path.read_bytes())
        if len(content) <= LARGEST_BYTES:
            yield content


class TookTooLong(Exception):
    """A page over its time."""


def stop(_signal: int, _frame: FrameType | None) -> None:
    raise TookTooLong


def open_one(content: bytes, way: str) -> str:
    """What became of a page: 'read', the name of the error, or the crash."""
    page = Page("broken", content, "text/plain" if way == "text" else "text/html")
    signal.setitimer(signal.ITIMER_REAL, SECONDS_A_PAGE)
    try:
        opened = (open_page_fast if way == "fast" else open_page)(page)
    except HeadwaterError as fault:
        return type(fault).__name__
    except TookTooLong:
        return f"CRASH: over {SECONDS_A_PAGE} s"
    except Exception as fault:  # noqa: BLE001
        return f"CRASH: {type(fault).__name__}: {fault}"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    whole = "".join(block.span.of(opened.text) for block in opened.blocks)
    return "read" if whole == opened.text else "CRASH: the blocks do not cover the text"


def main(arguments: list[str] | None = None) -> int:
    """Break and open; exit code 1 for a crash or a page that took too long."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=10_000)
    parser.add_argument("--shared", type=Path, default=HERE.parents[1] / "shared")
    parser.add_argument("--seed", type=int, default=1, help="of the first page; the next ones count on from it")
    parser.add_argument("--way", choices=("careful", "fast", "text"), help="by default each in its turn")
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGALRM, stop)
    pages = list(pages_to_break(options.shared))
    ends: Counter[str] = Counter()
    slowest: list[tuple[float, int]] = []
    for seed in range(options.seed, options.seed + options.count):
        way = options.way or ("careful", "fast", "text")[seed % 3]
        content = break_page(pages, seed)
        began = time.perf_counter()
        end = open_one(content, way)
        slowest = sorted([*slowest, (time.perf_counter() - began, seed)], reverse=True)[:5]
        ends[end.split(":")[0]] += 1
        if end.startswith("CRASH"):
            print(f"seed {seed} ({way}): {end}", flush=True)
        if ends.total() % REPORT_EVERY == 0:
            print(f"{ends.total()} so far:", ", ".join(f"{end} {n}" for end, n in ends.most_common()), flush=True)
    print(f"{options.count} pages broken from {len(pages)}:", ", ".join(f"{end} {n}" for end, n in ends.most_common()))
    print("slowest:", ", ".join(f"{seconds:.1f} s (seed {seed})" for seconds, seed in slowest))
    return 1 if ends["CRASH"] else 0


if __name__ == "__main__":
    sys.exit(main())
