"""Passwords by argon2id: slow to guess, and as slow to say no to a name that is not there."""

from __future__ import annotations

from functools import lru_cache

from headwater.errors import MissingPart, WeakPassword

try:
    from argon2 import PasswordHasher
    from argon2.exceptions import Argon2Error, InvalidHashError
except ModuleNotFoundError as missing:
    raise MissingPart("Accounts with passwords", "argon2-cffi", "web") from missing

# NIST SP 800-63B asks for 8 and advises 15 where nothing but the password guards; twelve stand against what leaks of
# other sites hold most. Longer than 1,024 bytes is nobody's password but work for the hasher.
SHORTEST, LONGEST = 12, 1_024


def hashed(password: str) -> str:
    """What to keep of a password. Raises WeakPassword."""
    if len(password) < SHORTEST:
        raise WeakPassword(f"{len(password)} characters", f"{SHORTEST} or more")
    if len(password.encode("utf-8", "replace")) > LONGEST:
        raise WeakPassword(f"more than {LONGEST:,} bytes", f"at most {LONGEST:,}")
    return _hasher().hash(password)


def is_right(password: str, kept: str | None) -> bool:
    """Whether it is the password that was kept; takes as long where there is none (`kept` null) as where there is."""
    if len(password.encode("utf-8", "replace")) > LONGEST:
        return False
    try:
        return _hasher().verify(kept or _nobodys(), password) and kept is not None
    except (Argon2Error, InvalidHashError):
        return False


def is_old(kept: str) -> bool:
    """Whether it was made with weaker settings than are used today."""
    return _hasher().check_needs_rehash(kept)


@lru_cache(maxsize=1)
def _hasher() -> PasswordHasher:
    # argon2id, 64 MB, three rounds: RFC 9106's second choice, 50 ms here.
    return PasswordHasher()


@lru_cache(maxsize=1)
def _nobodys() -> str:
    return _hasher().hash("a password of nobody")
