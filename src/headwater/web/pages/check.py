"""A text laid against the archive: a quotation, a claim, or a whole article."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from headwater.export.wording import percent_words
from headwater.vocabulary.brief import WordChange
from headwater.vocabulary.check import Checked, Variant
from headwater.web.doors import back_room_of
from headwater.web.identity import Role, identity_of
from headwater.web.jobs import Job, Jobs
from headwater.web.pages.answers import answer, render
from headwater.web.pages.forms import allowed, read_form

# A check takes 0.1 to 2 s. Behind a long piece of work it waits, and then its page asks for itself.
PATIENCE = 5.0
ASK_AGAIN = 2
LONGEST_TEXT = 100_000
_DIFF_FROM = 0.5

router = APIRouter(include_in_schema=False)


@router.get("/check")
def ask(request: Request) -> Response:
    """The form."""
    identity = allowed(request, Role.READER)
    return answer(request, render("check.html", path="/check", checked=None, form_token=identity.form_token))


@router.post("/check")
async def check(request: Request) -> Response:
    """Check the text; what takes longer than a moment gets an address of its own."""
    form = await read_form(request, Role.READER)
    text = str(form.get("text", "")).strip()
    if not text:
        raise HTTPException(422, "there is no text to check; paste a quotation, a claim or an article")
    if len(text) > LONGEST_TEXT:
        raise HTTPException(413, f"{len(text):,} characters, more than {LONGEST_TEXT:,}; check it in parts")
    future: Future[Checked] = back_room_of(request).check(text)
    try:
        async with asyncio.timeout(PATIENCE):
            return _answered(request, await asyncio.shield(asyncio.wrap_future(future)))
    except TimeoutError:
        checks: Jobs[Checked] = request.app.state.checks
        job = checks.keep(Job(identity_of(request).name, future=future))
        return RedirectResponse(f"/check/{job.id}", 303)


@router.get("/check/{job_id}")
def checked(request: Request, job_id: str) -> Response:
    """What came of a check that took its time; until then a page that asks for itself."""
    checks: Jobs[Checked] = request.app.state.checks
    job = checks.find(job_id)
    if job is None:
        raise HTTPException(404, "this check is not known any more; check the text again")
    if not job.future.done():
        page = render(
            "waiting.html", status=202, path="/check", headers={"Cache-Control": "no-store"}, refresh=ASK_AGAIN
        )
        return answer(request, page)
    return _answered(request, job.future.result())


def _answered(request: Request, found: Checked) -> Response:
    return answer(
        request,
        render(
            "check.html",
            path="/check",
            checked=found,
            shows_change=shows_change,
            percent=percent_words,
            form_token=allowed(request, Role.READER).form_token,
        ),
    )


def shows_change(variant: Variant) -> bool:
    """Whether its wording is near enough to the asked one that single changes tell something."""
    kept = sum(len(run.after) for run in variant.diff if run.change is WordChange.SAME)
    return bool(variant.diff) and kept >= _DIFF_FROM * len(variant.words)
