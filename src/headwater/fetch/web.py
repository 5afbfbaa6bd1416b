"""Pages from the web, politely and within bounds: robots asked, hosts not hurried, bodies and redirects capped, and no
machine reached that is not on the open internet."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from headwater.errors import (
    BrokenPacking,
    EmptyPage,
    NotFetched,
    NotText,
    RefusedAddress,
    RefusedByRobots,
    TooLarge,
    UnreadablePage,
)
from headwater.fetch.addresses import Resolve, check_address, resolve
from headwater.fetch.bounds import LARGEST_PAGE, megabytes, too_large
from headwater.fetch.media_types import find_media_type, is_readable
from headwater.fetch.robots import AGENT_NAME, LARGEST_ROBOTS, RobotsBook
from headwater.fetch.transport import Clock, Deadline, GuardedTransport
from headwater.fetch.unpack import unpack
from headwater.version import __version__
from headwater.vocabulary.fetched import FetchedPage, NotModified, RobotsVerdict, Validators
from headwater.vocabulary.page import Page

USER_AGENT = f"{AGENT_NAME}/{__version__} (reads news pages; follows robots.txt as {AGENT_NAME})"


@dataclass(frozen=True, slots=True)
class WebBounds:
    """What one page from the web may cost, and how long to wait between two of one host.

    `seconds` is for the whole of one request, `silence` for the longest pause in it. A site that asks in its robots.txt
    for a longer pause than `pause` gets it, up to `longest_pause`.
    """

    largest_page: int = LARGEST_PAGE
    redirects: int = 5
    seconds: float = 30.0
    silence: float = 10.0
    pause: float = 1.0
    longest_pause: float = 30.0


@dataclass(frozen=True, slots=True)
class _Answer:
    """A server's answer: the body is read where its status says that there is a page in it."""

    address: str
    status: int
    headers: httpx.Headers
    content: bytes

    @property
    def redirect(self) -> str | None:
        """The address it sends us on to."""
        location: str | None = self.headers.get("location") if self.status in (301, 302, 303, 307, 308) else None
        if location is None:
            return None
        try:
            return urljoin(self.address, location).partition("#")[0]
        except ValueError as fault:
            raise NotFetched(self.address, f"its redirect leads to no address ({fault})", self.status) from fault


