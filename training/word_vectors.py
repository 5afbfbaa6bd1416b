"""Learn which words news uses alike: `text/word_vectors.npz`.

    python training/word_vectors.py [--shared ../shared]

Reads the labelled news texts under SHARED/data (not shipped; they belong to their publishers), each once, never a
label. Counts how often two stems stand within five words of each other, turns the counts into positive pointwise mutual
information (contexts smoothed by the power .75) and keeps the first dimensions of its singular value decomposition:
Levy, Goldberg & Dagan 2015, "Improving distributional similarity with lessons learned from word embeddings". The same
input gives the same file.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from headwater.text.tokens import stem, words_of

OUTPUT = Path(__file__).parents[1] / "src/headwater/text/word_vectors.npz"
TEXTS = (
    "stories/allsides.jsonl.gz",
    "stories/allsides_distractors.jsonl.gz",
    "stories/gva.jsonl.gz",
    "timeline/articles.jsonl.gz",
    "lineage/pool.jsonl.gz",
    "lineage/reprints.jsonl.gz",
    "attribution/train.jsonl.gz",
)
WINDOW, SMOOTHED, DIMENSIONS, FEWEST_TEXTS, MOST_WORDS = 5, 0.75, 64, 12, 16_000
Array = NDArray[np.float32]


def main() -> int:
    """Learn and write; exit code 2 where the data is not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    folder = parser.parse_args().shared / "data"
    if not folder.is_dir():
        print(f"{folder}: not there; the labelled texts are not shipped", file=sys.stderr)
        return 2
    texts = [[stem(word) for word in words_of(text)] for text in read_texts(folder)]
    words = telling_words(texts)
    vectors = learn_vectors(count_pairs(texts, words))
    scale = np.abs(vectors).max(axis=1, keepdims=True) / 127
    np.savez_compressed(OUTPUT, words=np.array("\n".join(words)), vectors=np.round(vectors / scale).astype(np.int8))
    print(f"{len(texts)} texts, {len(words)} words, {OUTPUT.stat().st_size:,} bytes")
    return 0


def read_texts(folder: Path) -> Iterator[str]:
    """Every text once, by its first characters; of the reprints the originals."""
    seen: set[str] = set()
    for name in TEXTS:
        with gzip.open(folder / name, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                text = row.get("text") or ""
                if text and row.get("kind", "original") == "original" and text[:200] not in seen:
                    seen.add(text[:200])
                    yield text


def telling_words(texts: Sequence[Sequence[str]]) -> list[str]:
    """The stems of enough texts, most frequent first; numbers have no meaning of their own."""
    held = Counter(word for text in texts for word in set(text))
    known = [word for word, count in held.items() if count >= FEWEST_TEXTS and not word[0].isdigit()]
    return sorted(known, key=lambda word: (-held[word], word))[:MOST_WORDS]


def count_pairs(texts: Sequence[Sequence[str]], words: Sequence[str]) -> csr_array:
    """How often two words stand near each other, nearer ones counting more."""
    column = {word: place for place, word in enumerate(words)}
    total = csr_array((len(words), len(words)), dtype=np.float32)
    for start in range(0, len(texts), 2_000):
        places = np.array(
            [
                place
                for text in texts[start : start + 2_000]
                for place in (*(column.get(w, -1) for w in text), *[-1] * WINDOW)
            ]
        )
        for step in range(1, WINDOW + 1):
            one, other = places[:-step], places[step:]
            known = (one >= 0) & (other >= 0)
            weights = np.full(known.sum(), 1 / step, np.float32)
            total = total + coo_array((weights, (one[known], other[known])), total.shape).tocsr()
    return csr_array(total + total.T)


def learn_vectors(counts: csr_array) -> Array:
    """A row a word, of length 1."""
    said = np.asarray(counts.sum(axis=1)).ravel()
    context = said**SMOOTHED / (said**SMOOTHED).sum()
    pairs = counts.tocoo()
    shared = np.log(pairs.data / (said[pairs.row] * context[pairs.col]))
    told = shared > 0
    table = csr_array((shared[told].astype(np.float32), (pairs.row[told], pairs.col[told])), counts.shape)
    left, strength = first_dimensions(table, DIMENSIONS)
    vectors = left * np.sqrt(strength)
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def first_dimensions(table: csr_array, count: int) -> tuple[Array, Array]:
    """The first left singular vectors and values, by randomised range finding (Halko, Martinsson & Tropp 2011)."""
    guess = np.random.default_rng(0).standard_normal((table.shape[1], count + 20)).astype(np.float32)
    for _ in range(4):
        guess = np.linalg.qr(table.T @ np.linalg.qr(table @ guess)[0])[0]
    basis = np.linalg.qr(table @ guess)[0]
    left, strength, _ = np.linalg.svd((table.T @ basis).T, full_matrices=False)
    return (basis @ left)[:, :count], strength[:count]


if __name__ == "__main__":
    sys.exit(main())
