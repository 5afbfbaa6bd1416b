"""What an HTML page states about itself, in the places and forms that sites choose."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest

from headwater.read.html import parse_page
from headwater.read.metadata import StatedMasthead, find_metadata


def stated(head: str = "", body: str = "", **article: Any) -> StatedMasthead:
    linked = json.dumps({"@type": "NewsArticle", **article}) if article else ""
    script = f'<script type="application/ld+json">{linked}</script>' if linked else ""
    return find_metadata(parse_page("harrow", f"<html><head>{head}{script}</head><body>{body}</body></html>"))


def person(name: str) -> dict[str, str]:
    return {"@type": "Person", "name": name}


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ([person("Ann Hale"), person("Jo Dane")], ("Ann Hale", "Jo Dane")),
        (person("By Ann Hale and Jo Dane"), ("Ann Hale", "Jo Dane")),
        (person("Ann Hale, Jo Dane"), ("Ann Hale", "Jo Dane")),
        (person("Ann Hale (aha)"), ("Ann Hale",)),
        (person("Von Ann Hale und Jo Dane"), ("Ann Hale", "Jo Dane")),
        (person("Ann Hale og Jo Dane"), ("Ann Hale", "Jo Dane")),
        (person("aha;jda"), ("aha", "jda")),
        (person("Ann Hale June 19"), ("Ann Hale",)),
        ("Ann Hale", ("Ann Hale",)),
        (person("https://harrow.example/ann"), ()),
        (person("ann.hale@harrow.example"), ()),
    ],
)
def test_authors_are_read_without_what_is_written_around_them(author: Any, names: tuple[str, ...]) -> None:
    assert stated(author=author).authors == names


def test_an_author_that_is_only_an_id_has_the_name_it_has_elsewhere() -> None:
    graph = {
        "@graph": [
            {"@type": "NewsArticle", "headline": "Ferry sinks", "author": {"@id": "#ann"}},
            {"@type": "Person", "@id": "#ann", "name": "Ann Hale"},
        ]
    }
    page = f'<script type="application/ld+json">{json.dumps(graph)}</script>'

    assert stated(body=page).authors == ("Ann Hale",)


def test_the_outlet_is_the_author_only_where_nobody_else_is_named() -> None:
    outlet = {"@type": "Organization", "name": "Harrow Post"}

    assert stated(author=outlet, publisher=outlet).authors == ("Harrow Post",)
    byline = '<p class="byline">By Ann Hale</p>'
    assert stated(body=byline, author=outlet, publisher=outlet).authors == ("Ann Hale",)
    meta = '<meta name="author" content="Jo Dane">'
    assert stated(head=meta, author=outlet, publisher=outlet).authors == ("Jo Dane",)


@pytest.mark.parametrize(
    "name", ["article:published_time", "article:published:time", "og:article:published_time", "article.published"]
)
def test_a_time_is_found_under_each_spelling_of_its_name(name: str) -> None:
    found = stated(head=f'<meta property="{name}" content="2025-05-03T09:00:00Z">').published_at

    assert isinstance(found, datetime) and found.date() == date(2025, 5, 3)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (
            '<link rel="canonical" href="https://harrow.example/2025/05/03/ferry">',
            '<span class="date">1 May 2025</span>',
        ),
        ("<title>Ferry sinks | Harrow Post | 03.05.2025</title>", '<span class="date">01.05.2025</span>'),
        (
            "",
            '<span itemprop="datePublished" content="2025-05-03">3 May</span><time datetime="2025-05-01">1 May</time>',
        ),
        ("", "<time>3 May 2025</time>"),
    ],
)
def test_without_metadata_the_nearest_thing_to_a_statement_dates_the_page(head: str, body: str) -> None:
    found = stated(head=head, body=body).published_at

    assert found is not None and (found.date() if isinstance(found, datetime) else found) == date(2025, 5, 3)


def test_the_stated_headline_comes_before_the_page_s_own() -> None:
    page = stated(body="<h1>Ferry sinks off the coast</h1>", headline="Ferry sinks")
    assert page.headline == "Ferry sinks"

    no_statement = stated(head='<meta property="og:title" content="Ferry sinks off coast">',
                          body="<h1>Ferry sinks off the coast</h1>")  # fmt: skip
    assert no_statement.headline == "Ferry sinks off the coast"


def test_a_headline_cut_off_for_search_engines_is_made_whole_from_the_page() -> None:
    whole = (
        "Ferry with forty people on board sinks off the Harrow coast on Friday night as the storm reaches the harbour"
    )

    assert stated(body=f"<h1>{whole}</h1>", headline=whole[:100] + "…").headline == whole


def test_a_kicker_in_the_heading_is_not_the_headline() -> None:
    page = stated(
        head='<meta property="og:title" content="Forty saved as ferry sinks">',
        body="<h1>Storm - Forty saved as ferry sinks</h1>",
    )

    assert page.headline == "Forty saved as ferry sinks"


@pytest.mark.parametrize("headline", ["Forty saved as ferry sinks | Sport", "Forty saved as ferry sinks - Harrow Post"])
def test_the_outlet_s_name_behind_the_headline_is_cut_off_where_the_page_prints_it_without(headline: str) -> None:
    page = stated(body="<h1>Forty saved as ferry sinks</h1>", headline=headline, publisher={"name": "The Harrow Post"})

    assert page.headline == "Forty saved as ferry sinks"


def test_a_second_half_behind_a_dash_is_no_outlet_s_name() -> None:
    page = stated(
        head='<meta property="og:title" content="Forty saved as ferry sinks">',
        headline="Forty saved as ferry sinks - nobody hurt",
        publisher={"name": "The Harrow Post"},
    )

    assert page.headline == "Forty saved as ferry sinks - nobody hurt"


def test_where_two_places_have_kickers_of_their_own_the_headline_is_what_they_share() -> None:
    page = stated(
        head='<meta property="og:title" content="Ferry off Harrow: «Forty of us were saved»">',
        body="<h1>Storm at sea - «Forty of us were saved»</h1>",
    )
    assert page.headline == "«Forty of us were saved»"

    alike = stated(
        head='<meta property="og:title" content="Storm at sea: the forty who were saved">',
        body="<h1>Storm at sea: the forty who were saved</h1>",
    )
    assert alike.headline == "Storm at sea: the forty who were saved"


def test_a_kicker_that_only_json_ld_has_is_not_the_headline() -> None:
    page = stated(
        head='<meta property="og:title" content="Forty saved as ferry sinks"><title>Forty saved as ferry sinks</title>',
        body="<h1>Forty saved as ferry sinks</h1>",
        headline="«The Harrow ferry»: Forty saved as ferry sinks",
    )

    assert page.headline == "Forty saved as ferry sinks"


def test_a_title_for_search_engines_in_the_trail_of_the_page_is_not_the_headline() -> None:
    trail = "<ul class='breadcrumb'><li>Home</li><li><h1>Ferry news: Harrow ferry sunk, rescue</h1></li></ul>"
    page = stated(
        head='<meta property="og:title" content="How forty were saved that night">',
        body=f"{trail}<article><h2><span>Storm</span> How forty were saved that night</h2></article>",
        headline="Ferry news: Harrow ferry sunk, rescue",
    )

    assert page.headline == "How forty were saved that night"


def test_headlines_that_differ_are_noted_and_such_as_only_begin_alike_are_not() -> None:
    page = stated(
        head='<meta property="og:title" content="Night of terror at sea">',
        body="<h1>Forty saved as ferry sinks</h1>",
        headline="Forty saved as ferry sinks",
    )
    assert page.notes == ("the headline is 'Night of terror at sea' by its OpenGraph",)

    shorter = stated(
        head='<meta property="og:title" content="Forty saved">',
        body="<h1>Forty saved as ferry sinks</h1>",
        headline="Forty saved as ferry sinks",
    )
    assert shorter.notes == ()


def test_other_writers_in_the_meta_elements_are_noted() -> None:
    head = '<meta name="author" content="{}">'

    page = stated(head=head.format("Jo Dane"), author=person("Ann Hale"))

    assert page.authors == ("Ann Hale",)
    assert page.notes == ("the byline is Ann Hale by its JSON-LD, Jo Dane by its meta elements",)
    assert stated(head=head.format("Hale"), author=person("Ann Hale")).notes == ()
    assert stated(head=head.format("Ann Hale"), author=[person("Ann Hale"), person("Jo Dane")]).notes == ()


def test_a_body_for_machines_is_taken_without_its_markup_if_it_is_one() -> None:
    assert stated(articleBody="A teaser.").body is None
    body = stated(articleBody="<p>" + "The ferry sank. " * 30 + "</p>").body
    assert body is not None and body.startswith("The ferry sank.")
