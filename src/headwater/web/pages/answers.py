"""Answers: a rendered page with its headers, packed where the browser takes it, and not sent twice."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader
from starlette.requests import Request
from starlette.responses import Response

from headwater.export.archive_pages import CHANGE_WORDS, VARIANT_WORDS
from headwater.export.html import environment_of
from headwater.export.shown import on_one_line, shortened
from headwater.export.wording import day_words
from headwater.version import __version__

# Everything from here and nothing inline: what a page smuggles in has nothing to run with.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# Under this size packing costs more than it saves.
_PACKED_FROM = 1_000


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page ready to be sent. It is held in gzip, which every browser takes; one that is too small is not, nor one
    that holds a secret (whose length would tell of it, packed beside words that others choose)."""

    body: bytes
    is_packed: bool = False
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    media_type: str = "text/html"
    etag: str = field(init=False)
    """Its mark, by which a browser knows that it holds it already."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "etag", f'"{hashlib.blake2b(self.body, digest_size=12).hexdigest()}"')

    @property
    def size(self) -> int:
        """The bytes it takes in memory."""
        return len(self.body)

    @property
    def plain(self) -> bytes:
        """What it says."""
        return gzip.decompress(self.body) if self.is_packed else self.body


@cache
def environment() -> Environment:
    """Where the pages are rendered: the templates of a brief and ours beside them, every untrusted word cleaned."""
    from headwater.web.pages.assets import asset_path

    environment = environment_of(ChoiceLoader([PackageLoader("headwater.web"), PackageLoader("headwater.export")]))
    environment.globals.update(
        asset=asset_path,
        day_words=day_words,
        shortened=shortened,
        on_one_line=on_one_line,
        VARIANT=VARIANT_WORDS,
        CHANGE=CHANGE_WORDS,
        version=__version__,
        path="",
        form_token="",
        refresh=0,
    )
    return environment


def render(
    template: str,
    told: Mapping[str, object] | None = None,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **more: object,
) -> Rendered:
    """A template filled with what is told. One with a form's token in it is never packed."""
    told = {**(told or {}), **more}
    plain = environment().get_template(template).render(**told).encode("utf-8", "replace")
    return ready(plain, status=status, headers=headers, is_secret=bool(told.get("form_token")))


def ready(
    plain: bytes,
    media_type: str = "text/html",
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    is_secret: bool = False,
) -> Rendered:
    """Bytes made ready to be sent; packed, unless there is a secret in them."""
    is_packed = len(plain) >= _PACKED_FROM and not is_secret
    body = gzip.compress(plain, 6, mtime=0) if is_packed else plain
    return Rendered(body, is_packed, status, headers or {}, media_type)


def answer(request: Request, page: Rendered) -> Response:
    """A page as it is sent: nothing but its mark where the browser holds it already."""
    headers = {
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cache-Control": "private, no-cache",
        **page.headers,
    }
    if page.status == 200:
        headers["ETag"] = page.etag
        if request.method in ("GET", "HEAD") and _holds(request, page.etag):
            return Response(status_code=304, headers=headers)
    packed = page.body if page.is_packed and _takes_packed(request) else b""
    return packed_or_plain(request, packed or page.plain, packed, page.media_type, headers, page.status)


def packed_or_plain(
    request: Request, plain: bytes, packed: bytes, media_type: str, headers: Mapping[str, str], status: int = 200
) -> Response:
    """Bytes in gzip where there are some and the browser takes it."""
    headers = {**headers, "Vary": "Accept-Encoding"}
    is_text = media_type.startswith("text/")
    media_type = f"{media_type}; charset=utf-8" if is_text else media_type
    if packed and _takes_packed(request):
        return Response(packed, status, {**headers, "Content-Encoding": "gzip"}, media_type)
    return Response(plain, status, headers, media_type)


def _takes_packed(request: Request) -> bool:
    return "gzip" in request.headers.get("accept-encoding", "")


def _holds(request: Request, etag: str) -> bool:
    held = request.headers.get("if-none-match", "")
    return held.strip() == "*" or etag in (each.strip().removeprefix("W/") for each in held.split(","))
