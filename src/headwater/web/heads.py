"""HEAD: what GET would answer, without its body. Link checkers and feed readers ask so."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.responses import StreamingResponse


def with_heads(router: APIRouter) -> APIRouter:
    """A router whose GET routes answer HEAD, too: the server leaves the body out. A stream has no end that HEAD could
    wait for, and stays as it is."""
    for route in router.routes:
        if isinstance(route, APIRoute) and route.methods and route.response_class is not StreamingResponse:
            route.methods |= {"HEAD"} if "GET" in route.methods else set()
    return router
