"""What browsers send: forms from somebody who may send them."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request

from headwater.web.identity import Identity, Role, identity_of
from headwater.web.security.forms import form_of


async def read_form(request: Request, role: Role) -> FormData:
    """The fields of a form, from somebody of that role. How long it may be and that it came from a page of ours was
    seen before (`web/security`)."""
    allowed(request, role)
    return await form_of(request)


def allowed(request: Request, role: Role) -> Identity:
    """Whoever asks, if they may do that."""
    identity = identity_of(request)
    if identity.role < role:
        raise HTTPException(403, f"this needs the role of {role.word}")
    return identity
