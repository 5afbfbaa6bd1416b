"""Arrays that are mostly blank, kept as which cells are used and what is in them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint8]


def bits_of(is_used: NDArray[np.bool_]) -> Bits:
    """Which cells are used, row by row, eight of them a byte."""
    return np.packbits(is_used.ravel())


def unpacked(bits: Bits, held: NDArray[Any], blank: NDArray[Any]) -> NDArray[Any]:
    """An array of blank cells with what was held put back in the cells that were used. Raises ValueError where there
    are more or fewer of them."""
    is_used = np.unpackbits(bits, count=blank.size).view(np.bool_)
    if np.count_nonzero(is_used) != len(held):
        raise ValueError(f"{len(held)} cells held, {np.count_nonzero(is_used)} used")
    blank.reshape(-1)[is_used] = held
    return blank


def narrow(counts: NDArray[np.uint32]) -> NDArray[Any]:
    """Counts in as few bytes as hold them all."""
    return counts.astype(np.min_scalar_type(int(counts.max(initial=0))))
