"""The application: an archive behind HTTP, its pages for people and its API."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from headwater.newsroom import Newsroom
from headwater.version import __version__
from headwater.web.back_room import BackRoom
from headwater.web.holding import back_room_of, newsroom_of
from headwater.web.identity import LOCAL
from headwater.web.pages.house import open_pages
from headwater.web.settings import Settings

__all__ = ["back_room_of", "create_app", "newsroom_of"]


def create_app(settings: Settings) -> FastAPI:
    """The application over one archive, which is opened when it starts and closed when it stops.

    Raises an ArchiveError on starting where the archive cannot be used.
    """

    @asynccontextmanager
    async def opened(app: FastAPI) -> AsyncIterator[None]:
        with Newsroom(settings.archive, parse_model=settings.parse_model) as newsroom:
            newsroom.last_event()
            back_room = BackRoom(settings.archive, settings.parse_model, allow_private=settings.allow_private)
            app.state.newsroom, app.state.back_room = newsroom, back_room
            try:
                yield
            finally:
                back_room.close()

    app = FastAPI(title="Headwater", version=__version__, lifespan=opened, docs_url=None, redoc_url=None)
    app.state.settings = settings
    app.add_middleware(AllAreLocal)
    open_pages(app)

    @app.get("/healthz", include_in_schema=False)
    def healthz(request: Request) -> PlainTextResponse:
        newsroom_of(request).last_event()
        return PlainTextResponse("ok\n")

    return app


class AllAreLocal:
    """Takes everybody for somebody at this machine."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Name who asks."""
        if scope["type"] == "http":
            scope.setdefault("state", {})["identity"] = LOCAL
        await self._app(scope, receive, send)
