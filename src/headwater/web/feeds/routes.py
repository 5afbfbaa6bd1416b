"""Where the feeds are. Elsewhere than on this machine a token is shown in the header, or, since feed readers send none,
as `?token=` one that opens feeds alone."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from headwater.vocabulary.archive import FindingQuery, StoryQuery
from headwater.vocabulary.brief import FindingKind
from headwater.vocabulary.story import StoryId
from headwater.web.api.answers import Name, tagged
from headwater.web.api.stories import plain, refuse_merged
from headwater.web.doors import newsroom_of
from headwater.web.feeds import atom, json_feed
from headwater.web.feeds.entries import MOST_ENTRIES, Newsfeed, findings_feed, stories_feed, story_feed

router = APIRouter(prefix="/feeds", include_in_schema=False)
Length = Annotated[int, Query(ge=1, le=MOST_ENTRIES)]


class FeedForm(StrEnum):
    """The forms of a feed, by the ending of its address."""

    ATOM = "atom"
    JSON = "json"


@router.get("/stories.{form}")
def stories(
    request: Request,
    form: FeedForm,
    outlet: Name = None,
    agency: Name = None,
    finding: FindingKind | None = None,
    limit: Length = 20,
) -> Response:
    """The stories that changed last."""
    query = StoryQuery(outlet=outlet, agency=agency, finding=finding, limit=limit)
    return _written(request, form, stories_feed(newsroom_of(request), query))


@router.get("/findings.{form}")
def findings(request: Request, form: FeedForm, kind: FindingKind | None = None, limit: Length = 20) -> Response:
    """The newest findings."""
    return _written(request, form, findings_feed(newsroom_of(request), FindingQuery(kind, limit=limit)))


@router.get("/stories/{story_id}.{form}")
def story(request: Request, story_id: str, form: FeedForm) -> Response:
    """What came to one story."""
    newsroom, name = newsroom_of(request), plain(story_id)
    refuse_merged(newsroom, name)
    return _written(request, form, story_feed(newsroom, StoryId(name)))


def base_of(request: Request) -> str:
    """The address of this server as the visitor knows it, without a slash at its end."""
    host = request.headers.get("host", "")
    named = (each.rstrip("/") for each in request.app.state.settings.origins)
    return next((each for each in named if urlsplit(each).netloc == host), f"{request.url.scheme}://{host}")


def _written(request: Request, form: FeedForm, feed: Newsfeed) -> Response:
    base = base_of(request)
    # Without its query: a token in the address is no business of who gets the feed handed on.
    own = base + request.url.path
    if form is FeedForm.ATOM:
        return tagged(request, atom.atom(feed, base, own), atom.MEDIA_TYPE)
    return tagged(request, json_feed.json_feed(feed, base, own), json_feed.MEDIA_TYPE)
