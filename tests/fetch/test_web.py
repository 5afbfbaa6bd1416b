"""Pages from the web: what a server may do to us, and what we never do to a server."""

from __future__ import annotations

import gzip
import socket
import time
import zlib
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler

import brotli
import pytest

from headwater.errors import (
    BrokenPacking,
    EmptyPage,
    NotFetched,
    NotText,
    RefusedAddress,
    RefusedByRobots,
    TooLarge,
)
from headwater.fetch import addresses
from headwater.fetch.web import Web, WebBounds
from headwater.vocabulary.fetched import FetchedPage, NotModified, Validators
from tests.fetch.local_server import LocalServer, answer

PAGE = b"<!DOCTYPE html><html><body><p>The ferry reached Ullenford on Friday.</p></body></html>"
NOON = datetime(2024, 5, 3, 12, tzinfo=UTC)


class Watch:
    """A clock that only moves when somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.seconds += seconds


def web(watch: Watch | None = None, **bounds: float) -> Web:
    """The web with this machine in it, and with no waiting."""
    watch = watch or Watch()
    return Web(allow_private=True, bounds=WebBounds(**bounds), clock=watch, sleep=watch.sleep, now=lambda: NOON)


def fetch(address: str, **bounds: float) -> FetchedPage:
    fetched = web(**bounds).fetch(address)
    assert isinstance(fetched, FetchedPage)
    return fetched


def test_a_page_comes_with_its_time_its_charset_and_the_verdict_of_its_site(server: LocalServer) -> None:
    address = server.serve("/ferry", PAGE, content_type="text/html; charset=windows-1252", etag='"a1"')

    fetched = fetch(address)

    assert (fetched.page.content, fetched.page.media_type, fetched.page.charset) == (PAGE, "text/html", "windows-1252")
    assert fetched.page.fetched_at == NOON
    assert fetched.validators == Validators('"a1"', None)
    assert fetched.robots.is_allowed and "status 404" in fetched.robots.reason


def test_a_page_that_has_not_changed_is_not_sent_again(server: LocalServer) -> None:
    def unless_known(handler: BaseHTTPRequestHandler) -> None:
        is_known = handler.headers.get("if-none-match") == '"a1"'
        answer(
            handler,
            304 if is_known else 200,
            {"etag": '"a1"', "content-length": "0" if is_known else "4"},
            b"" if is_known else b"text",
        )

    server.routes["/ferry"] = unless_known
    first = web().fetch(server.address + "/ferry")
    assert isinstance(first, FetchedPage)

    assert isinstance(web().fetch(server.address + "/ferry", first.validators), NotModified)


def test_not_modified_without_having_asked_is_a_fault_of_the_server(server: LocalServer) -> None:
    with pytest.raises(NotFetched, match="status 304"):
        fetch(server.serve("/ferry", b"", 304))


# ------------------------------------------------------------------ robots
def test_a_page_that_robots_forbids_is_never_asked_for(server: LocalServer) -> None:
    server.serve("/robots.txt", b"User-agent: *\nDisallow: /private/")
    address = server.serve("/private/ferry", PAGE)

    with pytest.raises(RefusedByRobots, match=r"robots.txt does not allow the page for Headwater"):
        fetch(address)
    assert server.paths == []


def test_rules_for_headwater_win_over_rules_for_all(server: LocalServer) -> None:
    server.serve("/robots.txt", b"User-agent: *\nDisallow: /\n\nUser-agent: Headwater\nAllow: /")
    assert fetch(server.serve("/ferry", PAGE)).robots.is_allowed


def test_a_redirect_into_a_forbidden_part_is_refused(server: LocalServer) -> None:
    server.serve("/robots.txt", b"User-agent: *\nDisallow: /private/")
    server.serve("/private/ferry", PAGE)
    with pytest.raises(RefusedByRobots):
        fetch(server.redirect("/ferry", "/private/ferry"))
    assert server.paths == ["/ferry"]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_site_whose_robots_cannot_be_had_is_left_alone(server: LocalServer, status: int) -> None:
    server.serve("/robots.txt", b"", status)
    with pytest.raises(RefusedByRobots, match=f"could not be read \\(status {status}\\)"):
        fetch(server.serve("/ferry", PAGE))


def test_robots_are_asked_once_for_all_pages_of_a_site_and_again_the_next_day(server: LocalServer) -> None:
    address, watch = server.serve("/ferry", PAGE), Watch()
    asking = web(watch)
    for _ in range(3):
        asking.fetch(address)
    assert [path for path, _ in server.asked].count("/robots.txt") == 1
    watch.seconds += 25 * 3600
    asking.fetch(address)
    assert [path for path, _ in server.asked].count("/robots.txt") == 2


def test_a_host_has_its_pause_and_the_longer_one_it_asks_for(server: LocalServer) -> None:
    address, watch = server.serve("/ferry", PAGE), Watch()
    asking = web(watch, pause=2.0)
    asking.fetch(address)
    asking.fetch(address)
    assert watch.slept == [2.0, 2.0]

    server.serve("/robots.txt", b"User-agent: *\nCrawl-delay: 7")
    watch = Watch()
    asking = web(watch, pause=2.0)
    asking.fetch(address)
    asking.fetch(address)
    assert watch.slept == [2.0, 7.0]


def test_robots_of_ten_megabytes_are_a_fault_and_not_a_yes(server: LocalServer) -> None:
    server.serve("/robots.txt", b"#" * 10_000_000)
    with pytest.raises(NotFetched, match=r"robots.txt cannot be read"):
        fetch(server.serve("/ferry", PAGE))
    assert server.paths == []


# ------------------------------------------------------------------ redirects
def test_redirects_are_followed_and_told(server: LocalServer) -> None:
    server.serve("/c", PAGE)
    server.redirect("/b", server.address + "/c#top", 308)
    fetched = fetch(server.redirect("/a", "/b", 301))
    assert (fetched.page.address, fetched.asked) == (server.address + "/c", server.address + "/a")
    assert fetched.redirects == (server.address + "/a", server.address + "/b")


def test_redirects_in_a_circle_end(server: LocalServer) -> None:
    server.redirect("/b", "/a")
    with pytest.raises(NotFetched, match="run in a circle"):
        fetch(server.redirect("/a", "/b"))
    assert server.paths == ["/a", "/b"]


def test_redirects_without_end_end(server: LocalServer) -> None:
    for n in range(9):
        server.redirect(f"/{n}", f"/{n + 1}")
    with pytest.raises(NotFetched, match="more than 5 redirects"):
        fetch(server.address + "/0")
    assert len(server.paths) == 6


@pytest.mark.parametrize("onward", ["file:///etc/passwd", "ftp://a.example/x", "http://me:secret@a.example/"])
def test_a_redirect_to_what_is_no_plain_web_address_is_refused(server: LocalServer, onward: str) -> None:
    with pytest.raises(RefusedAddress):
        fetch(server.redirect("/a", onward))


def test_a_redirect_to_no_address_at_all_is_told(server: LocalServer) -> None:
    with pytest.raises(NotFetched):
        fetch(server.redirect("/a", "http://[::1/"))


# ------------------------------------------------------------------ bodies
def test_a_body_that_says_it_is_huge_is_not_read(server: LocalServer) -> None:
    server.routes["/dump"] = lambda handler: answer(handler, 200, {"content-length": "90000000000"}, b"x")
    with pytest.raises(TooLarge, match="90000000000 bytes by its own word"):
        fetch(server.address + "/dump")


def test_a_body_that_never_ends_is_cut_off_at_the_bound(server: LocalServer) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        answer(handler, 200, {"content-type": "text/html", "connection": "close"}, b"")
        for _ in range(1_000):
            handler.wfile.write(b"x" * 100_000)

    server.routes["/dump"] = endless
    with pytest.raises(TooLarge, match="more than the 1 MB"):
        fetch(server.address + "/dump", largest_page=1_000_000)


def test_packed_pages_are_unpacked(server: LocalServer) -> None:
    packed = {"gzip": gzip.compress(PAGE), "deflate": zlib.compress(PAGE), "br": brotli.compress(PAGE)}
    for encoding, content in packed.items():
        assert fetch(server.serve("/" + encoding, content, content_encoding=encoding)).page.content == PAGE


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "gzip, gzip"])
def test_a_bomb_is_let_out_no_further_than_the_bound(server: LocalServer, encoding: str) -> None:
    content = b"\0" * 12_000_000
    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "br": lambda plain: brotli.compress(plain, quality=1)}
    for one in encoding.split(", "):
        content = pack[one](content)
    with pytest.raises(TooLarge, match="once unpacked"):
        fetch(server.serve("/bomb", content, content_encoding=encoding))


@pytest.mark.parametrize("content", [gzip.compress(PAGE, mtime=0)[:-12], b"\x1f\x8b no gzip at all", b""])
def test_broken_gzip_is_told(server: LocalServer, content: bytes) -> None:
    with pytest.raises((BrokenPacking, EmptyPage)):
        fetch(server.serve("/ferry", content, content_encoding="gzip"))


def test_a_packing_nobody_knows_is_told(server: LocalServer) -> None:
    with pytest.raises(BrokenPacking, match="'rot13', which is not read"):
        fetch(server.serve("/ferry", PAGE, content_encoding="rot13"))


def test_a_body_shorter_than_its_length_is_no_page(server: LocalServer) -> None:
    server.routes["/ferry"] = lambda handler: (
        answer(handler, 200, {"content-length": "5000"}, PAGE),
        setattr(handler, "close_connection", True),
    )[0]
    with pytest.raises(NotFetched, match="answer is broken"):
        fetch(server.address + "/ferry")


@pytest.mark.parametrize(("kind", "content"), [("image/jpeg", b"\xff\xd8\xff"), ("application/pdf", b"%PDF-1.7")])
def test_what_is_no_text_is_told_by_its_kind(server: LocalServer, kind: str, content: bytes) -> None:
    with pytest.raises(NotText, match=kind):
        fetch(server.serve("/photo", content, content_type=kind))


@pytest.mark.parametrize("status", [204, 401, 404, 410, 500])
def test_a_status_without_a_page_is_told(server: LocalServer, status: int) -> None:
    with pytest.raises(NotFetched, match=f"status {status}") as told:
        fetch(server.serve("/gone", b"", status))
    assert told.value.status == status


# ------------------------------------------------------------------ time
def drip(handler: BaseHTTPRequestHandler, piece: bytes) -> None:
    for _ in range(100):
        handler.wfile.write(piece)
        handler.wfile.flush()
        time.sleep(0.05)


def slow_web(**bounds: float) -> Web:
    return Web(allow_private=True, bounds=WebBounds(pause=0, **bounds))


@pytest.mark.parametrize("start", [b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: "])
def test_a_server_that_sends_a_byte_at_a_time_is_left_when_the_time_is_up(server: LocalServer, start: bytes) -> None:
    server.routes["/slow"] = lambda handler: (handler.wfile.write(start), drip(handler, b"x"))[0]
    began = time.monotonic()
    with pytest.raises(NotFetched, match=r"not all of it within 0.3 s"):
        slow_web(seconds=0.3, silence=0.2).fetch(server.address + "/slow")
    assert time.monotonic() - began < 2


def test_a_server_that_says_nothing_is_left(server: LocalServer) -> None:
    server.routes["/slow"] = lambda handler: time.sleep(1)
    with pytest.raises(NotFetched, match=r"no answer within 0.1 s"):
        slow_web(seconds=5, silence=0.1).fetch(server.address + "/slow")


def test_a_server_that_is_not_there_is_told() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(NotFetched, match="no connection"):
        fetch(f"http://127.0.0.1:{port}/ferry")


def test_a_server_that_does_not_speak_http_is_told(server: LocalServer) -> None:
    server.routes["/x"] = lambda handler: handler.wfile.write(b"220 mail.example ESMTP\r\n\r\n")  # type: ignore[func-returns-value]
    with pytest.raises(NotFetched, match="broken"):
        fetch(server.address + "/x")


# ------------------------------------------------------------------ private machines
def test_this_machine_is_not_asked_unless_it_is_allowed(server: LocalServer) -> None:
    address = server.serve("/ferry", PAGE)
    with pytest.raises(RefusedAddress, match=r"127\.0\.0\.1, this machine; pass --allow-private"):
        Web().fetch(address)
    assert server.asked == []


@pytest.mark.parametrize(
    "host",
    ["localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]"],  # noqa: S104
)
def test_no_way_of_writing_this_machine_reaches_it(server: LocalServer, host: str) -> None:
    with pytest.raises((RefusedAddress, NotFetched)):
        Web().fetch(f"http://{host}:{server.server_port}/ferry")
    assert server.asked == []


class Names:
    """A resolver that answers what it is told to, another thing each time."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        return [self.answers.pop(0)]


