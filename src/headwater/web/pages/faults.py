"""What went wrong, as a page that says so and what to do."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from http import HTTPStatus
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from headwater.errors import HeadwaterError
from headwater.export.shown import on_one_line
from headwater.web.errors import status_of
from headwater.web.pages.answers import answer, render

_TITLES = {
    400: "That cannot be read",
    401: "Please say who you are",
    403: "This is not open to you",
    404: "There is nothing here",
    405: "This page is not asked that way",
    410: "This story was merged",
    413: "That is too much at once",
    422: "That cannot be meant",
    429: "Too many questions at once",
    502: "The other side gave no answer",
    503: "The archive cannot be read just now",
}
_UNTOLD = "Something went wrong on this side. It was noted; trying again does no harm."


def fault_page(request: Request, status: int, words: str, *, title: str | None = None) -> Response:
    """The page of a fault."""
    return answer(
        request,
        render(
            "fault.html",
            status=status,
            number=status,
            title=title or _TITLES.get(status, HTTPStatus(status).phrase),
            words=words,
        ),
    )


def answer_headwater_error(request: Request, error: HeadwaterError) -> Response:
    """An error of ours: its message names the thing and the way out."""
    return fault_page(request, status_of(error), on_one_line(str(error)))


def answer_http_exception(request: Request, error: HTTPException) -> Response:
    """An error of the web: an address that leads nowhere, a form that is too long."""
    is_bare = error.detail == HTTPStatus(error.status_code).phrase
    found = fault_page(request, error.status_code, "" if is_bare else on_one_line(error.detail))
    found.headers.update(error.headers or {})
    return found


def answer_wrong_call(request: Request, error: RequestValidationError) -> Response:
    """An address or a form with something in it that cannot be meant."""
    told = "; ".join(f"{'.'.join(map(str, each['loc'][1:]))}: {each['msg']}" for each in error.errors())
    return fault_page(request, 422, on_one_line(told))


def answer_broken_work(request: Request, _error: Exception) -> Response:
    """The process in the back room died over a piece of work; the next work gets a new one."""
    return fault_page(request, 503, "The work was broken off. Please try again.", title="The work was broken off")


def answer_unexpected(request: Request, _error: Exception) -> Response:
    """Anything else; what it was stands in the log, not on the page."""
    return fault_page(request, 500, _UNTOLD, title="Something went wrong")


HANDLERS: dict[type[Exception], Callable[[Request, Any], Response]] = {
    HeadwaterError: answer_headwater_error,
    HTTPException: answer_http_exception,
    RequestValidationError: answer_wrong_call,
    BrokenProcessPool: answer_broken_work,
    Exception: answer_unexpected,
}
