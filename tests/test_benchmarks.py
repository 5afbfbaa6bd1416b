"""The benchmark's own promises: a fallen score is named, floors of other data do not count, every task answers."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
Check = Callable[[str, Path, dict[str, Any]], Iterator[str]]


@pytest.fixture
def floors(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    spec = spec_from_file_location("floors", BENCHMARKS / "floors.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "FLOORS", tmp_path / "floors.json")
    return module


def test_a_score_under_its_floor_and_one_over_its_ceiling_are_named(floors: ModuleType, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text("{}")
    bounds = {"all/F1": 0.8, "<wrong": 0.05, "recall": 0.5}
    floors.FLOORS.write_text(json.dumps({"names gold.jsonl": {"digest": floors.digest_of(gold), "floors": bounds}}))
    said = list(floors.check_floors("names", gold, {"all": {"F1": 0.79}, "wrong": 0.06, "recall": 0.5}))
    assert [line.split(": ")[1] for line in said] == [
        "all/F1 is 0.79, below the floor 0.8",
        "wrong is 0.06, above the most 0.05",
    ]


def test_floors_measured_on_other_data_say_so(floors: ModuleType, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text("{}")
    floors.FLOORS.write_text(json.dumps({"names gold.jsonl": {"digest": "other", "floors": {"F1": 0.8}}}))
    (said,) = floors.check_floors("names", gold, {"F1": 0.1})
    assert "other data" in said


@pytest.mark.parametrize(
    ("task", "row", "fields"),
    [
        ("attribution", {"doc_id": "d", "text": '"We go on," Ana Ruz said in Brno.'}, {"doc_id", "content_span"}),
        ("datelines", {"id": "1", "text": "BRNO, May 3 (AFP) - A tram left the rails."}, {"id", "dateline"}),
        ("time_expressions", {"doc_id": "d", "dct": "2024-05-03", "text": "They met on Thursday."}, {"type", "value"}),
        ("stories", {"doc_id": "d", "title": "Tram", "text": "A tram.", "date": "2024-05-03"}, {"cluster_id"}),
        ("lineage", {"pair_id": "p", "a": "A tram left the rails.", "b": "The tram derailed."}, {"pair_id", "score"}),
    ],
)
def test_each_task_answers_a_row_in_the_form_of_its_scorer(
    tmp_path: Path, task: str, row: dict[str, Any], fields: set[str]
) -> None:
    (tmp_path / "gold.jsonl").write_text(json.dumps(row) + "\n")
    command = [sys.executable, BENCHMARKS / "predict.py", task, tmp_path / "gold.jsonl", tmp_path / "out.jsonl"]
    subprocess.run(command, check=True, capture_output=True)
    (answer, *_) = map(json.loads, (tmp_path / "out.jsonl").read_text().splitlines())
    assert fields <= answer.keys()
