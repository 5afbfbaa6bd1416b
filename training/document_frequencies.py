"""Count in how many news texts each word stem stands, for `headwater.text.weights`.

    python training/document_frequencies.py ../shared/data

Reads texts of the story and timeline sets (never their labels) and writes
`src/headwater/stylebook/document_frequencies.tsv.gz`: a first line with the number of texts, then stem and count.
Stems that stand in fewer than eight texts are left out, so that no text can be found from the table.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from headwater.text.tokens import stem, words_of

FEWEST_TEXTS = 8
SETS = ("stories/allsides_distractors.jsonl.gz", "stories/gva.jsonl.gz", "timeline/articles.jsonl.gz")
OUTPUT = Path(__file__).parents[1] / "src/headwater/stylebook/document_frequencies.tsv.gz"


def texts(folder: Path) -> Iterator[str]:
    """The texts of the sets, each once."""
    seen: set[str] = set()
    for name in SETS:
        with gzip.open(folder / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                text = json.loads(line)["text"]
                if text not in seen:
                    seen.add(text)
                    yield text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    counts: Counter[str] = Counter()
    total = 0
    for text in texts(parser.parse_args().folder):
        total += 1
        counts.update({stem(word) for word in words_of(text) if not word[0].isdigit()})
    kept = sorted((word, count) for word, count in counts.items() if count >= FEWEST_TEXTS)
    lines = [f"{total}\n", *(f"{word}\t{count}\n" for word, count in kept)]
    OUTPUT.write_bytes(gzip.compress("".join(lines).encode(), compresslevel=9, mtime=0))
    print(f"{total} texts, {len(kept)} stems, {OUTPUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
