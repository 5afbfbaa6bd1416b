"""Who is let in, from where, and what a stranger's page can make a browser do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from headwater.newsroom import Newsroom
from headwater.store.accounts import Accounts
from headwater.vocabulary.account import Role
from headwater.web.app import create_app
from headwater.web.security import gate, identities
from headwater.web.security.hosts import foreign_host, is_https
from headwater.web.security.rates import Buckets
from headwater.web.security.rules import role_for
from headwater.web.security.secrets import form_token_of
from tests.web.conftest import PASSWORD, PUBLIC, TOKENS, bearer, settings_for

OURS = {"Origin": PUBLIC, "Sec-Fetch-Site": "same-origin"}
COOKIE = "__Host-headwater"


def sign_in(client: TestClient, name: str = "editor", password: str = PASSWORD, **more: str) -> str:
    """Sign in and give back the session's secret; the client keeps the cookie."""
    answer = client.post(
        "/login", data={"name": name, "password": password, **more}, headers=OURS, follow_redirects=False
    )
    assert answer.status_code == 303, answer.text
    return str(client.cookies[COOKIE])


# On this machine alone.


def test_on_this_machine_everything_is_open(local: TestClient) -> None:
    for address in ("/api/v1/stories", "/api/v1/audit", "/metrics", "/healthz", "/feeds/stories.atom"):
        assert local.get(address).status_code == 200, address
    assert local.get("/login", follow_redirects=False).headers["location"] == "/"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8080", "127.0.0.1.evil.example", "", "localhost.", "10.0.0.9"]
)
def test_a_name_of_a_stranger_that_leads_here_is_refused(local: TestClient, host: str) -> None:
    answer = local.get("/api/v1/stories", headers={"Host": host})
    assert answer.status_code == 421 and answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:9999", "[::1]:8080", "LOCALHOST:1"])
def test_the_names_of_this_machine_are_ours_on_every_port(local: TestClient, host: str) -> None:
    assert local.get("/api/v1/stats", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("name", ["Forwarded", "X-Forwarded-For", "X-Real-IP", "Via", "X-Forwarded-Host"])
def test_who_comes_through_a_proxy_nobody_named_is_not_this_machine(local: TestClient, name: str) -> None:
    answer = local.get("/api/v1/stories", headers={name: "203.0.113.9"})
    assert answer.status_code == 403 and "--origin" in answer.json()["detail"]


def test_a_program_of_this_machine_may_add_and_a_strangers_page_may_not(local: TestClient) -> None:
    body = {"addresses": ["https://127.0.0.1/private"]}
    assert local.post("/api/v1/add", json=body).status_code == 202
    for strange in (
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:8081"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1:8080"},
    ):
        assert local.post("/api/v1/add", json=body, headers=strange).status_code == 403, strange


def test_a_browser_on_this_machine_must_bring_the_form_token_back(local: TestClient) -> None:
    ours = {"Origin": "http://127.0.0.1:8080", "Sec-Fetch-Site": "same-origin"}
    body = {"addresses": ["https://127.0.0.1/private"]}
    token = local.app.state.identities._local.form_token  # type: ignore[attr-defined]
    assert local.post("/api/v1/add", json=body, headers=ours).status_code == 403
    assert local.post("/api/v1/add", json=body, headers={**ours, "X-Form-Token": "x"}).status_code == 403
    assert local.post("/api/v1/add", json=body, headers={**ours, "X-Form-Token": token}).status_code == 202
    files = {"files": ("a.txt", b"Brno (TCA) - A tram left the rails, police said.")}
    assert local.post("/api/v1/add", files=files, headers=ours).status_code == 403
    assert local.post("/api/v1/add", files=files, data={"form_token": token}, headers=ours).status_code == 202


