"""The labelled stories of findings: they read, hold every kind and decoys in both parts, and are scored as labelled."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


@pytest.fixture(scope="module")
def gold() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(BENCHMARKS)
        yield import_module("findings_gold")


@pytest.mark.parametrize("subset", ["tuned", "check"])
def test_every_kind_and_some_decoys_are_labelled(gold: ModuleType, subset: str) -> None:
    stories = gold.stories_of(subset)
    for kind in gold.KINDS:
        assert sum(len(gold.labels_of(story)[kind]) for story in stories), kind
    assert sum(len(story.decoys) for story in stories) >= len(stories)


def test_a_change_a_headline_and_a_decoy_are_each_laid_against_what_is_told(gold: ModuleType) -> None:
    (story,) = [each for each in gold.stories_of("tuned") if each.number == 1]
    reading, left = import_module("lineage_gold").read_whole(story)
    marks = list(gold.score(reading))
    assert left == []
    assert sum(mark.is_labelled for mark in marks) == 4
    assert sum(mark.measure == "decoys" for mark in marks) == len(story.decoys)
    without = reading.brief.findings[:0]
    blind = gold.Reading(story, type(reading.brief)(**{**_fields(reading.brief), "findings": without}), reading.pages)
    assert not any(mark.is_told for mark in gold.score(blind))


def _fields(brief: object) -> dict[str, object]:
    return {name: getattr(brief, name) for name in brief.__slots__}  # type: ignore[attr-defined]
