"""Opening a page: every block named, nothing lost, the masthead read, and hostile pages survived."""

from __future__ import annotations

import json
import time
from datetime import date, datetime

import pytest

from headwater.errors import HeadwaterError, NoReport, TooLarge
from headwater.read.language import identify_language
from headwater.read.pages import OpenedPage, open_page, why_not_analysed, with_years_of_neighbours
from headwater.vocabulary.page import Page
from headwater.vocabulary.report import BlockKind
from headwater.vocabulary.span import Span

SANK = "A ferry with forty people on board sank off the Harrow coast on Friday night, the harbour office said."
SAVED = "All forty were saved by two fishing boats that had been nearby, and nobody was badly hurt."
ASKED = '"We do not know yet why she took in water so fast," said Ann Hale, who leads the office.'


def opened(text: str, media_type: str = "text/plain") -> OpenedPage:
    page = open_page(Page("harrow", text.encode(), media_type))
    assert "".join(block.span.of(page.text) for block in page.blocks) == page.text
    return page


def words(page: OpenedPage, kind: BlockKind) -> list[str]:
    return [block.span.of(page.text).strip() for block in page.blocks if block.kind is kind]


def headline(page: OpenedPage) -> str | None:
    found = page.masthead.headline
    return found.of(page.text) if isinstance(found, Span) else found


def test_a_date_stamp_and_a_dateline_glued_to_the_first_sentence_are_taken_apart() -> None:
    page = opened(f" date 2025-05-03 Harrow, May 3 (IANS) {SANK}\n\n{SAVED}\n\n{ASKED}\n")

    assert words(page, BlockKind.DATE) == ["date 2025-05-03"]
    assert words(page, BlockKind.DATELINE) == ["Harrow, May 3 (IANS)"]
    assert words(page, BlockKind.BODY)[0].startswith("A ferry")
    assert page.masthead.published_at == date(2025, 5, 3)
    assert page.masthead.dateline is not None
    assert page.masthead.dateline.date == date(2025, 5, 3)
    assert page.masthead.agency == "IANS"


def test_the_outlets_own_summary_is_kept_apart_even_where_it_is_glued() -> None:
    page = opened(
        f"Synopsis\nA ferry sank off Harrow on May 3. All forty people were saved by fishing boats.Key Takeaways\n"
        f"- Forty people were on board.\n- Nobody was badly hurt.\n"
        f"Harrow, May 3 (HarrowPost) {SANK}\n{SAVED}\n{ASKED}"
    )

    assert page.prose.sentences[0].of(page.text) == SANK
    assert "Key Takeaways" in words(page, BlockKind.OUTLET_SUMMARY)
    assert any("Forty people were on board" in block for block in words(page, BlockKind.OUTLET_SUMMARY))
    assert page.masthead.outlet == "HarrowPost"
    assert page.masthead.agency is None


def test_menus_captions_and_the_footer_are_furniture_and_the_time_is_read() -> None:
    page = opened(
        "Home\nRegions\nAll news\nAll news\n3 May 2025, 09:00\n\nForty saved as ferry sinks off Harrow\n\n"
        f"An archive photo\nAn archive photo\nHARROW, 3 May (BelTA) – {SANK}\n\n{SAVED}\n\n{ASKED}\n"
        "Follow us on:\nX\nRecent news from Harrow"
    )

    assert headline(page) == "Forty saved as ferry sinks off Harrow"
    assert page.masthead.published_at == datetime(2025, 5, 3, 9, 0)
    assert words(page, BlockKind.CAPTION) == ["An archive photo\nAn archive photo"]
    assert words(page, BlockKind.SHARE) == ["Follow us on:", "X"]
    assert [sentence.of(page.text) for sentence in page.prose.sentences] == [SANK, SAVED, ASKED]


def test_a_subheading_and_a_short_sentence_between_paragraphs_belong_to_the_report() -> None:
    page = opened(
        f"{SANK}\n\nThe night of the storm\n\n{SAVED}\n\nIt was over by ten.\n\n{ASKED}\n\nShare\nRelated\nMore"
    )

    body = "\n".join(words(page, BlockKind.BODY))

    assert "The night of the storm" in body
    assert "It was over by ten." in body
    assert "Related" not in body


def test_a_text_wrapped_at_a_column_keeps_its_paragraphs() -> None:
    wrapped = (SANK + " " + SAVED).split(" ")
    lines = [" ".join(wrapped[i : i + 9]) for i in range(0, len(wrapped), 9)]
    page = opened("\n".join(lines) + "\n\n" + "\n".join(lines) + "\n\n" + "\n".join(lines) + "\n")

    assert [len(" ".join(sentence.of(page.text).split())) for sentence in page.prose.sentences[:2]] == [
        len(SANK),
        len(SAVED),
    ]


HTML = f"""<!DOCTYPE html><html><head><title>Forty saved as ferry sinks | The Harrow Post</title>
<meta property="og:site_name" content="The Harrow Post">
<meta property="article:published_time" content="2025-05-04T08:00:00Z">
<script type="application/ld+json">{
    json.dumps(
        {
            "@graph": [
                {
                    "@type": "NewsArticle",
                    "headline": "Forty saved as ferry sinks",
                    "author": [{"@type": "Person", "name": "Ann Hale"}],
                    "datePublished": "2025-05-03T09:00:00+02:00",
                    "publisher": {"@type": "Organization", "name": "The Harrow Post"},
                }
            ]
        }
    )
}</script></head>
<body><nav><ul><li>News</li><li>Sport</li></ul></nav><article><h1>Forty saved as ferry sinks</h1>
<figure><img src="a.jpg"><figcaption>The ferry last year. Photo: Jo Dane/AFP</figcaption></figure>
<p>HARROW, May 3 (AP) — {SANK}</p><p>{SAVED}</p><p>{ASKED}</p>
<p>The harbour was closed until Saturday noon so that divers could look at the wreck, and will open again on Sunday.</p>
</article>
<aside><h3>Most read</h3><ul><li>Bridge closed</li></ul></aside><footer>© 2025 The Harrow Post</footer></body></html>"""


