"""The API: the verbs of a newsroom under `/api/v1`, each answering with its published document."""

from __future__ import annotations

from fastapi import APIRouter

from headwater.web.api import additions, listening, lists, stories, texts
from headwater.web.api.description import DESCRIPTION, describe

__all__ = ["DESCRIPTION", "describe", "router"]

router = APIRouter(prefix="/api/v1")
for _part in (stories.router, lists.router, texts.router, additions.router, listening.router):
    router.include_router(_part)
