"""The stream of events: server-sent events of what becomes of stories and of what is found."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Header, Request
from pydantic import TypeAdapter
from starlette.responses import Response, StreamingResponse

from headwater.errors import HeadwaterError
from headwater.export.archive_contract import encodable_json
from headwater.export.served_contract import event_part
from headwater.vocabulary.archive import FindingRow
from headwater.web.doors import newsroom_of
from headwater.web.listening import HEART_BEAT, LOOKED_EVERY, MOST_LISTENERS, Heard, Listeners, Place, news_after
from headwater.web.problems import ProblemError

router = APIRouter(tags=["listening"])
_STREAM: dict[int | str, dict[str, Any]] = {
    HTTPStatus.OK: {
        "description": "Events: the name is what became of a story (`opened`, `joined`, ...) or `finding`.",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}
_FINDING: TypeAdapter[FindingRow] = TypeAdapter(FindingRow)


@router.get("/events", response_class=StreamingResponse, responses=_STREAM, operation_id="listen")
async def listen(request: Request, last_event_id: Annotated[str, Header(max_length=100)] = "") -> Response:
    """What becomes of stories and what is found, from now on, or from `Last-Event-ID` on; never ends by itself."""
    newsroom_of(request)
    listeners: Listeners = request.app.state.listeners
    if listeners.count >= MOST_LISTENERS:
        detail = f"{MOST_LISTENERS} listen already; ask again in a minute"
        raise ProblemError(HTTPStatus.SERVICE_UNAVAILABLE, detail, headers={"Retry-After": "60"})
    # A proxy that gathers an answer until it is large would hold the news back.
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    stream = _stream(request, listeners, Place.parse(last_event_id))
    return StreamingResponse(stream, headers=headers, media_type="text/event-stream")


async def _stream(request: Request, listeners: Listeners, place: Place | None) -> AsyncIterator[str]:
    newsroom = request.app.state.newsroom
    listeners.count += 1
    try:
        yield "retry: 3000\n\n"
        spoke_at = time.monotonic()
        while not _is_leaving(request):
            end = await listeners.end(newsroom, lambda: newsroom_of(request))
            # Another archive than the one that the place was heard in may be shorter.
            place = end if place is None or place.event > end.event else place
            for heard in await to_thread.run_sync(news_after, newsroom, place) if place != end else ():
                place, spoke_at = heard.place, time.monotonic()
                yield _event(heard)
            if time.monotonic() - spoke_at >= HEART_BEAT:
                spoke_at = time.monotonic()
                yield ": still here\n\n"
            await asyncio.sleep(LOOKED_EVERY)
    except HeadwaterError:
        # The archive is away: the line ends, and who listens comes back with its place.
        return
    finally:
        listeners.count -= 1


def _event(heard: Heard) -> str:
    news = heard.news
    if isinstance(news, FindingRow):
        name, told = "finding", encodable_json(_FINDING.dump_python(news))
    else:
        name, told = news.event.change.value, encodable_json(event_part(news).model_dump())
    return f"id: {heard.place}\nevent: {name}\ndata: {told}\n\n"


def _is_leaving(request: Request) -> bool:
    is_leaving = getattr(request.app.state, "is_leaving", None)
    return bool(is_leaving is not None and is_leaving())
