"""The parts that pages are made of."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.export.labels import labels_of
from headwater.journey import open_or_leave
from headwater.read.pages import OpenedPage
from headwater.read.reports import analyse
from headwater.vocabulary.archive import FindingRow
from headwater.vocabulary.brief import FindingKind
from headwater.vocabulary.page import Page
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import Span
from headwater.vocabulary.story import StoryId
from headwater.web.additions import page_given
from headwater.web.jobs import MOST_JOBS, Job, Jobs
from headwater.web.pages.answers import Rendered
from headwater.web.pages.changes import changed_fields
from headwater.web.pages.fields import STATED, masthead_fields
from headwater.web.pages.kept import KeptPages
from headwater.web.pages.marked import mark_blocks, marks_of
from headwater.web.pages.plots import SPARK_HEIGHT, SPARK_WIDTH, spark, time_plot
from headwater.web.pages.stories import findings_at_once
from headwater.web.pages.uploads import read_addresses
from headwater.web.telling import Telling
from tests.scenes.briefs import ferry_brief


def read(address: str, text: str) -> Report:
    opened = open_or_leave(Page(address, text.encode(), "text/plain"))
    assert isinstance(opened, OpenedPage)
    return analyse(opened, "none")


FERRY = read(
    "ferry.txt",
    "Ferry aground off Selm\n\nBy Ada Quist\n\nSELM, Sept 9, 2025 (Northwire) - A ferry ran aground on Tuesday and 41 "
    'passengers were brought ashore, the harbour master said.\n\n"Nobody was hurt," the harbour master, Jan Ost, told '
    "Northwire. The ferry is to sail again on Friday.\n",
)


def rendered(words: str, status: int = 200) -> Rendered:
    return Rendered(words.encode(), status=status)


def test_a_page_is_made_once_for_all_who_ask_at_a_time_and_again_when_its_brief_changes() -> None:
    made: list[str] = []
    stamp = ["first"]

    def make() -> Rendered:
        made.append(stamp[0])
        return rendered(stamp[0])

    async def ask(pages: KeptPages, times: int) -> list[Rendered]:
        return list(await asyncio.gather(*(pages.page("s1", make) for _ in range(times))))

    async def scene() -> None:
        pages = KeptPages(lambda: stamp[0], unasked=0.0)
        assert {page.plain for page in await ask(pages, 50)} == {b"first"} and made == ["first"]
        await ask(pages, 3)
        assert made == ["first"]
        stamp[0] = "second"
        assert {page.plain for page in await ask(pages, 5)} == {b"second"} and made == ["first", "second"]

    asyncio.run(scene())


def test_a_page_outlives_what_happens_to_others_and_the_archive_is_asked_once_for_all_pages() -> None:
    archive, asked, made = ["first"], list[str](), list[str]()

    def whole() -> str:
        asked.append("archive")
        return archive[0]

    def brief() -> str:
        asked.append("brief")
        return "same"

    def make() -> Rendered:
        made.append(archive[0])
        return rendered("told")

    async def scene() -> None:
        pages = KeptPages(whole, unasked=60.0)
        await asyncio.gather(*(pages.page(f"s{number}", make, brief) for number in range(20)))
        assert asked.count("archive") == 1 and asked.count("brief") == 20 and len(made) == 20
        await asyncio.gather(*(pages.page(f"s{number}", make, brief) for number in range(20)))
        assert len(asked) == 21

        pages = KeptPages(whole, unasked=0.0)
        await pages.page("s1", make, brief)
        archive[0] = "second"
        before = (asked.count("brief"), len(made))
        await pages.page("s1", make, brief)
        await pages.page("s1", make, brief)
        assert (asked.count("brief"), len(made)) == (before[0] + 1, before[1])

    asyncio.run(scene())


def test_what_is_no_page_of_a_told_story_is_not_kept_and_an_error_reaches_who_asked() -> None:
    async def scene() -> None:
        pages = KeptPages(lambda: "x", unasked=60.0)
        answers = [rendered("waiting", 202), rendered("told")]
        assert (await pages.page("s1", lambda: answers.pop(0), lambda: "x")).status == 202
        assert (await pages.page("s1", lambda: answers.pop(0), lambda: "x")).plain == b"told"
        assert (await pages.page("s1", lambda: answers.pop(0), lambda: "x")).plain == b"told"
        with pytest.raises(KeyError):
            await pages.page("s2", lambda: {}["gone"], lambda: None)

    asyncio.run(scene())


def test_pages_are_let_go_when_they_take_too_much_memory_the_least_lately_asked_for_first() -> None:
    async def scene() -> None:
        pages = KeptPages(lambda: "same", most_bytes=30, unasked=60.0)
        made: list[str] = []

        async def ask(name: str, size: int = 10) -> None:
            def make() -> Rendered:
                made.append(name)
                return rendered("x" * size)

            await pages.page(name, make)

        for name in ("a", "b", "c", "a", "d"):
            await ask(name)
        assert made == ["a", "b", "c", "d"]
        await ask("a")
        await ask("b")
        assert made == ["a", "b", "c", "d", "b"]
        await ask("whale", 31)
        await ask("whale", 31)
        assert made[-2:] == ["whale", "whale"]

    asyncio.run(scene())


def test_a_field_of_the_masthead_that_says_something_else_in_another_version_is_named() -> None:
    after = read(
        "ferry.txt", FERRY.page.content.decode().replace("(Northwire)", "(Interpress)").replace("Quist", "Qvist")
    )
    changed = changed_fields(FERRY, after)
    assert ("Byline", "Ada Quist", "Ada Qvist") in changed and ("Outlet", "Northwire", "Interpress") in changed
    assert not changed_fields(FERRY, FERRY)


def test_all_of_a_page_is_shown_and_every_mark_begins_once() -> None:
    for report in (FERRY, *ferry_brief().story.reports):
        blocks = mark_blocks(report)
        for shown, block in zip(
            blocks, (each for each in report.blocks if each.span.of(report.text).strip()), strict=True
        ):
            words = "".join(run.words for one in shown.sentences for phrase in one.phrases for run in phrase.runs)
            assert words == block.span.of(report.text).strip()
        runs = [run for block in blocks for one in block.sentences for phrase in one.phrases for run in phrase.runs]
        begun = [run.mark.id for run in runs if run.mark and run.begins]
        assert len(begun) == len(set(begun))


@given(st.data())
def test_marks_that_overlap_and_marks_across_blocks_lose_no_letter(data: st.DataObject) -> None:
    text = "Ten men.\n\nTwo of them said no. Then two left."
    ends = st.integers(0, len(text))

    def span() -> Span:
        start, end = sorted((data.draw(ends), data.draw(ends)))
        return Span(FERRY.id, start, end)

    report = read("men.txt", text)
    figures = tuple(replace(FERRY.figures[0], span=replace(span(), report=report.id)) for _ in range(3))
    said = tuple(replace(one, content=(replace(span(), report=report.id),)) for one in FERRY.statements[:2])
    blocks = mark_blocks(replace(report, figures=figures, statements=said))
    words = "".join(
        run.words for block in blocks for one in block.sentences for phrase in one.phrases for run in phrase.runs
    )
    assert "".join(words.split()) == "".join(text.split())


def test_a_figure_and_a_time_say_what_they_mean() -> None:
    means = {mark.span.of(FERRY.text): mark.means for mark in marks_of(FERRY)}
    assert means["41"] == "count: 41 passengers"
    assert means["Friday"].startswith("12 September 2025") and "dateline" in means["Friday"]


def test_the_sentences_that_are_asked_for_are_lit_and_no_others() -> None:
    third = FERRY.sentences[-1]
    lit = [one.number for block in mark_blocks(FERRY, third) for one in block.sentences if one.is_lit]
    assert lit == [len(FERRY.sentences)]


def test_each_field_of_a_masthead_tells_where_it_comes_from() -> None:
    fields = {field.name: field for field in masthead_fields(FERRY)}
    assert fields["Byline"].told == "Ada Quist" and fields["Byline"].where == "printed: byline"
    assert fields["Dateline"].where == "printed: dateline" and "Selm" in fields["Dateline"].told.title()
    opened = open_or_leave(
        Page(
            "https://x.example/a",
            b'<html><head><meta property="og:site_name" content="The Selm Gazette"><title>Ferry aground</title></head>'
            b"<body><article><h1>Ferry aground</h1><p>A ferry ran aground on Tuesday and all were brought ashore, said "
            b"the harbour master of the island.</p><p>It is to sail again.</p></article></body></html>",
            "text/html",
        )
    )
    assert isinstance(opened, OpenedPage)
    outlet = next(field for field in masthead_fields(analyse(opened, "none")) if field.name == "Outlet")
    assert outlet.told == "The Selm Gazette" and outlet.where == STATED


@given(st.lists(st.integers(0, 1_000), max_size=40))
def test_a_sparkline_stays_in_its_frame_and_shows_every_step_that_has_any(counts: list[int]) -> None:
    bars = spark(counts)
    assert len(bars) == sum(count > 0 for count in counts)
    for bar in bars:
        assert 0 <= bar.x <= SPARK_WIDTH and bar.y >= 0 and bar.y + bar.height <= SPARK_HEIGHT + 0.01 and bar.width > 0


def test_pages_stand_in_time_in_their_order_and_a_copy_is_joined_to_its_text() -> None:
    story = ferry_brief().story
    plot = time_plot(story, labels_of(story))
    assert plot is not None and len(plot.rows) == len(story.reports)
    dated = [row.x for row in plot.rows if row.x]
    assert dated == sorted(dated) and all(row.x + row.width <= plot.width for row in plot.rows)
    copies = {link.child for link in story.lineage.links if link.parent in {report.id for report in story.reports}}
    assert sum(row.from_x is not None for row in plot.rows) == len(copies)
    assert all(len(tick.words) < 14 for tick in plot.ticks)


def test_a_clock_without_a_zone_is_of_the_zone_that_the_other_pages_print() -> None:
    story = ferry_brief().story
    stated = ("2025-09-07T11:20+02:00", "2025-09-07T09:40", "2025-09-07T09:30+00:00", "2025-09-07T11:25+02:00")
    reports = tuple(
        replace(report, masthead=replace(report.masthead, published_at=datetime.fromisoformat(at)))
        for report, at in zip(story.reports, stated, strict=False)
    )
    assert len(reports) >= 3
    plot = time_plot(replace(story, reports=reports), labels_of(story))
    assert plot is not None
    # 9:40 without a zone is 9:40 in the zone of the first page, 100 minutes before it; 9:30 in London is 11:30 there.
    assert plot.rows[0].label == labels_of(story)[reports[1].id]
    assert plot.rows[1].label == labels_of(story)[reports[0].id]


def test_findings_that_say_the_same_of_a_story_are_one_line_with_their_number() -> None:
    def found(story: str, summary: str, confidence: float) -> FindingRow:
        at = datetime(2025, 9, 7, tzinfo=UTC)
        return FindingRow(StoryId(story), "Ferry", FindingKind.ALTERED_QUOTATION, summary, confidence, at)

    rows = [
        found("s1", "changed", 0.6),
        found("s2", "changed", 0.9),
        found("s1", "changed", 0.8),
        found("s1", "x", 0.7),
    ]
    told = findings_at_once(rows)
    assert [(row.story, row.confidence, times) for row, times in told] == [
        ("s1", 0.8, 2),
        ("s2", 0.9, 1),
        ("s1", 0.7, 1),
    ]
    assert findings_at_once([]) == []


def test_a_plot_of_years_names_them_and_its_days_can_be_seen() -> None:
    story = ferry_brief().story
    first, *others = story.reports
    years_ago = replace(first, masthead=replace(first.masthead, published_at=date(2021, 3, 1)))
    plot = time_plot(replace(story, reports=(years_ago, *others)), labels_of(story))
    assert plot is not None and all(tick.words[-4:].isdigit() for tick in plot.ticks) and len(plot.ticks) > 2
    assert all(row.width >= 14 for row in plot.rows if row.width) and any(row.width for row in plot.rows)
    assert all(row.x > 0 and row.x + row.width <= plot.width for row in plot.rows if row.x)


@given(st.text(max_size=60), st.binary(min_size=1, max_size=40))
def test_no_name_of_a_file_makes_an_address_that_leads_anywhere(name: str, content: bytes) -> None:
    page = page_given(name, content, None)
    assert page.address.startswith("upload:") and page.address.count("/") == 1 and page.content == content


def test_two_files_of_one_name_are_two_pages() -> None:
    assert page_given("a.html", b"one", None).address != page_given("a.html", b"two", None).address


@given(st.text(max_size=200))
def test_only_web_addresses_are_followed(words: str) -> None:
    given_ = read_addresses(words, 3)
    assert len(given_.addresses) <= 3
    assert all(each.lower().startswith(("https://", "http://")) for each in given_.addresses)


def test_half_an_address_is_left_out_with_its_reason() -> None:
    given_ = read_addresses("http://[\nhttps://paper.example/a", 3)
    assert given_.addresses == ("https://paper.example/a",) and given_.left_out[0].page == "http://["


def test_old_jobs_are_forgotten() -> None:
    jobs: Jobs[int] = Jobs()
    first = jobs.keep(Job("ana"))
    for _ in range(MOST_JOBS):
        last = jobs.keep(Job("ana"))
    assert jobs.find(first.id) is None and jobs.find(last.id) is last


class _Untold:
    """A newsroom in which no story was told yet."""

    def told(self, story: str) -> None:
        return None


class _Room:
    """A back room whose work is done when the scene says so."""

    def __init__(self) -> None:
        self.begun: list[Future[str]] = []

    def tell(self, story: str) -> Future[str]:
        self.begun.append(Future())
        return self.begun[-1]


def test_a_story_is_told_once_however_many_wait_and_what_failed_is_told_once_and_tried_again() -> None:
    room = _Room()
    telling = Telling(_Untold(), room)  # type: ignore[arg-type]
    assert [telling.told("s1") for _ in range(3)] == [None] * 3
    assert len(room.begun) == 1
    room.begun[0].set_exception(KeyError("lost"))
    with pytest.raises(KeyError):
        telling.told("s1")
    assert telling.told("s1") is None
    assert len(room.begun) == 2
