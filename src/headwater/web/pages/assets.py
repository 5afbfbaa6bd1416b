"""Style and script of the pages, each under a name that holds its digest, so that a browser asks once."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from headwater.export.html import asset
from headwater.web.pages.answers import packed_or_plain

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of ours as it is served."""

    path: str
    media_type: str
    plain: bytes
    packed: bytes


@cache
def assets() -> dict[str, Asset]:
    """The files by their plain names. Style and script begin with those of the brief, whose templates the pages use."""
    files = {
        "newsroom.css": ("text/css", asset("brief.css") + _own("newsroom.css")),
        "newsroom.js": ("text/javascript", asset("brief.js") + _own("newsroom.js")),
        "colours.js": ("text/javascript", _own("colours.js")),
        "mark.svg": ("image/svg+xml", _own("mark.svg")),
    }
    return {name: _asset(name, media_type, text.encode()) for name, (media_type, text) in files.items()}


def asset_path(name: str) -> str:
    """The address of a file of ours.

    >>> asset_path("newsroom.css").startswith("/static/newsroom-")
    True
    """
    return assets()[name].path


def _own(name: str) -> str:
    return (resources.files("headwater.web") / "static" / name).read_text("utf-8")


def _asset(name: str, media_type: str, plain: bytes) -> Asset:
    stem, ending = name.split(".")
    digest = hashlib.blake2b(plain, digest_size=6).hexdigest()
    return Asset(f"/static/{stem}-{digest}.{ending}", media_type, plain, gzip.compress(plain, mtime=0))


@router.get("/static/{name}")
async def static(request: Request, name: str) -> Response:
    """A file of ours."""
    found = next((each for each in assets().values() if each.path == f"/static/{name}"), None)
    if found is None:
        raise HTTPException(404)
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return packed_or_plain(request, found.plain, found.packed, found.media_type, headers)


@router.get("/favicon.ico")
async def favicon(request: Request) -> Response:
    """Browsers ask for it whatever a page says."""
    mark = assets()["mark.svg"]
    return packed_or_plain(request, mark.plain, mark.packed, mark.media_type, {"Cache-Control": "max-age=86400"})
