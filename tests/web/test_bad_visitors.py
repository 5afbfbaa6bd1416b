"""A real server among visitors who send too much, too slowly, too many at once, or nonsense."""

from __future__ import annotations

import resource
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from headwater.web import serving as serving_module
from tests.web.conftest import serving, settings_for

GIGABYTE = 2**30


@pytest.fixture
def server(archive: Path, near_room: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, int]]:
    monkeypatch.setattr(serving_module, "HEAD_WITHIN", 1.0)
    with serving(settings_for(archive, body_within=1.0)) as address:
        yield address


def ask(server: tuple[str, int], sent: bytes = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n") -> bytes:
    with socket.create_connection(server, timeout=10) as line:
        line.sendall(sent)
        return line.recv(65_536)


def post(path: str, *headers: str) -> bytes:
    return "\r\n".join((f"POST {path} HTTP/1.1", "Host: localhost", *headers, "", "")).encode()


def test_an_upload_of_two_gigabytes_is_refused_when_it_is_announced(server: tuple[str, int]) -> None:
    answer = ask(
        server, post("/api/v1/add", f"Content-Length: {2 * GIGABYTE}", "Content-Type: multipart/form-data; boundary=x")
    )
    assert answer.startswith(b"HTTP/1.1 413 ") and b"application/problem+json" in answer and b"32 MB" in answer


def test_an_upload_that_does_not_say_its_length_is_refused_when_it_gets_too_long(server: tuple[str, int]) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    head = post("/api/v1/add", "Transfer-Encoding: chunked", "Content-Type: multipart/form-data; boundary=x")
    part = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
    piece = b"%x\r\n" % 2**20 + b"y" * 2**20 + b"\r\n"
    sent = 0
    with socket.create_connection(server, timeout=10) as line:
        line.sendall(head + b"%x\r\n%s\r\n" % (len(part), part))
        try:
            while sent < 2 * GIGABYTE:
                line.sendall(piece)
                sent += len(piece)
        except (ConnectionError, TimeoutError):
            pass
    assert sent < 64 * 2**20, "it was hung up on soon after the 32 MB that it may have"
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 150 * 1024, f"{grown // 1024} MB"
    assert ask(server).endswith(b"ok\n")


def test_a_body_that_trickles_is_given_up(server: tuple[str, int]) -> None:
    head = post("/api/v1/check", "Content-Length: 1000", "Content-Type: application/json")
    with socket.create_connection(server, timeout=10) as line:
        line.sendall(head + b"{")
        began = time.monotonic()
        answer = line.recv(65_536)
    assert answer.startswith(b"HTTP/1.1 408 ") and time.monotonic() - began < 5


def test_a_head_that_trickles_is_hung_up_on(server: tuple[str, int]) -> None:
    for sent in (b"", b"GET /healthz HTTP/1.1\r\nHost: loc"):
        with socket.create_connection(server, timeout=10) as line:
            line.sendall(sent)
            began = time.monotonic()
            assert line.recv(100) == b"" and time.monotonic() - began < 5
    with socket.create_connection(server, timeout=10) as line:
        line.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nGET /heal")
        while line.recv(65_536):
            pass


def test_a_thousand_connections_leave_it_answering_the_next(server: tuple[str, int]) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    # Both ends of each connection are in this process.
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4_096, hard), hard))
    lines: list[socket.socket] = []
    try:
        for _ in range(1_000):
            lines.append(socket.create_connection(server, timeout=10))
        assert ask(server).startswith(b"HTTP/1.1 503"), "who comes while it is full is told to come again"
        latest = time.monotonic() + 15
        while not (answer := ask(server)).endswith(b"ok\n"):
            assert time.monotonic() < latest, answer
            time.sleep(0.2)
    finally:
        for line in lines:
            line.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_many_at_once_are_all_answered(server: tuple[str, int]) -> None:
    answers: list[bytes] = []
    asking = b"GET /api/v1/stories HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    threads = [threading.Thread(target=lambda: answers.append(ask(server, asking))) for _ in range(100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert [answer[:15] for answer in answers] == [b"HTTP/1.1 200 OK"] * 100


@pytest.mark.parametrize(
    "sent",
    [
        b"\x00" * 100 + b"\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /api/v1/stories HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
        b"GET /%ff%fe/..%2f..%2fetc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /api/v1/stories HTTP/1.1\r\nHost: a\r\nHost: localhost\r\n\r\n",
        b"GET /api/v1/stories HTTP/1.1\r\n\r\n",
        b"POST /api/v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n\r\n",
    ],
)
def test_nonsense_is_refused_or_answered_and_hurts_nobody(server: tuple[str, int], sent: bytes) -> None:
    try:
        answer = ask(server, sent)
    except (ConnectionError, TimeoutError):
        answer = b""
    assert not answer.startswith(b"HTTP/1.1 5")
    assert ask(server).endswith(b"ok\n")
