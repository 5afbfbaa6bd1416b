"""Who is asking, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import HTTPConnection

from headwater.vocabulary.account import Role

__all__ = ["LOCAL", "NOBODY", "Identity", "Role", "identity_of"]


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody who asks: the name that the log of additions gives them, and their role.

    `form_token` must come back with every form they send, as the field `form_token` or the header `X-Form-Token`. It
    is empty for who shows a token with each request, since no browser does that unasked.
    """

    name: str
    role: Role
    form_token: str = ""


LOCAL = Identity("this machine", Role.ADMIN)
NOBODY = Identity("", Role.NOBODY)


def identity_of(request: HTTPConnection) -> Identity:
    """Who asks, as found before the door was opened."""
    found: Identity = request.state.identity
    return found
