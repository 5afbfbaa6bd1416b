"""The door: files, folders, feeds, archives, packed files, addresses and standard input, all at once."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from headwater.cli.app import app
from headwater.fetch import pages as door
from headwater.fetch.pages import fetch_pages
from headwater.fetch.web import Web, WebBounds
from headwater.newsroom import Newsroom
from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.page import Page
from tests.fetch.local_server import LocalServer
from tests.fetch.test_feeds import ATOM, JSON, RSS, SITEMAP
from tests.fetch.web_archives import ferries, packed, record
from tests.scenes.news import TRAM_LOCAL, TRAM_REWRITE, TRAM_WIRE

PAGE = b"<!DOCTYPE html><p>The ferry sank.</p>"


def fetch(*paths: str | Path | Page) -> tuple[list[str], list[str]]:
    pages, left = fetch_pages(paths, web=Web(allow_private=True, bounds=WebBounds(pause=0)))
    return [page.address for page in pages], [one.reason for one in left]


def test_a_folder_gives_the_pages_in_its_archives_and_feeds(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"".join(ferries(2)))
    (tmp_path / "b.warc.gz").write_bytes(b"".join(packed([record("http://echo.example/1", b"<html><p>Echo")])))
    (tmp_path / "c.rss").write_text(RSS)
    (tmp_path / "d.json").write_text(JSON.replace("/ferry", "/other"))
    (tmp_path / "settings.json").write_text('{"colour": "blue"}')
    (tmp_path / "e.html").write_bytes(PAGE)

    addresses, reasons = fetch(tmp_path)

    assert addresses == [
        "http://herald.example/0", "http://herald.example/1", "http://echo.example/1", "https://herald.example/ferry",
        "https://herald.example/other", str(tmp_path / "e.html"),
    ]  # fmt: skip
    assert len(reasons) == 2
    assert all("only a summary" in reason or "without a web address" in reason for reason in reasons)


@pytest.mark.parametrize(("name", "text"), [("f.xml", RSS), ("f.atom", ATOM), ("f.json", JSON), ("f", RSS)])
def test_a_feed_file_is_known_by_its_first_words(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    assert fetch(tmp_path / name)[0] == ["https://herald.example/ferry"]


def test_a_sitemap_has_addresses_only_and_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "news.xml").write_text(SITEMAP)
    addresses, reasons = fetch(tmp_path / "news.xml")
    assert addresses == []
    assert all(reason.startswith("only an address in the feed") for reason in reasons)


def test_a_feed_file_that_is_html_says_so(tmp_path: Path) -> None:
    (tmp_path / "feed.rss").write_bytes(PAGE)
    (reason,) = fetch(tmp_path / "feed.rss")[1]
    assert reason.startswith("an HTML page and no feed")


def test_packed_pages_are_opened_once_and_no_deeper(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(PAGE))
    (tmp_path / "b.xml.gz").write_bytes(gzip.compress(RSS.encode()))
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr("in/d.txt", "The ferry sank twice.")
        archive.writestr("in/e.zip", b"PK\x03\x04")
    pages, _ = fetch_pages([tmp_path])
    assert [page.media_type for page in pages] == ["text/html", "text/html", "text/plain"]
    assert pages[2].address.endswith("c.zip!in/d.txt")


@pytest.mark.parametrize("name", ["bomb.html.gz", "bomb.zip", "bomb.xml.gz"])
def test_a_bomb_in_a_file_is_left_out(tmp_path: Path, name: str) -> None:
    content = bytes(51_000_000 if "xml" in name else 11_000_000)
    if name.endswith(".zip"):
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.txt", content)
    else:
        (tmp_path / name).write_bytes(gzip.compress(content, 1))
    addresses, (reason,) = fetch(tmp_path / name)
    assert addresses == [] and "once unpacked" in reason


@pytest.mark.parametrize(
    "content",
    [gzip.compress(PAGE, mtime=0)[:-9], gzip.compress(PAGE, mtime=0)[:20] + bytes(40), b"\x1f\x8b", b"\x1f\x8b\x99"],
)
def test_a_gzip_file_that_is_broken_is_left_out(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.html.gz").write_bytes(content)
    assert "its gzip stream" in fetch(tmp_path / "a.html.gz")[1][0]


def test_an_archive_comes_through_standard_input_too() -> None:
    pages, _ = fetch_pages(["-"], io.BytesIO(b"".join(packed(ferries(2)))))
    assert [page.address for page in pages] == ["http://herald.example/0", "http://herald.example/1"]


def test_what_one_call_holds_is_bounded_and_it_says_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "MOST_PAGES", 2)
    pages, (left,) = fetch_pages([Page(str(n), b"%d" % n, "text/plain") for n in range(9)])
    assert len(pages) == 2
    assert left.page == "2" and "from here on nothing is read" in left.reason


def test_pages_and_feeds_are_fetched_from_the_web(server: LocalServer) -> None:
    page = server.serve("/ferry", PAGE)
    listed = server.serve("/feed", RSS.encode(), content_type="application/rss+xml")
    zipped = server.serve(
        "/map.xml.gz", gzip.compress(RSS.replace("/ferry", "/x").encode()), content_type="application/gzip"
    )
    addresses, _ = fetch(page, listed, zipped, server.address + "/gone")
    assert addresses == [page, "https://herald.example/ferry", "https://herald.example/x"]


def test_an_address_that_is_no_web_address_is_left_out() -> None:
    _, reasons = fetch("ftp://herald.example/ferry", "http://me:secret@herald.example/")
    assert reasons[0].startswith("only http and https addresses")
    assert "secret" not in "".join(reasons)


# ------------------------------------------------------------------ to the brief
def html_page(outlet: str, headline: str, *paragraphs: str) -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<html lang="en"><head><title>{headline}</title><meta property="og:site_name" content="{outlet}">'
        f'<meta property="article:published_time" content="2024-05-03T12:00:00Z"></head>'
        f"<body><article><h1>{headline}</h1>{body}</article></body></html>"
    ).encode()


WIRE = html_page("Northwire", "Tram leaves rails in Brno", *TRAM_WIRE)
REWRITE = html_page("Daily Echo", "Eleven hurt in Brno tram crash", *TRAM_REWRITE)
LOCAL = html_page("Brno Courier", "Tram full of children derails", *TRAM_LOCAL)


def test_a_web_archive_is_briefed_like_the_pages_in_it(tmp_path: Path) -> None:
    pages = {"wire": WIRE, "echo": REWRITE, "courier": LOCAL}
    records = [record(f"https://{name}.example/tram", content) for name, content in pages.items()]
    (tmp_path / "tram.warc.gz").write_bytes(b"".join(packed(records)))

    edition = Newsroom().brief([tmp_path / "tram.warc.gz"])

    assert edition.left_out == ()
    (brief,) = edition
    assert sorted(report.name for report in brief.story.reports) == ["Brno Courier", "Daily Echo", "Northwire"]
    assert all(report.page.fetched_at is not None for report in brief.story.reports)


def test_a_feed_with_whole_texts_is_briefed_with_outlet_headline_and_day(tmp_path: Path) -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in TRAM_WIRE)
    item = (
        f"<item><title>Tram leaves rails in Brno</title><link>https://northwire.example/tram</link>"
        f"<pubDate>Fri, 03 May 2024 12:00:00 GMT</pubDate><content:encoded><![CDATA[{text}]]></content:encoded></item>"
    )
    (tmp_path / "northwire.rss").write_text(
        f'<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Northwire</title>{item}</channel></rss>'
    )
    ((brief,),) = [Newsroom().brief([tmp_path / "northwire.rss"])]
    (report,) = brief.story.reports
    assert (report.masthead.outlet, report.headline) == ("Northwire", "Tram leaves rails in Brno")
    assert report.masthead.day is not None and report.masthead.day.isoformat() == "2024-05-03"
    assert len(report.sentences) == len(TRAM_WIRE)


def test_the_command_line_asks_no_private_machine_unless_told_to(server: LocalServer) -> None:
    address = server.serve("/tram", WIRE)
    refused = CliRunner().invoke(app, ["brief", address])
    assert refused.exit_code == 1
    assert "pass --allow-private" in refused.stderr
    assert server.asked == []
    told = CliRunner().invoke(app, ["brief", address, "--allow-private"])
    assert told.exit_code == 0
    assert "Northwire" in told.stdout


def test_a_page_in_hand_that_holds_pages_is_opened() -> None:
    pages, left = fetch_pages([Page("feed", RSS.encode(), "application/rss+xml")])
    assert len(pages) == 1 and isinstance(left[0], LeftOut)
