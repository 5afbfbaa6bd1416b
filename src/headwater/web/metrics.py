"""What a Prometheus may ask: requests and their times by door, how much waits in the back room, how much is held."""

from __future__ import annotations

import re
import time
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from headwater.newsroom import Newsroom

# 80 ms is what the first byte of a story page may take; telling one takes seconds.
_SECONDS = (0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.3, 2.5, 5.0, 10.0)
# Counting an archive of 300,000 reports takes some tenths of a second; nobody needs it anew more often.
_COUNTED_FOR = 60.0
_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))


class Metrics:
    """The counters of one application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "headwater_requests", "Requests answered.", ("method", "route", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "headwater_request_seconds",
            "Seconds from a request to the end of its answer.",
            ("route",),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._waiting = self._gauge("back_room_works", "Works in hand and waiting in the back room.")
        self._listeners = self._gauge("listeners", "Who listens to the stream of events.")
        self._held = {
            name: self._gauge(f"archive_{name}", f"How many {name} the archive holds.")
            for name in ("reports", "stories", "bytes", "events")
        }
        self._counted_at: float | None = None

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """A request was answered."""
        self._requests.labels(method if method in _METHODS else "other", route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def page(self, newsroom: Newsroom, works: int, listeners: int) -> bytes:
        """Everything as text, as of now."""
        self._waiting.set(works)
        self._listeners.set(listeners)
        now = time.monotonic()
        if self._counted_at is None or now - self._counted_at > _COUNTED_FOR:
            held = newsroom.stats()
            for name, gauge in self._held.items():
                gauge.set(getattr(held, name))
            self._counted_at = now
        return generate_latest(self.registry)

    def _gauge(self, name: str, words: str) -> Gauge:
        return Gauge(f"headwater_{name}", words, registry=self.registry)


def route_of(scope: Scope) -> str:
    """The template of the door that answered: addresses themselves would be a counter each."""
    route: Any = scope.get("route")
    if route is None:
        return "none"
    # A route of a router that was included may know its own part alone; what stands before it has no values in it.
    path, steps = scope["path"], [found.start() for found in re.finditer("/", scope["path"])]
    before = next((path[:step] for step in steps if route.path_regex.match(path[step:])), "")
    return before + str(route.path)


def metrics_page(request: Request) -> Response:
    """The metrics of the application that is asked."""
    state = request.app.state
    state.presence.check()
    page = state.metrics.page(state.newsroom, state.back_room.works, state.listeners.count)
    return Response(page, headers={"Content-Type": CONTENT_TYPE_LATEST})
