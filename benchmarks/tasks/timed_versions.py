"""The chains of the lineage task for versions whose times are known, as a newsroom knows when its pages were printed.

The `order` of the versions stands for the times. That versions of one page follow one another is not used: each is laid
beside all earlier ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from headwater.relate.versions import trace_timed_versions
from tasks._rows import read_rows
from tasks.lineage import parent_rows


def predict(input: Path) -> Iterator[dict[str, Any]]:
    """The parent of each version among those published before it."""
    for row in read_rows(input):
        versions = row["versions"]
        places = sorted(range(len(versions)), key=lambda place: versions[place]["order"])
        yield from parent_rows(row, trace_timed_versions([versions[at]["text"] for at in places]).parents, places)