class Web:
    """The web as Headwater asks it. One request at a time; nothing is kept on disk.

    Clock, sleep, time of day and resolver can be handed in, so that a test needs to wait for nothing.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        bounds: WebBounds | None = None,
        clock: Clock = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        resolve: Resolve = resolve,
    ) -> None:
        self._allow_private, self._bounds = allow_private, bounds or WebBounds()
        self._clock, self._sleep, self._now, self._resolve = clock, sleep, now, resolve
        self._robots = RobotsBook(self._read_robots, clock)
        self._free_at: dict[str, float] = {}

    def fetch(self, address: str, validators: Validators | None = None) -> FetchedPage | NotModified:
        """The page behind an address, or that it is still the one these validators were given for.

        Raises RefusedAddress, RefusedByRobots, NotFetched, TooLarge, BrokenPacking, EmptyPage or NotText.
        """
        asked = {} if validators is None else _conditions(validators)
        robots: list[RobotsVerdict] = []
        answer, passed = self._follow(address, asked, self._bounds.largest_page, robots)
        if answer.status == 304 and asked:
            return NotModified(address, validators or Validators(), robots[-1])
        if answer.status != 200:
            raise NotFetched(address, _status(answer), answer.status, _pause_asked(answer))
        return FetchedPage(self._page(answer), address, _validators(answer.headers), robots[-1], passed)

    def _follow(
        self, address: str, headers: Mapping[str, str], most: int, robots: list[RobotsVerdict] | None
    ) -> tuple[_Answer, tuple[str, ...]]:
        """The first answer that is no redirect, and the addresses passed on the way; every one is checked and, where
        there is a list for the verdicts, allowed by its site."""
        asked = address
        passed: list[str] = []
        while True:
            check_address(address)
            pause = self._bounds.pause
            if robots is not None:
                robots.append(self._verdict(address))
                pause = max(pause, min(robots[-1].crawl_delay or 0.0, self._bounds.longest_pause))
            self._wait_for(address, pause)
            answer = self._get(address, headers, most)
            onward = answer.redirect
            if onward is None:
                return answer, tuple(passed)
            passed.append(address)
            if onward in passed:
                raise NotFetched(asked, f"its redirects run in a circle, back to {onward[:200]}", answer.status)
            if len(passed) > self._bounds.redirects:
                raise NotFetched(asked, f"more than {self._bounds.redirects} redirects", answer.status)
            address = onward

    def _verdict(self, address: str) -> RobotsVerdict:
        try:
            verdict = self._robots.verdict(address)
        except RefusedAddress as fault:
            raise RefusedAddress(address, fault.reason) from fault
        if not verdict.is_allowed:
            raise RefusedByRobots(address, verdict.robots_address, verdict.reason)
        return verdict

    def _read_robots(self, address: str) -> tuple[int, bytes]:
        try:
            answer, _ = self._follow(address, {}, LARGEST_ROBOTS, None)
        except (TooLarge, BrokenPacking) as fault:
            raise NotFetched(address, f"the site's robots.txt cannot be read ({fault.reason})") from fault
        return answer.status, answer.content

    def _wait_for(self, address: str, pause: float) -> None:
        """Wait until the host has had its pause since the request before."""
        host = urlsplit(address).hostname or ""
        wait = self._free_at.pop(host, 0.0) - self._clock()
        if wait > 0:
            self._sleep(wait)
        self._free_at[host] = self._clock() + pause
        if len(self._free_at) > _MOST_HOSTS:
            del self._free_at[next(iter(self._free_at))]

    def _get(self, address: str, headers: Mapping[str, str], most: int) -> _Answer:
        """One request, no redirect followed; no cookie, name or password is ever sent."""
        deadline = Deadline(self._bounds.seconds, self._clock)
        tls = _tls() if address.lower().startswith("https:") else None
        transport = GuardedTransport(deadline, tls, self._allow_private, self._resolve)
        sent = {"user-agent": USER_AGENT, "accept": _ACCEPTED, "accept-encoding": "gzip, deflate, br", **headers}
        with _faults_named(address, self._bounds), httpx.Client(transport=transport, trust_env=False) as client:
            client.headers.clear()
            request = client.build_request("GET", address, headers=sent, timeout=self._bounds.silence)
            response = client.send(request, stream=True, follow_redirects=False)
            try:
                has_page = 200 <= response.status_code < 300
                content = _body(address, response, most) if has_page else b""
                return _Answer(address, response.status_code, response.headers, content)
            finally:
                response.close()

    def _page(self, answer: _Answer) -> Page:
        stated, charset = _content_type(answer.headers)
        media_type = find_media_type(answer.address, answer.content, stated)
        if not is_readable(media_type):
            raise NotText(answer.address, media_type[:80])
        if not answer.content.strip():
            raise EmptyPage(answer.address)
        return Page(answer.address, answer.content, media_type, self._now(), charset)


_MOST_HOSTS = 10_000
_ACCEPTED = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5"
)


@cache
def _tls() -> ssl.SSLContext:
    """The certificates we trust: those of certifi, or of SSL_CERT_FILE. Loading them takes as long as a page does."""
    return httpx.create_ssl_context()


def _body(address: str, response: httpx.Response, most: int) -> bytes:
    """The body, at most `most` bytes of it as it comes and as much once it is unpacked."""
    stated = response.headers.get("content-length", "")
    if stated.isascii() and stated.isdecimal() and (len(stated) > 15 or int(stated) > most):
        raise TooLarge(address, f"{stated[:20]} bytes by its own word", megabytes(most))
    pieces: list[bytes] = []
    size = 0
    for piece in response.iter_raw():
        size += len(piece)
        if size > most:
            raise too_large(address, size, most)
        pieces.append(piece)
    return unpack(b"".join(pieces), response.headers.get_list("content-encoding", split_commas=True), address, most)


@contextmanager
def _faults_named(address: str, bounds: WebBounds) -> Iterator[None]:
    """Turn what the network raises into errors of ours, once and here."""
    try:
        yield
    except UnreadablePage as fault:
        if isinstance(fault, RefusedAddress):
            raise RefusedAddress(address, fault.reason) from fault
        if isinstance(fault, NotFetched):
            raise NotFetched(address, fault.found, fault.status, fault.retry_after) from fault
        raise
    except (httpcore.TimeoutException, TimeoutError) as fault:
        slow = f"no answer within {bounds.silence:g} s, or not all of it within {bounds.seconds:g} s"
        raise NotFetched(address, slow) from fault
    except (httpcore.ProtocolError, httpx.InvalidURL, httpx.HTTPError, UnicodeError) as fault:
        raise NotFetched(address, f"the server's answer is broken ({_said(fault)})") from fault
    except (httpcore.NetworkError, httpcore.UnsupportedProtocol, OSError) as fault:
        raise NotFetched(address, f"no connection ({_said(fault)})") from fault


def _said(fault: Exception) -> str:
    return (str(fault) or type(fault).__name__)[:200]


def _status(answer: _Answer) -> str:
    wait = _pause_asked(answer)
    asks = "" if wait is None else f"; it asks to wait {wait:g} s"
    return f"the server answered with status {answer.status}{asks}"


def _pause_asked(answer: _Answer) -> float | None:
    wait = answer.headers.get("retry-after", "")
    return float(wait) if wait.isascii() and wait.isdecimal() and len(wait) < 8 else None


def _conditions(validators: Validators) -> dict[str, str]:
    stated = {"if-none-match": validators.etag, "if-modified-since": validators.last_modified}
    return {name: value for name, value in stated.items() if value}


def _validators(headers: httpx.Headers) -> Validators:
    return Validators(headers.get("etag"), headers.get("last-modified"))


def _content_type(headers: httpx.Headers) -> tuple[str | None, str | None]:
    """The media type and the charset that the server states."""
    stated, *parameters = headers.get("content-type", "").split(";")
    named = (one.partition("=") for one in parameters)
    charset = next((value.strip(" \"'") for name, _, value in named if name.strip().lower() == "charset"), None)
    return stated.strip().lower() or None, (charset or "").lower()[:40] or None
