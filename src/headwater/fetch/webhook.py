"""Webhooks: alerts handed to an address of the newsroom's own choice, signed, and again where they did not arrive."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

from headwater.errors import NotDelivered
from headwater.fetch.web import USER_AGENT

# Three tries within a minute at most; what still is not delivered stays in line for the next round.
TRIES, FIRST_PAUSE, SECONDS = 3, 2.0, 10.0


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where alerts are posted, and the secret they are signed with, if there is one.

    The body is signed with HMAC-SHA256 over the time, a point and the body, as the header says: whoever knows the
    secret can tell that it came from here and is not an old one sent again. The id of the alert goes along, so that
    one that was delivered twice can be told.
    """

    address: str
    secret: str | None = None

    def post(
        self,
        body: bytes,
        alert_id: str,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Hand an alert over; NotDelivered where nobody took it after a few tries.

        No redirect is followed: a signed body goes to the address that was named and to no other.
        """
        found = ""
        for attempt in range(TRIES):
            if attempt:
                sleep(FIRST_PAUSE * 2 ** (attempt - 1))
            stamp = str(int(clock()))
            headers = {
                "user-agent": USER_AGENT,
                "content-type": "application/json",
                "headwater-alert": alert_id,
                "headwater-time": stamp,
                **({"headwater-signature": sign(self.secret, stamp, body)} if self.secret else {}),
            }
            try:
                with _posted(self.address, body, headers) as answer:
                    status, is_taken = answer.status_code, answer.is_success
            except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, OSError) as fault:
                found = str(fault)[:200] or type(fault).__name__
                continue
            if is_taken:
                return
            found = f"status {status}"
            if 400 <= status < 500 and status not in (408, 425, 429):
                break
        raise NotDelivered(self.address, found)


@contextmanager
def _posted(address: str, body: bytes, headers: dict[str, str]) -> Iterator[httpx.Response]:
    """The answer to a posted body; what it says beyond its status is never read."""
    with (
        httpx.Client(trust_env=False, timeout=SECONDS) as client,
        client.stream("POST", address, content=body, headers=headers) as answer,
    ):
        yield answer


def sign(secret: str, stamp: str, body: bytes) -> str:
    """The signature of a body sent at a time, as the header carries it.

    >>> sign("s", "1", b"{}")[:20]
    'sha256=b253639bcd705'
    """
    return "sha256=" + hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
