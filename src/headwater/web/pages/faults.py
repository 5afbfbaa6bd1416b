"""What went wrong, as a page that says so and what to do."""

from __future__ import annotations

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from headwater.export.shown import on_one_line
from headwater.web.pages.answers import answer, render

_TITLES = {
    400: "That cannot be read",
    401: "Please say who you are",
    403: "This is not open to you",
    404: "There is nothing here",
    405: "This page is not asked that way",
    410: "This story was merged",
    408: "That came too slowly",
    413: "That is too much at once",
    421: "This is not the address",
    422: "That cannot be meant",
    429: "Too many questions at once",
    500: "Something went wrong",
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


def error_page(request: Request, status: int, title: str, detail: str) -> Response:
    """What the rest of the house has to say no about (`web/problems.py`), as a page."""
    words = "" if detail == title else _UNTOLD if status == HTTPStatus.INTERNAL_SERVER_ERROR else on_one_line(detail)
    return fault_page(request, status, words, title=_TITLES.get(status))
