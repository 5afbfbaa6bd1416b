"""How a document is answered: as JSON with a tag by which an unchanged one need not be sent again, and in pages."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated

from fastapi import Query, Request
from starlette.responses import Response

from headwater.export.archive_contract import encodable_json
from headwater.export.contract import Document, LineageDocument, Part

MOST_AT_ONCE, LAST_PAGE = 200, 100_000
Limit = Annotated[int, Query(ge=1, le=MOST_AT_ONCE, description="How many at once.")]
Sheet = Annotated[int, Query(ge=1, le=LAST_PAGE, description="Which page of the list, from 1.")]
# PostgreSQL takes no zero byte in a text, and no name has one.
_WORDS = r"^[^\x00]*$"
Name = Annotated[str | None, Query(min_length=1, max_length=200, pattern=_WORDS)]
Words = Annotated[str, Query(max_length=500, pattern=_WORDS, description='Words and "phrases"; none for all.')]


def documented(
    request: Request, document: Part, status: int = HTTPStatus.OK, headers: Mapping[str, str] | None = None
) -> Response:
    """A document as the answer; 304 where the reader has it already (`If-None-Match`).

    The tag is a digest of the document itself: briefs are told and findings come without an event of the log, so that
    no number of the archive stands for all of it.
    """
    return tagged(request, _json(document).encode(), "application/json", status, headers)


def _json(document: Part) -> str:
    """On one line: half the bytes of what is printed. What the brief's contract holds is fit for UTF-8 already, and is
    large; looking through it again would take as long as making it."""
    if isinstance(document, Document | LineageDocument):
        return document.model_dump_json(by_alias=True)
    return encodable_json(document.model_dump(by_alias=True))


def tagged(
    request: Request,
    body: bytes,
    media_type: str,
    status: int = HTTPStatus.OK,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A body with its tag, or 304 without it."""
    tag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    known = {each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")}
    told = {**(headers or {}), "ETag": tag}
    if status == HTTPStatus.OK and (tag in known or known == {"*"}):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=told)
    return Response(body, status, told, media_type)


def page_links(request: Request, page: int, limit: int, total: int) -> dict[str, str]:
    """Where the other pages of a list are, as a `Link` header (RFC 8288)."""
    last = max(1, -(-total // limit))
    places = {
        "first": 1,
        "prev": page - 1 if page > 1 else None,
        "next": page + 1 if page < last else None,
        "last": last,
    }
    links = [
        f'<{request.url.include_query_params(page=place)}>; rel="{name}"' for name, place in places.items() if place
    ]
    return {"Link": ", ".join(links)}
