"""What browsers send: forms of a bounded size, from somebody who may send them."""

from __future__ import annotations

import hmac

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

from headwater.fetch.bounds import megabytes
from headwater.web.identity import Identity, Role, identity_of
from headwater.web.settings import Settings


async def read_form(request: Request, role: Role) -> FormData:
    """The fields of a form, from somebody of that role and with the token their page gave them.

    Never more bytes are taken than the settings allow, whatever the browser says it sends.
    """
    settings: Settings = request.app.state.settings
    identity = allowed(request, role)
    bounded = Request(request.scope, _Bounded(request, settings.longest_body).receive)
    try:
        form = await bounded.form(max_files=settings.most_files, max_fields=10, max_part_size=settings.longest_body)
    except HTTPException as fault:
        # What reads the form calls too many parts a bad one.
        raise HTTPException(413, fault.detail) if fault.detail.startswith("Too many") else fault from None
    if not hmac.compare_digest(str(form.get("form_token", "")).encode(), identity.form_token.encode()):
        await form.close()
        raise HTTPException(403, "the form is too old or not from here; open its page again and send it once more")
    return form


def allowed(request: Request, role: Role) -> Identity:
    """Whoever asks, if they may do that."""
    identity = identity_of(request)
    if identity.role < role:
        raise HTTPException(403, f"this needs the role of {role.name.lower()}")
    return identity


class _Bounded:
    """The body of a request, cut off with an error where it gets too long."""

    def __init__(self, request: Request, most: int) -> None:
        self._request, self._most, self._size = request, most, 0
        stated = request.headers.get("content-length", "")
        if stated.isdigit() and int(stated) > most:
            raise self._too_large()

    async def receive(self) -> Message:
        message = await self._request.receive()
        self._size += len(message.get("body", b""))
        if self._size > self._most:
            raise self._too_large()
        return message

    def _too_large(self) -> HTTPException:
        # What is still on its way is not read; the connection ends with the answer.
        return HTTPException(
            413, f"over {megabytes(self._most)} in one form; send it in parts", headers={"Connection": "close"}
        )
