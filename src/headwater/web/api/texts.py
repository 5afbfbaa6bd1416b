"""Texts over the API: laid against the archive."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from headwater.export.archive_contract import CheckDocument, check_document
from headwater.web.api.answers import documented
from headwater.web.doors import back_room_of, outcome_of

router = APIRouter(tags=["texts"])
# A long article has 50,000 characters; what is longer is a book.
LONGEST_TEXT = 200_000
# A check takes tenths of a second; what waits behind an addition of fifty pages, some more.
CHECKED_WITHIN = 60.0


class CheckRequest(BaseModel):
    """A quotation, a claim or a whole article."""

    text: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]


@router.post("/check", response_model=CheckDocument, operation_id="check")
async def check(request: Request, asked: CheckRequest) -> Response:
    """Who published these words or this claim first, in which variants, and on how many independent origins."""
    work = back_room_of(request).check(asked.text)
    return documented(request, check_document(await outcome_of(work, CHECKED_WITHIN)))
