"""The pages put together: their routes, their errors, and what they keep while the server runs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, cast

from fastapi import Depends, FastAPI
from starlette.requests import Request
from starlette.responses import Response

from headwater.web.identity import Role
from headwater.web.pages import add, assets, check, report, stories, story
from headwater.web.pages.faults import HANDLERS
from headwater.web.pages.forms import allowed
from headwater.web.pages.jobs import Jobs
from headwater.web.pages.kept import KeptPages
from headwater.web.pages.telling import Telling

Handler = Callable[[Request, Any], Response | Awaitable[Response]]


def open_pages(app: FastAPI) -> None:
    """Open the pages for people in an application; what fails outside /api is answered by a page."""
    app.state.kept_pages, app.state.jobs, app.state.telling = KeptPages(), Jobs(), Telling()
    for part in (stories, story, report, check, add):
        app.include_router(part.router, dependencies=[Depends(_readers_only)])
    app.include_router(assets.router)
    for kind, handler in HANDLERS.items():
        app.add_exception_handler(kind, _outside_the_api(handler, app.exception_handlers.get(kind)))


async def _readers_only(request: Request) -> None:
    allowed(request, Role.READER)


def _outside_the_api(handler: Handler, other: object) -> Handler:
    """A handler for pages; errors under /api go to the one that was there before."""

    async def handle(request: Request, error: Exception) -> Response:
        of_api = request.url.path.startswith("/api/") and other is not None
        given = (cast("Handler", other) if of_api else handler)(request, error)
        return given if isinstance(given, Response) else await given

    return handle