def test_another_sites_page_may_link_here_and_not_load_us_into_itself(local: TestClient) -> None:
    strange = {"Sec-Fetch-Site": "cross-site"}
    link = {**strange, "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    frame = {**strange, "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}
    script = {**strange, "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"}
    assert local.get("/api/v1/stats", headers=link).status_code == 200
    assert local.get("/api/v1/stats", headers=frame).status_code == 403
    assert local.get("/api/v1/stats", headers=script).status_code == 403


def test_no_path_of_the_server_is_read_for_who_asks_to_add_it(local: TestClient) -> None:
    for address in (
        "/etc/passwd",
        "-",
        "file:///etc/passwd",
        "ftp://a.example/",
        "https://",
        "x",
        "http:/a",
        "\nhttp://a",
    ):
        answer = local.post("/api/v1/add", json={"addresses": [address]})
        assert answer.status_code == 422 or address.strip().startswith("http://a"), address


# Beyond this machine.


def test_beyond_this_machine_a_program_shows_a_token_and_a_person_signs_in(public: TestClient) -> None:
    answer = public.get("/api/v1/stories")
    assert answer.status_code == 401 and answer.headers["www-authenticate"] == "Bearer"
    assert public.get("/api/v1/stories", headers=bearer(TOKENS[Role.READER])).status_code == 200
    page = public.get("/stories/s1", headers={"Accept": "text/html"}, follow_redirects=False)
    assert page.status_code == 303 and page.headers["location"] == "/login?next=/stories/s1"


@pytest.mark.parametrize("secret", ["", "x", "hw_ended", "hw_reader ", "HW_READER", "x" * 100_000, "ä", "\x7f"])
def test_a_wrong_or_ended_token_opens_nothing(public: TestClient, secret: str) -> None:
    answer = public.get("/api/v1/stories", headers={"Authorization": f"Bearer {secret}".encode()})
    assert answer.status_code == (200 if secret == "hw_reader " else 401)


def test_a_removed_token_is_refused_at_the_latest_after_its_look_up_is_old(
    public: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identities, "BELIEVED_FOR", 0.0)
    assert public.get("/api/v1/stats", headers=bearer("hw_reader")).status_code == 200
    public.app.state.newsroom.accounts.remove_token("reader")  # type: ignore[attr-defined]
    assert public.get("/api/v1/stats", headers=bearer("hw_reader")).status_code == 401


def test_tokens_for_feeds_and_metrics_open_these_alone(public: TestClient) -> None:
    assert public.get("/feeds/stories.atom?token=hw_feeds").status_code == 200
    assert public.get("/feeds/stories.atom", headers=bearer("hw_feeds")).status_code == 200
    assert public.get("/metrics", headers=bearer("hw_metrics")).status_code == 200
    for address, secret in (
        ("/api/v1/stories", "hw_feeds"),
        ("/metrics", "hw_feeds"),
        ("/feeds/stories.atom", "hw_metrics"),
        ("/api/v1/audit", "hw_metrics"),
        ("/metricsx", "hw_metrics"),
    ):
        assert public.get(address, headers=bearer(secret)).status_code == 401, address
    # In an address a token counts for feeds alone: addresses end in logs and histories.
    assert public.get("/api/v1/stories?token=hw_admin").status_code == 401


@pytest.mark.parametrize("cookie", ["", "x", "\x01", 'a="b', "ä" * 9, "x" * 5_000, f"{COOKIE}", f"{COOKIE}=;{COOKIE}="])
def test_a_broken_cookie_is_nobodys(public: TestClient, cookie: str) -> None:
    for sent in (cookie, f"{COOKIE}={cookie}"):
        assert public.get("/api/v1/stats", headers={"Cookie": sent.encode()}).status_code == 401


