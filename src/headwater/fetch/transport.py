"""The one way to a socket: it opens to machines that were checked, and it closes when the time is up.

httpcore asks its network backend for every connection, the first and each after a redirect. The backend here resolves
the name, checks what comes out, and connects to just that: between check and connection no second answer of the
resolver can slip in (DNS rebinding). TLS still names and checks the host, not the number. Proxies of the environment
are not used: they would resolve names for themselves.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import httpcore
import httpx
from httpcore import NetworkStream

from headwater.fetch.addresses import Resolve, find_public

Clock = Callable[[], float]


class Deadline:
    """When a page's time is up, whatever the server is doing then: a byte a second keeps no page open for long."""

    def __init__(self, seconds: float, clock: Clock) -> None:
        self._clock = clock
        self._ends_at = clock() + seconds

    def allow(self, timeout: float | None) -> float:
        """The time one step may take; raises httpcore.ReadTimeout when there is none left."""
        left = self._ends_at - self._clock()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for the page is up")
        return left if timeout is None else min(left, timeout)


class GuardedTransport(httpx.BaseTransport):
    """One connection for one request, to checked machines, within a deadline; never kept for another request."""

    def __init__(self, deadline: Deadline, tls: ssl.SSLContext | None, allow_private: bool, resolve: Resolve) -> None:
        backend = _CheckedBackend(deadline, allow_private, resolve)
        self._pool = httpcore.ConnectionPool(ssl_context=tls, max_connections=1, http2=False, network_backend=backend)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The response, its body still to be read; raises what httpcore raises, and RefusedAddress."""
        asked = request.url
        url = httpcore.URL(scheme=asked.raw_scheme, host=asked.raw_host, port=asked.port, target=asked.raw_path)
        response = self._pool.handle_request(
            httpcore.Request(
                request.method, url, headers=request.headers.raw, content=b"", extensions=request.extensions
            )
        )
        return httpx.Response(response.status, headers=response.headers, stream=_Body(response))

    def close(self) -> None:
        """Close the connection."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class _CheckedBackend(httpcore.NetworkBackend):
    def __init__(self, deadline: Deadline, allow_private: bool, resolve: Resolve) -> None:
        self._deadline, self._allow_private, self._resolve = deadline, allow_private, resolve
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,  # noqa: ARG002 - as httpcore calls it
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> NetworkStream:
        """A connection to the machines behind the host, the first that answers; none that was not checked."""
        machines = find_public(f"{host}:{port}", host, port, allow_private=self._allow_private, resolve=self._resolve)
        for machine in machines[:-1]:
            try:
                return self._connect(str(machine), port, timeout)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(str(machines[-1]), port, timeout)

    def _connect(self, machine: str, port: int, timeout: float | None) -> NetworkStream:
        return _TimedStream(self._inner.connect_tcp(machine, port, self._deadline.allow(timeout)), self._deadline)


class _TimedStream(NetworkStream):
    def __init__(self, inner: NetworkStream, deadline: Deadline) -> None:
        self._inner, self._deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.allow(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.allow(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> NetworkStream:
        secured = self._inner.start_tls(ssl_context, server_hostname, self._deadline.allow(timeout))
        return _TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
