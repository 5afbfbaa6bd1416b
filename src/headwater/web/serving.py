"""Listening: the application behind a server until it is told to stop."""

from __future__ import annotations

import uvicorn

from headwater.web.app import create_app
from headwater.web.settings import Settings

# A thousand sockets are a crowd for two cores; what comes beyond is told to come again (503).
MOST_AT_ONCE = 512
# Seconds a connection may idle, and those a stop waits for answers in hand.
IDLE, PATIENCE = 20, 10


def serve(settings: Settings) -> None:
    """Serve until a signal says stop."""
    uvicorn.run(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        limit_concurrency=MOST_AT_ONCE,
        timeout_keep_alive=IDLE,
        timeout_graceful_shutdown=PATIENCE,
        server_header=False,
        access_log=False,
    )
