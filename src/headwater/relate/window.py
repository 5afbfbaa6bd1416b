"""The active window: how long a story waits for its next report before it leaves."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from headwater.relate.active import Active

# A story leaves the active window when its newest report is older than this by the desk's clock and nothing has come to
# it for so many reports; a pile from last year is grouped as well as today's.
WINDOW_DAYS, WINDOW_REPORTS = 30.0, 4_000
MOST_ACTIVE = 200_000
# The clock is the middle of so many newest times: one report dated 2099 does not end all stories.
_CLOCK_OF = 101


class Window:
    """The desk's clock, and which stories leave by it."""

    def __init__(self, times: Iterable[float] = ()) -> None:
        self.times: deque[float] = deque(times, maxlen=_CLOCK_OF)

    def see(self, at: float) -> None:
        """Note the time of one more report, if it has one."""
        if at == at:
            self.times.append(at)

    def leaving(self, active: Active, placed: int) -> NDArray[np.int64]:
        """The numbers of the stories that leave after so many reports placed, of too many those longest untouched."""
        numbers = np.flatnonzero(active.middle >= 0)
        clock = float(np.median(self.times)) if self.times else np.nan
        idle = placed - active.touched[numbers]
        is_old = (active.newest[numbers] < clock - WINDOW_DAYS) | np.isnan(active.newest[numbers])
        leaving: NDArray[np.int64] = numbers[is_old & (idle > WINDOW_REPORTS)]
        too_many = len(numbers) - len(leaving) - MOST_ACTIVE
        if too_many > 0:
            rest = numbers[~np.isin(numbers, leaving)]
            leaving = np.concatenate([leaving, rest[np.argsort(active.touched[rest], kind="stable")[:too_many]]])
        return leaving
