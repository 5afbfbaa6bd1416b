"""The pages put together: their routes, their errors, and what they keep while the server runs."""

from __future__ import annotations

from fastapi import Depends, FastAPI
from starlette.requests import Request

from headwater.web.heads import with_heads
from headwater.web.identity import Role
from headwater.web.jobs import Jobs
from headwater.web.pages import account, add, assets, changes, check, report, stories, story
from headwater.web.pages.faults import error_page
from headwater.web.pages.forms import allowed
from headwater.web.pages.kept import KeptPages


def open_pages(app: FastAPI) -> None:
    """Open the pages for people in an application; what fails outside /api is answered by a page."""
    app.state.kept_pages = KeptPages(lambda: app.state.newsroom.stamp())
    app.state.checks = Jobs()
    for part in (stories, story, report, changes, check, add, account):
        app.include_router(with_heads(part.router), dependencies=[Depends(_readers_only)])
    app.include_router(with_heads(assets.router))
    app.state.error_page = error_page


async def _readers_only(request: Request) -> None:
    allowed(request, Role.READER)
