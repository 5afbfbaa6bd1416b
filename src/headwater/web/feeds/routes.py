"""Where the feeds are. Elsewhere than on this machine a token is shown in the header, or, since feed readers send none,
as `?token=` one that opens feeds alone."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from headwater.newsroom import Newsroom
from headwater.vocabulary.archive import FindingQuery, StoryQuery
from headwater.vocabulary.brief import FindingKind
from headwater.vocabulary.story import StoryId
from headwater.web.api.answers import Name
from headwater.web.api.stories import plain, refuse_merged
from headwater.web.doors import newsroom_of
from headwater.web.feeds import atom, json_feed
from headwater.web.feeds.entries import MOST_ENTRIES, Newsfeed, findings_feed, stories_feed, story_feed
from headwater.web.pages.answers import Rendered, answer, ready
from headwater.web.pages.kept import kept_pages_of

router = APIRouter(prefix="/feeds", include_in_schema=False)
Length = Annotated[int, Query(ge=1, le=MOST_ENTRIES)]


class FeedForm(StrEnum):
    """The forms of a feed, by the ending of its address."""

    ATOM = "atom"
    JSON = "json"


@router.get("/stories.{form}")
async def stories(
    request: Request,
    form: FeedForm,
    outlet: Name = None,
    agency: Name = None,
    finding: FindingKind | None = None,
    limit: Length = 20,
) -> Response:
    """The stories that changed last."""
    query = StoryQuery(outlet=outlet, agency=agency, finding=finding, limit=limit)
    return await _written(request, form, repr(query), lambda newsroom: stories_feed(newsroom, query))


@router.get("/findings.{form}")
async def findings(request: Request, form: FeedForm, kind: FindingKind | None = None, limit: Length = 20) -> Response:
    """The newest findings."""
    query = FindingQuery(kind, limit=limit)
    return await _written(request, form, repr(query), lambda newsroom: findings_feed(newsroom, query))


@router.get("/stories/{story_id}.{form}")
async def story(request: Request, story_id: str, form: FeedForm) -> Response:
    """What came to one story."""
    name = plain(story_id)

    def make(newsroom: Newsroom) -> Newsfeed:
        refuse_merged(newsroom, name)
        return story_feed(newsroom, StoryId(name))

    return await _written(request, form, "", make)


def base_of(request: Request) -> str:
    """The address of this server as the visitor knows it, without a slash at its end."""
    host = request.headers.get("host", "")
    named = (each.rstrip("/") for each in request.app.state.settings.origins)
    return next((each for each in named if urlsplit(each).netloc == host), f"{request.url.scheme}://{host}")


async def _written(request: Request, form: FeedForm, asked: str, make: Callable[[Newsroom], Newsfeed]) -> Response:
    """A feed in one of its forms, made once for all who ask for the same."""
    newsroom, base = newsroom_of(request), base_of(request)
    # Without its query: a token in the address is no business of who gets the feed handed on.
    own = base + request.url.path

    def written() -> Rendered:
        if form is FeedForm.ATOM:
            return ready(atom.atom(make(newsroom), base, own), atom.MEDIA_TYPE)
        return ready(json_feed.json_feed(make(newsroom), base, own), json_feed.MEDIA_TYPE)

    return answer(request, await kept_pages_of(request).page(f"{own}?{asked}", written))
