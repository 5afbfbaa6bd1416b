"""What sites ask of programs that fetch their pages (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from headwater.errors import NotFetched
from headwater.vocabulary.fetched import RobotsVerdict

AGENT_NAME = "Headwater"

# RFC 9309, section 2.5: at least 500 KiB must be read; more is cut, and rules behind the cut do not count.
LARGEST_ROBOTS = 500 * 1024
# RFC 9309, section 2.4. A failure is kept for shorter: long enough that a dead host is not waited for page after page.
KEPT_SECONDS, FAILURE_KEPT_SECONDS = 24 * 3600, 600
MOST_SITES = 1_000


@dataclass(frozen=True, slots=True)
class RobotsFile:
    """One site's robots.txt as it was found: its rules, or why everything or nothing is allowed. Where the site could
    not be reached, `reason` says why."""

    address: str
    rules: Protego | bool
    reason: str
    is_reached: bool = True

    def verdict(self, address: str) -> RobotsVerdict:
        """Whether these rules let us fetch an address of the site; raises NotFetched if the site was not reached."""
        if not self.is_reached:
            raise NotFetched(address, self.reason)
        if isinstance(self.rules, bool):
            return RobotsVerdict(address, self.address, self.rules, self.reason)
        is_allowed = self.rules.can_fetch(address, AGENT_NAME)
        reason = f"{'allows' if is_allowed else 'does not allow'} the page for {AGENT_NAME}"
        delay = self.rules.crawl_delay(AGENT_NAME)
        return RobotsVerdict(address, self.address, is_allowed, reason, delay)


class RobotsBook:
    """The robots.txt of the sites visited, each fetched once a day.

    `read` gives the status and the bytes behind an address, its redirects followed; it raises NotFetched.
    """

    def __init__(self, read: Callable[[str], tuple[int, bytes]], clock: Callable[[], float]) -> None:
        self._read, self._clock = read, clock
        self._files: dict[str, tuple[float, RobotsFile]] = {}

    def verdict(self, address: str) -> RobotsVerdict:
        """Whether the site lets us fetch an address; raises RefusedAddress where the site itself may not be asked."""
        parts = urlsplit(address)
        site = f"{parts.scheme.lower()}://{parts.netloc.lower()}"
        kept = self._files.pop(site, None)
        if kept is None or kept[0] < self._clock():
            found = self._fetch(f"{site}/robots.txt")
            kept = (self._clock() + (FAILURE_KEPT_SECONDS if found.rules is False else KEPT_SECONDS), found)
        self._files[site] = kept
        if len(self._files) > MOST_SITES:
            del self._files[next(iter(self._files))]
        return kept[1].verdict(address)

    def _fetch(self, robots_address: str) -> RobotsFile:
        try:
            status, content = self._read(robots_address)
        except NotFetched as fault:
            # Unreachable is a no (RFC 9309, section 2.3.1.4): a site in trouble is left alone.
            return RobotsFile(robots_address, False, fault.found, is_reached=False)
        return parse_robots(robots_address, status, content)


def parse_robots(address: str, status: int, content: bytes) -> RobotsFile:
    """A site's answer for its robots.txt as rules. 'Not found' allows all; a fault or 'too many requests' nothing."""
    if 200 <= status < 300:
        text = content[:LARGEST_ROBOTS].decode("utf-8-sig", "replace")
        return RobotsFile(address, Protego.parse(text), "read")
    if 400 <= status < 500 and status != 429:
        return RobotsFile(address, True, f"is not there (status {status}): all may be fetched")
    return RobotsFile(address, False, f"could not be read (status {status})")
