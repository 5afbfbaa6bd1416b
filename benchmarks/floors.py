"""Floors: the score below which a task must not fall, kept with the digest of the data it was measured on.

`floors.json` maps `TASK GOLD` to `{"digest": ..., "floors": {"figure": bound}}`. A figure is a path into the scorer's
answer, its parts joined by '/'; one that begins with '<' must not rise above its bound. Floors measured on other data
say so instead of counting. Lowering one needs a page in `decisions/`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).parent / "floors.json"


def digest_of(gold: Path) -> str:
    """The digest of a gold file, short."""
    return hashlib.sha256(gold.read_bytes()).hexdigest()[:16]


def check_floors(task: str, gold: Path, scores: dict[str, Any]) -> Iterator[str]:
    """One line for each floor the scores fall through, or for floors that were measured on other data."""
    yield from check_scores(f"{task} {gold.name}", digest_of(gold), scores)


def digest_of_texts(texts: Iterable[str]) -> str:
    """The digest of data that is made at run time, short."""
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]


def check_scores(name: str, digest: str, scores: dict[str, Any]) -> Iterator[str]:
    """As `check_floors`, by the name of the entry in `floors.json` and the digest of the data."""
    entry = json.loads(FLOORS.read_text(encoding="utf-8")).get(name)
    if entry is None:
        return
    if entry["digest"] != digest:
        yield f"{name}: the floors were measured on other data (digest {entry['digest']})"
        return
    for figure, bound in entry["floors"].items():
        score = _at(scores, figure.removeprefix("<"))
        is_ceiling = figure.startswith("<")
        if score is None or (score > bound if is_ceiling else score < bound):
            limit = "above the most" if is_ceiling else "below the floor"
            yield f"{name}: {figure.removeprefix('<')} is {score}, {limit} {bound}"


def _at(scores: Any, figure: str) -> float | None:
    for part in figure.split("/"):
        if not isinstance(scores, dict) or part not in scores:
            return None
        scores = scores[part]
    return float(scores)
