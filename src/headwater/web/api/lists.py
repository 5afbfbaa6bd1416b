"""Lists over the API: stories, findings, what a search finds, how much is held, who added what."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from headwater.export.archive_contract import (
    HitsDocument,
    StatsDocument,
    StoriesDocument,
    hits_document,
    stories_document,
)
from headwater.export.served_contract import AuditDocument, FindingsDocument, audit_document
from headwater.vocabulary.archive import FindingQuery, SearchQuery, StoryOrder, StoryQuery
from headwater.vocabulary.brief import FindingKind
from headwater.vocabulary.story import StoryId
from headwater.web.api.answers import Limit, Name, Sheet, Words, documented, page_links
from headwater.web.doors import newsroom_of

router = APIRouter(tags=["lists"])
Day = Annotated[date | None, Query(description="From this day on.")]
LastDay = Annotated[date | None, Query(description="Up to this day.")]


@router.get("/stories", response_model=StoriesDocument, operation_id="stories")
def stories(
    request: Request,
    by: StoryOrder = StoryOrder.NEWEST,
    since: Day = None,
    outlet: Name = None,
    agency: Name = None,
    finding: FindingKind | None = None,
    headline: Words | None = None,
    limit: Limit = 20,
    page: Sheet = 1,
) -> Response:
    """The stories held: what each is about, on how many pages and how many independent origins."""
    query = StoryQuery(by, since, outlet, agency, limit, page - 1, finding, headline)
    rows = newsroom_of(request).stories(query)
    return documented(request, stories_document(rows), headers=page_links(request, page, limit, rows.total))


@router.get("/findings", response_model=FindingsDocument, operation_id="findings")
def findings(
    request: Request,
    kind: FindingKind | None = None,
    story: Name = None,
    since: Day = None,
    limit: Limit = 20,
    page: Sheet = 1,
) -> Response:
    """The findings of all stories told, the newest first."""
    query = FindingQuery(kind, None if story is None else StoryId(story), since, limit, page - 1)
    rows = newsroom_of(request).findings(query)
    document = FindingsDocument(total=rows.total, findings=list(rows))
    return documented(request, document, headers=page_links(request, page, limit, rows.total))


@router.get("/search", response_model=HitsDocument, operation_id="search")
def search(
    request: Request,
    q: Words = "",
    outlet: Name = None,
    agency: Name = None,
    speaker: Name = None,
    since: Day = None,
    until: LastDay = None,
    limit: Limit = 20,
    page: Sheet = 1,
) -> Response:
    """The reports that hold all the words, the best first; the newest 1,000 are counted."""
    hits = newsroom_of(request).search(SearchQuery(q, outlet, agency, speaker, since, until, limit, page - 1))
    return documented(request, hits_document(hits), headers=page_links(request, page, limit, hits.total))


@router.get("/stats", response_model=StatsDocument, operation_id="stats")
def stats(request: Request) -> Response:
    """How much the archive holds."""
    return documented(request, StatsDocument(stats=newsroom_of(request).stats()))


@router.get("/audit", response_model=AuditDocument, operation_id="audit")
def audit(request: Request, limit: Limit = 20, page: Sheet = 1) -> Response:
    """Who added what, when and from where, and what became of it; for admins."""
    log = newsroom_of(request).accounts.additions(limit, page - 1)
    return documented(request, audit_document(log), headers=page_links(request, page, limit, log.total))
