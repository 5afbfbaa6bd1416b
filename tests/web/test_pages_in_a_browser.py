"""The pages as a reader uses them, in a real browser over a real archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from headwater.vocabulary.page import Page as NewsPage
from headwater.web.settings import Settings
from tests.web.served import SECTIONS, chromium_path, served, told_archive


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium_path()
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    return told_archive(tmp_path_factory.mktemp("told"))


@pytest.fixture(scope="module")
def address(story: tuple[str, str]) -> Iterator[str]:
    with served(Settings(story[0], parse_model="none")) as found:
        yield found


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page in a browser of its own that lets nothing be said against it: no error, no breach of the policy, no
    request to anybody else."""
    context = browser.new_context(base_url=address, color_scheme="light", viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
    opened.on("request", lambda asked: None if asked.url.startswith(address) else faults.append(asked.url))
    yield opened
    context.close()
    assert not faults


def test_a_story_is_read_from_the_front_page_to_a_footnote_s_sentence(page: Page, story: tuple[str, str]) -> None:
    page.goto("/")
    page.get_by_role("link", name="Footbridge gives way").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Footbridge gives way")
    expect(page.locator(".standfirst")).to_contain_text("3 independent origins")

    note = page.locator(".synopsis .note").first
    words = (note.get_attribute("title") or "").partition(": ")[2]
    note.click()
    reader = page.locator("#reader")
    expect(reader).to_be_visible()
    expect(reader).to_be_focused()
    lit = reader.locator(".sentence.lit").first
    expect(lit).to_be_in_viewport()
    assert words[:40] in " ".join((lit.text_content() or "").split())
    page.keyboard.press("Escape")
    expect(reader).to_be_hidden()
    expect(note).to_be_focused()


def test_without_a_script_a_footnote_leads_to_its_sentence(
    browser: Browser, address: str, story: tuple[str, str]
) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/stories/{story[1]}")
    page.locator(".synopsis .note").first.click()
    assert "/pages/" in page.url and "#s-" in page.url
    target = page.locator(":target")
    expect(target).to_be_in_viewport()
    assert target.evaluate("each => getComputedStyle(each).backgroundColor") == "rgb(255, 241, 184)"
    page.get_by_role("link", name="back to synopsis 1").first.click()
    expect(page.locator("#s-syn1")).to_be_in_viewport()
    page.goto("/search?q=footbridge")
    expect(page.locator(".hits mark").first).to_be_visible()
    context.close()


def test_a_link_of_the_lineage_opens_both_texts_side_by_side(page: Page, story: tuple[str, str]) -> None:
    page.goto(f"/stories/{story[1]}")
    page.locator("svg.lineage.wide a.beside", has_text="rewrite").click()
    expect(page.get_by_role("heading", name="Side by side")).to_be_visible()
    expect(page.locator(".row.changed del").first).to_be_visible()
    expect(page.locator(".row.changed ins").first).to_be_visible()


def test_a_quotation_is_checked_and_leads_to_its_report(page: Page) -> None:
    page.goto("/check")
    page.get_by_label("A quotation, a claim").fill(
        "The footbridge had been built in 1961 for up to 150 people at a time."
    )
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("heading", name="What the archive holds")).to_be_visible(timeout=30_000)
    # Of a link over several lines the middle may be between two words.
    page.locator(".variants .words a").first.click(position={"x": 6, "y": 6})
    expect(page.locator(".sentence.lit").first).to_be_in_viewport()
    expect(page.locator(".sentence.lit").first).to_contain_text("1961")


def test_a_file_is_added_and_the_reading_is_watched(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "ferry.txt"
    file.write_text(
        "Ferry runs aground off Selm\n\nSELM, Sept 9 (Northwire) - A ferry ran aground off the island of Selm on "
        "Tuesday and 41 passengers were brought ashore, the harbour master said.\n\nNobody was hurt, said the harbour "
        "master, Ada Quist. The ferry is to sail again on Friday.\n",
        encoding="utf-8",
    )
    page.goto("/add")
    page.get_by_label("Files").set_input_files(file)
    expect(page.locator("#chosen")).to_contain_text("1 file: ferry.txt")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", name="1 page added")).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="Ferry runs aground").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ferry runs aground", timeout=30_000)


def test_the_search_answers_while_one_types_and_lets_the_list_come_back(page: Page) -> None:
    page.goto("/")
    field = page.get_by_role("searchbox")
    field.press_sequentially("footbr")
    expect(page.locator("#results mark").first).to_be_visible()
    expect(page.locator("#browse")).to_be_hidden()
    field.fill("")
    expect(page.locator("#browse")).to_be_visible()


