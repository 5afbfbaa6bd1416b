"""The lineage task; the fields of a row tell which of its questions is asked.

Chains of versions are answered from their texts alone, as if nobody had noted when each was published: the `order` of a
version is the answer and is not read. `timed_versions` answers the same question for versions with known times.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from headwater.read.prose import prose_of
from headwater.relate.candidates import nearest_texts, weigh_words
from headwater.relate.direction import style_odds
from headwater.relate.links import derived_odds
from headwater.relate.reprints import find_reprints
from headwater.relate.resemblance import measure_resemblance
from headwater.relate.versions import trace_versions
from headwater.relate.wording import wording_of
from headwater.text.quoted_words import Fate, match_quotation, quotations_to_match, quoted_text
from headwater.text.sketches import sketch_texts
from headwater.text.weights import similarity_matrix, stems_of
from headwater.vocabulary.doubt import Unresolved
from tasks._rows import read_rows

Rows = Iterator[dict[str, Any]]


def predict(input: Path) -> Rows:
    """The rows of the question that the file asks; ValueError for one that nothing answers yet."""
    rows = list(read_rows(input))
    fields = set(rows[0])
    for needed, answer in _QUESTIONS:
        if needed <= fields:
            return answer(rows, input)
    raise ValueError(f"{input.name}: no code answers rows with {', '.join(sorted(fields))} yet")


def _pairs(rows: Sequence[dict[str, Any]], _: Path) -> Rows:
    for row in rows:
        a, b = prose_of(row["a"]["text"]), prose_of(row["b"]["text"])
        wordings = wording_of(a), wording_of(b)
        resemblance = measure_resemblance(*wordings)
        odds = derived_odds(resemblance)
        style = style_odds(a, b, wordings, resemblance)
        told = None if isinstance(style, Unresolved) or odds < 0 else "a->b" if style > 0 else "b->a"
        yield {"pair_id": row["pair_id"], "score": odds, "direction": told}


def _queries(rows: Sequence[dict[str, Any]], input: Path) -> Rows:
    pool = list(read_rows(input.parent / "pool.jsonl.gz"))
    held = [weigh_words(stems_of(text["text"])) for text in pool]
    asked = [weigh_words(stems_of(row["text"])) for row in rows]
    for row, near in zip(rows, nearest_texts(held, asked, count=10), strict=True):
        yield {"query_id": row["query_id"], "ranked": [pool[place]["id"] for place, _ in near]}


def _reprints(rows: Sequence[dict[str, Any]], _: Path) -> Rows:
    """The text that holds most of each reprint; of the two of a pair the one with more besides is the parent."""
    best: dict[int, tuple[float, int]] = {}
    for pair in find_reprints(sketch_texts([row["text"] for row in rows])):
        child, parent, share = (pair.a, pair.b, pair.of_a) if pair.of_a >= pair.of_b else (pair.b, pair.a, pair.of_b)
        best[child] = max(best.get(child, (0.0, -1)), (share, parent))
    for child, (_, parent) in best.items():
        yield {"id": rows[child]["id"], "parent": rows[parent]["id"]}


def _quotations(rows: Sequence[dict[str, Any]], input: Path) -> Rows:
    texts = {row["pair_id"]: row for row in read_rows(input.parent / "pairs.jsonl.gz")}
    labels = {Fate.VERBATIM: "verbatim", Fate.TRIMMED: "verbatim", Fate.ALTERED: "altered", Fate.NONE: "none"}
    for pair_id, group in groupby(sorted(rows, key=lambda row: row["pair_id"]), key=lambda row: row["pair_id"]):
        asked, pair = next(group), texts[pair_id]
        sides = {side["id"]: prose_of(side["text"]) for side in (pair["a"], pair["b"])}
        origin, rewrite = sides[asked["origin_id"]], sides[asked["rewrite_id"]]
        originals = [quoted_text(origin, run) for run in quotations_to_match(origin)]
        for quotation in rewrite.quotations:
            words = quotation.of(rewrite.text)
            match = match_quotation(words, originals)
            found = None if match.place is None else originals[match.place]
            yield {
                "pair_id": pair_id, "rewrite_quotation": words, "label": labels[match.fate], "origin_quotation": found,
            }  # fmt: skip


def _sentence_links(rows: Sequence[dict[str, Any]], _: Path) -> Rows:
    for row in rows:
        alike = similarity_matrix([stems_of(row["a"])], [stems_of(row["b"])])
        yield {"pair_id": row["pair_id"], "score": float(alike[0, 0])}


def _chains(rows: Sequence[dict[str, Any]], _: Path) -> Rows:
    for row in rows:
        versions = row["versions"]
        yield from parent_rows(row, trace_versions([version["text"] for version in versions]).parents)


def parent_rows(row: dict[str, Any], parents: Sequence[int | None], places: Sequence[int] | None = None) -> Rows:
    """A line a version: who its parent is, by the places of the versions as they were laid out."""
    ids = [row["versions"][place]["id"] for place in places or range(len(parents))]
    for child, parent in enumerate(parents):
        yield {"chain_id": row["chain_id"], "id": ids[child], "parent": None if parent is None else ids[parent]}


_QUESTIONS: tuple[tuple[set[str], Callable[[Sequence[dict[str, Any]], Path], Rows]], ...] = (
    ({"pair_id", "a", "b", "relation"}, _pairs),
    ({"query_id", "text"}, _queries),
    ({"pair_id", "rewrite_quotation"}, _quotations),
    ({"id", "text", "kind"}, _reprints),
    ({"chain_id", "versions"}, _chains),
    ({"pair_id", "a", "b"}, _sentence_links),
)
