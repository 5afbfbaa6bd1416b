"""One line for every request, for machines (JSON) or people (text): what, what came of it, how long; no bodies, no
tokens, no addresses of visitors unless asked for."""

from __future__ import annotations

import json
import logging
import sys
import time
import traceback
from datetime import UTC, datetime
from enum import StrEnum
from http import HTTPStatus
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from headwater.export.shown import shown
from headwater.web.metrics import Metrics, route_of
from headwater.web.problems import answer
from headwater.web.security.gate import client_of

_log = logging.getLogger("headwater.web")
_LONGEST_PATH = 300
FACTS = "facts"


class LogForm(StrEnum):
    """How log lines are written."""

    TEXT = "text"
    JSON = "json"


class JsonLines(logging.Formatter):
    """Each record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "what": record.getMessage(),
            **getattr(record, FACTS, {}),
        }
        if record.exc_info:
            line["traceback"] = "".join(traceback.format_exception(*record.exc_info))
        return json.dumps(line, ensure_ascii=True)


class TextLines(logging.Formatter):
    """Each record as one line to read; nothing in it can repaint a terminal or begin a line of its own."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        at = datetime.fromtimestamp(record.created, UTC).strftime("%H:%M:%S")
        facts = " ".join(f"{name}={value}" for name, value in getattr(record, FACTS, {}).items())
        line = shown(f"{at} {record.getMessage()} {facts}").replace("\n", " ").rstrip()
        if record.exc_info:
            line += "\n" + shown("".join(traceback.format_exception(*record.exc_info))).rstrip()
        return line


def set_up_logs(form: LogForm) -> None:
    """Have ours and the server's own lines written to standard error."""
    lines = logging.StreamHandler(sys.stderr)
    lines.setFormatter(JsonLines() if form is LogForm.JSON else TextLines())
    for name in ("headwater.web", "uvicorn.error"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [lines], False
        logger.setLevel(logging.INFO)


class Observed:
    """Counts, times and logs every request, and answers a fault of ours (500) without a word of what it was."""

    def __init__(self, app: ASGIApp, metrics: Metrics, *, with_clients: bool = False) -> None:
        self._app, self._metrics, self._with_clients = app, metrics, with_clients

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        seen = _Seen()
        try:
            await self._app(scope, receive, seen.sending(send))
        except Exception:
            _log.exception("fault", extra={FACTS: {"method": scope["method"], "path": path_of(scope)}})
            if seen.status is not None:
                # The answer has begun: that it breaks off tells the reader that it is not whole.
                raise
            detail = "a fault in Headwater itself; it stands in the server's log"
            told = answer(scope, HTTPStatus.INTERNAL_SERVER_ERROR, detail)
            await told(scope, receive, seen.sending(send))
        finally:
            self._note(scope, seen)

    def _note(self, scope: Scope, seen: _Seen) -> None:
        seconds = time.perf_counter() - seen.began
        # Whoever went away before an answer came has no status; 499 is what nginx made of it.
        status = seen.status or 499
        self._metrics.count(scope["method"], route_of(scope), status, seconds)
        facts: dict[str, Any] = {
            "method": scope["method"][:20],
            "path": path_of(scope),
            "status": status,
            "ms": round(1_000 * seconds, 1),
            "bytes": seen.length,
        }
        identity = scope.get("state", {}).get("identity")
        if identity is not None and identity.name:
            facts["who"] = identity.name
        if self._with_clients:
            facts["client"] = client_of(scope)
        _log.info("request", extra={FACTS: facts})


class _Seen:
    """What was sent so far."""

    def __init__(self) -> None:
        self.began = time.perf_counter()
        self.status: int | None = None
        self.length = 0

    def sending(self, send: Send) -> Send:
        async def seen_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.status = message["status"]
            else:
                self.length += len(message.get("body", b""))
            await send(message)

        return seen_send


def path_of(scope: Scope) -> str:
    """The path of a request as it may stand in a log: what follows the question mark may hold a token."""
    return scope["path"][:_LONGEST_PATH]  # type: ignore[no-any-return]
