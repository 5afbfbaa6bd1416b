"""Whether a request is meant for us and comes from our own pages.

A page of a stranger can make a browser ask any address, a server on loopback too: by a name of the stranger's own that
leads here (DNS rebinding), by a form, a picture, a script. Its browser says so in Host, Origin and Sec-Fetch-Site.
"""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

from headwater.web.settings import Settings

SAFE_METHODS = frozenset(("GET", "HEAD", "OPTIONS"))
_LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
# What a browser loads into another page; we are never part of one.
_EMBEDDED = frozenset(("iframe", "frame", "object", "embed", "fencedframe"))


def foreign_host(host: str, settings: Settings) -> str | None:
    """Why a Host header is none of ours; null if it is.

    >>> foreign_host("127.0.0.1:8080", Settings("a")), foreign_host("evil.example:8080", Settings("a"))
    (None, "this server is not called 'evil.example'; name its address with --origin")
    """
    name = _name(host)
    if name in _LOOPBACK or name in {_name(urlsplit(origin).netloc) for origin in settings.origins}:
        return None
    # Nobody can make their own name lead to an address that is asked for by number.
    if not settings.is_local and (_is_number(name) or name == socket.gethostname().lower()):
        return None
    return f"this server is not called {name[:100]!r}; name its address with --origin"


def foreign_page(method: str, headers: Headers, scheme: str, settings: Settings) -> str | None:
    """Why a request comes from a page that is none of ours; null if it does not, or no browser sent it."""
    site = headers.get("sec-fetch-site")
    if method in SAFE_METHODS:
        is_visit = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") not in _EMBEDDED
        if site in ("cross-site", "same-site") and not is_visit:
            return "another site's page may link to this one, and not load it into itself"
        return None
    if site is not None and site not in ("same-origin", "none"):
        return "a form or script of another site sent this"
    origin = headers.get("origin")
    own = {f"{scheme}://{headers.get('host', '')}".lower(), *(each.rstrip("/").lower() for each in settings.origins)}
    if origin is not None and origin.lower() not in own:
        return f"a page of {origin[:100]!r} sent this, which is not this server; name its address with --origin"
    return None


def unnamed_proxy(headers: Headers, settings: Settings) -> str | None:
    """Why it must not be taken for this machine's own: a proxy hands others' requests on as if they were."""
    if settings.is_local and any(name in headers for name in _FORWARDED):
        return "a proxy stands in front of this server; tell its public address with --origin, and make accounts"
    return None


def is_from_browser(headers: Headers) -> bool:
    """Whether a browser sent it: all send one of these with whatever changes something."""
    return "origin" in headers or "sec-fetch-site" in headers


def is_https(scope: Scope, settings: Settings) -> bool:
    """Whether the visitor's own connection is encrypted, as far as we were told.

    A proxy may hand on our own address as the Host; where all that we are called outside is https, so is the visitor.
    """
    host = Headers(scope=scope).get("host", "").lower()
    outside = [urlsplit(origin) for origin in settings.origins]
    named = [each for each in outside if each.netloc.lower() == host] or outside
    return scope.get("scheme") == "https" or (bool(named) and all(each.scheme == "https" for each in named))


def _name(host: str) -> str:
    """The name in a Host header, without its port."""
    host = host.strip().lower()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() and ":" in host else host


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
