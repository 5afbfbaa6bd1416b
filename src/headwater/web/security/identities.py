"""Who asks: by the secret of a token or the cookie of a session, looked up in the archive."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import Scope

from headwater.store.accounts import Accounts
from headwater.vocabulary.account import Account, Role, Token, TokenUse
from headwater.web.identity import LOCAL, NOBODY, Identity
from headwater.web.security.hosts import is_https
from headwater.web.security.rules import is_under, opens
from headwater.web.security.secrets import digest_of, form_token_of
from headwater.web.settings import Settings

_LookUp = Callable[[Accounts, bytes, datetime], "Account | Token | None"]
# A look-up is believed so long: an account that is removed elsewhere has this much left.
BELIEVED_FOR = 5.0
_MOST_BELIEVED = 10_000
# Longer is no secret of ours; nobody shall have us digest megabytes.
_LONGEST_SECRET = 200


@dataclass(frozen=True, slots=True)
class Refused:
    """A secret was shown, and it is not, or no longer, a right one for this door."""


class Identities:
    """Tells who asks a served newsroom."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        # A page of a stranger cannot read it, so a form that has it was made by us.
        self._local = Identity(LOCAL.name, LOCAL.role, secrets.token_urlsafe(32))
        self._believed: OrderedDict[bytes, tuple[float, Account | Token | None]] = OrderedDict()

    async def find(self, scope: Scope, accounts: Accounts) -> Identity | Refused:
        """Who asks; NOBODY where nothing was shown or a session has ended, Refused for a wrong token."""
        if self._settings.is_local:
            return self._local
        shown = _token_in(scope)
        if shown is not None:
            token = await self._look_up(shown, accounts, Accounts.token)
            if not isinstance(token, Token) or not opens(token.use, scope["method"], scope["path"]):
                return Refused()
            return Identity(f"token {token.name}", Role.ADMIN if token.use is TokenUse.METRICS else token.role)
        session = HTTPConnection(scope).cookies.get(cookie_name(scope, self._settings), "")
        account = await self._look_up(session, accounts, Accounts.session) if session else None
        if not isinstance(account, Account):
            return NOBODY
        return Identity(account.name, account.role, form_token_of(session))

    def forget(self, secret: str) -> None:
        """Believe nothing of this secret any more: its session was closed."""
        self._believed.pop(digest_of(secret), None)

    async def _look_up(self, secret: str, accounts: Accounts, how: _LookUp) -> Account | Token | None:
        if len(secret) > _LONGEST_SECRET:
            return None
        digest = digest_of(secret)
        until, found = self._believed.get(digest, (0.0, None))
        if time.monotonic() < until:
            return found
        # In a thread: the archive may be busy with a search.
        found = await to_thread.run_sync(how, accounts, digest, datetime.now(UTC))
        # Only what is right is remembered: guesses would push it out.
        if found is not None:
            self._believed[digest] = (time.monotonic() + BELIEVED_FOR, found)
            if len(self._believed) > _MOST_BELIEVED:
                self._believed.popitem(last=False)
        return found


def cookie_name(scope: Scope, settings: Settings) -> str:
    """The session's cookie; over https by a name that no other host and no unencrypted answer can set."""
    return "__Host-headwater" if is_https(scope, settings) else "headwater"


def _token_in(scope: Scope) -> str | None:
    """The secret that a program shows: in the header, or for feeds in the address."""
    kind, _, shown = Headers(scope=scope).get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return shown.strip()
    if is_under(scope["path"], "/feeds/"):
        return HTTPConnection(scope).query_params.get("token")
    return None
