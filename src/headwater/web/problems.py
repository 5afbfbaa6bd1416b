"""What is answered when something is wrong: a problem (RFC 9457) to programs, a page to people, never a traceback."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Mapping
from concurrent.futures.process import BrokenProcessPool
from html import escape
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from headwater.errors import ArchiveError, HeadwaterError, LockedArchive, UnknownOutlet, UnknownReport, UnknownStory
from headwater.export.shown import shown
from headwater.web.errors import status_of

MEDIA_TYPE = "application/problem+json"
# Addresses under which nobody looks with a browser, whatever it says it accepts.
_FOR_PROGRAMS = ("/api/", "/feeds/", "/metrics", "/healthz")
_log = logging.getLogger("headwater.web")
ErrorPage = Callable[[Request, int, str, str], Response]
# What the statuses ask the reader to do about it, where the words do not.
_RETRY = {HTTPStatus.SERVICE_UNAVAILABLE: "5"}
_MOST_FAULTS = 20


class ProblemError(HTTPException):
    """A problem that is no error of the newsroom: its kind and facts stand in the answer."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        kind: str = "about:blank",
        headers: Mapping[str, str] | None = None,
        **facts: Any,
    ) -> None:
        super().__init__(status, detail, dict(headers or {}))
        self.kind, self.facts = kind, facts


class Fault(BaseModel):
    """One value of a request that is not what it should be."""

    where: str
    reason: str


class Problem(BaseModel):
    """What every error of the API looks like. `type` names its kind; kinds add facts of their own: `story_id` and
    `merged_into` of a merged story, `errors` of values that are wrong."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int = Field(ge=400, le=599)
    detail: str
    errors: list[Fault] | None = None


def answer(
    scope: Scope,
    status: int,
    detail: str,
    *,
    kind: str = "about:blank",
    headers: Mapping[str, str] | None = None,
    **facts: Any,
) -> Response:
    """An error as whoever asks can read it."""
    title = HTTPStatus(status).phrase
    if wants_page(scope):
        page: ErrorPage = getattr(scope["app"].state, "error_page", _plain_page)
        told = page(Request(scope), status, title, shown(detail))
        told.headers.update(headers or {})
        return told
    problem = {"type": kind, "title": title, "status": status, "detail": shown(detail), **facts}
    body = json.dumps(problem, ensure_ascii=False).encode("utf-8", "replace")
    return Response(body, status, headers, MEDIA_TYPE)


def wants_page(scope: Scope) -> bool:
    """Whether a person is looking: at any address that is for people, unless JSON and no page is asked for."""
    accepted = Headers(scope=scope).get("accept", "")
    return not scope["path"].startswith(_FOR_PROGRAMS) and ("text/html" in accepted or "json" not in accepted)


def kind_of(error: HeadwaterError) -> str:
    """The name of an error in a problem's `type`.

    >>> kind_of(UnknownStory("s1", 4))
    'urn:headwater:problem:unknown-story'
    """
    return "urn:headwater:problem:" + re.sub(r"(?<!^)(?=[A-Z])", "-", type(error).__name__).lower()


def install_problems(app: FastAPI) -> None:
    """Have every error of an application answered here."""
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(RequestValidationError, _of_values)
    app.add_exception_handler(HeadwaterError, _of_headwater)
    app.add_exception_handler(BrokenProcessPool, _of_broken_work)


async def _of_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - Starlette hands each handler its own
    headers = dict(error.headers or {})
    detail = str(error.detail)
    if error.status_code < HTTPStatus.BAD_REQUEST:
        return Response(status_code=error.status_code, headers=headers)
    if error.status_code == HTTPStatus.NOT_FOUND and detail == HTTPStatus.NOT_FOUND.phrase:
        for_people = "Check the address, or look for the story with the search: stories keep their addresses."
        for_programs = "nothing is at this address; /api/v1/openapi.json lists what there is"
        detail = for_people if wants_page(request.scope) else for_programs
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        detail = f"{request.method[:20]} is not answered here; {headers.get('Allow', 'GET')} is"
    if isinstance(error, ProblemError):
        return answer(request.scope, error.status_code, detail, kind=error.kind, headers=headers, **error.facts)
    return answer(request.scope, error.status_code, detail, headers=headers)


async def _of_values(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    faults = [
        {"where": ".".join(map(str, one["loc"])), "reason": str(one["msg"])} for one in error.errors()[:_MOST_FAULTS]
    ]
    detail = "; ".join(f"{fault['where']}: {fault['reason']}" for fault in faults[:3])
    return answer(
        request.scope, 422, detail, kind="urn:headwater:problem:wrong-value", errors=json.loads(json.dumps(faults))
    )


async def _of_headwater(request: Request, error: Exception) -> Response:
    assert isinstance(error, HeadwaterError)  # noqa: S101
    status = status_of(error)
    headers = {"Retry-After": _RETRY[status]} if status in _RETRY else {}
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.warning("%s", error)
    return answer(request.scope, status, words_of(error), kind=kind_of(error), headers=headers, **_facts(error))


async def _of_broken_work(request: Request, error: Exception) -> Response:  # noqa: ARG001
    detail = "the process that did it was stopped; ask again"
    return answer(request.scope, HTTPStatus.SERVICE_UNAVAILABLE, detail, headers={"Retry-After": "2"})


def words_of(error: HeadwaterError) -> str:
    """What an error says to whoever asks over the web: where the archive stands on our disk is nobody's business."""
    match error:
        case ArchiveError():
            return f"the archive: {error.found}; {error.way_out}"
        case UnknownReport():
            return f"no report {error.report_id!r} is held"
        case UnknownStory():
            return f"no story {error.story_id!r} among the {error.known} held"
    return str(error)


def _facts(error: HeadwaterError) -> dict[str, Any]:
    match error:
        case UnknownStory():
            return {"story_id": error.story_id, "known": error.known}
        case UnknownReport():
            return {"report_id": error.report_id, "where": "the archive"}
        case UnknownOutlet():
            return {"name": error.name, "known": list(error.known)}
        case LockedArchive():
            return {"waited": error.waited}
    return {}


def _plain_page(request: Request, status: int, title: str, detail: str) -> Response:  # noqa: ARG001
    page = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<main><h1>{escape(title)}</h1><p>{escape(detail)}</p><p><a href="/">Headwater</a></p></main></html>'
    )
    return Response(page, status, media_type="text/html; charset=utf-8")
