"""The application: an archive behind HTTP, its pages for people and its API."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse

from headwater.newsroom import Newsroom
from headwater.version import __version__
from headwater.web.back_room import BackRoom
from headwater.web.settings import Settings


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

    @app.get("/healthz", include_in_schema=False)
    def healthz(request: Request) -> PlainTextResponse:
        newsroom_of(request).last_event()
        return PlainTextResponse("ok\n")

    return app


def newsroom_of(request: Request) -> Newsroom:
    """The newsroom behind this door."""
    found: Newsroom = request.app.state.newsroom
    return found


def back_room_of(request: Request) -> BackRoom:
    """Where this door has done what takes long."""
    found: BackRoom = request.app.state.back_room
    return found
