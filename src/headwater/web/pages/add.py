"""Pages handed over in the browser: files and addresses, and how far the reading is."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response, StreamingResponse

from headwater.vocabulary.archive import Additions
from headwater.vocabulary.page import Page
from headwater.web.additions import outcome_of, page_given
from headwater.web.doors import additions_of
from headwater.web.identity import Role, identity_of
from headwater.web.jobs import Job
from headwater.web.pages.answers import answer, render
from headwater.web.pages.forms import allowed, read_form
from headwater.web.pages.uploads import read_addresses, without_empty
from headwater.web.security.gate import client_of
from headwater.web.settings import Settings

ASK_AGAIN = 2
# Seconds between two looks at a job, and after which a stream says that it is still there.
LOOK, STILL_HERE = 0.2, 15.0

router = APIRouter(include_in_schema=False)


@router.get("/add")
def ask(request: Request) -> Response:
    """The form."""
    identity = allowed(request, Role.EDITOR)
    settings: Settings = request.app.state.settings
    return answer(request, render("add.html", path="/add", settings=settings, form_token=identity.form_token))


@router.post("/add")
async def add(request: Request) -> Response:
    """Have the pages read; the answer is the address under which that can be watched."""
    settings: Settings = request.app.state.settings
    form = await read_form(request, Role.EDITOR)
    try:
        files = [each for each in form.getlist("files") if isinstance(each, UploadFile) and each.filename]
        handed = [page_given(each.filename or "", await each.read(), each.content_type) for each in files]
        given = read_addresses(str(form.get("addresses", "")), settings.most_files)
    finally:
        await form.close()
    pages, empty = without_empty(handed)
    paths: list[str | Page] = [*pages, *given.addresses]
    if not paths:
        told = "; ".join(f"{left.page}: {left.reason}" for left in (*empty, *given.left_out))
        raise HTTPException(422, told or "no file and no address was handed over")
    who, client = identity_of(request).name, client_of(request.scope)
    left_out = (*empty, *given.left_out)
    job = await run_in_threadpool(additions_of(request).begin, who, client, paths, left_out)
    return RedirectResponse(f"/add/{job.id}", 303)


@router.get("/add/{job_id}")
def progress(request: Request, job_id: str) -> Response:
    """How far the reading is, and what came of it; without a script the page asks for itself."""
    allowed(request, Role.EDITOR)
    job = _job(request, job_id)
    is_done = job.future.done()
    outcome = outcome_of(job.future) if is_done else None
    page = render(
        "adding.html",
        path="/add",
        status=200 if is_done else 202,
        headers={"Cache-Control": "no-store"},
        job=job,
        events=f"/add/{job_id}/events",
        is_done=is_done,
        additions=outcome if isinstance(outcome, Additions) else None,
        failed=outcome if isinstance(outcome, str) else "",
        ask_again=ASK_AGAIN,
    )
    return answer(request, page)


@router.get("/add/{job_id}/events", response_class=StreamingResponse)
async def events(request: Request, job_id: str) -> Response:
    """The reading as it goes on, as server-sent events: 'read' for each page, 'done' at the end."""
    allowed(request, Role.EDITOR)
    job = _job(request, job_id)
    begin = request.headers.get("last-event-id", "")
    first = int(begin) + 1 if begin.isascii() and begin.isdigit() and len(begin) < 9 else 0
    return StreamingResponse(
        _stream(job, first),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def _stream(job: Job[Additions], told: int) -> AsyncIterator[str]:
    quiet = 0.0
    while True:
        is_done = job.future.done()
        lines = job.lines[told:]
        for number, line in enumerate(lines, start=told):
            yield f"id: {number}\nevent: read\ndata: {json.dumps({'address': line, 'total': len(job.handed_in)})}\n\n"
        told, quiet = told + len(lines), 0.0 if lines else quiet + LOOK
        if is_done:
            yield "event: done\ndata: {}\n\n"
            return
        if quiet >= STILL_HERE:
            yield ": still reading\n\n"
            quiet = 0.0
        await asyncio.sleep(LOOK)


def _job(request: Request, job_id: str) -> Job[Additions]:
    job = additions_of(request).find(job_id)
    if job is None:
        raise HTTPException(404, "this addition is not known any more; what was added stands among the stories")
    return job
