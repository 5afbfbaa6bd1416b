"""The one table of who may ask what. What stands in no row is a reader's to read and an editor's to change, so that a
door that somebody forgets here is closed and not open."""

from __future__ import annotations

from headwater.vocabulary.account import Role, TokenUse
from headwater.web.security.hosts import SAFE_METHODS

_READ: tuple[tuple[str, Role], ...] = (
    ("/healthz", Role.NOBODY),
    ("/login", Role.NOBODY),
    ("/static/", Role.NOBODY),
    ("/favicon.ico", Role.NOBODY),
    ("/add", Role.EDITOR),
    ("/metrics", Role.ADMIN),
    ("/api/v1/audit", Role.ADMIN),
    ("/audit", Role.ADMIN),
)
# What is sent and changes nothing.
_SEND: tuple[tuple[str, Role], ...] = (
    ("/login", Role.NOBODY),
    ("/logout", Role.READER),
    ("/check", Role.READER),
    ("/api/v1/check", Role.READER),
)
_USES = {TokenUse.FEEDS: "/feeds/", TokenUse.METRICS: "/metrics"}


def role_for(method: str, path: str) -> Role:
    """The least role that may ask this.

    >>> role_for("GET", "/metrics"), role_for("POST", "/api/v1/pages"), role_for("GET", "/static/app.css")
    (<Role.ADMIN: 3>, <Role.EDITOR: 2>, <Role.NOBODY: 0>)
    """
    is_safe = method in SAFE_METHODS
    rows = _READ if is_safe else _SEND
    otherwise = Role.READER if is_safe else Role.EDITOR
    return next((role for start, role in rows if is_under(path, start)), otherwise)


def opens(use: TokenUse, method: str, path: str) -> bool:
    """Whether a token of that use opens this door at all."""
    if use is TokenUse.ALL:
        return True
    return method in SAFE_METHODS and is_under(path, _USES[use])


def is_under(path: str, start: str) -> bool:
    """Whether a path is that one or one under it."""
    if start.endswith("/"):
        return path.startswith(start)
    return path == start or path.startswith(start + "/")