def test_who_signs_in_gets_a_new_session_in_a_cookie_no_script_can_read(public: TestClient) -> None:
    # Session fixation: a secret that somebody foisted on the browser never becomes a session.
    public.cookies.set(COOKIE, "foisted", domain="news.example")
    form = {"name": "Editor ", "password": PASSWORD, "next": "/stories/s1"}
    answer = public.post("/login", data=form, headers=OURS, follow_redirects=False)
    assert answer.status_code == 303 and answer.headers["location"] == "/stories/s1"
    cookie = answer.headers["set-cookie"]
    assert re.search(rf"^{COOKIE}=[\w-]{{43}}; ", cookie) and "foisted" not in cookie
    assert all(part in cookie for part in ("HttpOnly", "Secure", "SameSite=lax", "Path=/", "Max-Age=43200"))
    assert public.get("/api/v1/stats", headers={"Cookie": f"{COOKIE}=foisted"}).status_code == 401


def test_a_session_opens_doors_until_it_is_closed(public: TestClient) -> None:
    session = sign_in(public)
    assert public.get("/api/v1/stats").status_code == 200
    assert public.post("/logout", headers=OURS).status_code == 403, "a stranger's form could sign somebody out"
    gone = public.post("/logout", headers=OURS, data={"form_token": form_token_of(session)}, follow_redirects=False)
    assert gone.status_code == 303
    assert public.get("/api/v1/stats", headers={"Cookie": f"{COOKIE}={session}"}).status_code == 401


def test_a_form_token_of_another_session_is_no_good(public: TestClient) -> None:
    first = sign_in(public)
    second = sign_in(public)
    body = {"addresses": ["https://127.0.0.1/private"]}
    assert (
        public.post("/api/v1/add", json=body, headers={**OURS, "X-Form-Token": form_token_of(first)}).status_code == 403
    )
    assert (
        public.post("/api/v1/add", json=body, headers={**OURS, "X-Form-Token": form_token_of(second)}).status_code
        == 202
    )
    assert public.post("/api/v1/add", json=body).status_code == 403, "a cookie without Origin is no program"


