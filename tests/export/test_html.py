"""The HTML page: whole, safe, and every footnote leads somewhere."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import html as lxml_html

from headwater.export.html import print_html
from headwater.vocabulary.brief import Brief, Edition
from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.entity import Entity
from headwater.vocabulary.page import Page
from headwater.vocabulary.report import Block, BlockKind, Report
from headwater.vocabulary.span import Span
from tests.scenes.briefs import ferry_brief, ferry_edition, make_report

ATTACK = (
    "</style></script><script>alert(1)</script><svg onload=alert(2)><img src=x onerror=alert(3)>"
    "\"'><a href='javascript:alert(4)'>{{ 7 * 7 }}{% raw %}\u202etxt.exe\u2066\x1b[31m<!--"
)


@pytest.fixture(scope="module")
def page() -> lxml_html.HtmlElement:
    return lxml_html.fromstring(print_html(ferry_edition()))


def test_every_id_is_unique(page: lxml_html.HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_ids_stay_unique_when_two_stories_are_told() -> None:
    ids = lxml_html.fromstring(print_html(Edition([ferry_brief(), ferry_brief()]))).xpath("//@id")
    assert len(ids) == len(set(ids))


def test_every_link_inside_the_page_has_its_target(page: lxml_html.HtmlElement) -> None:
    ids = set(page.xpath("//@id"))
    targets = [href[1:] for href in page.xpath("//@href") if href.startswith("#")]
    assert len(targets) > 40
    assert set(targets) <= ids


def test_each_told_sentence_has_footnotes_that_lead_to_the_words_it_rests_on(page: lxml_html.HtmlElement) -> None:
    lead = page.xpath("//*[@id='s1-syn1']//a[contains(@class, 'note')]")
    assert [note.text_content().split()[-1] for note in lead] == ["A1", "D1"]
    words = page.xpath(f"//*[@id='{lead[0].get('href')[1:]}']")[0].text_content()
    assert "ran aground off Sorrel Island" in words


def test_a_cited_sentence_leads_back_to_what_cites_it(page: lxml_html.HtmlElement) -> None:
    assert "#s1-syn1" in page.xpath("//*[@id='s1-A-1']//a/@href")


def test_no_request_leaves_the_page(page: lxml_html.HtmlElement) -> None:
    assert not page.xpath("//link | //iframe | //object | //embed | //form | //base")
    assert not page.xpath("//@src | //@srcset | //@action | //@style | //@*[starts-with(name(), 'on')]")
    assert "url(" not in print_html(ferry_edition())
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_the_number_of_pages_and_of_independent_origins_stands_under_the_title(page: lxml_html.HtmlElement) -> None:
    standfirst = page.xpath("//p[@class='standfirst']")[0].text_content()
    assert standfirst == "4 pages, 2 independent origins"


def test_furniture_is_shown_with_its_reason_and_all_of_each_page_is_there(page: lxml_html.HtmlElement) -> None:
    shown = " ".join(page.xpath("//article[@id='s1-B']")[0].text_content().split())
    assert "Sea and sky" in shown
    assert "set as navigation in the scene" in shown
    assert "Nobody was left behind" in page.xpath("//article[@id='s1-A']")[0].text_content()


def test_unseen_origins_are_drawn_dashed(page: lxml_html.HtmlElement) -> None:
    (node,) = page.xpath("//*[local-name()='svg'][contains(@class, 'wide')]//*[contains(@class, 'node unseen unseen')]")
    assert "Meropress" in node.text_content()


def test_changed_words_are_marked_in_findings_and_side_by_side(page: lxml_html.HtmlElement) -> None:
    assert "must find out" in page.xpath("//section[@id='s1-findings']//del/text()")
    assert "need to learn" in page.xpath("//section[@id='s1-side']//ins/text()")


def test_the_page_is_the_same_every_time() -> None:
    assert print_html(ferry_edition()) == print_html(ferry_edition())


def test_an_edition_without_stories_says_so() -> None:
    text = print_html(Edition([], [LeftOut("a.bin", "a picture, not a text page")]))
    assert "No story was told" in text
    assert "a picture, not a text page" in text


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", " https://x", "//x"])
def test_only_a_plain_web_address_becomes_a_link(address: str) -> None:
    brief = ferry_brief()
    report = replace(brief.story.reports[0], page=Page(address, b"", "text/html"))
    story = replace(brief.story, reports=(report, *brief.story.reports[1:]))
    text = print_html(Edition([replace(brief, story=story)]))
    assert address not in lxml_html.fromstring(text).xpath("//@href")


def test_a_page_that_attacks_the_reader_in_every_field_is_harmless() -> None:
    clean, hostile = print_html(ferry_edition()), print_html(_hostile())

    before, after = lxml_html.fromstring(clean), lxml_html.fromstring(hostile)
    for tag in ("script", "style", "img", "iframe", "meta"):
        assert len(after.xpath(f"//{tag}")) == len(before.xpath(f"//{tag}"))
    assert not after.xpath("//@*[starts-with(name(), 'on')] | //@style | //@src")
    assert not [href for href in after.xpath("//@href") if not href.startswith("#")]
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b]", hostile)
    assert "{{ 7 * 7 }}" in after.text_content()
    assert "alert(1)" in after.text_content()


def _hostile() -> Edition:
    brief = ferry_brief()
    reports = tuple(_hostile_report(report) for report in brief.story.reports)
    story = replace(brief.story, reports=reports, entities=tuple(_hostile_entity(one) for one in brief.story.entities))
    lineage = replace(
        story.lineage,
        unseen=tuple(replace(one, name=ATTACK) for one in story.lineage.unseen),
        links=tuple(replace(one, direction=replace(one.direction, evidence=(ATTACK,))) for one in story.lineage.links),
        unresolved=tuple(replace(one, reason=ATTACK) for one in story.lineage.unresolved),
    )
    told = Brief(
        replace(story, lineage=lineage),
        ATTACK,
        brief.claims,
        tuple(replace(one, summary=ATTACK, before=ATTACK, after=ATTACK, diff=()) for one in brief.findings),
        tuple(replace(one, text=ATTACK) for one in brief.timeline),
        tuple(replace(one, text=ATTACK) for one in brief.synopsis),
        tuple(replace(one, text=ATTACK) for one in brief.takeaways),
    )
    return Edition([told], [LeftOut(ATTACK, ATTACK)])


def _hostile_report(report: Report) -> Report:
    masthead = replace(report.masthead, outlet=ATTACK, agency=ATTACK, byline=(ATTACK,))
    attack = make_report(str(report.id), tuple((kind, ATTACK) for kind in BlockKind), ATTACK)
    text = report.text + attack.text
    shift = len(report.text)
    moved = tuple(
        Block(block.kind, Span(report.id, block.span.start + shift, block.span.end + shift), ATTACK)
        for block in attack.blocks
    )
    return replace(
        report,
        text=text,
        masthead=masthead,
        blocks=(*(replace(block, reason=ATTACK) for block in report.blocks), *moved),
        page=Page(ATTACK, b"", "text/html"),
        language=ATTACK,
        notes=(ATTACK,),
    )


def _hostile_entity(entity: Entity) -> Entity:
    return replace(entity, name=ATTACK, variants=(ATTACK,), roles=(ATTACK,), why=(ATTACK,))


def test_text_has_the_contrast_that_tired_eyes_need_in_both_colour_schemes() -> None:
    style = lxml_html.fromstring(print_html(ferry_edition())).xpath("//style/text()")[0]
    light, dark = (_colours(block) for block in re.findall(r"(--paper: #[^}]*)}", style)[:2])
    for scheme in (light, dark):
        for ground in ("paper", "card", "faint"):
            for ink in ("ink", "soft", "link", "flag", "a0", "a1", "a2", "a3", "a4", "a5", "unseen"):
                assert _contrast(scheme[ink], scheme[ground]) >= 4.5, (ink, ground)
        for ink, ground in (("ink", "lit"), ("ink", "joined"), ("add-ink", "add"), ("cut-ink", "cut"), ("paper", "a2")):
            assert _contrast(scheme[ink], scheme[ground]) >= 4.5, (ink, ground)


def _colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): #([0-9a-f]{6})", block))


def _contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(code: str) -> float:
    parts = [int(code[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
