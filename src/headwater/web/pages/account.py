"""Who one is here, and the way out. The other pages are made once for all and cannot say so."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from headwater.web.identity import Role
from headwater.web.pages.answers import answer, render
from headwater.web.pages.forms import allowed

router = APIRouter(include_in_schema=False)

_MAY = {
    Role.READER: "read everything and check texts",
    Role.EDITOR: "read everything, check texts and add pages",
    Role.ADMIN: "read everything, check texts, add pages, and look at the log of additions and the metrics",
}


@router.get("/account")
def account(request: Request) -> Response:
    """The name and role of who asks, with a button to sign out."""
    identity = allowed(request, Role.READER)
    page = render(
        "account.html",
        path="/account",
        name=identity.name,
        role=identity.role.word,
        may=_MAY[identity.role],
        is_local=request.app.state.settings.is_local,
        form_token=identity.form_token,
    )
    return answer(request, page)