def test_a_session_of_yesterday_has_ended(public: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    session = sign_in(public)
    accounts: Accounts = public.app.state.newsroom.accounts  # type: ignore[attr-defined]
    with accounts._database.writing() as archive:
        archive.run("UPDATE sessions SET until = ?", [(int(datetime.now(UTC).timestamp() * 1_000_000),)])
    public.app.state.identities._believed.clear()  # type: ignore[attr-defined]
    assert public.get("/api/v1/stats", headers={"Cookie": f"{COOKIE}={session}"}).status_code == 401


def test_signing_in_says_the_same_of_a_wrong_password_and_an_unknown_name(public: TestClient) -> None:
    wrong = [
        public.post("/login", data={"name": name, "password": "not the password"}, headers=OURS)
        for name in ("editor", "nobody-of-that-name")
    ]
    assert [answer.status_code for answer in wrong] == [401, 401]
    assert wrong[0].text.replace("editor", "") == wrong[1].text.replace("nobody-of-that-name", "")


def test_signing_in_leads_to_our_own_pages_alone(public: TestClient) -> None:
    for strange in (
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/a\r\nX: y",
        "",
    ):
        form = {"name": "reader", "password": PASSWORD, "next": strange}
        answer = public.post("/login", data=form, headers=OURS, follow_redirects=False)
        assert answer.headers["location"] == "/", strange
        public.cookies.clear()


def test_a_strangers_form_cannot_sign_somebody_in(public: TestClient) -> None:
    form = {"name": "reader", "password": PASSWORD}
    for strange in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert public.post("/login", data=form, headers=strange).status_code == 403


def test_the_sixth_wrong_password_has_to_wait(public: TestClient) -> None:
    for _ in range(5):
        assert public.post("/login", data={"name": "admin", "password": "a wrong one"}).status_code == 401
    assert public.post("/login", data={"name": "admin", "password": "a wrong one"}).status_code == 429
    right = public.post("/login", data={"name": "admin", "password": PASSWORD})
    assert right.status_code == 429 and int(right.headers["retry-after"]) >= 1
    assert "again in" in right.text and "<script>" not in right.text


def test_a_name_that_is_markup_is_shown_as_words(public: TestClient) -> None:
    answer = public.post("/login", data={"name": '"><script>alert(1)</script>', "password": "x"}, headers=OURS)
    assert answer.status_code == 401 and "<script>" not in answer.text and "&lt;script" in answer.text


def test_who_asks_too_often_is_told_to_wait(archive: Path, near_room: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "Buckets", partial(Buckets, 5, 0.001))
    with TestClient(create_app(settings_for(archive, origins=(PUBLIC,))), base_url=PUBLIC) as client:
        answers = [client.get("/api/v1/stats", headers=bearer("hw_reader")) for _ in range(6)]
        assert [answer.status_code for answer in answers] == [200] * 5 + [429]
        assert int(answers[-1].headers["retry-after"]) > 100
        assert client.get("/api/v1/stats", headers=bearer("hw_editor")).status_code == 200, "others are not held up"
        # Who shows nothing is counted by address, wrong secrets too.
        assert [client.get("/api/v1/stats", headers=bearer(f"x{n}")).status_code for n in range(6)] == [401] * 5 + [429]


# Every door.


def doors(archive: Path) -> Iterator[tuple[str, str]]:
    """Method and path of every route, those of included routers too."""
    for route in create_app(settings_for(archive)).routes:
        included = getattr(route, "effective_route_contexts", None)
        for each in included() if included is not None else (route,):
            for method in each.methods or ():
                yield method, re.sub(r"\{form\}", "atom", each.path)


def test_every_door_asks_for_the_role_it_should(public: TestClient, archive: Path) -> None:
    looked_at = 0
    for method, path in doors(archive):
        address = re.sub(r"\{.*?\}", "x", path)
        if address == "/api/v1/events" or (method, address) == ("POST", "/login"):
            continue  # The first never ends by itself, the second says 401 of a wrong password; the table has both.
        least = role_for(method, address)
        for role in Role:
            headers = bearer(TOKENS[role]) if role in TOKENS else {}
            answer = public.request(method, address, headers=headers, follow_redirects=False)
            is_shut = answer.status_code in (401, 403) or answer.headers.get("location", "").startswith("/login")
            assert is_shut == (role < least) or address == "/logout", (method, address, role, answer.status_code)
            looked_at += 1
    assert looked_at > 60 and ("GET", "/api/v1/stories") in set(doors(archive))


@pytest.mark.parametrize(
    ("method", "path", "least"),
    [
        ("GET", "/", Role.READER),
        ("GET", "/stories/s1", Role.READER),
        ("GET", "/api/v1/events", Role.READER),
        ("GET", "/something/new", Role.READER),
        ("POST", "/something/new", Role.EDITOR),
        ("DELETE", "/api/v1/stories/s1", Role.EDITOR),
        ("POST", "/add", Role.EDITOR),
        ("GET", "/add/j1/events", Role.EDITOR),
        ("POST", "/check", Role.READER),
        ("POST", "/checks", Role.EDITOR),
        ("GET", "/login", Role.NOBODY),
        ("GET", "/loginx", Role.READER),
        ("GET", "/static/app.css", Role.NOBODY),
        ("GET", "/api/v1/audit", Role.ADMIN),
        ("GET", "/metrics", Role.ADMIN),
    ],
)
def test_the_table_of_roles(method: str, path: str, least: Role) -> None:
    assert role_for(method, path) is least


def test_every_door_that_changes_something_checks_the_form_token(public: TestClient, archive: Path) -> None:
    sign_in(public, "admin")
    changing = {path for method, path in doors(archive) if method not in ("GET", "HEAD", "OPTIONS")} - {"/login"}
    assert {"/api/v1/add", "/api/v1/check", "/logout"} <= changing
    for path in changing:
        for headers in (OURS, {**OURS, "X-Form-Token": form_token_of("another")}, {}):
            answer = public.post(path, headers=headers, follow_redirects=False)
            assert answer.status_code in (403, 422), (path, answer.text)
            assert answer.status_code == 403 or "form" not in answer.text


@pytest.mark.parametrize(
    "address", ["/api/v1/stats", "/login", "/nothing", "/metrics", "/healthz", "/api/v1/stories?limit=x"]
)
def test_every_answer_has_its_headers(public: TestClient, address: str) -> None:
    headers = public.get(address).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert (
        "'unsafe" not in headers["content-security-policy"]
        and "frame-ancestors 'none'" in headers["content-security-policy"]
    )
    assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["strict-transport-security"].startswith("max-age=") and "server" not in headers
    assert headers["cache-control"] == "private, no-cache"


def test_over_http_nobody_is_told_to_use_https(local: TestClient) -> None:
    assert "strict-transport-security" not in local.get("/api/v1/stats").headers


def test_a_proxy_in_front_is_not_this_machine(archive: Path) -> None:
    assert not settings_for(archive, origins=(PUBLIC,)).is_local and settings_for(archive).is_local
    assert not settings_for(archive, host="0.0.0.0").is_local  # noqa: S104


def test_beyond_loopback_an_address_by_number_is_ours_and_a_strange_name_is_not(archive: Path) -> None:
    settings = settings_for(archive, host="0.0.0.0", origins=(PUBLIC,))  # noqa: S104
    assert foreign_host("192.0.2.7:8080", settings) is foreign_host("news.example", settings) is None
    assert foreign_host("evil.example", settings) is not None


def test_no_secret_is_kept_in_the_archive(archive: Path, public: TestClient) -> None:
    session = sign_in(public)
    with Newsroom(archive) as newsroom:
        newsroom.stats()
    kept = b"".join(path.read_bytes() for path in archive.parent.iterdir())
    assert PASSWORD.encode() not in kept and b"$argon2id$" in kept
    assert session.encode() not in kept and b"hw_editor" not in kept


def test_over_a_proxy_that_hides_our_name_the_cookie_is_secure_all_the_same(archive: Path) -> None:
    settings = settings_for(archive, origins=(PUBLIC, "http://headwater:8080"))
    hidden = settings_for(archive, origins=(PUBLIC,))

    def asked(host: str, scheme: str = "http") -> dict[str, object]:
        return {"type": "http", "scheme": scheme, "headers": [(b"host", host.encode())]}

    assert is_https(asked("127.0.0.1:8080"), hidden) and is_https(asked("news.example"), settings)
    assert not is_https(asked("headwater:8080"), settings) and is_https(asked("headwater:8080", "https"), settings)
    assert not is_https(asked("127.0.0.1:8080"), settings_for(archive))


def test_the_account_page_says_who_one_is_and_signs_out(public: TestClient) -> None:
    assert public.get("/account", headers=OURS, follow_redirects=False).headers["location"] == "/login?next=/account"
    sign_in(public)
    page = public.get("/account", headers={**OURS, "Accept-Encoding": "gzip"})
    assert "Signed in as editor" in page.text and "add pages" in page.text and "content-encoding" not in page.headers
    token = re.search(r'name="form_token" value="([^"]+)"', page.text)
    assert token is not None
    kept = [public.get(path).text for path in ("/", "/search?q=bridge", "/feeds/stories.atom")]
    assert not any(token[1] in text or "editor" in text for text in kept)
    assert all('href="/account"' in text for text in kept[:2])
    out = public.post("/logout", data={"form_token": token[1]}, headers=OURS, follow_redirects=False)
    assert out.status_code == 303 and out.headers["location"] == "/login"
    assert public.get("/account", headers=OURS, follow_redirects=False).status_code == 303


def test_on_this_machine_the_account_page_says_that_nobody_signs_in(local: TestClient) -> None:
    page = local.get("/account").text
    assert "everybody is admin" in page and "Sign out" not in page
