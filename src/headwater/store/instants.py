"""Instants as an archive keeps them: microseconds since 1970, UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from headwater.vocabulary.report import Report

_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
_STEP = timedelta(microseconds=1)
_DAY = 86_400_000_000


def as_number(instant: date | datetime) -> int:
    """An instant as a number; a day is its first moment, and a time without a zone is taken for UTC.

    >>> as_number(date(1970, 1, 2))
    86400000000
    """
    if not isinstance(instant, datetime):
        instant = datetime.combine(instant, time())
    if instant.tzinfo is None:
        instant = instant.replace(tzinfo=UTC)
    return (instant - _FIRST) // _STEP


def as_instant(number: int) -> datetime:
    """The instant again, in UTC."""
    return _FIRST + timedelta(microseconds=number)


def end_of(day: date) -> int:
    """The number of the moment after a day."""
    return as_number(day) + _DAY


def report_at(report: Report, filed_at: int) -> int:
    """When a report came out, as far as it says, else when it was fetched, else when it was filed.

    A page dated in the future would stand above all news for ever: more than a day ahead of the clock (a zone is at
    most 14 hours ahead) it counts as come out when it was filed.
    """
    said = report.masthead.published_at or report.masthead.day or report.page.fetched_at
    at = filed_at if said is None else as_number(said)
    return at if at <= filed_at + _DAY else filed_at
