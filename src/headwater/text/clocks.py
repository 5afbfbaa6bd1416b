"""Clocks: what time a page means that prints one without its zone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, tzinfo


def usual_zone(printed: Iterable[date | datetime | None]) -> tzinfo:
    """The zone that most of the times with a zone are given in; UTC where there is none. What a page of the same story
    prints without a zone is taken for a time of it: an event's reporters mostly sit where it happened.

    >>> usual_zone([datetime.fromisoformat("2025-09-07T11:20+02:00"), datetime(2025, 9, 7, 9, 40)]).utcoffset(None)
    datetime.timedelta(seconds=7200)
    """
    zones = Counter(one.tzinfo for one in printed if isinstance(one, datetime) and one.tzinfo is not None)
    return zones.most_common(1)[0][0] if zones else UTC
