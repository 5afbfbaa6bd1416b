"""Additions over the API: addresses or files in, a job out that tells what becomes of them."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Path, Request
from starlette.datastructures import UploadFile
from starlette.responses import Response

from headwater.export.archive_contract import additions_document
from headwater.export.served_contract import JobDocument
from headwater.vocabulary.archive import Additions
from headwater.vocabulary.page import Page
from headwater.web.additions import address_given, outcome_of, page_given
from headwater.web.api.answers import documented
from headwater.web.doors import additions_of
from headwater.web.identity import Role, identity_of
from headwater.web.jobs import Job
from headwater.web.problems import ProblemError
from headwater.web.security.forms import form_of
from headwater.web.security.gate import client_of

router = APIRouter(tags=["additions"])
WRONG = "urn:headwater:problem:wrong-value"
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["addresses"],
                    "properties": {
                        "addresses": {
                            "type": "array",
                            "minItems": 1,
                            "items": {"type": "string", "format": "uri", "pattern": "^https?://", "maxLength": 2000},
                        }
                    },
                }
            },
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["files"],
                    "properties": {
                        "files": {
                            "type": "array",
                            "minItems": 1,
                            "items": {"type": "string", "contentMediaType": "application/octet-stream"},
                        }
                    },
                }
            },
        },
    }
}


@router.post(
    "/add", status_code=HTTPStatus.ACCEPTED, response_model=JobDocument, openapi_extra=_BODY, operation_id="add"
)
async def add(request: Request) -> Response:
    """Have pages read and kept: addresses as JSON, or files as a form. The job that comes back tells how far it is."""
    pages = await _handed_in(request)
    who, client = identity_of(request).name, client_of(request.scope)
    job = await to_thread.run_sync(additions_of(request).begin, who, client, pages)
    headers = {"Location": f"/api/v1/jobs/{job.id}", "Retry-After": "1"}
    return documented(request, job_document(job), HTTPStatus.ACCEPTED, headers)


@router.get("/jobs/{job_id}", response_model=JobDocument, operation_id="job")
def job(request: Request, job_id: Annotated[str, Path(description="A job's id.")]) -> Response:
    """How far an addition is; for who began it, and for admins."""
    found, identity = additions_of(request).find(job_id), identity_of(request)
    if found is None or (found.who != identity.name and identity.role < Role.ADMIN):
        raise ProblemError(HTTPStatus.NOT_FOUND, "no such job, or not yours, or too long ago")
    return documented(request, job_document(found))


def job_document(job: Job[Additions]) -> JobDocument:
    """A job as its document."""
    outcome = outcome_of(job.future) if job.future.done() else None
    additions = outcome if isinstance(outcome, Additions) else None
    return JobDocument(
        id=job.id,
        who=job.who,
        begun_at=job.begun_at,
        state="waiting" if outcome is None else "failed" if additions is None else "done",
        handed_in=list(job.handed_in),
        read=list(job.lines),
        additions=None if additions is None else additions_document(additions),
        failed=outcome if isinstance(outcome, str) else None,
    )


async def _handed_in(request: Request) -> list[str | Page]:
    most: int = request.app.state.settings.most_files
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        pages: list[str | Page] = [address_given(each) for each in _addresses(await request.body())]
    elif kind == "multipart/form-data":
        form = await form_of(request)
        files = [each for each in form.getlist("files") if isinstance(each, UploadFile)]
        pages = [page_given(each.filename or "", await each.read(), each.content_type) for each in files]
    else:
        detail = 'send {"addresses": [...]} as application/json, or files as multipart/form-data'
        raise ProblemError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, detail)
    if not pages or len(pages) > most:
        raise _wrong(f"{len(pages)} pages; expected 1 to {most}")
    return pages


def _addresses(body: bytes) -> list[str]:
    try:
        given: Any = json.loads(body)
    except (ValueError, RecursionError):
        raise _wrong("no JSON") from None
    addresses = given.get("addresses") if isinstance(given, dict) else None
    if not isinstance(addresses, list) or not all(isinstance(each, str) for each in addresses):
        raise _wrong('expected {"addresses": ["https://...", ...]}')
    return addresses


def _wrong(reason: str) -> ProblemError:
    faults = [{"where": "body", "reason": reason}]
    return ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, f"body: {reason}", kind=WRONG, errors=faults)
