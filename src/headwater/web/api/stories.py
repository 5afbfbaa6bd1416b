"""Stories over the API: one with its lineage, its history, its outlets side by side; and single reports."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from headwater.export.archive_contract import CompareDocument, compare_document
from headwater.export.contract import Document, LineageDocument
from headwater.export.document import edition_document, lineage_document, report_document
from headwater.export.served_contract import EventsDocument, ReportDocument, TellingDocument, event_part
from headwater.newsroom import Newsroom
from headwater.vocabulary.brief import Brief, Edition
from headwater.vocabulary.comparison import Comparisons
from headwater.vocabulary.story import Stories
from headwater.web.api.answers import documented
from headwater.web.doors import newsroom_of, telling_of
from headwater.web.problems import ProblemError

router = APIRouter(tags=["stories"])
StoryName = Annotated[str, Path(alias="story_id", description="A story's id.", examples=["s0123456789abcdef"])]
Outlets = Annotated[list[str], Query(alias="outlet", max_length=20, description="The outlets; none for all.")]
# How soon to ask again for a story that is being told: most take a tenth of a second to some seconds.
RETRY_AFTER = 1
MERGED = "urn:headwater:problem:merged-story"
_TOLD_LATER: dict[int | str, dict[str, Any]] = {
    HTTPStatus.ACCEPTED: {"model": TellingDocument, "description": "It is being told; ask again."}
}


@router.get("/stories/{story_id}", response_model=Document, responses=_TOLD_LATER, operation_id="story")
def story(request: Request, story_id: StoryName) -> Response:
    """The brief of a story as of now."""
    brief = told(request, story_id)
    return _being_told(request, story_id) if brief is None else documented(request, edition_document(Edition([brief])))


@router.get(
    "/stories/{story_id}/lineage", response_model=LineageDocument, responses=_TOLD_LATER, operation_id="lineage"
)
def lineage(request: Request, story_id: StoryName) -> Response:
    """Who copied whom in a story."""
    brief = told(request, story_id)
    if brief is None:
        return _being_told(request, story_id)
    return documented(request, lineage_document(Stories([brief.story])))


@router.get(
    "/stories/{story_id}/compare", response_model=CompareDocument, responses=_TOLD_LATER, operation_id="compare"
)
def compare(request: Request, story_id: StoryName, outlets: Outlets = []) -> Response:  # noqa: B006 - never changed
    """The outlets of a story side by side: what each told, left out, and whose words it printed."""
    brief = told(request, story_id)
    if brief is None:
        return _being_told(request, story_id)
    compared = newsroom_of(request).compare(brief, outlets)
    return documented(request, compare_document(Comparisons([compared])))


@router.get("/stories/{story_id}/events", response_model=EventsDocument, operation_id="events")
def events(request: Request, story_id: StoryName) -> Response:
    """What became of a story since it was opened; of one that was merged away, too."""
    newsroom, name = newsroom_of(request), plain(story_id)
    merged_into = newsroom.merged_into(name)
    logged = newsroom.events(name)
    if not logged:
        newsroom.members(name)
    document = EventsDocument(story=name, merged_into=merged_into, events=[event_part(each) for each in logged])
    return documented(request, document)


@router.get("/reports/{report_id}", response_model=ReportDocument, operation_id="report")
def report(request: Request, report_id: Annotated[str, Path(description="A report's id.")]) -> Response:
    """One report: its text, its masthead, who says what in it, when, and how many."""
    return documented(request, report_document(newsroom_of(request).report(plain(report_id))))


def told(request: Request, story_id: str) -> Brief | None:
    """The brief of a story, or null while it is being told; a problem where there is none, or it was merged away."""
    name = plain(story_id)
    refuse_merged(newsroom_of(request), name)
    return telling_of(request).told(name)


def refuse_merged(newsroom: Newsroom, story_id: str) -> None:
    """Say that a story is gone (410), and where its reports went.

    Not a redirect: who keeps ids shall learn that two of them are one now.
    """
    merged_into = newsroom.merged_into(story_id)
    if merged_into is not None:
        raise ProblemError(
            HTTPStatus.GONE,
            f"the story {story_id} was merged into {merged_into}",
            kind=MERGED,
            headers={"Link": f'</api/v1/stories/{merged_into}>; rel="successor-version"'},
            story_id=story_id,
            merged_into=merged_into,
        )


def plain(name: str) -> str:
    """An id that every database takes, so that one that cannot be is one that is not there."""
    return name[:200].replace("\0", "\N{REPLACEMENT CHARACTER}")


def _being_told(request: Request, story_id: str) -> Response:
    headers = {"Retry-After": str(RETRY_AFTER)}
    return documented(request, TellingDocument(story=plain(story_id)), HTTPStatus.ACCEPTED, headers)
