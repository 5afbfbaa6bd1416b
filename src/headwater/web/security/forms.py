"""Forms must bring back the token that was given out with them: no page of a stranger knows it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from http import HTTPStatus

from fastapi import HTTPException, Request
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException as StarletteHTTPException

from headwater.web.identity import identity_of
from headwater.web.security.hosts import SAFE_METHODS, is_from_browser
from headwater.web.security.secrets import is_same

FIELD, HEADER = "form_token", "X-Form-Token"
MOST_FIELDS = 20
# Who signs in has no session yet; that it comes from our own page was seen at the gate.
_WITHOUT = frozenset(("/login",))
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_REASON = "the form is too old or not ours; load its page again and send it from there"


async def check_form(request: Request) -> AsyncIterator[None]:
    """Refuse (403) what changes something and was sent by a browser without the form's token.

    Who shows a token with the request is no browser, nor is on this machine who sends neither Origin nor
    Sec-Fetch-Site: those need none. Files of a form are let go of when the request is answered.
    """
    try:
        if not await _is_ours(request):
            raise HTTPException(HTTPStatus.FORBIDDEN, _REASON)
        yield
    finally:
        await request.close()


async def form_of(request: Request) -> FormData:
    """The fields of a form; read once, whoever asks for them first."""
    settings = request.app.state.settings
    try:
        return await request.form(
            max_files=settings.most_files, max_fields=MOST_FIELDS, max_part_size=settings.longest_body
        )
    except StarletteHTTPException as fault:
        # What reads the form calls too many parts a bad one.
        raise HTTPException(413, fault.detail) if str(fault.detail).startswith("Too many") else fault from None


async def _is_ours(request: Request) -> bool:
    identity, settings = identity_of(request), request.app.state.settings
    if request.method in SAFE_METHODS or request.url.path in _WITHOUT or not identity.form_token:
        return True
    if settings.is_local and not is_from_browser(request.headers):
        return True
    shown = request.headers.get(HEADER)
    if shown is None and request.headers.get("content-type", "").startswith(_FORMS):
        field = (await form_of(request)).get(FIELD)
        shown = field if isinstance(field, str) else None
    return is_same(shown or "", identity.form_token)
