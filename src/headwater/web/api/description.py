"""The published description of the API: OpenAPI 3.1, with the one form that every error has."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from headwater.version import __version__
from headwater.web.problems import MEDIA_TYPE, Problem

DESCRIPTION = "/api/v1/openapi.json"
_WORDS = (
    "The verbs of a newsroom over HTTP. Answers are the documents that `headwater ... --format json` prints; errors "
    "are problems (RFC 9457). On this machine alone nothing need be shown; elsewhere a token: "
    "`Authorization: Bearer hw_...`."
)
_PROBLEM = {
    "description": "What is wrong, and what to do.",
    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
_TAGS = {
    "stories": "One story: its brief, its lineage, its history; one report.",
    "lists": "Lists and searches, in pages.",
    "texts": "A text laid against the archive.",
    "additions": "Pages handed in.",
    "listening": "News as it comes.",
}


def describe(app: FastAPI) -> None:
    """Have an application publish this description of itself."""

    def description() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _description(app)
        return app.openapi_schema

    app.openapi = description  # type: ignore[method-assign]


def _description(app: FastAPI) -> dict[str, Any]:
    tags = [{"name": name, "description": words} for name, words in _TAGS.items()]
    schema = get_openapi(
        title="Headwater", version=__version__, description=_WORDS, routes=app.routes, tags=tags,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )  # fmt: skip
    parts = schema.setdefault("components", {})
    schemas = parts.setdefault("schemas", {})
    # FastAPI's own form of an error, which nothing here is answered in.
    for own in ("HTTPValidationError", "ValidationError"):
        schemas.pop(own, None)
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(problem.pop("$defs", {}))
    schemas["Problem"] = problem
    parts["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": "headwater token add NAME"}
    }
    # Either a token, or nothing: on this machine, or in the session of a browser.
    schema["security"] = [{"token": []}, {}]
    for path in schema["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)
            operation["responses"]["default"] = _PROBLEM
    return schema
