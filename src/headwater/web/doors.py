"""What every door finds behind it: the newsroom, the back room, and who tells stories and takes pages in."""

from __future__ import annotations

import asyncio
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from http import HTTPStatus
from typing import TypeVar

from fastapi import Request

from headwater.newsroom import Newsroom
from headwater.web.additions import AdditionDesk
from headwater.web.back_room import BackRoom
from headwater.web.problems import ProblemError
from headwater.web.telling import Telling

Result = TypeVar("Result")


def newsroom_of(request: Request) -> Newsroom:
    """The newsroom behind this door. Raises MovedArchive where its file is no longer there."""
    request.app.state.presence.check()
    found: Newsroom = request.app.state.newsroom
    return found


def back_room_of(request: Request) -> BackRoom:
    """Where this door has done what takes long. Raises MovedArchive where the archive's file is no longer there."""
    request.app.state.presence.check()
    found: BackRoom = request.app.state.back_room
    return found


def telling_of(request: Request) -> Telling:
    """Who has stories told. Raises MovedArchive where the archive's file is no longer there."""
    request.app.state.presence.check()
    found: Telling = request.app.state.telling
    return found


def additions_of(request: Request) -> AdditionDesk:
    """Who takes pages in. Raises MovedArchive where the archive's file is no longer there."""
    request.app.state.presence.check()
    found: AdditionDesk = request.app.state.additions
    return found


async def outcome_of(work: Future[Result], within: float) -> Result:
    """What the back room makes of a work; a problem (503) where that takes longer, or its process was killed."""
    busy = "the back room has much to read; ask again in a little while"
    try:
        return await asyncio.wait_for(asyncio.wrap_future(work), within)
    except TimeoutError:
        raise ProblemError(HTTPStatus.SERVICE_UNAVAILABLE, busy, headers={"Retry-After": "10"}) from None
    except (BrokenProcessPool, CancelledError):
        broke = "the process that did it was stopped; ask again"
        raise ProblemError(HTTPStatus.SERVICE_UNAVAILABLE, broke, headers={"Retry-After": "2"}) from None
