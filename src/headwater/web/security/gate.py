"""The gate before every door: is it meant for us, does it come from our pages, who asks, may they, how often."""

from __future__ import annotations

import math
from http import HTTPStatus
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from headwater.errors import HeadwaterError
from headwater.store.accounts import Accounts
from headwater.vocabulary.account import Role
from headwater.web.errors import status_of
from headwater.web.identity import NOBODY, Identity
from headwater.web.problems import answer, kind_of, wants_page, words_of
from headwater.web.security import hosts
from headwater.web.security.identities import Identities, Refused
from headwater.web.security.rates import Buckets
from headwater.web.security.rules import role_for
from headwater.web.settings import Settings


class Gate:
    """Lets a request pass with `request.state.identity` set, or answers it with the reason why not."""

    def __init__(self, app: ASGIApp, settings: Settings, identities: Identities) -> None:
        self._app, self._settings, self._identities = app, settings, identities
        self._buckets = Buckets()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let it pass or answer it."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        refusal = await self._refusal(scope) if scope["type"] == "http" else None
        await (refusal or self._app)(scope, receive, send)

    async def _refusal(self, scope: Scope) -> Response | None:
        state = scope.setdefault("state", {})
        state["identity"] = NOBODY
        stranger = self._strange(scope)
        if stranger is not None:
            return stranger
        least = role_for(scope["method"], scope["path"])
        try:
            found = await self._identities.find(scope, _accounts(scope))
        except HeadwaterError as error:
            # The archive is away: what needs nobody's name is answered all the same.
            if least > Role.NOBODY:
                return answer(
                    scope, status_of(error), words_of(error), kind=kind_of(error), headers={"Retry-After": "5"}
                )
            found = NOBODY
        identity = NOBODY if isinstance(found, Refused) else found
        state["identity"] = identity
        return self._too_often(scope, identity) or _not_allowed(scope, found, least)

    def _strange(self, scope: Scope) -> Response | None:
        headers, method = Headers(scope=scope), scope["method"]
        reason = hosts.foreign_host(headers.get("host", ""), self._settings)
        if reason is not None:
            return answer(scope, HTTPStatus.MISDIRECTED_REQUEST, reason)
        reason = hosts.unnamed_proxy(headers, self._settings)
        reason = reason or hosts.foreign_page(method, headers, scope.get("scheme", "http"), self._settings)
        return None if reason is None else answer(scope, HTTPStatus.FORBIDDEN, reason)

    def _too_often(self, scope: Scope, identity: Identity) -> Response | None:
        if self._settings.is_local:
            return None
        wait = self._buckets.take(identity.name or client_of(scope))
        if not wait:
            return None
        headers = {"Retry-After": str(math.ceil(wait))}
        return answer(scope, HTTPStatus.TOO_MANY_REQUESTS, "asked too often; wait a little", headers=headers)


def _not_allowed(scope: Scope, found: Identity | Refused, least: Role) -> Response | None:
    if isinstance(found, Refused):
        headers = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
        detail = "the token is not, or no longer, a right one for this; make one with: headwater token add"
        return answer(scope, HTTPStatus.UNAUTHORIZED, detail, headers=headers)
    if found.role >= least:
        return None
    if found.role is not Role.NOBODY:
        detail = f"this needs the role {least.word}; {found.name} has the role {found.role.word}"
        return answer(scope, HTTPStatus.FORBIDDEN, detail)
    if wants_page(scope):
        # Where a form was sent its words are lost either way; after signing in one starts from the first page.
        back = f"?next={quote(Request(scope).url.path)}" if scope["method"] == "GET" and scope["path"] != "/" else ""
        return RedirectResponse(f"/login{back}", HTTPStatus.SEE_OTHER)
    headers = {"WWW-Authenticate": "Bearer"}
    return answer(
        scope, HTTPStatus.UNAUTHORIZED, "show a token (Authorization: Bearer ...), or sign in", headers=headers
    )


def client_of(scope: Scope) -> str:
    """The address of who asks; of the proxy, where that is not one we were told to believe."""
    client = scope.get("client")
    return str(client[0]) if client else "unknown"


def _accounts(scope: Scope) -> Accounts:
    state = scope["app"].state
    state.presence.check()
    found: Accounts = state.newsroom.accounts
    return found
