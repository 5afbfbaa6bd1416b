"""Alerts handed over: signed, again where they did not arrive, never to another address."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler

import pytest

from headwater.errors import NotDelivered
from headwater.fetch.webhook import TRIES, Webhook, sign
from tests.fetch.local_server import LocalServer, answer

BODY = b'{"kind": "new-story"}'


class Receiver:
    """Takes what is posted, after a few refusals."""

    def __init__(self, server: LocalServer, *statuses: int) -> None:
        self.taken: list[tuple[bytes, dict[str, str]]] = []
        self.statuses = list(statuses)
        server.routes["/hook"] = self._take
        self.address = server.address + "/hook"

    def _take(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers["content-length"]))
        self.taken.append((body, {name.lower(): value for name, value in handler.headers.items()}))
        status = self.statuses.pop(0) if self.statuses else 200
        answer(handler, status, {"content-length": "0", "location": "/elsewhere" if status == 302 else ""}, b"")


def post(receiver: Receiver, secret: str | None = None) -> list[float]:
    slept: list[float] = []
    Webhook(receiver.address, secret).post(BODY, "a1", sleep=slept.append, clock=lambda: 1714737600.4)
    return slept


def test_an_alert_arrives_signed_with_its_id(server: LocalServer) -> None:
    receiver = Receiver(server)
    assert post(receiver, "tide") == []
    ((body, headers),) = receiver.taken
    assert body == BODY and headers["headwater-alert"] == "a1"
    assert headers["headwater-signature"] == sign("tide", "1714737600", BODY)


def test_a_receiver_that_is_busy_is_asked_again_after_longer_and_longer_pauses(server: LocalServer) -> None:
    receiver = Receiver(server, 503, 429)
    slept = post(receiver)
    assert len(receiver.taken) == 3 and slept == sorted(slept) and len(slept) == 2


@pytest.mark.parametrize(("statuses", "tries"), [((500,) * 9, TRIES), ((404,), 1), ((302,) * 9, TRIES)])
def test_an_alert_that_nobody_takes_is_an_error_that_names_the_address(
    server: LocalServer, statuses: tuple[int, ...], tries: int
) -> None:
    receiver = Receiver(server, *statuses)
    with pytest.raises(NotDelivered, match="/hook"):
        post(receiver)
    assert len(receiver.taken) == tries


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/hook", "gopher://x/", "http://", "no address"])
def test_an_address_where_nobody_is_is_an_error_too(address: str) -> None:
    with pytest.raises(NotDelivered):
        Webhook(address).post(BODY, "a1", sleep=lambda _: None)