def test_an_html_page_gives_masthead_and_body_and_keeps_its_menus() -> None:
    page = opened(HTML, "text/html")

    assert headline(page) == "Forty saved as ferry sinks"
    assert page.masthead.outlet == "The Harrow Post"
    assert page.masthead.agency == "AP"
    assert page.masthead.byline == ("Ann Hale",)
    assert page.masthead.dateline is not None and page.masthead.dateline.date == date(2025, 5, 3)
    assert [sentence.of(page.text) for sentence in page.prose.sentences][:3] == [SANK, SAVED, ASKED]
    assert "Sport" in page.text and "Bridge closed" in page.text
    assert [(credit.agency, credit.role.value) for credit in page.masthead.credits] == [("AFP", "photo")]


def test_a_stranger_in_the_dateline_of_another_outlets_page_supplied_the_text() -> None:
    page = opened(HTML.replace("(AP)", "(Norland Wire)"), "text/html")

    assert (page.masthead.outlet, page.masthead.agency) == ("The Harrow Post", "Norland Wire")


def test_the_copyright_line_names_the_outlet_where_nothing_else_does() -> None:
    page = opened(f"Ferry sinks off Harrow coast\n\n{SANK}\n\n{SAVED}\n\n© 2025 Harrow Harbour Office\n")

    assert page.masthead.outlet == "Harrow Harbour Office"


def test_where_the_metadata_disagree_the_first_is_taken_and_a_note_names_both() -> None:
    page = opened(HTML, "text/html")

    assert page.masthead.published_at is not None and page.masthead.published_at.isoformat().startswith("2025-05-03")
    assert any("2025-05-03" in note and "2025-05-04" in note for note in page.notes)


def test_a_year_that_no_page_prints_is_taken_from_the_pages_read_with_it() -> None:
    undated = opened(f"Harrow, May 3 (HarrowPost) {SANK}\n\n{SAVED}\n")
    dated = opened(f"date 2025-05-03 Harrow, May 3 (IANS) {SANK}\n\n{ASKED}\n")
    assert undated.masthead.dateline is not None and undated.masthead.dateline.date is None

    alone = with_years_of_neighbours([undated])[0]
    together = with_years_of_neighbours([undated, dated])[0]

    assert alone == undated
    assert together.masthead.day == date(2025, 5, 3)
    assert any("2025 is taken from the pages read with it" in note for note in together.notes)


def test_a_report_in_another_language_is_opened_and_says_why_it_is_not_analysed() -> None:
    page = opened(
        "Eine Fähre mit vierzig Menschen an Bord ist am Freitagabend vor der Küste gesunken, sagte das Hafenamt.\n\n"
        "Alle wurden von zwei Fischerbooten gerettet, die in der Nähe waren, und niemand wurde schwer verletzt.\n"
    )

    left_out = why_not_analysed(page)

    assert left_out is not None
    assert left_out.reason.startswith("not analysed: German")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Die Fähre sank am Freitag vor der Küste, alle wurden gerettet.", "de"),
        ("Le bac a coulé vendredi soir au large du port.", "fr"),
        ("Ferry sinks off Harrow", "en"),
        ("Το πλοίο βυθίστηκε στο λιμάνι", "el"),
    ],
)
def test_a_short_text_has_its_language_if_eight_words_tell_it_and_is_read_as_english_below(
    text: str, code: str
) -> None:
    language = identify_language(text)

    assert language.code == code
    assert (language.note is not None) is (code == "en")


def test_a_page_of_furniture_holds_no_report() -> None:
    with pytest.raises(NoReport, match="check that the page is an article"):
        opened("Home\nNews\nSport\nFollow us on:\nX\n© 2025 The Harrow Post. All rights reserved.\n")


def test_a_page_with_more_lines_than_any_report_is_named() -> None:
    with pytest.raises(TooLarge, match="30,001 lines, more than the 20,000"):
        opened("x\n" * 30_000)


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        ("<div>" * 10_000 + f"<p>{SANK}</p>", "text/html"),
        ("<html><body><p>" + "<b>" * 20_000 + SANK, "text/html"),
        ("<" * 200_000, "text/html"),
        (HTML[: len(HTML) // 2], "text/html"),
        ('<html><script type="application/ld+json">' + "[" * 50_000 + f"</script><p>{SANK} {SAVED}</p>", "text/html"),
        ("a" * 900_000, "text/plain"),
        ("Paris, " * 100_000, "text/plain"),
        ("Reuters, " * 100_000, "text/plain"),
        ("9" * 5_000 + f" people.\n{SANK}\n", "text/plain"),
        (f"\u202e{SANK}\u202c\n\u200b{SAVED}\n", "text/plain"),
        (".Key Takeaways" * 20_000, "text/plain"),
        ("(" * 300_000, "text/plain"),
        ("- \n" * 15_000, "text/plain"),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else None,
)
def test_a_hostile_page_ends_in_blocks_or_in_a_named_error_and_soon(text: str, media_type: str) -> None:
    began = time.process_time()
    try:
        opened(text, media_type)
    except HeadwaterError as fault:
        assert str(fault).startswith("harrow: ")
    assert time.process_time() - began < 15
