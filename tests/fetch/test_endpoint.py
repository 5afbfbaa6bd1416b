"""Endpoints: whatever answers, the question ends within its bounds, and the key is never shown."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from headwater.errors import NoReply, RefusedAddress
from headwater.fetch.endpoint import Bounds, Endpoint
from headwater.newsroom.proposing import with_proposals
from headwater.tell.proposals import offered_claims
from headwater.vocabulary.brief import Brief
from headwater.vocabulary.proposal import Message
from tests.fetch.local_server import LocalServer, Route, answer, local_server
from tests.scenes.news import TRAM_LOCAL, TRAM_WIRE, brief, report

QUESTION = (Message("system", "Be careful."), Message("user", "Claims: none"))
PATH = "/v1/chat/completions"
KEY = "sk-secret-key"


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with local_server() as running:
        yield running


def event(**fields: object) -> bytes:
    return b"data: " + json.dumps(fields).encode() + b"\n\n"


def piece(words: str, finish: str | None = None) -> bytes:
    return event(choices=[{"delta": {"content": words}, "finish_reason": finish}])


def streaming(*chunks: bytes, pause: float = 0.0, length: int | None = None) -> Route:
    """Sends the chunks one by one; closes without an end unless the length says otherwise."""

    def route(handler: BaseHTTPRequestHandler) -> None:
        handler.rfile.read(int(handler.headers["content-length"]))
        handler.send_response(200)
        handler.send_header("content-type", "text/event-stream")
        handler.send_header("connection", "close")
        if length is not None:
            handler.send_header("content-length", str(length))
        handler.end_headers()
        for chunk in chunks:
            handler.wfile.write(chunk)
            handler.wfile.flush()
            time.sleep(pause)
        handler.close_connection = True

    return route


def in_turn(*routes: Route) -> Route:
    waiting = list(routes)
    return lambda handler: (waiting.pop(0) if len(waiting) > 1 else waiting[0])(handler)


def status(code: int, **headers: str) -> Route:
    def route(handler: BaseHTTPRequestHandler) -> None:
        handler.rfile.read(int(handler.headers["content-length"]))
        answer(handler, code, {"content-length": "0", **{n.replace("_", "-"): v for n, v in headers.items()}}, b"")

    return route


def endpoint(server: LocalServer, route: Route, *, key: str | None = KEY, **bounds: object) -> Endpoint:
    server.routes[PATH] = route
    return Endpoint(
        f"{server.address}/v1",
        "small",
        key,
        Bounds(**{"seconds": 5.0, "silent_seconds": 1.0, **bounds}),  # type: ignore[arg-type]
        sleep=lambda _: None,
    )


DONE = b"data: [DONE]\n\n"


def test_a_streamed_answer_is_put_together(server: LocalServer) -> None:
    usage = event(choices=[], usage={"total_tokens": 41})
    asked = endpoint(server, streaming(piece("A tram "), piece("derailed. [1]", "stop"), usage, DONE))
    reply = asked.ask(QUESTION)
    assert (reply.text, reply.cut, reply.tokens, asked.spent) == ("A tram derailed. [1]", None, 41, 41)
    (_, headers) = server.asked[0]
    assert headers["authorization"] == f"Bearer {KEY}" and headers["accept-encoding"] == "identity"


def test_events_that_arrive_in_pieces_of_bytes_are_put_together(server: LocalServer) -> None:
    whole = piece("Brno’s tram", "stop") + DONE
    chunks = [whole[place : place + 7] for place in range(0, len(whole), 7)]
    assert endpoint(server, streaming(*chunks)).ask(QUESTION).text == "Brno’s tram"


def test_a_server_that_does_not_stream_is_read_as_well(server: LocalServer) -> None:
    body = json.dumps({"choices": [{"message": {"content": "Whole."}, "finish_reason": "stop"}]}).encode()

    def route(handler: BaseHTTPRequestHandler) -> None:
        answer(handler, 200, {"content-type": "application/json", "content-length": str(len(body))}, body)

    reply = endpoint(server, route).ask(QUESTION)
    assert (reply.text, reply.cut) == ("Whole.", None)


@pytest.mark.parametrize(
    ("route", "cut"),
    [
        (streaming(piece("Half a sen")), "broken off before its end"),
        (streaming(piece("Half a sen"), length=10_000), "peer closed"),
        (streaming(piece("Half a sen", "length"), DONE), "most tokens"),
    ],
)
def test_an_answer_that_breaks_off_says_so(server: LocalServer, route: Route, cut: str) -> None:
    reply = endpoint(server, route).ask(QUESTION)
    assert reply.text == "Half a sen"
    assert reply.cut is not None and cut in reply.cut


def test_fifty_megabytes_are_cut_off(server: LocalServer) -> None:
    words = piece("word " * 20_000)
    reply = endpoint(server, streaming(*[words] * 500)).ask(QUESTION)
    assert reply.cut is not None and "1,000,000 bytes" in reply.cut
    assert len(reply.text) < 1_000_000


def test_one_line_without_end_is_cut_off(server: LocalServer) -> None:
    with pytest.raises(NoReply, match="bytes"):
        endpoint(server, streaming(b"data: " + b"x" * 3_000_000), tries=1).ask(QUESTION)


def test_a_server_that_is_silent_costs_no_more_than_its_time(server: LocalServer) -> None:
    started = time.monotonic()
    with pytest.raises(NoReply, match="no answer in time"):
        endpoint(server, lambda _: time.sleep(3), silent_seconds=0.2, seconds=0.5).ask(QUESTION)
    assert time.monotonic() - started < 2


def test_a_byte_now_and_then_keeps_no_question_open(server: LocalServer) -> None:
    started = time.monotonic()
    reply = endpoint(server, streaming(*[piece("w ")] * 200, pause=0.05), seconds=0.4).ask(QUESTION)
    assert time.monotonic() - started < 2
    assert reply.cut is not None and "seconds" in reply.cut


def test_after_a_fault_of_the_server_it_is_asked_again(server: LocalServer) -> None:
    good = streaming(piece("Good.", "stop"), DONE)
    asked = endpoint(server, in_turn(status(500), status(429, retry_after="1"), good))
    assert asked.ask(QUESTION).text == "Good."
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("route", "found", "times"),
    [
        (status(500), "status 500", 3),
        (status(404), "status 404", 1),
        (status(401), "key is not taken", 1),
        (status(307, location="http://169.254.169.254/"), "status 307", 1),
        (streaming(b"data: <html>\n\n"), "no JSON", 3),
        (streaming(b"data: " + b"[" * 100_000 + b"\n\n"), "no JSON", 3),
        (streaming(b""), "broken off", 3),
        (streaming(event(choices="none"), event(choices=[7]), event(choices=[{"delta": 1}]), DONE), "empty answer", 3),
    ],
)
def test_what_is_no_answer_is_named(server: LocalServer, route: Route, found: str, times: int) -> None:
    with pytest.raises(NoReply, match=found) as raised:
        endpoint(server, route).ask(QUESTION)
    assert len(server.asked) == times
    assert KEY not in str(raised.value)


def test_a_packed_answer_is_not_unpacked(server: LocalServer) -> None:
    with pytest.raises(NoReply, match="packed"):
        endpoint(server, status(200, content_encoding="gzip")).ask(QUESTION)


def test_a_run_spends_no_more_tokens_or_money_than_allowed(server: LocalServer) -> None:
    good = streaming(piece("Good.", "stop"), event(usage={"total_tokens": 600}), DONE)
    asked = endpoint(server, good, run_tokens=1_000, reply_tokens=500)
    asked.ask(QUESTION)
    with pytest.raises(NoReply, match="1,000 tokens are spent"):
        asked.ask(QUESTION)
    dear = endpoint(server, good, price_per_million=10.0, most_cost=0.001)
    with pytest.raises(NoReply, match=r"more than 0\.001"):
        dear.ask(QUESTION)
    assert len(server.asked) == 1


def test_the_key_is_shown_nowhere(server: LocalServer) -> None:
    assert KEY not in repr(endpoint(server, status(500)))
    with pytest.raises(NoReply) as raised:
        Endpoint("http://localhost:1/v1", "m", f"{KEY}\nx-evil: 1")
    assert KEY not in str(raised.value)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://user:word@host/v1", "localhost:8080"])
def test_what_is_no_web_address_is_refused(address: str) -> None:
    with pytest.raises(RefusedAddress):
        Endpoint(address, "m")


@pytest.fixture(scope="module")
def tram() -> Brief:
    return brief(report("AFP", *TRAM_WIRE), report("Brno News", *TRAM_LOCAL))


def test_a_brief_takes_what_passes_and_says_what_was_dropped(server: LocalServer, tram: Brief) -> None:
    number = 1 + [claim.text for claim in offered_claims(tram)].index(tram.claims[0].text)
    good = f"SYNOPSIS\nEleven people were hurt when a tram left the rails in Brno. [{number}]\n"
    wrong = f"TAKEAWAYS\n- The mayor resigned on Saturday. [{number}]\n"
    told = with_proposals(tram, endpoint(server, streaming(piece(good), piece(wrong, "stop"), DONE)))
    assert told.synopsis[0].text.endswith("left the rails in Brno.")
    assert told.takeaways == tram.takeaways
    assert told.proposed is not None and told.proposed.passed == 1 and len(told.proposed.dropped) == 1


@pytest.mark.parametrize("make", [lambda: status(500), lambda: streaming(b"data: {\n\n"), lambda: streaming()])
def test_a_brief_is_told_whatever_the_endpoint_does(
    server: LocalServer, tram: Brief, make: Callable[[], Route]
) -> None:
    told = with_proposals(tram, endpoint(server, make()))
    assert (told.synopsis, told.takeaways, told.timeline) == (tram.synopsis, tram.takeaways, tram.timeline)
    assert told.proposed is not None and told.proposed.failed


def test_without_an_endpoint_nothing_is_asked_or_changed(tram: Brief) -> None:
    assert with_proposals(tram, None) is tram
