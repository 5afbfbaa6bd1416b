"""The API answers with the published documents, in pages, with tags, and says no with problems."""

from __future__ import annotations

import html
import time
from concurrent.futures import CancelledError, Future
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
from fastapi.testclient import TestClient
from openapi_spec_validator import OpenAPIV31SpecValidator
from starlette.responses import Response

from headwater.errors import NoPages
from headwater.export.archive_contract import archive_schema
from headwater.export.contract import brief_schema, lineage_schema
from headwater.newsroom import Newsroom
from headwater.vocabulary.archive import StoryChange
from headwater.web.api.additions import job_document
from headwater.web.app import create_app
from headwater.web.telling import Telling
from tests.scenes.filings import event, opening, written
from tests.web.conftest import bearer, settings_for

TRAM = "BRNO, May 3 (TCA) - A tram left the rails in Brno and hurt eleven people, police said on Monday. Nobody died."


@pytest.fixture
def story(local: TestClient) -> str:
    """The id of the one story held."""
    return str(local.get("/api/v1/stories").json()["stories"][0]["id"])


def test_every_document_is_as_its_published_schema_says(local: TestClient, story: str) -> None:
    asked = {
        f"stories/{story}": brief_schema(),
        f"stories/{story}/lineage": lineage_schema(),
        f"stories/{story}/compare": archive_schema("compare"),
        "stories": archive_schema("stories"),
        "search?q=footbridge": archive_schema("search"),
        "stats": archive_schema("stats"),
    }
    for path, schema in asked.items():
        answer = local.get(f"/api/v1/{path}")
        assert answer.status_code == 200 and answer.headers["content-type"] == "application/json"
        jsonschema.validate(answer.json(), schema)
    checked = local.post("/api/v1/check", json={"text": "The footbridge gave way in the morning."})
    jsonschema.validate(checked.json(), archive_schema("check"))


def test_the_brief_is_the_one_the_command_line_prints(local: TestClient, story: str) -> None:
    (told,) = local.get(f"/api/v1/stories/{story}").json()["stories"]
    assert told["id"] == story and len(told["reports"]) == 6 and told["lineage"]["independent_origins"] == 3


def test_a_report_comes_with_the_people_it_names(local: TestClient, story: str) -> None:
    (told,) = local.get(f"/api/v1/stories/{story}").json()["stories"]
    held = local.get(f"/api/v1/reports/{told['reports'][0]['id']}").json()
    assert held["story"] == story and held["versions"] == [told["reports"][0]["id"]]
    assert held["report"]["text"] == told["reports"][0]["text"]
    known = {entity["id"] for entity in held["entities"]}
    named = {each["speaker"]["entity"] for each in held["report"]["statements"] if each["speaker"]}
    assert named - {None} <= known and known


def test_lists_are_asked_for_in_pages_that_link_to_each_other(local: TestClient) -> None:
    first = local.get("/api/v1/findings?limit=2")
    assert first.json()["total"] > 4 and len(first.json()["findings"]) == 2
    links = first.links
    assert "prev" not in links and "page=2" in links["next"]["url"] and "limit=2" in links["next"]["url"]
    second = local.get(links["next"]["url"])
    assert second.json()["findings"] != first.json()["findings"] and "page=1" in second.links["prev"]["url"]
    last = local.get(first.links["last"]["url"])
    assert last.status_code == 200 and "next" not in last.links and last.json()["findings"]
    assert local.get("/api/v1/findings?page=100000").json()["findings"] == []


