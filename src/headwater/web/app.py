"""The application: an archive behind HTTP, its pages for people and its API."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import Depends, FastAPI, Request
from fastapi.responses import PlainTextResponse
from starlette.middleware import Middleware

from headwater.newsroom import Newsroom
from headwater.version import __version__
from headwater.web import api, feeds
from headwater.web.additions import AdditionDesk
from headwater.web.back_room import BackRoom
from headwater.web.doors import back_room_of, newsroom_of
from headwater.web.heads import with_heads
from headwater.web.listening import Listeners
from headwater.web.logs import Observed
from headwater.web.metrics import Metrics, metrics_page
from headwater.web.pages.house import open_pages
from headwater.web.pages.shown import shown_as
from headwater.web.presence import Presence
from headwater.web.problems import install_problems
from headwater.web.security import sign_in
from headwater.web.security.bodies import BodyLimits
from headwater.web.security.forms import check_form
from headwater.web.security.gate import Gate
from headwater.web.security.headers import SecurityHeaders
from headwater.web.security.identities import Identities
from headwater.web.settings import Settings
from headwater.web.telling import Telling

__all__ = ["back_room_of", "create_app", "newsroom_of"]


def create_app(settings: Settings) -> FastAPI:
    """The application over one archive, which is opened when it starts and closed when it stops.

    Raises an ArchiveError on starting where the archive cannot be used.
    """
    metrics, identities = Metrics(), Identities(settings)
    app = FastAPI(
        title="Headwater",
        version=__version__,
        lifespan=_opened,
        docs_url=None,
        redoc_url=None,
        openapi_url=api.DESCRIPTION,
        dependencies=[Depends(check_form)],
        # From outside in. What is refused is logged and has its headers, too.
        middleware=[
            Middleware(SecurityHeaders, settings=settings),
            Middleware(Observed, metrics=metrics, with_clients=settings.logs_clients),
            Middleware(BodyLimits, settings=settings),
            Middleware(Gate, settings=settings, identities=identities),
        ],
    )
    app.state.settings, app.state.metrics, app.state.identities = settings, metrics, identities
    app.state.sign_in, app.state.listeners = sign_in.SignIn(), Listeners()
    install_problems(app)
    app.add_api_route("/healthz", _healthz, methods=["GET", "HEAD"], include_in_schema=False)
    app.add_api_route("/metrics", metrics_page, include_in_schema=False)
    # Routes are tried one after the other: the pages, which most ask for, first.
    open_pages(app)
    app.include_router(with_heads(sign_in.router))
    app.include_router(api.router)
    app.include_router(with_heads(feeds.router))
    api.describe(app)
    return app


@asynccontextmanager
async def _opened(app: FastAPI) -> AsyncIterator[None]:
    settings: Settings = app.state.settings
    with Newsroom(settings.archive, parse_model=settings.parse_model) as newsroom:
        newsroom.last_event()
        shown_as()
        back_room = BackRoom(settings.archive, settings.parse_model, allow_private=settings.allow_private)
        app.state.newsroom, app.state.back_room = newsroom, back_room
        app.state.presence = Presence(settings.archive)
        app.state.telling = Telling(newsroom, back_room)
        app.state.additions = AdditionDesk(newsroom.accounts, back_room)
        ahead = asyncio.create_task(app.state.telling.tell_ahead()) if settings.tells_ahead else None
        try:
            yield
        finally:
            if ahead is not None:
                ahead.cancel()
                with suppress(asyncio.CancelledError):
                    await ahead
            back_room.close()


def _healthz(request: Request) -> PlainTextResponse:
    newsroom_of(request).last_event()
    return PlainTextResponse("ok\n")
