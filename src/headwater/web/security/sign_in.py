"""Signing in and out, at `/login` and `/logout`."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from http import HTTPStatus

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from headwater.store.accounts import Accounts
from headwater.vocabulary.account import Role
from headwater.web.identity import identity_of
from headwater.web.pages.answers import render
from headwater.web.security.gate import client_of
from headwater.web.security.hosts import is_https
from headwater.web.security.identities import cookie_name
from headwater.web.security.passwords import hashed, is_old, is_right
from headwater.web.security.rates import Slips
from headwater.web.security.secrets import digest_of, new_session

# A working day and its overtime; then one signs in again.
SESSION_LASTS = timedelta(hours=12)
# One comparison takes 64 MB and 50 ms of a core. Two at once leave the machine to its readers; who finds so many
# waiting is told to come again.
AT_ONCE, MOST_WAITING = 2, 20
_WRONG = "Name or password is wrong."

router = APIRouter(include_in_schema=False)


class SignIn:
    """What signing in remembers: wrong passwords, and how many are being compared."""

    def __init__(self) -> None:
        self.slips = Slips()
        self.desk = CapacityLimiter(AT_ONCE)


@router.get("/login")
def show_sign_in(request: Request) -> Response:
    """The form; who is signed in already goes on."""
    onwards = _onwards(request.query_params.get("next", ""))
    if identity_of(request).role is not Role.NOBODY:
        return RedirectResponse(onwards, HTTPStatus.SEE_OTHER)
    return _page(HTTPStatus.OK, onwards)


@router.post("/login")
async def sign_in(request: Request) -> Response:
    """Open a session for who knows the password: always a new one, so that nobody can foist theirs on somebody."""
    form = await request.form(max_files=0, max_fields=10)
    name, password, onwards = (_field(form, field) for field in ("name", "password", "next"))
    name, onwards = name.strip().lower()[:64], _onwards(onwards)
    desk: SignIn = request.app.state.sign_in
    wait = desk.slips.wait(name, client_of(request.scope))
    if wait or desk.desk.statistics().tasks_waiting >= MOST_WAITING:
        return _page(HTTPStatus.TOO_MANY_REQUESTS, onwards, name, _waiting(wait), {"Retry-After": _seconds(wait)})
    accounts: Accounts = request.app.state.newsroom.accounts
    kept = await to_thread.run_sync(accounts.password_of, name)
    if not await to_thread.run_sync(is_right, password, kept, limiter=desk.desk):
        desk.slips.count(name, client_of(request.scope))
        return _page(HTTPStatus.UNAUTHORIZED, onwards, name, _WRONG)
    desk.slips.forget(name)
    session = new_session()
    await to_thread.run_sync(partial(_open, accounts, name, session, password, str(kept)))
    answer = RedirectResponse(onwards, HTTPStatus.SEE_OTHER)
    answer.set_cookie(
        cookie_name(request.scope, request.app.state.settings),
        session,
        max_age=int(SESSION_LASTS.total_seconds()),
        secure=is_https(request.scope, request.app.state.settings),
        httponly=True,
        samesite="lax",
    )
    return answer


@router.post("/logout")
async def sign_out(request: Request) -> Response:
    """End the session."""
    name = cookie_name(request.scope, request.app.state.settings)
    session = request.cookies.get(name, "")
    if session:
        accounts: Accounts = request.app.state.newsroom.accounts
        await to_thread.run_sync(accounts.close_session, digest_of(session))
        request.app.state.identities.forget(session)
    answer = RedirectResponse("/login", HTTPStatus.SEE_OTHER)
    secure = is_https(request.scope, request.app.state.settings)
    answer.delete_cookie(name, secure=secure, httponly=True, samesite="lax")
    return answer


def _open(accounts: Accounts, name: str, session: str, password: str, kept: str) -> None:
    now = datetime.now(UTC)
    accounts.open_session(digest_of(session), name, now, now + SESSION_LASTS)
    if is_old(kept):
        accounts.set_password(name, hashed(password), end_sessions=False)


def _field(form: Mapping[str, object], name: str) -> str:
    value = form.get(name, "")
    if not isinstance(value, str):
        raise HTTPException(HTTPStatus.UNPROCESSABLE_ENTITY, f"{name} must be text")
    return value


def _onwards(wanted: str) -> str:
    """Where to go after signing in: a page of ours, whatever the address says.

    >>> _onwards("/stories/s1"), _onwards("//evil.example/"), _onwards("/\\\\evil.example")
    ('/stories/s1', '/', '/')
    """
    is_ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable()
    return wanted if is_ours and "\\" not in wanted else "/"


def _seconds(wait: float) -> str:
    return str(max(1, math.ceil(wait)))


def _waiting(wait: float) -> str:
    seconds = _seconds(wait)
    return f"Too many attempts; try again in {seconds} second{'s' if seconds != '1' else ''}."


def _page(
    status: HTTPStatus, onwards: str, name: str = "", wrong: str = "", headers: Mapping[str, str] | None = None
) -> Response:
    # Its words are the visitor's own and few; nothing secret stands in it yet, and it is never kept.
    page = render("login.html", status=status, headers=headers, path="/login", onwards=onwards, name=name, wrong=wrong)
    return Response(page.plain, status, headers, "text/html; charset=utf-8")
