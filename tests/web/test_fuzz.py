"""Calls made up from the published description: none of them is answered with a fault of ours, each as described.

`python benchmarks/api_fuzz.py` makes up thousands; here are some hundred.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.api_fuzz import fuzz


def test_three_hundred_made_up_calls_find_no_fault(archive: Path, near_room: None) -> None:
    told = fuzz(str(archive), calls=300, number=1)
    assert told.calls >= 300
    assert told.faults == []
    assert 500 not in told.statuses and {200, 404, 422} <= set(told.statuses)
