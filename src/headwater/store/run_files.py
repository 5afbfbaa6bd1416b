"""A run index in a folder: arrays that are mapped into memory, and a list of them that is replaced in one step."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np

from headwater.errors import UnreadableIndex
from headwater.text.run_index import RunIndex, Segment

_LIST = "runs.json"
_SCHEMA = "headwater/runs/1"


def save_run_index(index: RunIndex, folder: Path) -> None:
    """Keep an index in a folder, which is made if need be. Arrays that stand there already are not written again;
    whoever reads while it is saved sees the old index or the new one, never a mixture."""
    folder.mkdir(parents=True, exist_ok=True)
    names = [_save_segment(segment, folder) for segment in index.segments()]
    listed = json.dumps({"schema": _SCHEMA, "texts": len(index), "segments": names})
    fresh = folder / f"{_LIST}.new"
    fresh.write_text(listed, encoding="utf-8")
    fresh.replace(folder / _LIST)
    for stale in folder.glob("*.npy"):
        if stale.name not in names:
            stale.unlink()


def load_run_index(folder: Path) -> RunIndex:
    """The index of a folder, its arrays mapped and not read; UnreadableIndex where it is not whole."""
    try:
        listed = json.loads((folder / _LIST).read_text(encoding="utf-8"))
        if listed["schema"] != _SCHEMA:
            raise UnreadableIndex(str(folder), f"schema is {listed['schema']!r}, not {_SCHEMA}")
        segments = [np.load(folder / name, mmap_mode="r", allow_pickle=False) for name in listed["segments"]]
        return RunIndex(segments, int(listed["texts"]))
    except (OSError, ValueError, KeyError, TypeError, EOFError) as fault:
        raise UnreadableIndex(str(folder), f"{type(fault).__name__}: {fault}") from fault


def _save_segment(segment: Segment, folder: Path) -> str:
    name = f"{hashlib.blake2b(segment.tobytes(), digest_size=12).hexdigest()}.npy"
    if not (folder / name).exists():
        fresh = folder / f"{name}.new"
        with fresh.open("wb") as file:
            np.save(file, segment)
        fresh.replace(folder / name)
    return name