def test_what_has_not_changed_is_not_sent_again(local: TestClient, story: str) -> None:
    for path in (f"stories/{story}", "stories", "stats", "search?q=bridge"):
        first = local.get(f"/api/v1/{path}")
        tag = first.headers["etag"]
        again = local.get(f"/api/v1/{path}", headers={"If-None-Match": f'"other", W/{tag}'})
        assert again.status_code == 304 and again.content == b"" and again.headers["etag"] == tag
        assert local.get(f"/api/v1/{path}", headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_story_that_was_not_told_is_told_while_one_waits(archive: Path, near_room: None) -> None:
    with Newsroom(archive, parse_model="none") as newsroom:
        newsroom._archive.store.file([opening(written("A quarry at Varn was closed.", headline="Quarry shut"))], _now())
        (story,) = newsroom.untold()
    with TestClient(create_app(settings_for(archive)), base_url="http://localhost") as client:
        first = client.get(f"/api/v1/stories/{story}")
        assert first.status_code == 202 and first.headers["retry-after"] == "1"
        assert first.json()["schema"] == "headwater/telling/1" and first.json()["state"] == "being told"
        told = _until(client, f"/api/v1/stories/{story}", lambda answer: answer.status_code == 200)
        assert told["stories"][0]["id"] == story


def test_stories_are_told_ahead_while_nobody_asks(
    archive: Path, near_room: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("headwater.web.telling.LOOKED_EVERY", 0.01)
    with Newsroom(archive, parse_model="none") as newsroom:
        newsroom._archive.store.file([opening(written("A quarry at Varn was closed.", headline="Quarry shut"))], _now())
        (story,) = newsroom.untold()
        with TestClient(create_app(settings_for(archive, tells_ahead=True)), base_url="http://localhost"):
            latest = time.monotonic() + 20
            while newsroom.told(story) is None:
                assert time.monotonic() < latest
                time.sleep(0.05)


def test_what_goes_wrong_in_telling_is_said_once_to_who_asks_next(local: TestClient) -> None:
    telling: Telling = local.app.state.telling  # type: ignore[attr-defined]
    begun = telling._begin("s0")
    with pytest.raises(Exception, match="no story"):
        begun.result(20)
    with pytest.raises(Exception, match="no story"):
        telling._outcome("s0")
    telling._outcome("s0")


def test_a_merged_story_is_gone_and_says_where_to(archive: Path, near_room: None) -> None:
    quarry, closed = (
        written(text, headline=text) for text in ("A quarry at Varn was closed.", "Closed: the quarry of Varn")
    )
    with Newsroom(archive, parse_model="none") as newsroom:
        first, second = opening(quarry), opening(closed)
        newsroom._archive.store.file([first, second], _now())
        away, into = second.events[0].story, first.events[0].story
        third = opening(written("The quarry of Varn again", headline="x"))
        merged = event(away, StoryChange.MERGED, other=into)
        newsroom._archive.store.file([replace(third, events=(*third.events, merged))], _now())
    with TestClient(create_app(settings_for(archive)), base_url="http://localhost") as client:
        for path in (f"api/v1/stories/{away}", f"api/v1/stories/{away}/lineage", f"feeds/stories/{away}.atom"):
            gone = client.get(f"/{path}")
            problem = gone.json()
            assert gone.status_code == 410 and problem["type"] == "urn:headwater:problem:merged-story"
            assert (problem["story_id"], problem["merged_into"]) == (away, into)
            assert client.get(gone.links["successor-version"]["url"]).status_code in (200, 202)
        history = client.get(f"/api/v1/stories/{away}/events").json()
        assert history["merged_into"] == into and history["events"][-1]["change"] == "merged"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "stories/s0", 404),
        ("GET", "stories/%00", 404),
        ("GET", "stories/s0/events", 404),
        ("GET", "reports/r0", 404),
        ("GET", "jobs/x", 404),
        ("GET", "nothing", 404),
        ("DELETE", "stories", 405),
        ("GET", "stories?limit=0", 422),
        ("GET", "stories?limit=x&page=-1&by=y&since=never", 422),
        ("GET", "search?q=%00", 422),
        ("POST", "check", 422),
    ],
)
def test_every_no_is_a_problem(local: TestClient, method: str, path: str, status: int) -> None:
    answer = local.request(method, f"/api/v1/{path}", headers={"Accept": "text/html"})
    problem = answer.json()
    assert answer.status_code == status and answer.headers["content-type"] == "application/problem+json"
    assert problem["status"] == status and problem["title"] and problem["detail"] and problem["type"]
    assert "Traceback" not in answer.text and "sqlite" not in answer.text


def test_an_outlet_that_does_not_tell_the_story_is_named_with_those_that_do(local: TestClient, story: str) -> None:
    problem = local.get(f"/api/v1/stories/{story}/compare?outlet=Nobody").json()
    assert problem["status"] == 404 and problem["name"] == "Nobody" and "Northwire" in problem["known"]


def test_a_fault_of_ours_is_a_problem_that_tells_nothing_of_itself(
    local: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> object:
        raise ZeroDivisionError("secret of the house")

    monkeypatch.setattr(local.app.state.newsroom, "stats", lambda: broken(1))  # type: ignore[attr-defined]
    answer = local.get("/api/v1/stats")
    assert answer.status_code == 500 and answer.headers["content-type"] == "application/problem+json"
    assert "secret" not in answer.text and "ZeroDivision" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'"x"', b"{}", b'{"addresses": 3}', b'{"addresses": []}', b'{"addresses": [3]}', b"[" * 100_000,
     b'{"addresses": ["x"]}', b"\xff\xfe", b'{"addresses": ["http://' + b"a" * 3_000 + b'"]}'],
)  # fmt: skip
def test_a_body_that_is_no_list_of_addresses_is_refused_in_words(local: TestClient, body: bytes) -> None:
    answer = local.post("/api/v1/add", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422 and answer.json()["detail"]


def test_other_bodies_and_too_many_pages_are_refused(local: TestClient) -> None:
    assert local.post("/api/v1/add", content=b"x", headers={"Content-Type": "text/plain"}).status_code == 415
    assert local.post("/api/v1/add", json={"addresses": ["https://a.example/"] * 51}).status_code == 422
    files = [("files", (f"{number}.txt", b"x")) for number in range(51)]
    assert local.post("/api/v1/add", files=files).status_code == 413
    assert local.post("/api/v1/add", files=[("other", ("a.txt", b"x"))]).status_code == 422


def test_a_file_is_added_and_the_log_says_by_whom(public: TestClient) -> None:
    files = {"files": ("../../etc/tram.txt", TRAM.encode())}
    begun = public.post("/api/v1/add", files=files, headers=bearer("hw_editor"))
    assert begun.status_code == 202 and begun.json()["state"] == "waiting"
    done = _until(public, begun.headers["location"], lambda answer: answer.json()["state"] == "done", "hw_editor")
    (added,) = done["additions"]["added"]
    assert added["address"].startswith("upload:") and added["address"].endswith("/tram.txt") and done["read"]

    assert public.get(begun.headers["location"], headers=bearer("hw_reader")).status_code == 404, "not theirs"
    assert public.get(begun.headers["location"], headers=bearer("hw_admin")).status_code == 200
    _until(public, "/api/v1/audit", lambda answer: answer.json()["additions"][0]["ended_at"] is not None, "hw_admin")
    (line,) = public.get("/api/v1/audit", headers=bearer("hw_admin")).json()["additions"]
    assert line["who"] == "token editor" and line["pages"][0]["outcome"] == f"opened {added['story']}"


def test_what_cannot_be_read_is_left_out_with_its_reason(local: TestClient) -> None:
    files = {"files": ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50)}
    begun = local.post("/api/v1/add", files=files)
    done = _until(local, begun.headers["location"], lambda answer: answer.json()["state"] == "done")
    assert not done["additions"]["added"] and done["additions"]["left_out"][0]["reason"]


