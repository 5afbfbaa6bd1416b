"""How much one may send, and how long one may take: counted while it comes, so that nothing too long is ever kept."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from fastapi import HTTPException
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from headwater.web.problems import answer
from headwater.web.settings import MEGABYTE, Settings

# A name and a password, a text to check: what is no upload is short. 200,000 characters are 800 kB at most, and as JSON
# with every character escaped 1.2 MB.
LONGEST_SIGN_IN, LONGEST_TEXT_BODY = 16 * 1024, 2 * MEGABYTE
_LONGEST = {"/login": LONGEST_SIGN_IN, "/logout": LONGEST_SIGN_IN, "/check": LONGEST_TEXT_BODY}
_CLOSE = {"Connection": "close"}


class BodyLimits:
    """Refuses a body that is too long (413) or too slow (408), at the latest when it becomes so."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application read a body as far as it may."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        longest = min(self._settings.longest_body, _LONGEST.get(scope["path"].removeprefix("/api/v1"), 2**63))
        announced = Headers(scope=scope).get("content-length", "")
        if announced.isdecimal() and int(announced[:20]) > longest:
            await answer(scope, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _too_long(longest), headers=_CLOSE)(
                scope, receive, send
            )
            return
        body = _Body(receive, longest, self._settings.body_within)
        await self._app(scope, body.receive, send)


class _Body:
    """A body as it comes."""

    def __init__(self, receive: Receive, longest: int, within: float) -> None:
        self._receive, self._longest, self._within = receive, longest, within
        self._length = 0
        self._is_whole = False
        self._latest: float | None = None

    async def receive(self) -> Message:
        if self._is_whole:
            return await self._receive()
        loop = asyncio.get_running_loop()
        self._latest = self._latest or loop.time() + self._within
        try:
            async with asyncio.timeout_at(self._latest):
                message = await self._receive()
        except TimeoutError:
            self._is_whole = True
            reason = f"the body did not come within {self._within:g} seconds; send less at once, or over a faster line"
            raise HTTPException(HTTPStatus.REQUEST_TIMEOUT, reason, _CLOSE) from None
        self._length += len(message.get("body", b""))
        self._is_whole = message["type"] != "http.request" or not message.get("more_body", False)
        if self._length > self._longest:
            self._is_whole = True
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _too_long(self._longest), _CLOSE)
        return message


def _too_long(longest: int) -> str:
    words = f"{longest // MEGABYTE} MB" if longest >= MEGABYTE else f"{longest:,} bytes"
    return f"more than the {words} that one request may have; send it in parts"
