"""Listening: the application behind a server until it is told to stop."""

from __future__ import annotations

import asyncio
import sys
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from headwater.web.app import create_app
from headwater.web.logs import LogForm, set_up_logs
from headwater.web.settings import Settings

# A thousand sockets are a crowd for two cores; what comes beyond is told to come again (503).
MOST_AT_ONCE = 512
# Seconds a connection may idle, those a stop waits for answers in hand, and those within which the head of a request
# must be whole: uvicorn waits for it for ever, and who sends a byte a minute on 512 connections would keep all out.
IDLE, PATIENCE, HEAD_WITHIN = 20, 10, 10.0


class TimelyProtocol(HttpToolsProtocol):
    """HTTP as uvicorn speaks it, which hangs up on who does not come to the point."""

    _head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start waiting for the first head."""
        super().connection_made(transport)
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop_waiting()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        """Start waiting for the head of a further request; the pause before it is `IDLE`'s."""
        self._await_head()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Stop waiting."""
        self._stop_waiting()
        super().on_headers_complete()

    def _await_head(self) -> None:
        if self._head_timer is None:
            self._head_timer = self.loop.call_later(HEAD_WITHIN, self._hang_up)

    def _stop_waiting(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _hang_up(self) -> None:
        self._head_timer = None
        if self.transport is not None and not self.transport.is_closing():
            self.transport.close()


def serve(settings: Settings, log_form: LogForm = LogForm.TEXT) -> None:
    """Serve until a signal says stop."""
    set_up_logs(log_form)
    server = server_for(settings)
    server.run()
    if not server.started:
        # The reason stands in the log.
        sys.exit(1)


def server_for(settings: Settings, **more: Any) -> uvicorn.Server:
    """The server of an application over one archive."""
    app = create_app(settings)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        http=TimelyProtocol,
        ws="none",
        limit_concurrency=MOST_AT_ONCE,
        timeout_keep_alive=IDLE,
        timeout_graceful_shutdown=PATIENCE,
        # Who says for whom it asks is believed only where a proxy was named, and then only from the addresses that
        # FORWARDED_ALLOW_IPS lists (by default this machine).
        proxy_headers=bool(settings.origins),
        server_header=False,
        access_log=False,
        log_config=None,
        **more,
    )
    server = uvicorn.Server(config)
    app.state.is_leaving = lambda: server.should_exit
    return server