def test_two_peoples_files_of_one_name_are_two_reports(local: TestClient) -> None:
    for text in (TRAM, TRAM.replace("eleven", "twelve")):
        begun = local.post("/api/v1/add", files={"files": ("article.txt", text.encode())})
        done = _until(local, begun.headers["location"], lambda answer: answer.json()["state"] == "done")
        assert done["additions"]["added"][0]["change"] in ("opened", "joined")


def test_a_text_that_is_none_or_a_book_is_refused_in_words(local: TestClient) -> None:
    body = b'{"text": "The footbridge \\ud800 gave way in the morning."}'
    answer = local.post("/api/v1/check", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422 and "unicode" in answer.json()["detail"]
    assert local.post("/api/v1/check", json={"text": "x" * 200_001}).status_code == 422


def test_the_description_is_valid_openapi_and_needs_nothing_from_elsewhere(local: TestClient) -> None:
    description = local.get("/api/v1/openapi.json").json()
    assert description["openapi"].startswith("3.1")
    assert not list(OpenAPIV31SpecValidator(description).iter_errors())
    operations = [one for path in description["paths"].values() for one in path.values()]
    assert len(operations) >= 14
    for one in operations:
        assert one["operationId"] and one["summary"] and one["description"] and one["tags"]
        assert "application/problem+json" in one["responses"]["default"]["content"]
    names = [one["operationId"] for one in operations]
    assert len(set(names)) == len(names) and "HTTPValidationError" not in description["components"]["schemas"]
    assert all(path.startswith("/api/v1/") for path in description["paths"])


def test_an_addition_that_fails_says_so_in_its_job_and_in_the_log(
    local: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = local.app.state  # type: ignore[attr-defined]
    faults = {"hand it in again": CancelledError(), "a fault": ValueError("secret"), "no page": NoPages("x")}
    for said, fault in faults.items():
        done: Future[object] = Future()
        monkeypatch.setattr(state.back_room, "add", lambda *_, done=done: done)
        job = state.additions.begin("ana", "10.0.0.7", ["https://a.example/"])
        assert job_document(job).state == "waiting"
        done.set_exception(fault)
        told = job_document(job)
        assert told.state == "failed" and said in str(told.failed) and "secret" not in str(told.failed)
        (page,) = state.newsroom.accounts.additions(1)[0].pages
        assert page.outcome == f"failed: {told.failed}"
        shown = local.get(f"/add/{job.id}")
        assert shown.status_code == 200 and said in html.unescape(shown.text) and "secret" not in shown.text


def test_a_person_gets_a_page_with_every_strange_word_escaped(local: TestClient) -> None:
    strange = {"Accept": "text/html", "Host": "<script>alert(1)</script>"}
    answer = local.get("/stories", headers=strange)
    assert answer.status_code == 421 and answer.headers["content-type"].startswith("text/html")
    assert "<script>alert" not in answer.text and "&lt;script&gt;alert" in answer.text
    missing = local.get("/nothing", headers={"Accept": "text/html"})
    assert missing.status_code == 404 and "</h1>" in missing.text
    local.app.state.error_page = lambda request, status, title, detail: Response(f"ours {status}", status)  # type: ignore[attr-defined]
    assert local.get("/nothing", headers={"Accept": "text/html"}).text == "ours 404"


def _now() -> datetime:
    return datetime.now(UTC)


def _until(client: TestClient, path: str, is_so: object, secret: str = "") -> dict[str, object]:
    latest = time.monotonic() + 30
    while True:
        answer = client.get(path, headers=bearer(secret) if secret else {})
        if is_so(answer):  # type: ignore[operator]
            found: dict[str, object] = answer.json()
            return found
        assert time.monotonic() < latest, answer.text
        time.sleep(0.05)
