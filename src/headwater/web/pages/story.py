"""One story: its brief in sections, each at an address of its own, of the same templates as the brief's file."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request
from starlette.responses import Response

from headwater.errors import UnknownReport, UnknownStory
from headwater.export.compare_lines import CompareLines, own_share, voice_name
from headwater.export.html import ShownStory
from headwater.export.people import people_of
from headwater.newsroom import Newsroom
from headwater.web.doors import newsroom_of, telling_of
from headwater.web.pages.answers import Rendered, answer, render
from headwater.web.pages.kept import kept_pages_of
from headwater.web.pages.questions import page_asked
from headwater.web.pages.sections import BY_SLUG, render_section, render_tab, shown_story
from headwater.web.pages.shown import load_shown
from headwater.web.telling import Telling

# Seconds after which a page that waits for a story to be told asks again.
ASK_AGAIN = 2
CLAIMS_A_PAGE = 150

router = APIRouter(include_in_schema=False)


@router.get("/stories/{story_id}")
async def overview(request: Request, story_id: str) -> Response:
    """Synopsis and takeaways, the lineage, and the first findings: as they were shown ahead, if they were."""
    newsroom = newsroom_of(request)
    return await _page(
        request, story_id, "", lambda shown: render_tab(shown, ""), lambda: load_shown(newsroom, story_id)
    )


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
        return render_section(shown, BY_SLUG["claims"], {"claims": lines, "before": before, "after": after})

    return await _page(request, story_id, f"claims?{page}", make)


@router.get("/stories/{story_id}/outlets")
async def outlets(request: Request, story_id: str) -> Response:
    """What each outlet told, left out and worded otherwise, and the share of voice."""
    newsroom = newsroom_of(request)

    def make(shown: ShownStory) -> Rendered:
        comparison = newsroom.compare(shown.brief)
        told = {"comparison": comparison, "lines": CompareLines(comparison), "own": own_share, "voice": voice_name}
        return render_section(shown, BY_SLUG["outlets"], told)

    return await _page(request, story_id, "outlets", make)


@router.get("/stories/{story_id}/history")
async def history(request: Request, story_id: str) -> Response:
    """What became of the story since it was opened, which grows without the brief."""
    newsroom = newsroom_of(request)

    def make(shown: ShownStory) -> Rendered:
        return render_section(shown, BY_SLUG["history"], {"events": newsroom.events(shown.brief.story.id)})

    return await _page(request, story_id, "history", make, of_brief=False)


@router.get("/stories/{story_id}/pages/{letter}")
async def page(request: Request, story_id: str, letter: str) -> Response:
    """One page of the story in full; what rests on it leads back to the brief."""

    def make(shown: ShownStory) -> Rendered:
        found = next((each for each in shown.pages if each.label.letter == letter), None)
        if found is None:
            raise UnknownReport(letter, f"story {story_id}")
        return render_section(shown, BY_SLUG["pages"], {"page": found}, "story_page.html")

    return await _page(request, story_id, f"pages/{letter}", make)


@router.get("/stories/{story_id}/beside/{parent}/{child}")
async def beside(request: Request, story_id: str, parent: str, child: str) -> Response:
    """A copy beside the text it was made from: paired sentences and changed words."""

    def make(shown: ShownStory) -> Rendered:
        pairs = (each for each in shown.side_by_side if (each.parent.id, each.child.id) == (parent, child))
        found = next(pairs, None)
        if found is None:
            raise UnknownReport(f"{parent} beside {child}", f"story {story_id}")
        return render_section(shown, BY_SLUG["lineage"], {"pair": found, "is_open": True}, "story_beside.html")

    return await _page(request, story_id, f"beside/{parent}/{child}", make)


@router.get("/stories/{story_id}/{slug}")
async def section(request: Request, story_id: str, slug: str) -> Response:
    """One section of the brief."""
    return await _section(request, story_id, slug)


async def _section(request: Request, story_id: str, slug: str) -> Response:
    if slug not in BY_SLUG:
        raise UnknownReport(slug, f"story {story_id} has no section of that name")
    return await _page(request, story_id, slug, lambda shown: render_tab(shown, slug))


MakeSection = Callable[[ShownStory], Rendered]


async def _page(
    request: Request,
    story_id: str,
    address: str,
    make: MakeSection,
    ahead: Callable[[], Rendered | None] = lambda: None,
    *,
    of_brief: bool = True,
) -> Response:
    """A page that is kept as long as the brief is the same; where it shows more than the brief, as the archive is."""
    newsroom, telling = newsroom_of(request), telling_of(request)
    rendered = await kept_pages_of(request).page(
        f"/stories/{story_id}/{address}",
        lambda: ahead() or _made(newsroom, telling, story_id, make),
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
    return make(shown_story(brief))
