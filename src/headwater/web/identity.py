"""Who is asking, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from starlette.requests import HTTPConnection


class Role(IntEnum):
    """What somebody may do; each may do what those before may."""

    NOBODY = 0
    READER = 1
    EDITOR = 2
    """Adds pages."""
    ADMIN = 3
    """Keeps accounts."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody who asks: the name that the log of additions gives them, and their role. `form_token` must come back
    with every form they send."""

    name: str
    role: Role
    form_token: str = ""


LOCAL = Identity("this machine", Role.ADMIN)


def identity_of(request: HTTPConnection) -> Identity:
    """Who asks, as found before the door was opened."""
    found: Identity = request.state.identity
    return found
