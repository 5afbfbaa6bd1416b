"""Lines that an outlet sets on one page after the other are furniture once enough of its pages are read."""

from __future__ import annotations

from dataclasses import replace

from headwater.read.outlet_lines import without_lines_of_outlets
from headwater.read.pages import OpenedPage, open_page
from headwater.vocabulary.page import Page
from headwater.vocabulary.report import BlockKind

REPORTS = {
    "ferry": ("A ferry with forty people on board sank off the coast on Friday night, the harbour office said.",
              "All forty were saved by two fishing boats that had been nearby, and nobody was badly hurt."),
    "bridge": ("The old bridge over the river will stay closed until the end of October, the council said on Monday.",
               "Engineers found cracks in two of its pillars, and buses have to take the road through the forest."),
    "school": ("Three hundred pupils moved into the new school on the hill on Tuesday after a year of building.",
               "The head teacher, Ann Hale, said that the roof of the sports hall was the last thing to be mended."),
}  # fmt: skip
NOTE = "The Harrow Post is printed on paper from forests that are looked after well."


def opened(outlet: str, story: str, note: str = NOTE) -> OpenedPage:
    first, second = REPORTS[story]
    text = f"{story.title()} in the news today\n\n{first}\n\n{note}\n\n{second}\n"
    page = open_page(Page(f"https://{outlet}.example/{story}", text.encode(), "text/plain"))
    body = tuple(
        replace(block, kind=BlockKind.BODY) if block.span.of(page.text).strip() == note else block
        for block in page.blocks
    )
    return replace(page, blocks=body)


def told(page: OpenedPage) -> str:
    return " ".join(sentence.of(page.text) for sentence in page.prose.sentences)


def test_a_line_on_three_pages_of_an_outlet_is_taken_out_of_their_reports_and_says_so() -> None:
    pages = without_lines_of_outlets([opened("harrow", story) for story in REPORTS])

    for page, story in zip(pages, REPORTS, strict=True):
        assert NOTE not in told(page)
        assert all(line in told(page) for line in REPORTS[story])
        assert "".join(block.span.of(page.text) for block in page.blocks) == page.text
        cut = [block for block in page.blocks if block.span.of(page.text) == NOTE]
        assert [(block.kind, block.reason) for block in cut] == [
            (BlockKind.NAVIGATION, "stands on 3 pages of harrow.example")
        ]


def test_two_pages_are_too_few_and_other_outlets_do_not_count() -> None:
    pages = [opened("harrow", "ferry"), opened("harrow", "bridge"), opened("post", "school")]

    assert without_lines_of_outlets(pages) == pages


def test_one_report_at_three_addresses_is_no_furniture() -> None:
    pages = [replace(opened("harrow", "ferry"), id=page_id) for page_id in ("one", "two", "three")]

    assert without_lines_of_outlets(pages) == pages


def test_a_long_paragraph_of_background_stays() -> None:
    background = (
        "The harbour was built in 1911 by convicts from the mainland, burnt down twice, and has been owned since "
        "the war by a company that belongs to the families of the pilots, who have a vote each and pay no tax."
    )
    pages = [opened("harrow", story, background) for story in REPORTS]

    assert without_lines_of_outlets(pages) == pages
