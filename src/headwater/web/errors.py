"""Which status an error has on the web; the core knows none."""

from __future__ import annotations

from http import HTTPStatus

from headwater.errors import (
    ArchiveError,
    HeadwaterError,
    LockedArchive,
    LostArchive,
    NotFetched,
    RefusedAddress,
    TooLarge,
    UnknownOutlet,
    UnknownReport,
    UnknownStory,
    UnreadablePage,
)

# The first that fits counts: what is special stands before what is general.
_STATUS: tuple[tuple[type[HeadwaterError], HTTPStatus], ...] = (
    (UnknownStory, HTTPStatus.NOT_FOUND),
    (UnknownReport, HTTPStatus.NOT_FOUND),
    (UnknownOutlet, HTTPStatus.NOT_FOUND),
    (RefusedAddress, HTTPStatus.UNPROCESSABLE_ENTITY),
    (TooLarge, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (NotFetched, HTTPStatus.BAD_GATEWAY),
    (UnreadablePage, HTTPStatus.UNPROCESSABLE_ENTITY),
    (LockedArchive, HTTPStatus.SERVICE_UNAVAILABLE),
    (LostArchive, HTTPStatus.SERVICE_UNAVAILABLE),
    (ArchiveError, HTTPStatus.SERVICE_UNAVAILABLE),
)


def status_of(error: HeadwaterError) -> HTTPStatus:
    """The status an error is answered with.

    >>> status_of(UnknownStory("s1", 4)).value
    404
    """
    return next((status for kind, status in _STATUS if isinstance(error, kind)), HTTPStatus.INTERNAL_SERVER_ERROR)
