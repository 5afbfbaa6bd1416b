"""Count which words news prints in small letters: their capital in a headline or at a sentence's start says nothing.

    python training/common_words.py ../shared/data

Reads texts of the story and timeline sets (never their labels) and writes
`src/headwater/stylebook/common_words.tsv.gz`: words in alphabetical order, a line each, that stand inside sentences in
at least eight texts, and in most of them without a capital; behind the word the share of small letters in tenths. No
counts, so that no text can be found from the table.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections import Counter
from pathlib import Path

from document_frequencies import texts

FEWEST_TEXTS, FEWEST_SMALL = 8, 0.5
OUTPUT = Path(__file__).parents[1] / "src/headwater/stylebook/common_words.tsv.gz"
# A word inside a sentence: behind another word and a blank, with no mark between them.
_INSIDE = re.compile(r"(?<=[a-z0-9,] )[A-Za-z][a-z]+(?:-[a-z]+)*(?![\w'’-])")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in texts(parser.parse_args().folder):
        words = set(_INSIDE.findall(text))
        small.update(word for word in words if word.islower())
        capital.update(word.lower() for word in words if not word.islower())
    kept = sorted(
        (word, int(10 * count / (count + capital[word])))
        for word, count in small.items()
        if count >= FEWEST_TEXTS and count >= FEWEST_SMALL * (count + capital[word])
    )
    packed = gzip.compress("".join(f"{word}\t{share}\n" for word, share in kept).encode(), mtime=0)
    OUTPUT.write_bytes(packed)
    print(f"{len(kept)} words, {len(packed)} bytes")


if __name__ == "__main__":
    main()