def test_dark_is_chosen_once_and_stays(page: Page) -> None:
    page.goto("/")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name="Switch to dark colours").click()
    dark = page.evaluate(ground)
    assert dark != light
    page.goto("/check")
    assert page.evaluate(ground) == dark
    expect(page.get_by_role("button", name="Switch to light colours")).to_have_attribute("aria-pressed", "true")


def test_the_keyboard_alone_is_enough(page: Page, story: tuple[str, str]) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    _tab_to(page, f"a[href='/stories/{story[1]}']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/stories/*")
    _tab_to(page, ".synopsis .note")
    page.keyboard.press("Enter")
    expect(page.locator("#reader")).to_be_focused()
    page.keyboard.press("Escape")
    _tab_to(page, "svg.lineage.wide a.beside")
    page.keyboard.press("Enter")
    page.wait_for_url("**/beside/**")


def _tab_to(page: Page, selector: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
            return
    raise AssertionError(f"no Tab leads to {selector}")


def test_a_figure_says_what_it_counts_by_the_mouse_and_by_the_keyboard(page: Page, story: tuple[str, str]) -> None:
    page.goto(f"/stories/{story[1]}/pages")
    page.get_by_role("link", name="everything read off it").first.click()
    figure = page.locator(".mark.figure").nth(1)
    figure.hover()
    expect(figure.locator(".tip")).to_be_visible()
    page.mouse.move(0, 0)
    expect(figure.locator(".tip")).to_be_hidden()
    figure.focus()
    expect(figure.locator(".tip")).to_be_visible()
    described = figure.get_attribute("aria-describedby")
    assert described == figure.locator(".tip").get_attribute("id")


def test_nothing_moves_while_a_page_loads(page: Page, story: tuple[str, str]) -> None:
    for path in ("/", f"/stories/{story[1]}"):
        page.goto(path)
        page.wait_for_timeout(200)
        shift = page.evaluate(
            "new Promise(done => { let sum = 0; new PerformanceObserver(list => { for (const one of list.getEntries()) "
            "{ sum += one.value; } }).observe({type: 'layout-shift', buffered: true}); "
            "setTimeout(() => done(sum), 100); })"
        )
        assert shift < 0.01, path


def test_no_page_is_wider_than_a_narrow_screen(page: Page, story: tuple[str, str]) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    for path in _all_pages(page, story[1]):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_axe_finds_nothing_serious_on_any_page_in_light_or_dark(page: Page, story: tuple[str, str]) -> None:
    found = []
    for path in _all_pages(page, story[1]):
        page.goto(path)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            # What differs by colours is the contrast alone.
            rules = {"runOnly": ["color-contrast"]} if scheme == "dark" else {}
            for fault in Axe().run(page, options={"resultTypes": ["violations"], **rules}).response["violations"]:
                if fault["impact"] in ("serious", "critical"):
                    nodes = [each["html"][:160] for each in fault["nodes"][:3]]
                    found.append((path, scheme, fault["id"], nodes))
    assert not found


def _all_pages(page: Page, story: str) -> list[str]:
    page.goto(f"/stories/{story}/lineage")
    beside = page.locator("ul.links a[href*='/beside/']").first.get_attribute("href") or ""
    page.goto(f"/stories/{story}/pages")
    report = page.locator("a[href^='/reports/']").first.get_attribute("href") or ""
    own = ["/", "/search?q=footbridge", "/check", "/add", "/nowhere", beside, report]
    return [*own, *(f"/stories/{story}{section}" for section in SECTIONS)]


ATTACK = (
    '"\'><script>window.hacked = 1</script><img src=x onerror="window.hacked = 2"><svg onload="window.hacked = 3">'
    "<style>body { display: none }</style>{{ 7 * 7 }}\u202e\u2066</title></textarea>"
)


def _hostile(outlet: str, address: str, hour: int) -> NewsPage:
    def said(words: str) -> str:
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")

    attack = said(ATTACK)
    page = (
        f'<html lang="en"><head><title>{attack}</title><meta property="og:title" content="{attack}">'
        f'<meta property="og:site_name" content="{said(outlet)}{attack}"><meta name="author" content="{attack}">'
        f'<meta property="article:published_time" content="2025-09-07T{hour}:00:00Z"></head><body><article>'
        f"<h1>Bridge falls {attack}</h1><p>By {attack}</p>"
        f"<p>ULLENFORD, Sept 7 ({attack}) - A bridge fell on Saturday and 31 people were hurt, the mayor said. "
        f"{attack}</p>"
        f"<p>\u201cWe shall build it again {attack} before the spring,\u201d the mayor, Ada {attack} Quist, "
        "said on Sunday.</p>"
        "<p>Police counted 31 hurt and nobody missing. The bridge was built in 1961 and held 150 people.</p>"
        f"<p>Some {attack} 400 people stood on it when it fell, said the police.</p></article></body></html>"
    )
    return NewsPage(address, page.encode(), "text/html")


def test_the_words_of_a_hostile_page_stay_words_wherever_they_are_shown(browser: Browser, tmp_path: Path) -> None:
    pages = [
        _hostile("Northwire", "javascript:window.hacked=4", 10),
        _hostile("Gazette", f"https://x.example/{ATTACK}", 16),
    ]
    archive, story = told_archive(tmp_path, pages)
    with served(Settings(archive, parse_model="none")) as address:
        context = browser.new_context(base_url=address)
        page = context.new_page()
        breaches: list[str] = []
        page.on("console", lambda said: breaches.append(said.text) if "Content Security Policy" in said.text else None)
        shown = 0
        for path in [*_all_pages(page, story), "/search?q=window.hacked", "/?outlet=%3Cscript%3E"]:
            page.goto(path)
            assert page.evaluate("window.hacked === undefined && getComputedStyle(document.body).display !== 'none'"), (
                path
            )
            assert page.locator("main script, main style, main img, [onerror], [onload]").count() == 0, path
            assert page.locator("a[href^='javascript']").count() == 0, path
            text = page.locator("main").inner_text()
            assert "49" not in text.replace("149", "") or "{{ 7 * 7 }}" in text, path
            assert not set(text) & set("\u202e\u2066\u2067\u202d"), path
            shown += "window.hacked = 1" in text
        assert shown > 8 and not breaches
        page.goto("/check")
        page.get_by_label("A quotation, a claim").fill(f"A bridge fell on Saturday and 31 people were hurt. {ATTACK}")
        page.get_by_role("button", name="Check").click()
        expect(page.get_by_role("heading", name="What the archive holds")).to_be_visible(timeout=30_000)
        assert page.evaluate("window.hacked === undefined") and not breaches
        context.close()


def test_a_corrected_page_leads_to_what_was_corrected(browser: Browser, tmp_path: Path) -> None:
    first = (
        "Ferry aground off Selm\n\nBy Ada Quist\n\nSELM, Sept 9, 2025 (Northwire) - A ferry ran aground on Tuesday and "
        "41 passengers were brought ashore, the harbour master said.\n\nThe ferry is to sail again on Friday.\n"
    )
    texts = [first, first.replace("41", "43"), first.replace("41", "43").replace("Friday", "Monday")]
    archive, story = told_archive(tmp_path, [NewsPage("ferry.txt", text.encode(), "text/plain") for text in texts])
    with served(Settings(archive, parse_model="none")) as address:
        page = browser.new_context(base_url=address).new_page()
        page.goto(f"/stories/{story}/pages")
        page.get_by_role("link", name="everything read off it").click()
        page.get_by_role("link", name="what changed from version 2 to 3").click()
        expect(page.locator("del")).to_have_text("Friday.")
        expect(page.locator("ins")).to_have_text("Monday.")
        page.get_by_label("From").select_option(label="version 1")
        page.get_by_role("button", name="Compare").click()
        expect(page.locator("del")).to_have_text(["41", "Friday."])
        expect(page.locator(".standfirst")).to_have_text("From version 1 to version 3 of 3, word by word.")
        assert not Axe().run(page).response["violations"]
        page.set_viewport_size({"width": 360, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.get_by_role("link", name="Version 3", exact=True).click()
        page.get_by_role("link", name="Version 1", exact=True).click()
        page.get_by_role("link", name="What changed since").click()
        expect(page.locator("ins")).to_have_text(["43", "Monday."])


def test_on_a_narrow_screen_the_open_section_is_in_sight(
    browser: Browser, address: str, story: tuple[str, str]
) -> None:
    page = browser.new_context(base_url=address, viewport={"width": 360, "height": 740}).new_page()
    for section in ("/history", "/quotations", ""):
        page.goto(f"/stories/{story[1]}{section}")
        expect(page.locator(".tabs [aria-current]")).to_be_in_viewport(ratio=0.9)
