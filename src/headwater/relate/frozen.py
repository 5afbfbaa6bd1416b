"""A desk as one block of bytes, and back: arrays as they are, so that an archive opens in about a second."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from headwater.relate.active import Active, Rows
from headwater.relate.channels import Channels
from headwater.relate.lately import Lately
from headwater.relate.left import Left
from headwater.relate.packed import bits_of, narrow, unpacked

_VERSION = 2
_CHANNELS = ("sketches", "sketched")
_POSTINGS = ("leads", "wordings")
_ROWS = tuple(name for name in Rows.ARRAYS if name not in ("terms", "weights"))


@dataclass(frozen=True, slots=True)
class Frozen:
    """Everything a desk holds: `closed` are the ids of stories that merged into others, `clock` the newest times."""

    active: Active
    channels: Channels
    lately: Lately
    left: Left
    placed: int
    closed: set[str]
    clock: list[float]


def freeze(frozen: Frozen) -> bytes:
    """All state as one block."""
    active, channels, lately, left = frozen.active, frozen.channels, frozen.lately, frozen.left
    rows, count, stories = active.rows, len(active.rows.reports), len(active.ids)
    arrays: dict[str, NDArray[Any]] = {f"rows_{name}": getattr(rows, name)[:count] for name in _ROWS}
    # A row has places for the longest report, a bucket for a term of a hundred stories: half of the cells are blank.
    used = rows.terms[:count] > 0
    arrays["rows_used"] = bits_of(used)
    arrays["rows_terms"], arrays["rows_weights"] = rows.terms[:count][used], rows.weights[:count][used]
    arrays |= {f"active_{name}": getattr(active, name)[:stories] for name in Active.ARRAYS}
    arrays |= {f"channels_{name}": getattr(channels, name) for name in _CHANNELS}
    for name in _POSTINGS:
        postings = getattr(channels, name)
        met = postings.holders >= 0
        arrays[f"{name}_used"], arrays[f"{name}_holders"] = bits_of(met), postings.holders[met]
        arrays[f"{name}_counts"] = narrow(postings.counts)
    arrays["lately"], arrays["left"] = lately.counts, left.marks[: len(left.ids)]
    names = {
        "version": _VERSION, "reports": rows.reports, "ids": active.ids, "threads": active.threads,
        "free_rows": rows.free, "free_stories": active.free, "room": channels.room, "count": channels.count,
        "total": lately.total, "placed": frozen.placed, "closed": sorted(frozen.closed),
        "clock": list(frozen.clock), "left_ids": left.ids,
    }  # fmt: skip
    arrays["names"] = np.frombuffer(json.dumps(names).encode(), np.uint8)
    block = io.BytesIO()
    np.savez(block, allow_pickle=False, **arrays)
    return block.getvalue()


def thaw(block: bytes) -> Frozen | None:
    """What `freeze` was given; nothing where the block is damaged or another version made it: then a desk is built
    anew from the subjects that are filed."""
    try:
        with np.load(io.BytesIO(block), allow_pickle=False) as arrays:
            held = {name: arrays[name] for name in arrays.files}
        names = json.loads(held["names"].tobytes())
        return _thawed(held, names) if names["version"] == _VERSION else None
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return None


def _thawed(held: dict[str, NDArray[Any]], names: dict[str, Any]) -> Frozen:
    active = Active(max(1, len(names["ids"])))
    for name in Active.ARRAYS:
        getattr(active, name)[: len(names["ids"])] = held[f"active_{name}"]
    active.ids, active.threads, active.free = names["ids"], names["threads"], names["free_stories"]
    active.by_id = {story: number for number, story in enumerate(active.ids) if story}
    active.rows = Rows(max(1, len(names["reports"])))
    count = len(names["reports"])
    for name in _ROWS:
        getattr(active.rows, name)[:count] = held[f"rows_{name}"]
    for name in ("terms", "weights"):
        unpacked(held["rows_used"], held[f"rows_{name}"], getattr(active.rows, name)[:count])
    active.rows.reports, active.rows.free = names["reports"], names["free_rows"]
    channels = Channels(names["room"])
    channels.count = names["count"]
    for name in _CHANNELS:
        setattr(channels, name, held[f"channels_{name}"])
    for name in _POSTINGS:
        postings = getattr(channels, name)
        unpacked(held[f"{name}_used"], held[f"{name}_holders"], postings.holders)
        postings.counts[:] = held[f"{name}_counts"]
    lately = Lately()
    lately.counts, lately.total = held["lately"], names["total"]
    left = Left.of(names["left_ids"], held["left"])
    return Frozen(active, channels, lately, left, names["placed"], set(names["closed"]), names["clock"])
