"""How often one may ask, and how often a password may be guessed; in memory, since one process serves."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

# A page with its parts is some ten requests; a reader who opens twelve at once is no attack, 20 a second for long is.
BURST, A_SECOND = 120, 20.0
# Five slips are a person's; then each costs twice the pause of the one before. An account waits a minute at most, so
# that nobody locks out a colleague by guessing for her; an address a quarter of an hour.
FREE_SLIPS, LONGEST_FOR_ACCOUNT, LONGEST_FOR_ADDRESS = 5, 60.0, 900.0
# An hour without a slip forgets the former ones.
FORGOTTEN_AFTER = 3_600.0
# Who rotates through more addresses than this pushes out the oldest; a row takes some 200 bytes.
MOST_KNOWN = 20_000

Clock = Callable[[], float]


class Buckets:
    """A bucket of requests for each who asks, which fills again with time."""

    def __init__(self, burst: float = BURST, a_second: float = A_SECOND, clock: Clock = time.monotonic) -> None:
        self._burst, self._a_second, self._clock = burst, a_second, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, who: str) -> float:
        """0 if they may ask now, else the seconds until they may."""
        now = self._clock()
        left, at = self._left.pop(who, (self._burst, now))
        left = min(self._burst, left + (now - at) * self._a_second)
        wait = 0.0 if left >= 1 else (1 - left) / self._a_second
        self._left[who] = (left - 1 if not wait else left, now)
        if len(self._left) > MOST_KNOWN:
            self._left.popitem(last=False)
        return wait


class Slips:
    """Wrong passwords, counted by the name they were tried on and by the address they came from."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._turn = threading.Lock()
        self._counts: OrderedDict[tuple[str, str], tuple[int, float]] = OrderedDict()

    def wait(self, account: str, address: str) -> float:
        """The seconds until this name may be tried from this address; 0 for now."""
        with self._turn:
            return max(self._wait(key, longest) for key, longest in _keys(account, address))

    def count(self, account: str, address: str) -> None:
        """A wrong password."""
        with self._turn:
            for key, _ in _keys(account, address):
                slips, at = self._counts.pop(key, (0, 0.0))
                now = self._clock()
                self._counts[key] = (slips + 1 if now - at < FORGOTTEN_AFTER else 1, now)
            while len(self._counts) > MOST_KNOWN:
                self._counts.popitem(last=False)

    def forget(self, account: str) -> None:
        """The right password for a name; the address keeps its count, or one account of their own would let an
        attacker guess at all others for ever."""
        with self._turn:
            self._counts.pop(("account", account), None)

    def _wait(self, key: tuple[str, str], longest: float) -> float:
        slips, at = self._counts.get(key, (0, 0.0))
        if slips < FREE_SLIPS:
            return 0.0
        pause = min(longest, 2.0 ** min(slips - FREE_SLIPS, 20))
        return max(0.0, at + pause - self._clock())


def _keys(account: str, address: str) -> tuple[tuple[tuple[str, str], float], ...]:
    return (("account", account), LONGEST_FOR_ACCOUNT), (("address", address), LONGEST_FOR_ADDRESS)
