"""The pages as they go over the wire: what they weigh, what they say of themselves, and what they refuse."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from lxml import html as lxml_html

from headwater.newsroom import Newsroom
from headwater.store.opening import open_archive
from headwater.vocabulary.archive import StoryChange
from headwater.vocabulary.page import Page
from headwater.web.pages.shown import show_ahead, shown_as
from headwater.web.settings import Settings
from tests.scenes.filings import NOON, event, filed, opening, told, written
from tests.web.served import SECTIONS, ULLENFORD, served, told_archive

TRAM = written("A tram left the rails in Brno and hurt eleven people.", headline="Tram leaves rails in Brno")
TRAM_LATER = written("Eleven were hurt when a tram derailed, police said.", outlet="The Herald", agency="TCA")
BRIDGE = written("The bridge at Ullenford was closed to lorries.", headline="Bridge closed", outlet="Evening Herald")

FERRY = (
    b"Ferry aground off Selm\n\nBy Ada Quist\n\nSELM, Sept 9, 2025 (Northwire) - A ferry ran aground on Tuesday and 41 "
    b"passengers were brought ashore, the harbour master said. The ferry is to sail again on Friday.\n"
)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    return told_archive(tmp_path_factory.mktemp("told"))


@pytest.fixture(scope="module")
def web(story: tuple[str, str]) -> Iterator[httpx.Client]:
    settings = Settings(story[0], parse_model="none", longest_body=200_000, most_files=3)
    with served(settings) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client


def test_every_section_is_a_page_of_its_own_that_names_its_story(web: httpx.Client, story: tuple[str, str]) -> None:
    for section in SECTIONS:
        page = web.get(f"/stories/{story[1]}{section}")
        assert page.status_code == 200, section
        tree = lxml_html.fromstring(page.text)
        assert "Footbridge gives way" in tree.xpath("string(//*[@id='s-title'])"), section
        assert len(tree.xpath("//nav[@class='tabs wrap']//a[@aria-current='page']")) == 1, section
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids)), section


def test_every_link_of_a_story_leads_somewhere_down_to_its_place_on_the_page(
    web: httpx.Client, story: tuple[str, str]
) -> None:
    pages: dict[str, lxml_html.HtmlElement] = {}

    def tree(path: str) -> lxml_html.HtmlElement:
        if path not in pages:
            found = web.get(path)
            assert found.status_code == 200, path
            pages[path] = lxml_html.fromstring(found.text) if "html" in found.headers["content-type"] else None
        return pages[path]

    for section in SECTIONS:
        at = f"/stories/{story[1]}{section}"
        for href in set(tree(at).xpath("//a/@href")):
            path, _, anchor = href.partition("#")
            found = tree(path or at)
            assert not anchor or found.xpath(f"//*[@id='{anchor}']"), f"{at} leads to {href}"


def test_the_first_page_with_its_style_and_scripts_weighs_under_120_kb(
    web: httpx.Client, story: tuple[str, str]
) -> None:
    size = 0
    page = web.get(f"/stories/{story[1]}")
    files = lxml_html.fromstring(page.text).xpath("//link/@href | //script/@src")
    for path in [f"/stories/{story[1]}", *files]:
        with web.stream("GET", path, headers={"Accept-Encoding": "gzip"}) as answer:
            sent = b"".join(answer.iter_raw())
            assert answer.headers.get("content-encoding") == "gzip" and gzip.decompress(sent)
            size += len(sent)
    assert size < 120_000


def test_nothing_is_asked_of_anybody_else_and_nothing_stands_inline(web: httpx.Client, story: tuple[str, str]) -> None:
    for path in ["/", "/search?q=bridge", "/check", "/add", "/nowhere", f"/stories/{story[1]}"]:
        page = web.get(path)
        tree = lxml_html.fromstring(page.text)
        assert not tree.xpath("//style | //@style | //@*[starts-with(name(), 'on')] | //script[not(@src)]"), path
        assert all(each.startswith("/static/") for each in tree.xpath("//@src | //link/@href")), path
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy


def test_our_own_files_are_kept_by_browsers_for_good(web: httpx.Client) -> None:
    for path in lxml_html.fromstring(web.get("/").text).xpath("//link/@href | //script/@src"):
        assert "immutable" in web.get(path).headers["cache-control"]
    assert web.get("/static/newsroom-000000000000.css").status_code == 404


def test_a_page_that_the_browser_holds_is_not_sent_again(web: httpx.Client, story: tuple[str, str]) -> None:
    first = web.get(f"/stories/{story[1]}")
    again = web.get(f"/stories/{story[1]}", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304 and not again.content and again.headers["etag"] == first.headers["etag"]
    assert web.get(f"/stories/{story[1]}", headers={"If-None-Match": '"other"'}).status_code == 200


def test_what_is_kept_for_all_holds_nothing_that_one_reader_put_into_the_address(web: httpx.Client) -> None:
    for path in ("/?by=newest", "/search?q=footbridge", "/feeds/stories.atom?limit=3", "/feeds/stories.json?limit=3"):
        page = web.get(f"{path}&token=hw_secret&next=evil.example")
        assert page.status_code == 200 and "hw_secret" not in page.text and "evil" not in page.text, path
        assert page.text == web.get(path).text, path
        assert web.get(path, headers={"If-None-Match": page.headers["etag"]}).status_code == 304, path


def test_the_first_page_of_a_story_comes_from_the_archive_if_it_was_shown_ahead_by_these_templates(
    tmp_path: Path,
) -> None:
    archive, story = told_archive(tmp_path)

    def first_page() -> str:
        with served(Settings(archive, parse_model="none")) as address:
            packed, plain = (
                httpx.get(f"{address}/stories/{story}", headers={"Accept-Encoding": coding})
                for coding in ("gzip", "identity")
            )
            assert packed.text == plain.text and packed.headers["etag"] == plain.headers["etag"]
            return packed.text

    rendered = first_page()
    with Newsroom(archive, parse_model="none") as newsroom:
        assert newsroom.unshown(shown_as()) == [story]
        show_ahead(newsroom, [story, "s0"])
        assert newsroom.unshown(shown_as()) == []
    assert first_page() == rendered
    with Newsroom(archive, parse_model="none") as newsroom:
        stamp = newsroom.brief_stamp(story) or ""
        newsroom.keep_shown(story, stamp, shown_as(), gzip.compress(b"as it was kept"))
        assert first_page() == "as it was kept"
        newsroom.keep_shown(story, stamp, "older templates", gzip.compress(b"as it was kept"))
        assert first_page() == rendered
        # Of one that was too large to keep it is known that it was tried.
        newsroom.keep_shown(story, stamp, shown_as(), b"")
        assert first_page() == rendered and newsroom.unshown(shown_as()) == []


def test_head_is_answered_as_get_without_a_body(web: httpx.Client, story: tuple[str, str]) -> None:
    style = lxml_html.fromstring(web.get("/").text).xpath("//link[@rel='stylesheet']/@href")[0]
    pages = ["/", "/search?q=bridge", "/check", "/add", f"/stories/{story[1]}", f"/stories/{story[1]}/history", style]
    for path in [*pages, "/feeds/stories.atom", f"/feeds/stories/{story[1]}.json", "/healthz", "/favicon.ico"]:
        get, head = web.get(path), web.head(path)
        told = ("content-length", "content-type", "etag", "content-encoding", "content-security-policy")
        assert head.status_code == get.status_code == 200 and not head.content, path
        assert [head.headers.get(name) for name in told] == [get.headers.get(name) for name in told], path
    assert web.head("/stories/s0").status_code == 404 and web.head("/nowhere").status_code == 404
    again = web.head("/", headers={"If-None-Match": web.get("/").headers["etag"]})
    assert again.status_code == 304
    # What never ends has no head to wait for.
    assert web.head("/add/guessed/events").status_code == 405 and web.head("/api/v1/events").status_code == 405


def test_what_changed_between_two_versions_is_told_word_by_word(tmp_path: Path) -> None:
    versions = [FERRY, FERRY.replace(b"41", b"43"), FERRY.replace(b"41", b"43") + b"\nNobody was hurt, she said.\n"]
    archive, _ = told_archive(tmp_path, [Page("ferry.txt", each, "text/plain") for each in versions])
    with served(Settings(archive, parse_model="none")) as address, httpx.Client(base_url=address) as client:
        newest = lxml_html.fromstring(client.get("/search?q=ferry").text).xpath("//ol[@class='hits']//h3/a/@href")[0]
        page = lxml_html.fromstring(client.get(newest).text)
        links = page.xpath("//ol[@class='versions']//a/@href")
        first, second = (each.rpartition("/")[2] for each in links if "changes" not in each)

        def told(path: str) -> tuple[list[str], list[str]]:
            tree = lxml_html.fromstring(client.get(path).text)
            changes = tree.xpath("//section[contains(@class, 'changes')]")[0]
            return changes.xpath(".//del/text()"), changes.xpath(".//ins/text()")

        this = newest.partition("?")[0]
        assert told(f"/reports/{second}/changes") == (["41"], ["43"])
        assert told(f"{this}/changes") == ([], ["Nobody was hurt, she said."])
        assert told(f"{this}/changes?since={first}") == (["41"], ["43", "Nobody was hurt, she said."])
        assert told(f"{this}/changes?since={second}&until={first}") == (["43"], ["41"])
        assert told(f"/reports/{first}/changes") == ([], [])
        assert f"{this}/changes?since={first}" in client.get(f"/reports/{first}").text
        assert client.get(f"{this}/changes?since=r0").status_code == 404
        assert client.get("/reports/r0/changes").status_code == 404


def test_a_list_that_is_kept_shows_what_another_process_added_a_moment_ago(tmp_path: Path) -> None:
    archive, _ = told_archive(tmp_path)
    paths = ("/", "/?outlet=Northwire", "/feeds/stories.atom", "/feeds/stories.json")
    with served(Settings(archive, parse_model="none")) as address, httpx.Client(base_url=address) as client:
        before = [client.get(path).text for path in paths]
        assert before == [client.get(path).text for path in paths]
        with Newsroom(archive, parse_model="none") as newsroom:
            newsroom.add([Page("ferry.txt", FERRY, "text/plain")])
        until = time.monotonic() + 10
        while any(client.get(path).text == old for path, old in zip(paths, before, strict=True)):
            assert time.monotonic() < until
            time.sleep(0.05)
        assert all("Ferry aground" in client.get(path).text for path in paths)


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/stories/s0", 404, "no story 's0'"),
        ("/stories/s0/lineage", 404, "no story 's0'"),
        ("/reports/r0", 404, "no report 'r0'"),
        ("/nowhere", 404, "There is nothing here"),
        ("/?since=yesterday", 422, "'yesterday' is no day"),
        ("/?by=luck", 422, "newest"),
        ("/?page=0", 422, "no page"),
        ("/?page=99999999999999999999", 422, "no page"),
        ("/?page=%C2%B2", 422, "no page"),
        ("/add/guessed", 404, "not known any more"),
        ("/check/guessed", 404, "not known any more"),
    ],
)
def test_an_address_that_leads_nowhere_is_a_page_that_says_so(
    web: httpx.Client, path: str, status: int, words: str
) -> None:
    page = web.get(path)
    assert page.status_code == status and "text/html" in page.headers["content-type"]
    assert words in lxml_html.fromstring(page.text).xpath("string(//main)")


def test_a_section_or_page_that_the_story_does_not_have_is_not_found(web: httpx.Client, story: tuple[str, str]) -> None:
    for path in ("/gossip", "/pages/Z", "/beside/r1/r2"):
        assert web.get(f"/stories/{story[1]}{path}").status_code == 404


def test_stories_are_filtered_and_a_wrong_filter_empties_the_list(web: httpx.Client) -> None:
    def titles(query: str) -> list[str]:
        return lxml_html.fromstring(web.get(f"/?{query}").text).xpath("//ol[@class='stories']//h3//text()")

    assert any("Footbridge" in title for title in titles("outlet=BrightFeed&by=reports"))
    assert any("Footbridge" in title for title in titles("finding=altered-quotation&since=2025-01-01"))
    assert not titles("outlet=Nobody") and not titles("since=2030-01-01")


def test_the_search_finds_by_beginnings_while_one_types_and_by_whole_words_when_asked(web: httpx.Client) -> None:
    typed = web.get("/search?q=footbr&part=results").text
    assert "<mark>" in typed and "<html" not in typed
    whole = web.get("/search?q=footbr")
    assert "No report has this word" in whole.text
    assert "<mark>" in web.get("/search", params={"q": "footbridge"}).text


def test_the_story_with_the_words_in_its_headline_stands_above_the_reports(
    web: httpx.Client, story: tuple[str, str]
) -> None:
    for path in ("/search?q=footbr&part=results", "/search?q=footbridge"):
        tree = lxml_html.fromstring(web.get(path).text)
        assert tree.xpath("//h2/text()")[0].strip() == "Stories", path
        assert tree.xpath("//a/@href[starts-with(., '/stories/')]")[0] == f"/stories/{story[1]}", path
        assert tree.xpath("//ol[@class='hits']/li"), path
    mentioned = lxml_html.fromstring(web.get("/search?q=inspection").text)
    assert mentioned.xpath("//ol[@class='hits']/li") and not mentioned.xpath("//ol[@class='headed']")


def test_a_hit_leads_to_its_report_with_the_sentence_lit(web: httpx.Client) -> None:
    hits = lxml_html.fromstring(web.get("/search?q=footbridge").text)
    (href, *_) = hits.xpath("//ol[@class='hits']//h3/a/@href")
    path, _, anchor = href.partition("#")
    tree = lxml_html.fromstring(web.get(path).text)
    assert tree.xpath(f"//*[@id='{anchor}']") and tree.xpath("//span[contains(@class, 'lit')]")


def test_a_check_tells_who_had_the_words_first(web: httpx.Client) -> None:
    sentence = (ULLENFORD / "1-northwire.txt").read_text(encoding="utf-8").split("\n\n")[-2].split(". ")[0] + "."
    page = web.post("/check", data={"text": sentence}, follow_redirects=True)
    while page.status_code == 202:
        time.sleep(0.3)
        page = web.get(page.url.path)
    tree = lxml_html.fromstring(page.text)
    assert page.status_code == 200 and "the very words" in page.text
    assert "First: Northwire" in " ".join(tree.xpath("string(//ol[@class='variants'])").split())


def test_nothing_to_check_and_nothing_to_add_are_told(web: httpx.Client) -> None:
    assert web.post("/check", data={"text": "  "}).status_code == 422
    nothing = web.post("/add", files={"files": ("", b"")}, data={"addresses": ""})
    assert nothing.status_code == 422 and "no file and no address" in nothing.text


def test_a_path_of_the_server_is_never_read_for_an_address(web: httpx.Client) -> None:
    for word in ("/etc/passwd", "file:///etc/passwd", "-", "javascript:alert(1)", "http:///etc/passwd"):
        refused = web.post("/add", data={"addresses": word})
        assert refused.status_code == 422 and "no web address" in refused.text


def test_more_bytes_or_files_than_allowed_are_refused(web: httpx.Client) -> None:
    heavy = web.post("/add", files={"files": ("a.txt", b"x" * 300_000)})
    assert heavy.status_code == 413 and "send it in parts" in heavy.text
    head = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
    form = {"Content-Type": "multipart/form-data; boundary=x"}
    assert web.post("/add", content=iter([head, *[b"x" * 50_000] * 8]), headers=form).status_code == 413
    assert web.post("/add", content=b"no form", headers=form).status_code == 400
    many = web.post("/add", files=[("files", (f"{place}.txt", b"x")) for place in range(4)])
    assert many.status_code == 413 and "Too many files" in many.text
    assert web.post("/check", data={"text": "x " * 60_000}).status_code == 413


def test_the_reading_is_told_as_it_goes_on_and_what_was_left_out_with_it(web: httpx.Client) -> None:
    page = (
        b"<html><head><title>Ferry aground off Selm</title></head><body><article><h1>Ferry aground off Selm</h1>"
        b"<p>A ferry ran aground off the island of Selm on Friday and 41 passengers were brought ashore, the harbour "
        b"master said.</p><p>Nobody was hurt, said the harbour master, Ada Quist, and the ferry sails again on Monday."
        b"</p></article></body></html>"
    )
    begun = web.post(
        "/add",
        files=[("files", ("../../ferry.html", page)), ("files", ("noise.bin", b"\x00\x01\x02" * 50))],
        data={"addresses": "no address"},
    )
    assert begun.status_code == 303
    with web.stream("GET", f"{begun.headers['location']}/events") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        told_of = stream.read().decode()
    assert "event: read" in told_of and "ferry.html" in told_of and told_of.rstrip().endswith("event: done\ndata: {}")
    tree = lxml_html.fromstring(web.get(begun.headers["location"]).text)
    assert "1 page added" in tree.xpath("string(//h1)")
    assert ".." not in tree.xpath("string(//ul[@class='added'])")
    left_out = tree.xpath("string(//dl[@class='left-out'])")
    assert "noise.bin" in left_out and "no web address" in left_out
    assert "Ferry aground" in web.get("/").text


def test_a_story_that_nobody_told_is_told_and_one_that_was_merged_is_gone_with_where_to(tmp_path: Path) -> None:
    archive = str(tmp_path / "news.sqlite")
    store = open_archive(archive)
    merging = filed(
        TRAM_LATER, event("s2", StoryChange.OPENED, TRAM_LATER), event("s2", StoryChange.MERGED, other="s1")
    )
    store.file([opening(TRAM, "s1"), merging, opening(BRIDGE, "s3")], NOON)
    store.save_brief(told("s3", [BRIDGE]), [BRIDGE.id], NOON)
    store.close()
    with served(Settings(archive, parse_model="none")) as address, httpx.Client(base_url=address, timeout=60) as web:
        gone = web.get("/stories/s2/lineage")
        assert gone.status_code == 410
        assert "/stories/s1" in lxml_html.fromstring(gone.text).xpath("//main//a/@href")
        waiting = web.get("/stories/s1")
        assert waiting.status_code == 202 and 'http-equiv="refresh"' in waiting.text and "etag" not in waiting.headers
        until = time.monotonic() + 60
        while (page := web.get("/stories/s1")).status_code == 202 and time.monotonic() < until:
            time.sleep(0.2)
        assert page.status_code == 200 and "2 pages" in page.text

        kept = web.get("/stories/s3")
        with Newsroom(archive, parse_model="none") as newsroom:
            newsroom._archive.store.save_brief(told("s3", [BRIDGE], "Told anew"), [BRIDGE.id], NOON)
        time.sleep(1.1)
        anew = web.get("/stories/s3", headers={"If-None-Match": kept.headers["etag"]})
        assert anew.status_code == 200 and "Told anew" in anew.text


def test_an_archive_that_cannot_be_read_any_more_is_a_page_and_the_server_stays_up(tmp_path: Path) -> None:
    archive, _ = told_archive(tmp_path)
    with served(Settings(archive, parse_model="none")) as address, httpx.Client(base_url=address, timeout=60) as web:
        assert web.get("/").status_code == 200
        size = Path(archive).stat().st_size
        with Path(archive).open("r+b") as file:
            file.seek(8_192)
            file.write(b"\xff" * (size - 8_192))
        Path(f"{archive}-wal").write_bytes(b"")
        broken = web.get("/")
        assert broken.status_code in (200, 503)
        assert web.get("/check").status_code == 200
