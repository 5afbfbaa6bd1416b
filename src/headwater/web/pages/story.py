"""One story: its brief in sections, each at an address of its own, of the same templates as the brief's file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from headwater.errors import UnknownReport, UnknownStory
from headwater.export.compare_lines import CompareLines, own_share, voice_name
from headwater.export.footnotes import Addresses
from headwater.export.html import ShownStory, show_story
from headwater.export.people import people_of
from headwater.newsroom import Newsroom
from headwater.web.doors import newsroom_of, telling_of
from headwater.web.pages.answers import Rendered, answer, render
from headwater.web.pages.kept import kept_pages_of
from headwater.web.pages.plots import time_plot
from headwater.web.pages.questions import page_asked
from headwater.web.telling import Telling

# Seconds after which a page that waits for a story to be told asks again.
ASK_AGAIN = 2
CLAIMS_A_PAGE = 150
TOP_FINDINGS, TOP_NAMES = 4, 12
# Anchors of one story on one page need no number.
PREFIX = "s"

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Tab:
    """A section of a story: the last part of its address, what it is called, and what its template needs beside."""

    slug: str
    name: str
    count: Callable[[ShownStory], int | None] = lambda _: None
    more: Callable[[ShownStory], Mapping[str, object]] = lambda _: {}


def _overview(shown: ShownStory) -> Mapping[str, object]:
    return {**_in_time(shown), "top": shown.differences[:TOP_FINDINGS], "most_names": TOP_NAMES}


def _in_time(shown: ShownStory) -> Mapping[str, object]:
    return {"plot": time_plot(shown.brief.story, shown.labels)}


TABS = (
    Tab("", "Brief", more=_overview),
    Tab("lineage", "Lineage", lambda shown: len(shown.links), _in_time),
    Tab("findings", "Findings", lambda shown: len(shown.differences)),
    Tab("claims", "Claims", lambda shown: len(shown.brief.claims)),
    Tab("said", "Who said what"),
    Tab("quotations", "Quotations"),
    Tab("figures", "Figures"),
    Tab("timeline", "Timeline", lambda shown: len(shown.brief.timeline)),
    Tab("only", "Only in one"),
    Tab("outlets", "Outlets"),
    Tab("pages", "Pages", lambda shown: len(shown.labels)),
    Tab("history", "History"),
)
_BY_SLUG = {tab.slug: tab for tab in TABS}


@router.get("/stories/{story_id}")
async def overview(request: Request, story_id: str) -> Response:
    """Synopsis and takeaways, the lineage, and the first findings."""
    return await _section(request, story_id, "")


@router.get("/stories/{story_id}/claims")
async def claims(request: Request, story_id: str) -> Response:
    """The claims, those on most origins first, a page at a time."""
    page = page_asked(request)
    # Made anew: a page kept for all shall not hold what somebody else put into its address.
    at = f"/stories/{story_id}/claims?page="

    def make(shown: ShownStory) -> Rendered:
        people = people_of(shown.brief.story)
        ordered = sorted(shown.brief.claims, key=lambda claim: (-claim.independent_origins, -claim.reports))
        first = page * CLAIMS_A_PAGE
        told = ordered[first : first + CLAIMS_A_PAGE]
        lines = [(claim, entity.name if (entity := people.find(claim.said_by)) else None) for claim in told]
        before = f"{at}{page}" if page else ""
        after = f"{at}{page + 2}" if first + len(told) < len(ordered) else ""
        return _render(shown, _BY_SLUG["claims"], {"claims": lines, "before": before, "after": after})

    return await _page(request, story_id, f"claims?{page}", make)


@router.get("/stories/{story_id}/outlets")
async def outlets(request: Request, story_id: str) -> Response:
    """What each outlet told, left out and worded otherwise, and the share of voice."""
    newsroom = newsroom_of(request)

    def make(shown: ShownStory) -> Rendered:
        comparison = newsroom.compare(shown.brief)
        told = {"comparison": comparison, "lines": CompareLines(comparison), "own": own_share, "voice": voice_name}
        return _render(shown, _BY_SLUG["outlets"], told)

    return await _page(request, story_id, "outlets", make)


@router.get("/stories/{story_id}/history")
async def history(request: Request, story_id: str) -> Response:
    """What became of the story since it was opened, which grows without the brief."""
    newsroom = newsroom_of(request)

    def make(shown: ShownStory) -> Rendered:
        return _render(shown, _BY_SLUG["history"], {"events": newsroom.events(shown.brief.story.id)})

    return await _page(request, story_id, "history", make, of_brief=False)


@router.get("/stories/{story_id}/pages/{letter}")
async def page(request: Request, story_id: str, letter: str) -> Response:
    """One page of the story in full; what rests on it leads back to the brief."""

    def make(shown: ShownStory) -> Rendered:
        found = next((each for each in shown.pages if each.label.letter == letter), None)
        if found is None:
            raise UnknownReport(letter, f"story {story_id}")
        return _render(shown, _BY_SLUG["pages"], {"page": found}, "story_page.html")

    return await _page(request, story_id, f"pages/{letter}", make)


@router.get("/stories/{story_id}/beside/{parent}/{child}")
async def beside(request: Request, story_id: str, parent: str, child: str) -> Response:
    """A copy beside the text it was made from: paired sentences and changed words."""

    def make(shown: ShownStory) -> Rendered:
        pairs = (each for each in shown.side_by_side if (each.parent.id, each.child.id) == (parent, child))
        found = next(pairs, None)
        if found is None:
            raise UnknownReport(f"{parent} beside {child}", f"story {story_id}")
        return _render(shown, _BY_SLUG["lineage"], {"pair": found, "is_open": True}, "story_beside.html")

    return await _page(request, story_id, f"beside/{parent}/{child}", make)


@router.get("/stories/{story_id}/{slug}")
async def section(request: Request, story_id: str, slug: str) -> Response:
    """One section of the brief."""
    return await _section(request, story_id, slug)


async def _section(request: Request, story_id: str, slug: str) -> Response:
    tab = _BY_SLUG.get(slug)
    if tab is None:
        raise UnknownReport(slug, f"story {story_id} has no section of that name")

    def make(shown: ShownStory) -> Rendered:
        return _render(shown, tab, tab.more(shown))

    return await _page(request, story_id, slug, make)


MakeSection = Callable[[ShownStory], Rendered]


async def _page(request: Request, story_id: str, address: str, make: MakeSection, *, of_brief: bool = True) -> Response:
    """A page that is kept as long as the brief is the same; where it shows more than the brief, as the archive is."""
    newsroom, telling = newsroom_of(request), telling_of(request)
    rendered = await kept_pages_of(request).page(
        f"/stories/{story_id}/{address}",
        lambda: _made(newsroom, telling, story_id, make),
        (lambda: newsroom.brief_stamp(story_id)) if of_brief else None,
    )
    return answer(request, rendered)


def _made(newsroom: Newsroom, telling: Telling, story_id: str, make: MakeSection) -> Rendered:
    """A page of a story as of now; where it was merged away, or is still to be told, the page that says so."""
    into = newsroom.merged_into(story_id)
    if into is not None:
        return render("gone.html", status=410, story_id=story_id, into=into)
    brief = telling.told(story_id)
    if brief is None:
        members = newsroom.members(story_id)
        headers = {"Cache-Control": "no-store", "Retry-After": str(ASK_AGAIN)}
        return render("telling.html", status=202, headers=headers, count=len(members), refresh=ASK_AGAIN)
    if not brief.story.reports:
        raise UnknownStory(story_id, 0)
    return make(show_story(brief, PREFIX, Addresses(f"/stories/{story_id}")))


def _render(shown: ShownStory, tab: Tab, more: Mapping[str, object], template: str | None = None) -> Rendered:
    brief = shown.brief
    return render(
        template or f"story_{tab.slug or 'brief'}.html",
        more,
        path="/stories",
        shown=shown,
        brief=brief,
        story=brief.story,
        lineage=brief.story.lineage,
        origins=brief.story.lineage.independent_origins,
        p=shown.prefix,
        base=shown.notes.at.base,
        tabs=[(each, each.count(shown)) for each in TABS],
        tab=tab,
    )
