"""What a page's address asks for, read from its query; what cannot be meant is said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request

Choice = TypeVar("Choice", bound=StrEnum)

# No list is read further than this; an address made up by a machine is.
LAST_PAGE = 100_000
LONGEST_WORDS = 500


def words_asked(request: Request, name: str) -> str:
    """The words of a field, trimmed; empty if there are none."""
    return request.query_params.get(name, "").strip()[:LONGEST_WORDS]


def day_asked(request: Request, name: str) -> date | None:
    """A day of a field."""
    words = words_asked(request, name)
    if not words:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise HTTPException(422, f"{words!r} is no day; expected one such as 2026-11-26") from None


def choice_asked(request: Request, name: str, choices: type[Choice]) -> Choice | None:
    """One of several."""
    words = words_asked(request, name)
    if not words:
        return None
    try:
        return choices(words)
    except ValueError:
        raise HTTPException(422, f"{words!r} is none of {', '.join(choices)}") from None


def page_asked(request: Request) -> int:
    """Which page of a list, from 0 on; people count from 1."""
    words = words_asked(request, "page") or "1"
    if not words.isascii() or not words.isdigit() or not 1 <= int(words[:9]) <= LAST_PAGE or len(words) > 9:
        raise HTTPException(422, f"there is no page {words!r} of a list; expected a number from 1 on")
    return int(words) - 1


def address_of(path: str, asked: Mapping[str, object], page: int) -> str:
    """The address of a page of a list, of what was asked and understood alone: what somebody else put into the address
    stands in no page that is made for all.

    >>> address_of("/", {"outlet": "The Herald", "since": None}, 1)
    '/?outlet=The+Herald&page=2'
    """
    told = {name: str(value) for name, value in asked.items() if value}
    return f"{path}?{urlencode({**told, 'page': str(page + 1)})}"
