"""What a request can reach behind its door."""

from __future__ import annotations

from starlette.requests import Request

from headwater.newsroom import Newsroom
from headwater.web.back_room import BackRoom


def newsroom_of(request: Request) -> Newsroom:
    """The newsroom behind this door."""
    found: Newsroom = request.app.state.newsroom
    return found


def back_room_of(request: Request) -> BackRoom:
    """Where this door has done what takes long."""
    found: BackRoom = request.app.state.back_room
    return found
