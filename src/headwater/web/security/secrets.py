"""Secrets: made at random, kept as digests, compared without telling how far they agree."""

from __future__ import annotations

import hashlib
import hmac
import secrets

# 256 bits; nobody guesses them, so that a plain digest is enough. The prefix lets scanners find one that leaked.
_BYTES = 32
TOKEN_PREFIX = "hw_"  # noqa: S105 - the beginning of every token, no secret


def new_token() -> str:
    """The secret of a new token."""
    return TOKEN_PREFIX + secrets.token_urlsafe(_BYTES)


def new_session() -> str:
    """The secret of a new session, what its cookie holds."""
    return secrets.token_urlsafe(_BYTES)


def digest_of(secret: str) -> bytes:
    """What the archive keeps of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()


def form_token_of(session: str) -> str:
    """What forms of a session must bring back: bound to it, and of no use to guess the session from.

    >>> form_token_of("a") == form_token_of("a") != form_token_of("b")
    True
    """
    return hmac.new(session.encode("utf-8", "replace"), b"headwater form token", hashlib.sha256).hexdigest()


def is_same(shown: str, expected: str) -> bool:
    """Whether two secrets are one; an empty one is never right."""
    return bool(expected) and hmac.compare_digest(shown.encode("utf-8", "replace"), expected.encode("utf-8", "replace"))
