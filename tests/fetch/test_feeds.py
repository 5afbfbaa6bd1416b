"""Feeds: what an outlet says it has published, in five formats and however miswritten."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.errors import EmptyPage, NotAFeed, TooLarge, UnreadablePage
from headwater.fetch import feed_xml
from headwater.fetch.feed_pages import page_of_entry, pages_of_feed
from headwater.fetch.feed_words import resolve_time
from headwater.fetch.feeds import parse_feed
from headwater.vocabulary.doubt import LeftOut, Unresolved
from headwater.vocabulary.feed import Feed, FeedFormat
from headwater.vocabulary.page import Page

REPORT = "<p>" + "The ferry Aurelia ran aground off Ullenford on Friday with ninety people on board. " * 5 + "</p>"
RSS = f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
     xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>The Ullenford Herald</title><language>en-GB</language>
<item><title>Ferry runs aground</title><link>https://herald.example/ferry</link><dc:creator>Ana Brook</dc:creator>
  <media:content url="https://herald.example/p.jpg"><media:title>Photo: the ferry</media:title></media:content>
  <pubDate>Fri, 03 May 2024 10:05:00 +0200</pubDate><description>Ninety on board.</description>
  <content:encoded><![CDATA[{REPORT}]]></content:encoded></item>
<item><title>Caf&eacute; &amp; harbour</title><guid>https://herald.example/cafe</guid><pubDate>soon</pubDate>
  <description>Only this.</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://herald.example/">
<title>The Ullenford Herald</title><updated>2024-05-03T11:00:00Z</updated>
<entry><title type="html">Ferry &lt;b&gt;aground&lt;/b&gt;</title><link rel="self" href="/feed/ferry"/>
  <link href="ferry"/><published>2024-05-03T08:05:00Z</published><author><name>Ana Brook</name></author>
  <source><title>Northwire</title></source>
  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{REPORT}</div></content></entry>
</feed>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
  xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://herald.example/ferry</loc><news:news><news:publication><news:name>Herald</news:name>
  <news:language>en</news:language></news:publication><news:publication_date>2024-05-03</news:publication_date>
  <news:title>Ferry runs aground</news:title></news:news></url>
<url><loc>https://herald.example/about</loc><lastmod>2020-01-01</lastmod></url></urlset>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Ullenford Herald",
        "items": [
            {
                "id": "1",
                "url": "https://herald.example/ferry",
                "title": "Ferry runs aground",
                "date_published": "2024-05-03T10:05:00+02:00",
                "authors": [{"name": "Ana Brook"}],
                "content_html": REPORT,
            },
            {"id": "2", "title": "No address"},
        ],
    }
)


def feed(text: str | bytes, address: str = "https://herald.example/feed") -> Feed:
    content = text.encode() if isinstance(text, str) else text
    return parse_feed(Page(address, content, "application/xml"))


@pytest.mark.parametrize(
    ("text", "expected"), [(RSS, "RSS"), (ATOM, "Atom"), (SITEMAP, "sitemap"), (JSON, "JSON Feed")]
)
def test_the_first_entry_is_the_same_in_every_format(text: str, expected: str) -> None:
    found = feed(text)
    first = found.entries[0]
    assert found.format == expected
    assert first.address == "https://herald.example/ferry"
    assert first.title in ("Ferry runs aground", "Ferry aground")
    assert isinstance(first.published_at, datetime)
    assert first.published_at.date().isoformat() == "2024-05-03"
    assert first.outlet in ("The Ullenford Herald", "Northwire", "Herald")


def test_an_item_of_rss_keeps_its_own_words_and_not_those_of_its_picture() -> None:
    first, second = feed(RSS).entries
    assert (first.title, first.authors, first.language) == ("Ferry runs aground", ("Ana Brook",), "en-gb")
    assert first.content == REPORT
    assert (second.title, second.address) == ("Café & harbour", "https://herald.example/cafe")
    assert second.published_at == Unresolved("'soon' is no time")


def test_an_entry_of_atom_names_the_outlet_it_came_from_and_its_links_are_made_whole() -> None:
    (entry,) = feed(ATOM).entries
    assert (entry.outlet, entry.title, entry.language) == ("Northwire", "Ferry aground", "en")
    assert entry.address == "https://herald.example/ferry"
    assert entry.content is not None and "ran aground" in entry.content


def test_a_list_of_feeds_gives_their_addresses() -> None:
    opml = '<opml><body><outline text="News"><outline xmlUrl="https://a.example/rss"/></outline></body></opml>'
    index = "<sitemapindex><sitemap><loc>https://a.example/1.xml</loc></sitemap></sitemapindex>"
    assert feed(opml).feeds == ("https://a.example/rss",)
    assert (feed(index).format, feed(index).feeds) == (FeedFormat.SITEMAP_INDEX, ("https://a.example/1.xml",))


def test_an_entry_without_an_address_and_one_listed_twice_are_told() -> None:
    found = feed(RSS.replace("</channel>", "<item><title>Lost</title></item></channel>").replace("/cafe", "/ferry"))
    assert [entry.address for entry in found.entries] == ["https://herald.example/ferry"]
    assert [left.reason.partition(" (")[0] for left in found.left_out] == [
        "an entry without a web address",
        "listed twice in https://herald.example/feed; the first entry counts",
    ]


# ------------------------------------------------------------------ what is no feed
@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"<!DOCTYPE html><html><body>404</body></html>", "an HTML page and no feed"),
        (b'<html><link rel="alternate" type="application/rss+xml" href="/rss.xml">', "names the feed /rss.xml"),
        (b"<note><to>Ana</to></note>", "0 entries and no recognised format: its root is <note>"),
        (b'{"items": []}', "0 entries and no recognised format: JSON, but no JSON Feed"),
        (b'{"items": [', "broken JSON"),
        (b"[" * 100_000, "broken JSON"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "broken JSON"),
        (b"The ferry sank.", "no XML in it"),
        (bytes(range(256)) * 9, ""),
    ],
)
def test_what_is_no_feed_is_told_by_what_it_is(content: bytes, found: str) -> None:
    with pytest.raises(NotAFeed) as told:
        feed(content)
    assert found in told.value.reason
    assert told.value.reason.endswith("expected RSS, Atom, JSON Feed, a sitemap or OPML")


def test_a_feed_without_entries_is_a_feed_and_nothing_without_a_format_is_none() -> None:
    empty = feed('<rss version="2.0"><channel><title>Herald</title></channel></rss>')
    assert empty.entries == ()
    (left,) = pages_of_feed(empty)
    assert isinstance(left, LeftOut) and "without entries" in left.reason
    with pytest.raises(EmptyPage):
        feed(b" \n ")


# ------------------------------------------------------------------ meant to hurt
LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))


@pytest.mark.parametrize(
    "declared", [f'<!ENTITY l0 "ha">{LAUGHS}', '<!ENTITY l9 SYSTEM "file:///etc/passwd">', '<!ENTITY % l9 "x">']
)
def test_entities_of_its_own_are_refused_before_they_are_used(declared: str) -> None:
    with pytest.raises(NotAFeed, match="entities of its own"):
        feed(f"<!DOCTYPE rss [{declared}]>" + RSS.partition("?>")[2].replace("Only this", "&l9;"))


def test_ten_thousand_elements_in_each_other_end_the_reading() -> None:
    deep = RSS.replace("</channel>", "<item>" + "<x>" * 10_000)
    found = feed(deep)
    assert len(found.entries) == 2
    assert "elements more than 100 deep" in found.left_out[-1].reason


def test_more_entries_than_the_bound_end_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_xml, "MOST_ENTRIES", 1)
    found = feed(RSS)
    assert len(found.entries) == 1
    assert "more than 1 entries" in found.left_out[0].reason


def test_a_feed_over_the_bound_is_not_read() -> None:
    with pytest.raises(TooLarge):
        feed(RSS.encode() + b" " * 50_000_000)


def test_a_long_sitemap_is_read_in_no_time() -> None:
    head, _, url = SITEMAP.partition("<url>")
    one = "<url>" + url.partition("</url>")[0] + "</url>"
    began = time.process_time()
    found = feed(head + "".join(one.replace("/ferry", f"/{n}") for n in range(5_000)) + "</urlset>")
    assert len(found.entries) == 5_000
    assert time.process_time() - began < 4


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[: text.rindex("</item>")],
        lambda text: text.replace("<channel>", "<channel>\x00\x08"),
        lambda text: "\n\n  <!-- served in 9 ms -->\n" + text,
        lambda text: "junk before\n" + text,
        lambda text: text.replace("Ninety on board.", "Ninety & more <on board."),
        lambda text: text.replace('xmlns:dc="http://purl.org/dc/elements/1.1/"', ""),
        lambda text: text.replace("Only this.", "&nbsp;&hellip;&nosuch;"),
    ],
)
def test_a_miswritten_feed_is_read_as_far_as_it_can_be_told_what_was_meant(spoil: object) -> None:
    assert feed(spoil(RSS)).entries[0].address == "https://herald.example/ferry"  # type: ignore[operator]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1252", "iso-8859-2"])
def test_a_feed_is_read_in_the_encoding_it_states(encoding: str) -> None:
    stated = encoding.removesuffix("-sig")
    text = RSS.replace('version="1.0"', f'version="1.0" encoding="{stated}"', 1).replace("Ninety", "Dvořák é"[-1])
    assert feed(text.encode(encoding)).entries[0].summary == "é on board."


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_is_done_to_a_feed_it_is_read_or_told(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([RSS, ATOM, SITEMAP, JSON]))
    start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    piece = data.draw(
        st.text(max_size=20) | st.sampled_from(["<![CDATA[", "]]>", "<!--", "<item>", "</item>", "&#0;", "\x00"])
    )
    spoilt = text[:start] + piece + text[data.draw(st.sampled_from([start, end])) :]
    try:
        list(pages_of_feed(feed(spoilt.encode("utf-8", "replace"))))
    except UnreadablePage:
        return


@given(st.binary(max_size=300))
def test_any_bytes_are_a_feed_or_told(content: bytes) -> None:
    try:
        feed(content)
    except UnreadablePage:
        return


# ------------------------------------------------------------------ times
@pytest.mark.parametrize(
    "printed",
    [
        "Fri, 03 May 2024 08:05:00 GMT", "3 May 2024 08:05 UT", "2024-05-03T08:05:00Z", "2024-05-03 10:05:00 +0200",
        "Fri, 3 May 2024 10:05:00 CEST", "2024-05-03T10:05:00+02:00", "2024-05-03T08:05:00.000Z", "20240503T080500Z",
    ],
)  # fmt: skip
def test_one_time_in_the_ways_feeds_print_it(printed: str) -> None:
    assert resolve_time(printed) == datetime(2024, 5, 3, 8, 5, tzinfo=UTC)


@pytest.mark.parametrize("printed", [None, "", "  ", "soon", "32 May 2024", "9" * 5_000, "2024-13-02", "0000-00-00"])
def test_what_is_no_time_says_so(printed: str | None) -> None:
    assert isinstance(resolve_time(printed), Unresolved)


@given(st.text(max_size=70))
def test_any_words_are_a_time_or_none(printed: str) -> None:
    assert isinstance(resolve_time(printed), datetime | Unresolved)


# ------------------------------------------------------------------ entries as pages
def test_an_entry_with_its_whole_text_is_a_page_that_states_its_masthead() -> None:
    found = feed(RSS)
    page = page_of_entry(found, found.entries[0])
    assert isinstance(page, Page)
    text = page.content.decode()
    assert (page.address, page.media_type) == ("https://herald.example/ferry", "text/html")
    assert '<meta property="og:site_name" content="The Ullenford Herald">' in text
    assert '<meta property="article:published_time" content="2024-05-03T10:05:00+02:00">' in text
    assert REPORT in text


def test_an_entry_with_a_summary_says_what_to_do() -> None:
    found = feed(RSS)
    left = page_of_entry(found, found.entries[1])
    assert isinstance(left, LeftOut)
    assert left.reason.startswith("only a summary in the feed https://herald.example/feed; brief the address itself")


def test_of_a_long_list_of_addresses_the_first_are_named_and_the_rest_are_counted() -> None:
    url = "<url><loc>https://herald.example/{}</loc></url>"
    left = list(pages_of_feed(feed("<urlset>" + "".join(url.format(n) for n in range(1_000)) + "</urlset>")))
    assert len(left) == 201
    assert isinstance(left[-1], LeftOut) and left[-1].reason.startswith("800 further entries")


@pytest.mark.parametrize("end", ["[&#8230;]", "… Read more", "Continue reading Ferry runs aground →", "...", "[…]"])
def test_a_text_that_breaks_off_is_a_summary_wherever_it_stands(end: str) -> None:
    found = feed(RSS.replace("]]></content", f"<p>The crew {end}</p>]]></content"))
    assert isinstance(page_of_entry(found, found.entries[0]), LeftOut)


def test_the_line_that_says_where_a_post_appeared_first_does_not_hide_that_it_breaks_off() -> None:
    footer = "<p>The post Ferry appeared first on The Ullenford Herald.</p>"
    whole = feed(RSS.replace("]]></content", footer + "]]></content"))
    cut = feed(RSS.replace("]]></content", "<p>The crew […]</p>" + footer + "]]></content"))
    assert isinstance(page_of_entry(whole, whole.entries[0]), Page)
    assert isinstance(page_of_entry(cut, cut.entries[0]), LeftOut)


def test_what_an_entry_says_cannot_break_out_of_its_page() -> None:
    found = feed(RSS.replace("Ferry runs aground", "&lt;/title&gt;&lt;script&gt;&quot;"))
    page = page_of_entry(found, found.entries[0])
    assert isinstance(page, Page) and b"<script>" not in page.content