def test_a_redirect_to_a_private_machine_is_refused(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    # As if the local server stood on the open internet, and nothing else of what is private did.
    private = addresses.why_not_public
    monkeypatch.setattr(addresses, "why_not_public", lambda machine: None if machine.is_loopback else private(machine))
    server.redirect("/a", "http://inside.example/latest")
    names = Names("127.0.0.1", "127.0.0.1", "169.254.169.254")
    with pytest.raises(RefusedAddress, match=r"169.254.169.254, a link-local address"):
        Web(resolve=names, sleep=lambda seconds: None).fetch(f"http://news.example:{server.server_port}/a")
    assert names.asked == ["news.example", "news.example", "inside.example"]


def test_the_connection_goes_to_the_machine_that_was_checked(server: LocalServer) -> None:
    # The name is asked for once a connection, and its answer is what is connected to: a second answer comes too late.
    server.serve("/ferry", PAGE)
    names, watch = Names("127.0.0.1", "127.0.0.1", "10.0.0.8"), Watch()
    asking = Web(allow_private=True, clock=watch, sleep=watch.sleep, resolve=names)
    fetched = asking.fetch(f"http://news.example:{server.server_port}/ferry")
    assert isinstance(fetched, FetchedPage)
    assert names.asked == ["news.example", "news.example"]
    assert server.asked[-1][1]["host"] == f"news.example:{server.server_port}"


def test_a_name_that_turns_private_between_two_requests_is_refused_at_the_second() -> None:
    names = Names("10.0.0.8")
    with pytest.raises(RefusedAddress, match=r"10.0.0.8, a private address"):
        Web(resolve=names).fetch("https://news.example/ferry")


def test_proxies_of_the_environment_are_not_used(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert fetch(server.serve("/ferry", PAGE)).page.content == PAGE


def test_no_cookie_is_kept_and_the_agent_tells_its_name(server: LocalServer) -> None:
    address, asking = server.serve("/ferry", PAGE, set_cookie="reader=7"), web()
    asking.fetch(address)
    asking.fetch(address)
    last = server.asked[-1][1]
    assert "cookie" not in last
    assert last["user-agent"].startswith("Headwater/")
